"""Services, money and chains in the object of `analyse --json`."""

from __future__ import annotations

import datetime
import json

import pytest

from tests.analysis.estates import carried, contract, estate, rests, revenue, svc
from tests.analysis.maps import changed, customer, put
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.as_json import as_json
from vsmstudio.analysis.as_json_services import unique_names
from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Fallback,
    Flow,
    Record,
    Service,
    ServiceKind,
    Unit,
    ValueStream,
)  # fmt: skip


def said(held: Document) -> dict:
    return json.loads(json.dumps(as_json(held, analyse(held)), allow_nan=False))


def services(*records: Record) -> dict[str, dict]:
    return {each["name"]: each for each in said(estate(*records))["services"]}


def test_a_service_says_what_it_costs_who_carries_it_and_what_its_failure_reaches():
    found = services(
        *svc("Web", 100, under=["Pay"], kind=ServiceKind.CUSTOMER_FACING), *customer("Web"), revenue("Web", 400),
        *svc("Host", 50, fallback=Fallback.NONE), rests("Web", "Host"), carried("Host", "Orders", 0.4),
    )  # fmt: skip
    web, host = found["Web"], found["Host"]
    assert (web["own_cost"], web["tco"], web["allocated"], web["unallocated"]) == (100, 150, {"Orders": 100}, 0)
    assert (web["revenue"], web["margin"], web["rests_on"], web["streams"]) == (400, 250, ["Host"], ["Orders"])
    assert (host["allocated"], host["unallocated"]) == ({"Orders": pytest.approx(20)}, pytest.approx(30))
    assert (host["streams"], host["streams_directly"], host["on_critical_path_of"]) == (["Orders"], [], ["Orders"])
    assert host["share_of_lead_time"] == {"Orders": 0.75}
    assert host["impact"] == {
        "services": ["Web"], "steps": ["Pay"], "critical_steps": ["Pay"], "streams": ["Orders"],
        "customers": ["Policyholders"], "revenue": 400, "stream_revenue": 400, "fallback": "none",
    }  # fmt: skip


def test_streams_of_one_name_are_told_apart():
    found = services(*svc("Web", 90, under=["Orders", "Claims", "Other"]), ValueStream(id="Other", name="Orders"))
    assert found["Web"]["allocated"] == {"Orders": 30, "Claims": 30, "Orders (2)": 30}
    names = unique_names([Unit(id=key, name=name) for key, name in zip("abcd", ["A", "A", "A (2)", ""], strict=True)])
    assert names == {"a": "A", "b": "A (2)", "c": "A (2) (2)", "d": "Unit"}


def test_money_totals_say_what_they_cover():
    held = estate(
        Service(id="Web", name="Web", cost_development=30, cost_support=10), *svc("Mail"), revenue("Web", None),
        *contract("Hosting", 60, "Web", start=datetime.date(2026, 1, 1)), *contract("Spare", 9),
    )  # fmt: skip
    money = said(held)["money"]
    assert (money["currency"], money["own_cost"], money["own_cost_covers"]) == ("EUR", 100, [1, 2])
    assert (money["allocated"], money["unallocated"], money["unassigned_contracts"]) == (0, 100, 9)
    assert money["categories"] == {"development": 30, "support": 10, "contracts": 60}
    assert (money["development_share"], money["revenue"], money["revenue_covers"]) == (0.3, None, [0, 1])
    hosting = money["contracts"][0]
    assert (hosting["services"], hosting["unassigned"], hosting["standing"]) == ({"Web": 60}, 0, "running")
    assert (hosting["start"], hosting["end"], hosting["supplier"]) == ("2026-01-01", None, None)


def test_rings_and_chains_are_said():
    end = Endpoint(id="end", map="Orders map", role=EndpointRole.END, starts="Claims")
    flow = Flow(id="on", map="Orders map", source="Pay", target="end")
    held = estate(*svc("A", under=["Pay"]), *svc("B"), rests("A", "B"), rests("B", "A"), end, flow)
    whole = said(held)
    assert whole["money"]["dependency_rings"] == [["A", "B"]]
    assert (whole["chain_count"], whole["stream_rings"]) == (1, [])
    (chain,) = whole["chains"]
    assert (chain["streams"], chain["lead_time"], chain["covers"]) == (["Orders", "Claims"], 360, [2, 2])
    assert chain["services"] == {"A": 0.5, "B": 0.5}


def test_what_rests_on_what_is_gone_breaks_nothing():
    held = estate(*svc("Web", 100, under=["Pay"]), *svc("Host", 5), rests("Web", "Host"), *contract("C", 1, "Host"))
    for gone in list(held.records):
        rest = {key: record for key, record in held.records.items() if key != gone}
        said(Document(rest))
    said(changed(put(held, rests("Host", "Host")), "Web", name=""))
