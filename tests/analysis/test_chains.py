"""Streams that start one another: how long the whole chain takes."""

from __future__ import annotations

import pytest

from tests.analysis.estates import estate, svc
from tests.analysis.maps import HOUR, changed, put
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.money_results import Chains
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Convention,
    Endpoint,
    EndpointRole,
    Flow,
    Map,
    MapState,
    Record,
    Step,
    ValueStream,
)  # fmt: skip


def ends(after: str, starts: str, **fields: object) -> tuple[Record, ...]:
    """An end behind a step that starts another stream."""
    key = f"{after} starts {starts}"
    home = fields.pop(
        "map", {"Pay": "Orders map", "Take": "Orders map", "Assess": "Claims map"}.get(after, f"{after} map")
    )
    end = Endpoint(id=key, map=home, role=EndpointRole.END, starts=starts, **fields)
    return end, Flow(id=f"{key} flow", map=home, source=after, target=key)


def stream(name: str, hours: int | None = 1) -> tuple[Record, ...]:
    """A stream with one step, all of one name."""
    time = Duration(f"{hours} h") if hours is not None else None
    made = Step(id=name, map=f"{name} map", name=name, lead_time=time)
    return ValueStream(id=f"the {name}", name=name, order=9), Map(id=f"{name} map", stream=f"the {name}"), made


def chains(held: Document) -> Chains:
    return analyse(held).chains


def named(held: Document) -> list[tuple[str, ...]]:
    return [tuple(held.name(key) for key in each.streams) for each in chains(held).listed]


def test_streams_alone_make_no_chain():
    assert chains(estate()) == Chains()


def test_lead_times_add_along_a_chain():
    (chain,) = chains(estate(*ends("Pay", "Claims"))).listed
    assert (chain.streams, chain.lead_time, chain.covers, chain.notes) == (("Orders", "Claims"), 6 * HOUR, (2, 2), ())


def test_a_chain_says_of_how_many_streams_it_knows_the_lead_time():
    held = estate(*ends("Pay", "Claims"), *ends("Assess", "the Audit"), *stream("Audit", None))
    (chain,) = chains(held).listed
    assert (chain.lead_time, chain.covers) == (6 * HOUR, (2, 3))
    unmapped = estate(*ends("Pay", "the Audit"), ValueStream(id="the Audit", name="Audit"))
    assert chains(unmapped).listed[0].covers == (1, 2)
    blank = estate(*stream("A", None), *stream("B", None), *ends("A", "the B"))
    assert chains(blank).listed[0].lead_time is None


def test_chains_branch_and_join():
    streams = [each for name in "ABCD" for each in stream(name)]
    held = estate(*streams, *ends("A", "the B"), *ends("A", "the C"), *ends("B", "the D"), *ends("C", "the D"))
    assert named(held) == [("A", "B", "D"), ("A", "C", "D")]
    assert chains(held).count == 2


def test_twenty_streams_each_starting_all_later_ones_are_counted_and_not_all_listed():
    names = [f"N{at:02}" for at in range(20)]
    streams = [each for name in names for each in stream(name)]
    links = [each for a in names for b in names if a < b for each in ends(a, f"the {b}")]
    found = chains(estate(*streams, *links))
    assert (len(found.listed), found.count) == (100, 2**18)


def test_streams_in_a_ring_are_named_and_cut():
    held = estate(*ends("Pay", "Claims"), *ends("Assess", "Orders"))
    assert chains(held).rings == (("Orders", "Claims"),)
    assert named(held) == [("Orders", "Claims")]
    assert chains(held).listed[0].notes == (
        "Streams start one another in a ring, Orders → Claims → Orders; the chain goes round it once",
    )
    itself = estate(*ends("Pay", "Orders"))
    assert (chains(itself).rings, chains(itself).listed) == ((("Orders",),), ())


def test_only_ends_of_current_maps_start_something():
    later = Map(id="later", stream="Orders", state=MapState.FUTURE)
    step = Step(id="Ask", map="later", name="Ask")
    assert chains(estate(later, step, *ends("Ask", "Claims", map="later"))) == Chains()
    held = estate(*ends("Pay", "Claims"))
    assert chains(changed(held, "Pay starts Claims", role=EndpointRole.START)) == Chains()


def test_an_end_beside_the_first_critical_path_is_said():
    held = estate(*ends("Take", "Claims"), Endpoint(id="Done", map="Orders map", role=EndpointRole.END))
    held = put(held, Flow(id="done", map="Orders map", source="Pay", target="Done"))
    (chain,) = chains(held).listed
    assert chain.lead_time == 6 * HOUR
    assert chain.notes == (
        "Orders starts Claims from an end that is not on its first critical path; its whole lead time is counted",
    )


def test_maps_of_different_conventions_are_said():
    held = changed(estate(*ends("Pay", "Claims")), "Claims map", convention=Convention.WAITS_PROCESSING)
    assert chains(held).listed[0].notes == (
        "The maps of this chain use different lead time conventions, so that the sum mixes them",
    )


def test_a_service_has_its_share_of_the_whole_chain():
    held = estate(*ends("Pay", "Claims"), *svc("Web", under=["Pay", "Assess"]), *svc("Mail", under=["Take"]))
    (chain,) = chains(held).listed
    assert chain.services == pytest.approx({"Web": 5 / 6, "Mail": 1 / 6})
