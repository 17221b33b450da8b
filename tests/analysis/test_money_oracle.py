"""Random estates: all money agrees with an exact second way, and nothing is lost or counted twice."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.estates import TODAY, carried, contract, estate, rests, svc
from tests.analysis.money_oracle import MoneyOracle
from tests.documents import documents
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.money_results import Money
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState, Record, Step

AMOUNTS = st.none() | st.sampled_from([0, 0.1, 1, 7.7, 1e9]) | st.floats(0, 1e6)
SHARES = st.none() | st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]) | st.floats(0, 1)
DATES = st.none() | st.sampled_from([TODAY + datetime.timedelta(days) for days in (-400, -1, 0, 1, 400)])
PLACES = ["Take", "Pay", "Assess", "Orders", "Claims", "Later"]


@st.composite
def estates(draw: st.DrawFn, rings: bool = False) -> Document:
    """Up to five services that rest on each other, under steps of two streams and of a future map."""
    names = [f"S{at}" for at in range(draw(st.integers(0, 5)))]
    records: list[Record] = [
        Map(id="later", stream="Claims", state=MapState.FUTURE),
        Step(id="Later", map="later", name="Later"),
    ]
    for name in names:
        under = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=2))
        records += svc(name, draw(AMOUNTS), under, cost_development=draw(AMOUNTS))
        for stream in draw(st.lists(st.sampled_from(["Orders", "Claims"]), unique=True)):
            records.append(carried(name, stream, draw(SHARES)))
    pairs = [(a, b) for a in names for b in names if (a != b if rings else a < b)]
    if pairs:
        for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)):
            records.append(rests(a, b, draw(SHARES)))
    for at in range(draw(st.integers(0, 2))):
        covered = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
        covers = [name if (share := draw(SHARES)) is None else (name, share) for name in covered]
        start, end = draw(DATES), draw(DATES)
        records += contract(f"C{at}", draw(AMOUNTS), *covers, start=start, end=end)
    return estate(*records)


def nothing_is_lost(found: Money) -> None:
    """For each service and for all: own cost = what streams carry + what none carries."""
    for each in found.services.values():
        if each.own is None:
            assert (each.allocated, each.unallocated) == ({}, None)
        else:
            assert sum(each.allocated.values()) + each.unallocated == pytest.approx(each.own, rel=1e-9)
            assert each.unallocated >= 0
    rows = [each.allocated or 0.0 for each in found.streams.values()]
    assert sum(rows) + (found.unallocated or 0.0) == pytest.approx(found.own or 0.0, rel=1e-9)
    assert sum(found.categories.values()) == pytest.approx(found.own or 0.0, rel=1e-9)
    for each in found.contracts.values():
        if each.unassigned is not None:
            assert sum(each.assigned.values()) + each.unassigned == pytest.approx(each.value, rel=1e-9)


@given(estates())
def test_money_is_what_an_exact_second_way_finds(held):
    exact = MoneyOracle(held)
    found = analyse(held).money
    for service in held.services:
        ours = found.services[service.id]
        for figure, theirs in ((ours.own, exact.own(service)), (ours.tco, exact.tco(service))):
            assert figure == (None if theirs is None else pytest.approx(float(theirs), rel=1e-9))
        allocated = {key: float(amount) for key, amount in exact.allocated(service).items()}
        assert ours.allocated == pytest.approx(allocated, rel=1e-9, abs=1e-6)
    nothing_is_lost(found)


@given(estates(rings=True))
def test_nothing_is_lost_where_services_rest_on_each_other_in_rings(held):
    whole = analyse(held)
    nothing_is_lost(whole.money)
    depends = whole.dependencies
    assert bool(depends.closing) == bool(depends.rings)
    for ring in depends.rings:
        for above, below in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert below in depends.rests_on[above]
    for key in depends.order:
        assert depends.order.index(key) > max(
            (depends.order.index(b) for b in whole.money.services[key].borne), default=-1
        )


@settings(max_examples=50)
@given(documents())
def test_nothing_is_lost_in_any_document(held):
    nothing_is_lost(analyse(held).money)
