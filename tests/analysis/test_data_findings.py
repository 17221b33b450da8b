"""`data.*`: where each rule fires, where it must not, and at its threshold."""

from __future__ import annotations

import pytest

from tests.analysis.maps import changed, customer, finding, findings, flow_changed, person, put, service
from tests.builders import document, draw
from vsmstudio.analysis.results import Severity
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Convention,
    FlowKind,
    Handoff,
    Map,
    MapState,
    ServiceKind,
    ServiceState,
    Side,
    Split,
)

MEDIUM, LOW = Severity.MEDIUM, Severity.LOW
FULL = "A 10min/1h/90% !Head -> B 10min/1h/90% !Head"


def full(text: str = FULL) -> Document:
    """A map on which nothing is blank."""
    return put(changed(document(text), "stream", demand=10), *person("Head"))


def missing(held: Document) -> dict[str, str]:
    return {each.aspect: each.message for each in findings(held, "data.missing")}


def test_nothing_is_missing_on_a_full_map():
    assert missing(full()) == {}


def test_one_finding_for_each_figure_of_a_map():
    held = full(f"{FULL} -> C -> D 1h !Head; C -> E 10min/ !Head")
    assert missing(held) == {
        "lead time": "Lead time is blank for 2 of 5 steps: C and E",
        "process time": "PT is blank for 2 of 5 steps: C and D",
        "%C&A": "%C&A is blank for 3 of 5 steps: C, D and E",
    }
    assert {each.severity for each in findings(held, "data.missing")} == {LOW}
    assert {each.subject for each in findings(held, "data.missing")} == {"map"}


def test_what_is_blank_depends_on_the_convention():
    held = changed(full(), "A", lead_time=None, wait=Duration("50 min"))
    assert missing(held) == {}
    held = changed(full(), "A", process_time=None)
    assert set(missing(held)) == {"process time"}
    held = changed(held, "map", convention=Convention.WAITS)
    assert missing(held)["lead time"] == "Waiting time is blank for 1 of 2 steps: A"


def test_blank_queues_demand_and_rework():
    held = changed(full(f"{FULL} -> [Q] -> C 10min/1h/90% !Head; C ~10%~> A"), "stream", demand=None)
    held = flow_changed(held, "C", "A", FlowKind.REWORK, probability=None)
    assert missing(held) == {
        "queue": "Wait and quantity are blank for 1 of 1 queue: Q",
        "demand": "Demand of Stream is blank, so takt and work in process are unknown",
        "rework": "The share that comes back is blank for 1 of 1 rework flow: C → A",
    }


def test_handoffs_that_nobody_was_asked_about():
    held = full("A 10min/1h/90% @X !Head -> B 10min/1h/90% @Y !Head -> C 10min/1h/90% @X !Head")
    held = flow_changed(held, "B", "C", handoff=Handoff.AGREED)
    assert missing(held) == {"handoffs": "What was agreed is not known for 1 of 2 handoffs: A → B"}


def test_owners_without_a_unit_are_one_finding():
    held = put(full(), *person("Head", None), *person("Idle", None))
    assert missing(held) == {"owner unit": "The unit is blank for 1 of 1 owner: Head"}


def test_the_future_is_listed_apart():
    held = put(full(), Map(id="next", stream="stream", state=MapState.FUTURE))
    held = draw(held, "next", "F 1h")
    found = findings(held, "data.missing")
    assert {(each.aspect, each.future) for each in found} == {("process time", True), ("%C&A", True)}


# --- contradictions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "count"), [("A 61min/1h", 1), ("A 60min/1h", 0), ("A 59min/1h", 0), ("A 61min/", 0)])
def test_lead_time_below_processing_time(text, count):
    found = findings(text, "data.lt-below-pt")
    assert [(each.severity, each.subject) for each in found] == [(MEDIUM, "A")] * count


def test_lead_time_below_processing_time_says_both():
    found = finding("A 2h/1h", "data.lt-below-pt")
    assert found.message == "Lead time of A, 1 h, is under its processing time, 2 h"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((0.6, 0.4), None),
        ((0.6, 0.5), "110 %"),
        ((0.6, 0.3), "90 %"),
        ((0.6, None), None),
        ((None, None), None),
        ((1.0, 0.2), "120 %"),
        ((0.333, 0.666), None),  # typed to the tenth of a per cent
        ((0.333, 0.664), "99.7 %"),
        ((0.0, 0.0), "0 %"),
    ],
)
def test_shares_that_do_not_add_up(typed, said):
    held = changed(document("A 1h -> B 1h; A -> C 1h"), "A", split=Split.ONE)
    held = flow_changed(flow_changed(held, "A", "B", share=typed[0]), "A", "C", share=typed[1])
    found = findings(held, "data.shares")
    if said is None:
        assert found == []
    else:
        assert [(each.severity, each.subject) for each in found] == [(MEDIUM, "A")]
        assert found[0].message == f"The shares after A add up to {said}, not 100 %"


def test_shares_count_only_where_work_goes_one_way():
    held = flow_changed(document("A 1h -> B 1h; A -> C 1h"), "A", "B", share=0.3)
    assert findings(held, "data.shares") == []


def test_a_wait_that_may_be_counted_twice():
    found = finding("A 1h -> [Q 2d] -> B 3h", "data.wait-twice")
    assert (found.severity, found.subject) == (LOW, "Q")
    assert found.message == "2 d in Q may be counted twice: lead time of B holds the wait before it"


@pytest.mark.parametrize(
    "held",
    [
        document("A 1h -> [Q 2d] -> B"),  # no lead time behind it
        document("A 1h -> [Q 20] -> B 3h"),  # a quantity, which is not added there
        document("A 1h -> [Q 0min] -> B 3h"),
        document("A 1h -> [Q 2d] -> B 3h", Convention.WAITS),
        document("A 1h -> [Q 2d]"),
    ],
)
def test_no_wait_counted_twice(held):
    assert [each.subject for each in findings(held, "data.wait-twice")] == []


def test_a_wait_counted_twice_is_of_each_queue():
    assert [each.subject for each in findings("A 1h -> [Q 2d] -> [R 1h] -> B 3h; A -> [T 1h]", "data.wait-twice")] == [
        "Q",
        "R",
    ]


@pytest.mark.parametrize(
    ("kind", "customer_name", "side", "count"),
    [
        (ServiceKind.INTERNAL, "Brokers", Side.CUSTOMER, 1),
        (ServiceKind.IT, "Brokers", Side.CUSTOMER, 1),
        (ServiceKind.CUSTOMER_FACING, "Brokers", Side.CUSTOMER, 0),
        (ServiceKind.CUSTOMER_FACING, "Staff", Side.BUSINESS, 1),
        (ServiceKind.INTERNAL, "Staff", Side.BUSINESS, 0),
        (ServiceKind.IT, "Staff", Side.BUSINESS, 0),
    ],
)
def test_type_and_customers_contradict(kind, customer_name, side, count):
    held = put(
        full(), *service("Portal", "A", kind=kind, owner="Head"), *customer("service-Portal", customer_name, side)
    )
    found = findings(held, "data.service-type")
    assert [(each.severity, each.subject) for each in found] == [(MEDIUM, "service-Portal")] * count


def test_a_service_may_face_the_inside_customers_of_its_stream():
    held = put(full(), *service("Portal", "A", owner="Head"), *customer("service-Portal", "Staff", Side.BUSINESS))
    held = put(held, *customer("stream", "Staff", Side.BUSINESS))
    assert findings(held, "data.service-type") == []


def test_no_customers_or_retired_no_contradiction():
    held = put(full(), *service("Portal", "A", owner="Head"), *customer("stream", "Staff", Side.BUSINESS))
    assert findings(held, "data.service-type") == []
    held = put(full(), *service("Old", kind=ServiceKind.IT, state=ServiceState.RETIRED), *customer("service-Old"))
    assert findings(held, "data.service-type") == []
