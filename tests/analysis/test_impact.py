"""What stops when a service stops, what rests on it, and the portfolio that shows it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings

from tests.analysis.estates import analysed, contract, estate, rests, revenue, svc
from tests.analysis.maps import customer, person
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.impact import Impact, SinglePoint, impact, impacts, share_of_lead_time, single_points
from vsmstudio.analysis.portfolio import portfolio, readiness_words
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    READINESS_FIELDS,
    Application,
    Criticality,
    Fallback,
    Flow,
    Link,
    LinkKind,
    Map,
    MapState,
    Readiness,
    Record,
    ServiceKind,
    ServiceState,
    Side,
    Step,
    Unit,
)


def failing(name: str, *records: Record) -> Impact:
    held = estate(*records)
    return impact(held, analyse(held), name)


def single(*records: Record) -> tuple[SinglePoint, ...]:
    held = estate(*records)
    whole = analyse(held)
    return single_points(held, whole.maps, whole.services)


# --- reach ------------------------------------------------------------------------------------------------------------


def test_a_service_takes_down_the_steps_and_streams_that_it_underpins():
    found = failing("Web", *svc("Web", under=["Pay", "Claims"], fallback=Fallback.MANUAL))
    assert (found.steps, found.streams, found.with_it) == (("Pay",), ("Orders", "Claims"), ())
    assert (found.critical_steps, found.critical_streams) == ({"Pay"}, ("Orders",))
    assert found.fallback is Fallback.MANUAL
    assert found.share_of_lead_time == {"Orders": 0.75}


def test_it_takes_down_what_rests_on_it_too_and_says_through_whom():
    records = (*svc("Web", under=["Pay"], criticality=Criticality.HIGH), *svc("Host"), *svc("Power", under=["Take"]))
    found = failing("Power", *records, rests("Web", "Host"), rests("Host", "Power"))
    assert found.with_it == ("Host", "Web")
    assert found.steps == ("Pay", "Take")
    assert found.through == {"Take": "Power", "Pay": "Web"}
    assert found.criticality == {"Take": Criticality.MEDIUM, "Pay": Criticality.HIGH}
    assert found.share_of_lead_time == {"Orders": 1.0}


def test_the_highest_criticality_of_several_ways_counts():
    records = (*svc("Web", under=["Pay"], criticality=Criticality.HIGH), *svc("Host", under=["Pay"]))
    found = failing("Host", *records, rests("Web", "Host"))
    assert found.criticality == {"Pay": Criticality.HIGH}
    assert found.through == {"Pay": "Host"}


def test_customers_are_those_of_the_streams_and_of_the_services_that_fall():
    brokers = customer("Web", "Brokers")
    records = (*svc("Web", under=["Pay"]), *svc("Host"), rests("Web", "Host"), *customer("Orders"), *brokers)
    assert failing("Host", *records).customers == ("unit-Brokers", "unit-Policyholders")
    assert failing("Host", *svc("Host"), *customer("Orders")).customers == ()


def test_whoever_pays_for_a_service_that_falls_is_a_customer_too():
    records = (*svc("Web"), *svc("Host"), rests("Web", "Host"), *customer("Web", "Brokers"))
    lines = (revenue("Web", 100, "unit-Brokers"), revenue("Host", 20, "Pay-master"), revenue("Host", 5))
    banks = Unit(id="unit-Banks", name="Banks", side=Side.CUSTOMER)
    found = failing("Host", *records, *lines, banks, revenue("Host", 1, "unit-Banks"))
    assert found.customers == ("unit-Banks", "unit-Brokers")


def test_revenue_is_of_the_services_that_fall_each_once():
    records = (*svc("Web"), *svc("App"), *svc("Host", kind=ServiceKind.IT), *svc("Power"))
    joins = (rests("Web", "Host"), rests("App", "Host"), rests("Host", "Power"), rests("Web", "Power"))
    lines = (revenue("Web", 100), revenue("App", 20), revenue("App", None, "nobody"), revenue("Power", 3))
    found = failing("Power", *records, *joins, *lines)
    assert (found.revenue, found.revenue_covers) == (123, (3, 4))
    assert failing("Host", *records, *joins, *lines).revenue == 120
    assert failing("Host", *records, *joins).revenue is None


def test_revenue_of_customer_facing_services_on_the_same_streams_stands_apart():
    shop = svc("Shop", under=["Orders"], kind=ServiceKind.CUSTOMER_FACING)
    records = (*shop, revenue("Shop", 500), *svc("Ledger", under=["Pay"], kind=ServiceKind.IT))
    found = failing("Ledger", *records)
    assert (found.revenue, found.stream_revenue) == (None, 500)


def test_services_in_a_ring_fall_together():
    records = (*svc("A", under=["Pay"]), *svc("B"), *svc("C"), rests("A", "B"), rests("B", "C"), rests("C", "A"))
    held = estate(*records)
    found = impacts(held, analyse(held))
    assert all(each.steps == ("Pay",) and set(each.with_it) == set("ABC") - {key} for key, each in found.items())


def test_steps_of_future_and_older_maps_do_not_stop():
    later, old = Map(id="later", stream="Orders", state=MapState.FUTURE), Map(id="old", stream="Orders")
    records = (Map(id="Orders map", stream="Orders", date=datetime.date(2026, 1, 1)), later, old)
    steps = (Step(id="S1", map="later", name="S1"), Step(id="S2", map="old", name="S2"))
    assert failing("Web", *records, *steps, *svc("Web", under=["S1", "S2"])).steps == ()


def test_uses_count_what_rests_on_a_service():
    found = analysed(*svc("Web", under=["Pay"]), *svc("Host"), *svc("Alone"), rests("Web", "Host")).services
    assert (found["Host"].streams, found["Host"].directly) == (("Orders",), ())
    assert found["Host"].on_critical_path_of == ("Orders",)
    assert found["Web"].directly == ("Orders",)
    assert found["Alone"].streams == ()


# --- share of lead time -----------------------------------------------------------------------------------------------


def test_a_step_counts_once_however_many_ways_lead_to_a_service():
    records = (*svc("Web", under=["Pay"]), *svc("App", under=["Pay", "Take"]), *svc("Host", under=["Pay"]))
    whole = analysed(*records, rests("Web", "Host"), rests("App", "Host"))
    assert whole.service_shares["Orders map"] == pytest.approx({"Web": 0.75, "App": 1.0, "Host": 1.0})


def test_a_stream_wide_link_holds_up_no_step():
    held = estate(*svc("Web", under=["Orders"]))
    whole = analyse(held)
    assert whole.services["Web"].streams == ("Orders",)
    assert share_of_lead_time(held, whole, "Web") == {}


def test_steps_beside_the_critical_path_take_no_share():
    beside = Step(id="Beside", map="Orders map", name="Beside", lead_time=Duration("10 min"))
    flows = (Flow(id="in", map="Orders map", source="Take", target="Beside"),)
    whole = analysed(beside, *flows, *svc("Web", under=["Beside"]))
    assert whole.service_shares == {}
    assert whole.services["Web"].on_critical_path_of == ()


# --- single points of failure -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fallback", "criticality", "found"),
    [
        (None, Criticality.HIGH, [False]),
        (Fallback.NONE, Criticality.HIGH, [True]),
        (Fallback.MANUAL, Criticality.HIGH, []),
        (Fallback.ALTERNATIVE, Criticality.HIGH, []),
        (Fallback.NONE, Criticality.MEDIUM, []),
    ],
)
def test_a_service_that_a_critical_step_cannot_do_without_needs_a_fallback(fallback, criticality, found):
    points = single(*svc("Web", under=["Pay"], criticality=criticality, fallback=fallback))
    assert [each.recorded for each in points] == found


def test_a_single_point_names_its_critical_steps_and_all_streams_it_reaches():
    beside = Step(id="Beside", map="Orders map", name="Beside", lead_time=Duration("10 min"))
    flow = Flow(id="in", map="Orders map", source="Take", target="Beside")
    web = svc("Web", under=["Pay", "Beside", "Claims"], criticality=Criticality.HIGH)
    assert single(beside, flow, *web) == (SinglePoint("Web", False, ("Pay",), ("Orders", "Claims")),)
    assert single(beside, flow, *svc("Web", under=["Beside"], criticality=Criticality.HIGH)) == ()


@settings(max_examples=50)
@given(documents())
def test_the_findings_name_the_same_single_points(held):
    whole = analyse(held)
    points = single_points(held, whole.maps, whole.services)
    every = (*whole.findings, *whole.accepted, *whole.absorbed)
    assert sorted(each.service for each in points) == sorted(
        each.subject for each in every if each.rule == "service.single-point"
    )


# --- portfolio --------------------------------------------------------------------------------------------------------


def test_the_portfolio_lists_services_by_state_with_all_that_belongs_to_them():
    records = (
        *svc("Old", state=ServiceState.RETIRED), *svc("New", state=ServiceState.PIPELINE),
        *svc("Web", 100, under=["Pay", "Assess"], fallback=Fallback.MANUAL, security=Readiness.GAP, owner="person-Head"),
        *person("Head", Side.BUSINESS), *customer("Web"), revenue("Web", 400),
        Application(id="Shop", name="Shop"), Link(id="s", kind=LinkKind.SUPPORTS, source="Shop", target="Web"),
        *contract("Hosting", 20, "Web", end=datetime.date(2027, 1, 1)),
    )  # fmt: skip
    held = estate(*records)
    new, web, old = portfolio(held, analyse(held))
    assert [each.service for each in (new, web, old)] == ["New", "Web", "Old"]
    assert (web.owner, web.customers, web.fallback) == ("person-Head", ("unit-Policyholders",), Fallback.MANUAL)
    assert (web.money.own, web.money.tco, web.money.revenue, web.money.margin) == (120, 120, 400, 280)
    assert web.streams == ("Orders", "Claims")
    assert (web.critical_share, web.critical_shares) == (1.0, {"Orders": 0.75, "Claims": 1.0})
    assert (web.applications, web.contracts) == (("Shop",), ("Hosting",))
    assert readiness_words(web.readiness).startswith("gap in security; not asked: continuity, remote use, self-service")
    assert (old.critical_share, old.money.own, old.streams) == (None, None, ())


@pytest.mark.parametrize(("answer", "words"), [(Readiness.OK, "ready"), (Readiness.NOT_ASKED, "not asked")])
def test_readiness_that_is_the_same_all_over_is_one_word(answer, words):
    assert readiness_words(dict.fromkeys(READINESS_FIELDS, answer)) == words
