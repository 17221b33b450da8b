"""Retiring services and ending contracts beside the present, each figure worked out once more by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.estates import TODAY, contract, estate, rests, revenue, svc
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.what_if import Choices, WhatIf, may_end, may_retire, what_if
from vsmstudio.model.document import Document
from vsmstudio.model.records import Criticality, Record, ServiceKind, ServiceState
from vsmstudio.model.rules import Refused


def _tried(held: Document, retire: tuple[str, ...] = (), end: tuple[str, ...] = ()) -> WhatIf:
    return what_if(held, analyse(held, TODAY), Choices(retire, end), TODAY)


def _shop(*more: Record) -> Document:
    """Web (100, under Pay of Orders) and Chat (30, under Assess of Claims) both rest on Host (60), which a contract of 90 pays
    for, too; Spare (25) supports nothing."""
    return estate(
        *svc("Web", 100, ["Pay"], Criticality.HIGH, kind=ServiceKind.CUSTOMER_FACING),
        *svc("Chat", 30, ["Assess"]),
        *svc("Host", 60),
        *svc("Spare", 25),
        rests("Web", "Host"),
        rests("Chat", "Host"),
        *contract("Hosting", 90, "Host", end=date(2028, 1, 1)),
        revenue("Web", 1000, None),
        *more,
    )


def test_retiring_a_service_takes_its_own_cost_out_of_the_total_and_its_stream():
    found = _tried(_shop(), retire=("Web",))
    assert found.own == (100 + 30 + 150 + 25, 30 + 150 + 25)
    # Host's 150 was carried by both streams; with Web gone Claims alone reaches it, and Orders nothing
    assert found.streams["Orders"] == (100 + 75, 0)
    assert found.streams["Claims"] == (30 + 75, 30 + 150)
    assert found.unallocated == (25, 25)
    assert found.own.change == -100
    assert found.revenue == (1000, 0)


def test_what_rests_on_the_same_service_bears_more_of_it():
    found = _tried(_shop(), retire=("Web",))
    assert found.services["Chat"] == ((30, 30), (30 + 75, 30 + 150))
    assert found.services["Web"][0] == (100, 0)
    assert "Spare" not in found.services


def test_what_would_stop_is_said_with_its_steps_streams_and_revenue():
    found = _tried(_shop(), retire=("Host",))
    assert found.stops.with_it == ("Chat", "Web")
    assert set(found.stops.steps) == {"Pay", "Assess"}
    assert found.stops.critical_steps == {"Pay", "Assess"}
    assert found.stops.streams == ("Orders", "Claims")
    assert (found.stops.revenue, found.stops.revenue_covers) == (1000, (1, 1))
    assert not found.loses.services


def test_a_contract_is_paid_all_the_same_until_it_is_ended_too():
    alone = _tried(_shop(), retire=("Host",))
    assert alone.still_paid == (("Hosting", 90),)
    assert alone.unassigned == (0, 90)
    assert alone.spend == (305, 245)
    both = _tried(_shop(), retire=("Host",), end=("Hosting",))
    assert both.still_paid == ()
    assert both.spend == (305, 155)
    assert both.change.label == "Retire Host and 1 more"


def test_ending_a_contract_says_whose_contract_it_is():
    found = _tried(_shop(), end=("Hosting",))
    assert found.own == (305, 215)
    assert found.loses.services == ("Host",)
    assert found.loses.with_it == ("Chat", "Web")
    assert found.stops.services == ()
    assert [each.rule for each in found.come] == ["contract.expiring"]


def test_a_cost_that_only_a_contract_told_becomes_unknown_and_not_nothing():
    held = estate(*svc("Web", 100, ["Pay"]), *svc("Scan", None, ["Pay"]), *contract("Scanning", 40, "Scan"))
    found = _tried(held, end=("Scanning",))
    assert found.services["Scan"][0] == (40, None)
    assert found.services["Scan"][0].change is None
    assert found.own_covers == ((2, 2), (1, 2))
    assert found.own == (140, 100)


def test_findings_come_and_go():
    found = _tried(_shop(), retire=("Web", "Spare"))
    assert ("service.retired-in-use", "Web") in {(each.rule, each.subject) for each in found.come}
    assert ("service.unlinked", "Spare") in {(each.rule, each.subject) for each in found.go}


def test_a_ring_of_services_is_tried_like_any_other():
    held = estate(*svc("A", 10, ["Pay"]), *svc("B", 20), rests("A", "B"), rests("B", "A"))
    found = _tried(held, retire=("A",))
    assert found.own == (30, 20)
    assert found.stops.with_it == ("B",)


def test_the_present_stays_as_it_is():
    held = _shop()
    before = dict(held.records)
    found = _tried(held, retire=("Web",))
    assert dict(held.records) == before
    assert held.apply(found.change) == found.document
    assert analyse(found.document, TODAY).money == found.analysis.money


def test_only_what_is_in_use_or_still_costs_can_be_tried():
    held = _shop(*svc("Fax", 10, state=ServiceState.RETIRED), *svc("Telex", 0, state=ServiceState.RETIRED),
                 *contract("Old", 5, "Web", end=date(2020, 1, 1)))  # fmt: skip
    known = analyse(held, TODAY)
    assert may_retire(held, known) == ("Chat", "Fax", "Host", "Spare", "Web")
    assert may_end(held, known) == ("Hosting",)
    with pytest.raises(Refused):
        _tried(held)
