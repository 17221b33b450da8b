"""The drawing of all streams with their services: nothing lies on anything else, every link ends where it should."""

from __future__ import annotations

import random

import pytest

from tests.builders import document, draw
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.underpinning import underpinning
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.underpinning import grade
from vsmstudio.model.records import Criticality, Map, Service, ServiceState, ValueStream
from vsmstudio.notation.overview import overview, spots
from vsmstudio.notation.shapes import Element, Picture, Point, Rect, Words
from vsmstudio.storage.files import load


def engagement(streams: int, services: int, links: int, seed: int = 1) -> Document:
    """Streams of three steps, services, and links between them at random."""
    chance = random.Random(seed)
    held = document("A 1d -> B 2d -> C 3d")
    records = []
    for at in range(1, streams):
        records += [ValueStream(id=f"s{at}", name=f"Stream {at}", order=at), Map(id=f"m{at}", stream=f"s{at}")]
    records += [Service(id=f"v{at:02}", name=f"Service {at}") for at in range(services)]
    held = held.apply(edits.put(held, "", *records))
    for at in range(1, streams):
        held = draw(held, f"m{at}", f"A{at} {at}d -> B{at} 1d")
    targets = [each.id for each in held.streams] + [step.id for each in held.maps for step in held.steps(each.id)]
    for _ in range(links):
        service, target = f"v{chance.randrange(services):02}", chance.choice(targets)
        held = held.apply(grade(held, service, target, chance.choice(list(Criticality))))
    return held


def drawn(held: Document) -> Picture:
    return overview(held, analyse(held))


def crosses(a: Point, b: Point, area: Rect) -> bool:
    """Does a level or upright piece of a line run through the inside of an area?"""
    inner = area.grown(-2)
    x0, x1, y0, y1 = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    return x0 < inner.right and x1 > inner.x and y0 < inner.bottom and y1 > inner.y


def words(element: Element) -> list[str]:
    return [each.text for each in element.shapes if isinstance(each, Words)]


CASES = {
    "sample": lambda: load(resources.path("examples", "sample.vsm")),
    "one": lambda: engagement(1, 6, 12),
    "great": lambda: engagement(12, 60, 160),
    "crowded": lambda: engagement(20, 40, 300, seed=3),
}


@pytest.mark.parametrize("case", CASES)
def test_no_card_or_pill_lies_on_another(case):
    areas = list(spots(drawn(CASES[case]())).items())
    for at, (key, area) in enumerate(areas):
        for other, beside in areas[at + 1 :]:
            assert not area.grown(-1.5).touches(beside.grown(-1.5)), f"{key} on {other}"


@pytest.mark.parametrize("case", CASES)
def test_every_link_joins_its_stream_to_its_service_and_runs_through_neither_cards_nor_pills(case):
    held = CASES[case]()
    picture = drawn(held)
    areas = spots(picture)
    links = [each for each in picture.elements if each.kind == "link"]
    wanted = {f"{row.stream}/{key}" for row in underpinning(held).streams for key in row.holds}
    assert {each.id for each in links} == wanted
    for link in links:
        stream, service = link.id.split("/")
        begin, end = link.path[0], link.path[-1]
        for key, (x, y) in ((stream, begin), (service, end)):
            area = areas[key].grown(1.5)
            assert area.x <= x <= area.right, link.id
            assert area.y <= y <= area.bottom, link.id
            assert not crosses((x, y), (x, y), areas[key]), link.id
        for a, b in zip(link.path, link.path[1:], strict=False):
            assert a[0] == b[0] or a[1] == b[1], "links are level and upright"
            assert not any(crosses(a, b, area) for area in areas.values()), link.id


@pytest.mark.parametrize("case", CASES)
def test_no_two_links_of_different_services_run_on_one_another(case):
    pieces: dict[tuple[str, float], list[tuple[float, float, str]]] = {}
    for link in drawn(CASES[case]()).elements:
        if link.kind == "link":
            for (ax, ay), (bx, by) in zip(link.path, link.path[1:], strict=False):
                along = ("x", ax, min(ay, by), max(ay, by)) if ax == bx else ("y", ay, min(ax, bx), max(ax, bx))
                pieces.setdefault(along[:2], []).append((*along[2:], link.id.split("/")[1]))
    for found in pieces.values():
        for at, (a, b, service) in enumerate(found):
            for c, d, other in found[at + 1 :]:
                assert service == other or b <= c + 1 or d <= a + 1, (service, other)


@pytest.mark.parametrize("case", CASES)
def test_each_service_is_drawn_once_and_each_stream_too(case):
    held = CASES[case]()
    keys = [each.id for each in drawn(held).elements if each.kind in {"stream", "service"}]
    assert sorted(keys) == sorted([each.id for each in (*held.streams, *held.services)])


def test_a_stream_says_its_time_its_owner_and_what_nobody_owns():
    held = document("A 1d !Ann -> B 3d")
    (card,) = (each for each in drawn(held).elements if each.kind == "stream")
    assert "4 d" in words(card)
    assert "No value stream owner" in words(card)
    assert "No services" in words(card)
    assert "Nobody accountable for 75 % of lead time" in words(card)
    assert any(
        said.startswith("2 steps, 2 on the critical path · 25 % of lead time has an owner") for said in words(card)
    )


def test_a_grade_is_told_by_a_letter():
    held = engagement(1, 1, 0)
    held = held.apply(grade(held, "v00", "A", Criticality.HIGH))
    (link,) = (each for each in drawn(held).elements if each.kind == "link")
    assert words(link) == ["H"]


def test_services_under_no_stream_stand_apart_save_retired_ones():
    held = document("A 1d")
    held = held.apply(
        edits.put(held, "", Service(id="a", name="Fax", state=ServiceState.RETIRED), Service(id="b", name="B"))
    )
    picture = drawn(held)
    assert "UNDER NO STREAM" in words(picture.element("unused"))
    assert "a" not in spots(picture)
    assert spots(picture)["b"].y > spots(picture)["stream"].bottom


def test_without_streams_or_times_it_says_what_to_do():
    assert "Make one in the Map menu" in words(drawn(Document()).elements[0])[0]
    (card,) = (each for each in drawn(edits.new_document()).elements if each.kind == "stream")
    assert "Nobody has said yet how long its steps take." in words(card)


def test_no_words_leave_their_card():
    held = document("A 1d")
    held = held.apply(edits.rename(held, "stream", "Everything " * 30))
    (card,) = (each for each in drawn(held).elements if each.kind == "stream")
    for shape in card.shapes:
        if isinstance(shape, Words):
            assert shape.left >= card.area.x
            assert shape.left + shape.width <= card.area.right
