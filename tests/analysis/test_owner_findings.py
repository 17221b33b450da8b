"""`owner.*`: where each rule fires, where it must not, and at its threshold."""

from __future__ import annotations

import datetime

import pytest

from tests.analysis.maps import changed, customer, finding, findings, person, put, service
from tests.builders import document, draw
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Severity
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState, Service, ServiceKind, ServiceState, Side, ValueStream

HIGH, MEDIUM, LOW, CRITICAL = Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.CRITICAL


def stream_of(side: Side | None, *more: str, text: str = "A 1h !Head", vacant: bool = False) -> Document:
    """A stream that someone of a side owns; `more` are units that it serves."""
    held = put(document(text), *person("Boss", side, vacant=vacant))
    held = changed(held, "stream", owner="person-Boss")
    for name in more:
        held = put(held, *customer("stream", name, Side.CUSTOMER if name[0].isupper() else Side.BUSINESS))
    return held


# --- streams ----------------------------------------------------------------------------------------------------------


def test_a_stream_without_owner():
    found = finding("A 1h", "owner.stream-missing")
    assert (found.severity, found.subject, found.share) == (CRITICAL, "stream", 1.0)
    assert found.message == "Stream has no owner: 1 step, 1 h of lead time"
    assert finding("A", "owner.stream-missing").message == "Stream has no owner"
    assert findings(stream_of(Side.BUSINESS), "owner.stream-missing") == []


def test_a_stream_with_an_external_customer_owned_in_it():
    found = finding(stream_of(Side.IT, "Brokers"), "owner.stream-in-it")
    assert found.severity == HIGH
    assert found.message == "Stream serves Brokers and is owned on the IT side by Boss: 1 step, 1 h of lead time"


@pytest.mark.parametrize(
    "held",
    [
        stream_of(Side.IT),  # no customer named
        stream_of(Side.IT, "staff"),  # an internal one
        stream_of(Side.BUSINESS, "Brokers"),
        stream_of(None, "Brokers"),  # nobody said where the owner works
    ],
)
def test_streams_that_are_not_owned_in_it_wrongly(held):
    assert findings(held, "owner.stream-in-it") == []


@pytest.mark.parametrize(("side", "count"), [(Side.SUPPLIER, 1), (Side.CUSTOMER, 1), (Side.IT, 0), (Side.BUSINESS, 0)])
def test_a_stream_owned_outside(side, count):
    found = findings(stream_of(side), "owner.stream-outside")
    assert [each.severity for each in found] == [HIGH] * count


def test_a_vacant_place_owns_a_stream_a_step_and_a_service():
    held = stream_of(Side.BUSINESS, text="A 1h !Boss", vacant=True)
    held = put(held, *service("Portal", owner="Boss"), *service("Old", owner="Boss", state=ServiceState.RETIRED))
    found = findings(held, "owner.vacant")
    assert {each.subject for each in found} == {"stream", "A", "service-Portal"}
    assert {each.severity for each in found} == {MEDIUM}
    assert findings(stream_of(Side.BUSINESS), "owner.vacant") == []


@pytest.mark.parametrize(("streams", "count"), [(3, 0), (4, 1)])
def test_one_person_owns_more_than_three_streams(streams, count):
    held = put(Document(), *person("Boss"))
    held = put(held, *(ValueStream(id=f"s{i}", name=f"S{i}", owner="person-Boss") for i in range(streams)))
    found = findings(held, "owner.overloaded")
    assert [(each.severity, each.subject) for each in found] == [(LOW, "person-Boss")] * count


def test_how_many_streams_are_too_many_is_the_engagements_to_say():
    held = put(document("", streams_per_owner=1), *person("Boss"))
    held = put(held, *(ValueStream(id=f"s{i}", name=f"S{i}", owner="person-Boss") for i in range(2)))
    assert finding(held, "owner.overloaded").message == "Boss owns 2 streams: S0 and S1"


# --- steps ------------------------------------------------------------------------------------------------------------


def test_a_step_without_owner_on_and_off_the_critical_path():
    held = "A 4h !Head -> B 6d -> D 1h !Head; A -> C 1h -> D"
    on, off = findings(held, "owner.step-missing")
    assert (on.severity, on.subject) == (HIGH, "B")
    assert on.message == "Nobody is accountable for B: 6 d, 91 % of lead time"
    assert on.recommendation == "Name an owner; Head owns the steps before and after"
    assert (off.severity, off.subject, off.message) == (
        MEDIUM,
        "C",
        "Nobody is accountable for C: 1 h, off the critical path",
    )


def test_the_wait_in_front_of_a_step_is_without_owner_too():
    found = finding("A 1h !Head -> [Q 3d] -> B 1d -> C 1h !Other", "owner.step-missing")
    assert found.message == "Nobody is accountable for B: 4 d, 94 % of lead time"
    assert found.recommendation == "Name an owner; Head owns the step before"
    assert found.share == pytest.approx(32 / 34)


def test_the_owner_after_is_named_where_nobody_owns_what_is_before():
    assert finding("A 1h -> B 1h !Head", "owner.step-missing").recommendation.endswith("Head owns the step after")
    assert finding("A 1h", "owner.step-missing").recommendation == "Name an owner"
    vacant = put(document("A 1h -> B 1h !Head"), *person("Head", vacant=True))
    assert finding(vacant, "owner.step-missing").recommendation == "Name an owner"


def test_two_adjoining_critical_steps_are_one_gap_that_absorbs_them():
    whole = analyse(document("A 1h !Head -> B 1h -> [Q 2h] -> C 3h -> D 1h !Head"))
    (gap,) = [each for each in whole.findings if each.rule == "owner.gap-on-path"]
    assert (gap.severity, gap.subject) == (HIGH, "B")
    assert gap.message == "Nobody is accountable from B to C: 2 steps, 6 h, 75 % of lead time"
    assert gap.recommendation == "Name an owner; Head owns the steps before and after"
    assert not [each for each in whole.findings if each.rule == "owner.step-missing"]
    assert {(each.subject, each.part_of) for each in whole.absorbed} == {("B", gap.key), ("C", gap.key)}
    assert len(whole.about("B")) == 2


def test_one_step_is_no_gap_and_an_owned_one_divides_two():
    assert findings("A 1h -> B 1h !Head -> C 1h", "owner.gap-on-path") == []
    held = "A 1h -> B 1h -> C 1h !Head -> D 1h -> E 1h"
    assert [each.subject for each in findings(held, "owner.gap-on-path")] == ["A", "D"]


def test_a_gap_is_of_the_critical_path_alone():
    found = findings("A 1h !Head -> B 1d !Head -> E 1h !Head; A -> C 1h -> D 1h -> E", "owner.")
    assert {each.rule for each in found} == {"owner.stream-missing", "owner.step-missing"}


def test_a_gap_where_no_time_is_known():
    assert finding("A -> B", "owner.gap-on-path").message == "Nobody is accountable from A to B: 2 steps"


def test_future_maps_raise_them_too_but_apart_and_older_ones_do_not():
    held = document("A 1h !Head")
    for key, state, date in (("ideal", MapState.FUTURE, None), ("old", MapState.CURRENT, datetime.date(2020, 1, 1))):
        held = put(held, Map(id=key, stream="stream", name=key, state=state, date=date))
        held = draw(held, key, f"{key}1 1h")
    held = changed(held, "map", date=datetime.date(2024, 1, 1))
    found = findings(held, "owner.step-missing")
    assert [(each.subject, each.future) for each in found] == [("ideal1", True)]
    whole = analyse(held)
    assert [each.future for each in whole.findings] == sorted(each.future for each in whole.findings)


# --- services ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "count"), [(ServiceState.CATALOGUE, 1), (ServiceState.PIPELINE, 1), (ServiceState.RETIRED, 0)]
)
def test_a_service_without_owner(state, count):
    held = put(document("A 1h"), *service("Portal", "A", state=state))
    found = findings(held, "owner.service-missing")
    assert [(each.severity, each.message) for each in found] == [
        (HIGH, "Portal has no owner: 100 % of the lead time of Stream rests on it")
    ] * count


def test_a_service_without_owner_says_what_it_costs_and_what_rests_on_it():
    held = document("A 3h -> B 1h")
    held = draw(put(held, ValueStream(id="two", name="Two"), Map(id="other", stream="two")), "other", "C 1h")
    said = "Portal has no owner: it costs 85,000 EUR a year, and "
    for under, rest in (
        ((), "no stream rests on it"),
        (("A",), "75 % of the lead time of Stream rests on it"),
        (("stream",), "Stream rests on it"),
        (("A", "C"), "2 streams rest on it, most of all Two with 100 % of its lead time"),
        (("stream", "two"), "2 streams rest on it"),
    ):
        found = finding(put(held, *service("Portal", *under, cost_other=85_000)), "owner.service-missing")
        assert (found.message, found.money) == (said + rest, 85_000)
    assert finding(put(held, *service("Portal")), "owner.service-missing").message == "Portal has no owner"


def test_who_should_own_a_service_without_owner_depends_on_its_customers():
    def advice(boss: Side, kind: ServiceKind) -> str:
        held = put(stream_of(boss, "Brokers"), *service("Portal", "A", kind=kind))
        return finding(held, "owner.service-missing").recommendation

    facing = ServiceKind.CUSTOMER_FACING
    assert advice(Side.BUSINESS, facing) == "Propose Boss, owner of the stream that it supports most, Stream"
    assert advice(Side.IT, facing) == "First name a business owner for Stream"
    assert advice(Side.BUSINESS, ServiceKind.IT).startswith("Name an owner in IT")
    assert advice(Side.BUSINESS, ServiceKind.INTERNAL).startswith("Name one person who answers for what it gives")


def test_of_services_on_which_as_much_rests_the_dearer_one_comes_first():
    held = put(document("A 1h"), *service("Cheap", cost_other=10), *service("Dear", cost_other=1000))
    assert [each.subject for each in findings(held, "owner.service-missing")] == ["service-Dear", "service-Cheap"]


def test_who_owns_a_stream_weighs_more_than_who_owns_one_of_its_steps():
    held = stream_of(Side.IT, "Brokers", text="A 3h -> B 1h !Head")
    ranked = [each.rule for each in findings(held, "owner.") if each.severity is HIGH]
    assert ranked == ["owner.stream-in-it", "owner.step-missing"]


def misplaced(
    side: Side, kind: ServiceKind = ServiceKind.CUSTOMER_FACING, boss: Side | None = Side.BUSINESS
) -> Document:
    """A service under step A, owned on a side, in a stream that serves brokers and that the boss owns."""
    held = stream_of(boss, "Brokers")
    return put(held, *person("Dev", side), *service("Portal", "A", kind=kind, owner="Dev"))


@pytest.mark.parametrize("side", [Side.IT, Side.SUPPLIER])
def test_a_service_for_external_customers_owned_in_it_or_at_a_supplier(side):
    found = finding(misplaced(side), "owner.service-misplaced")
    assert (found.severity, found.share) == (HIGH, 1.0)
    said = f"Portal serves Brokers and is owned on the {side.value} side by Dev"
    assert found.message == f"{said}: 100 % of the lead time of Stream rests on it"
    assert found.recommendation == "Propose Boss, owner of the stream that it supports most, Stream"


@pytest.mark.parametrize("side", [Side.BUSINESS, Side.CUSTOMER])
def test_a_service_owned_on_another_side_is_not_misplaced(side):
    assert findings(misplaced(side), "owner.service-misplaced") == []


def test_only_a_customer_facing_service_inherits_the_customers_of_its_streams():
    assert findings(misplaced(Side.IT, ServiceKind.INTERNAL), "owner.service-misplaced") == []
    held = put(misplaced(Side.IT, ServiceKind.IT), *customer("service-Portal", "Agents"))
    assert finding(held, "owner.service-misplaced").message.startswith("Portal serves Agents")


def test_customers_that_a_service_names_come_before_those_of_its_streams():
    held = put(misplaced(Side.IT), *customer("service-Portal", "staff", Side.BUSINESS))
    assert findings(held, "owner.service-misplaced") == []


def test_first_a_business_owner_for_the_stream():
    found = finding(misplaced(Side.IT, boss=Side.IT), "owner.service-misplaced")
    assert found.recommendation == "First name a business owner for Stream"
    nobody = changed(misplaced(Side.IT), "stream", owner=None)
    assert finding(nobody, "owner.service-misplaced").recommendation == "First name a business owner for Stream"


def test_the_stream_that_rests_on_it_most_names_the_owner():
    held = put(misplaced(Side.IT), *person("Other"), ValueStream(id="two", name="Two", owner="person-Other"))
    held = put(held, Map(id="map2", stream="two"))
    held = draw(held, "map2", "X 1h -> Y 9h")
    some = put(held, *service("Portal", "A", "X", owner="Dev"))
    assert "Boss" in finding(some, "owner.service-misplaced").recommendation
    held = changed(held, "A", lead_time=None)
    more = put(held, *service("Portal", "A", "Y", owner="Dev"))
    found = finding(more, "owner.service-misplaced")
    assert found.recommendation == "Propose Other, owner of the stream that it supports most, Two"
    assert found.share == pytest.approx(0.9)


def test_a_customer_facing_service_of_one_stream_owned_by_another():
    held = misplaced(Side.BUSINESS)
    found = finding(held, "owner.service-not-stream-owner")
    assert found.severity == MEDIUM
    assert found.recommendation == "Propose Boss, owner of the stream that it serves"


@pytest.mark.parametrize(
    "held",
    [
        misplaced(Side.IT),  # that is misplaced already
        misplaced(Side.BUSINESS, ServiceKind.INTERNAL),
        changed(misplaced(Side.BUSINESS), "service-Portal", owner="person-Boss"),
        changed(misplaced(Side.BUSINESS), "stream", owner=None),
        put(misplaced(Side.BUSINESS), ValueStream(id="two", name="Two"), *service("Portal", "A", "two", owner="Dev")),
    ],
)
def test_where_stream_and_service_owner_may_differ(held):
    assert findings(held, "owner.service-not-stream-owner") == []


@pytest.mark.parametrize(
    ("side", "severity"), [(Side.BUSINESS, MEDIUM), (Side.SUPPLIER, HIGH), (Side.IT, None), (Side.CUSTOMER, None)]
)
def test_an_it_service_for_use_inside_owned_outside_it(side, severity):
    found = findings(misplaced(side, ServiceKind.IT), "owner.it-service-outside-it")
    assert [each.severity for each in found] == ([severity] if severity is not None else [])


def test_an_it_service_with_an_external_customer_is_another_matter():
    held = put(misplaced(Side.BUSINESS, ServiceKind.IT), *customer("service-Portal", "Agents"))
    assert findings(held, "owner.it-service-outside-it") == []
    assert findings(misplaced(Side.BUSINESS, ServiceKind.INTERNAL), "owner.it-service-outside-it") == []


def test_services_are_used_by_steps_of_the_current_map_and_by_streams():
    held = document("A 2h -> B 1h; A -> C 1h -> B")
    held = put(held, Map(id="future", stream="stream", state=MapState.FUTURE), ValueStream(id="two", name="Two"))
    held = draw(held, "future", "F 1h")
    held = put(
        held, *service("One", "C"), *service("Two", "A", "two"), *service("None", "F"), Service(id="x", name="X")
    )
    uses = analyse(held).services
    found = {key: (use.streams, use.on_critical_path_of) for key, use in uses.items()}
    assert found == {
        "service-One": (("stream",), ("stream",)),
        "service-Two": (("stream", "two"), ("stream",)),
        "service-None": ((), ()),
        "x": ((), ()),
    }


def test_a_service_beside_the_critical_path():
    held = put(document("A 2h -> B 1h; A -> C 1h -> B; A -> D 5h -> B"), *service("One", "C"))
    use = analyse(held).services["service-One"]
    assert (use.streams, use.on_critical_path_of) == (("stream",), ())


# --- ranking ----------------------------------------------------------------------------------------------------------


def test_findings_rank_by_severity_then_share_of_lead_time():
    found = analyse(document("A 1h -> B 5h !Head -> C 3h; A -> D 1h")).findings
    assert [each.severity for each in found] == sorted(each.severity for each in found)
    steps = [each.subject for each in found if each.rule == "owner.step-missing"]
    assert steps == ["C", "A", "D"]


def test_every_key_is_unique():
    whole = analyse(document("A 1h @X -> B 1h @Y -> C 1h @X -> D 1h @Z -> E 1h @X; B -> E; A -> D"))
    keys = [each.key for each in (*whole.findings, *whole.absorbed)]
    assert len(keys) == len(set(keys))
