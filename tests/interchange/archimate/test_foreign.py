"""Other programs' models, read and written: nothing is lost or doubled, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.interchange.archimate.models import counted, exchange
from tests.interchange.archimate.standard import ELEMENTS, RELATIONS, broken_rules
from vsmstudio.interchange import archimate
from vsmstudio.model import edits, ids, rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Endpoint, Flow, Kept, Link, Map, Note, Person, Placement, Service, Step, Unit
from vsmstudio.notation.sizes import area_of

LIKELY = ["BusinessProcess", "BusinessProcess", "BusinessProcess", "ValueStream", "BusinessEvent", "BusinessActor",
          "BusinessRole", "BusinessService", "ApplicationService", "ApplicationComponent", "AndJunction", "OrJunction",
          "Plateau", "Contract", "Product", "Outcome"]  # fmt: skip
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]  # a shrunk case is seldom worth the minutes
IDS = [count(1)]
USUAL = ["Triggering", "Triggering", "Flow", "Composition", "Aggregation", "Realization", "Serving", "Assignment"]


@st.composite
def architectures(draw: st.DrawFn) -> bytes:
    """A model with any elements and relationships between them, and views that show some of them."""
    kinds = draw(
        st.lists(st.one_of(st.sampled_from(LIKELY), st.sampled_from(sorted(ELEMENTS))), min_size=1, max_size=14)
    )
    keys = [f"e{at}" for at in range(len(kinds))]
    names = st.sampled_from(["Check", "Prüfen", "Customer", "IT", "Pay", "A &amp; B"])
    elements = "\n".join(f"{key} {kind} {draw(names)}" for key, kind in zip(keys, kinds, strict=True))
    relations = ""
    words = st.sampled_from(["", "owner", "30 %"])
    for at in range(draw(st.integers(0, 24))):
        kind = draw(st.one_of(st.sampled_from(USUAL), st.sampled_from(sorted(RELATIONS))))
        ends = keys + [f"r{one}" for one in range(at)] * (kind == "Association")
        a, b = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
        relations += f"r{at} {kind} {a} {b} {draw(words)}\n"
    views = ""
    for at in range(draw(st.integers(0, 2))):
        shown = draw(st.lists(st.sampled_from(keys), max_size=8))
        nodes = "".join(
            f'<node identifier="v{at}-{i}" xsi:type="Element" elementRef="{key}" x="{draw(st.integers(0, 900))}"'
            f' y="{draw(st.integers(0, 400))}" w="120" h="55"/>'
            for i, key in enumerate(shown)
        )
        views += f'<view identifier="v{at}" xsi:type="Diagram"><name>View {at}</name>{nodes}</view>'
    return exchange(elements, relations, f"<views><diagrams>{views}</diagrams></views>" if views else "")


def maps_without_view(document: Document) -> int:
    shown = {each.about for each in document.all(Kept) if each.kind == "view"}
    return sum(each.id not in shown and bool(document.nodes(each.id)) for each in document.all(Map))


@pytest.fixture(autouse=True, scope="module")
def steady_ids() -> Iterator[None]:
    """Ids that follow from what was asked before, so that what fails once fails again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids.secrets, "token_bytes", lambda size: _digits(next(IDS[0]), size))
        yield


def _digits(number: int, size: int) -> bytes:
    return bytes(number // 32**at % 32 for at in reversed(range(size)))


def overlapping(document: Document) -> list[tuple[str, str]]:
    """What lies on something else of its map."""
    found = []
    for each in document.maps:
        areas = [area_of(node, at) for node in document.nodes(each.id) if (at := document.position(node.id))]
        found += [(str(a), str(b)) for a, b in combinations(areas, 2) if a.touches(b)]
    return found


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck), phases=PHASES, derandomize=True)
@given(architectures())
def test_all_that_was_read_is_written_as_it_was(data: bytes) -> None:
    IDS[0] = count(1)
    imported = archimate.read_bytes(data, "any.xml")
    assert rules.check(imported.document) == ()
    assert not overlapping(imported.document)
    written = archimate.write(imported.document)
    assert broken_rules(written) == []
    (elements, relations, views), (now, then, shown) = counted(data), counted(written)
    assert now == elements
    assert then == relations
    assert views <= shown
    assert len(shown - views) == maps_without_view(imported.document)
    again = archimate.read_bytes(written, "any.xml").document
    assert _kinds(again) == _kinds(imported.document)
    assert archimate.write(again) == written


def _kinds(document: Document) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for each in document.records.values():
        if not isinstance(each, Kept | Placement):
            found.setdefault(each.type, []).append(document.name(each.id))
    return {kind: sorted(names) for kind, names in found.items()}


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck), phases=PHASES, derandomize=True)
@given(architectures(), st.data())
def test_what_was_changed_is_written_and_the_rest_stays(data: bytes, choose: Any) -> None:
    IDS[0] = count(1)
    document = archimate.read_bytes(data, "any.xml").document
    for _ in range(choose.draw(st.integers(1, 3))):
        document = _changed(document, choose)
    assert rules.check(document) == ()
    written = archimate.write(document)
    assert broken_rules(written) == []
    assume(counted(written)[0])
    again = archimate.read_bytes(written, "any.xml").document
    assert rules.check(again) == ()
    assert _told(again) == _told(document)
    assert broken_rules(archimate.write(again)) == []


def _told(document: Document) -> list[tuple[str, ...]]:
    """What is said of steps, their flows and services, people and units, whatever their ids."""
    found = [
        (each.type, each.name, str(each.process_time), each.why, document.name(each.map), document.name(each.performer),
         document.name(each.owner), document.name(each.judge))
        for each in document.all(Step)
    ]  # fmt: skip
    found += [
        (each.type, document.name(each.id)) for each in (*document.all(Unit), *document.all(Map), *document.all(Note))
    ]
    return sorted(found)


def _changed(document: Document, choose: Any) -> Document:
    """One deed of many; those that the rules refuse change nothing."""
    pick = lambda kind: choose.draw(st.sampled_from(document.all(kind)))  # noqa: E731
    deeds: list[Any] = [
        lambda: edits.add_unit(document, "New unit"),
        lambda: edits.add_service(document, "New service"),
    ]
    if document.all(Step):
        deeds += [
            lambda: edits.update(document, pick(Step).id, process_time=Duration("5 min", measured=True)),
            lambda: edits.update(document, pick(Step).id, why="Because"),
            lambda: edits.rename(document, pick(Step).id, "Renamed"),
            lambda: edits.delete(document, [pick(Step).id]),
            lambda: edits.move(document, {pick(Step).id: (8.0, 808.0)}),
            lambda: edits.connect(document, pick(Step).id, pick(Step).id),
            lambda: edits.add_note(document, pick(Map).id, 0, 0, text="Look"),
        ]
        if document.all(Unit):
            deeds.append(lambda: edits.update(document, pick(Step).id, performer=pick(Unit).id, judge=pick(Unit).id))
        if document.all(Person):
            deeds.append(lambda: edits.update(document, pick(Step).id, owner=pick(Person).id))
        if document.all(Service):
            deeds.append(lambda: edits.underpin(document, pick(Service).id, pick(Step).id))
    if document.maps:
        home = pick(Map).id
        deeds += [
            lambda: edits.add_node(document, Step(id=new_id(), map=home, name="New"), 0, 0),
            lambda: edits.rename(document, home, "Another state"),
            lambda: edits.copy_map(document, home, "90 days"),
        ]
    for kind in (Unit, Service, Flow, Link, Endpoint):
        if document.all(kind):
            deeds.append(lambda kind=kind: edits.delete(document, [pick(kind).id]))
    try:
        return document.apply(choose.draw(st.sampled_from(deeds))())
    except rules.Refused:
        return document
