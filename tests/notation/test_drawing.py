"""What is drawn can be read: words stay inside, nothing lies on another thing, connections pass beside the blocks."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import document
from vsmstudio import resources
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.records import Convention, Service, ServiceKind, Split
from vsmstudio.notation.layout import laid_out
from vsmstudio.notation.picture import node_areas, picture
from vsmstudio.notation.routing import blocked_way
from vsmstudio.notation.shapes import Element, Picture, Rect, Words
from vsmstudio.notation.text import ascent, descent
from vsmstudio.storage.files import load

HOSTILE = [
    "=1+1",
    "<b>&",
    '<img src="/some/file.png"/>',
    "W" * 300,
    "two words " * 30,
    "שלום עולם " * 4,
    "注文を受け取って確認する工程の長い名前",
    "🙂",
    "",
    "\t\x00",
]


def drawn(held: Document, map_id: str = "map") -> Picture:
    return picture(held, map_id, analyse(held))


def box(words: Words) -> Rect:
    return Rect(
        words.left, words.y - ascent(words.size) * 0.75, words.width, descent(words.size) + ascent(words.size) * 0.75
    )


def words_of(element: Element) -> list[Words]:
    return [shape for shape in element.shapes if isinstance(shape, Words) and shape.text.strip()]


def check_readable(held: Document, map_id: str) -> None:
    """Words stay within their block, no words lie on others, no way runs through a block, no block on another."""
    shown = drawn(held, map_id)
    blocks = [element for element in shown.elements if element.kind in {"node", "service"}]
    for element in blocks:
        for words in words_of(element):
            assert element.area.grown(0.5).x <= words.left, (element.tip, words.text)
            assert words.left + words.width <= element.area.grown(0.5).right, (element.tip, words.text)
    for element in shown.elements:
        for a, b in combinations(words_of(element), 2):
            assert not box(a).grown(-1).touches(box(b).grown(-1)), (a.text, b.text)
    for a, b in combinations(blocks, 2):
        assert not a.area.grown(-2).touches(b.area.grown(-2)), (a.tip, b.tip)
    areas = node_areas(held, map_id)
    for flow in held.flows(map_id):
        path = shown.element(flow.id).path
        others = [area for key, area in areas.items() if key not in (flow.source, flow.target)]
        assert not blocked_way(path, others), held.name(flow.id)
        assert all(p[0] == q[0] or p[1] == q[1] for p, q in pairwise(path))
    for element in shown.elements:
        if element.kind == "link":
            assert not blocked_way(element.path, list(areas.values())), element.tip


@pytest.mark.parametrize("map_index", [0, 1])
def test_the_sample_can_be_read(map_index):
    held = load(resources.path("examples", "sample.vsm"))
    check_readable(held, held.maps[map_index].id)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_long_names_stay_in_their_blocks(name):
    held = document("(Customer) -> A 10min/2-3-6d/61% @Unit !Person -> [Q 3d] -> B 1h -> C 12345.75min/2d -> (End)")
    held = held.apply(edits.put(held, "s", Service(id="s", name=name), Service(id="t", name=name, kind=ServiceKind.IT)))
    for target in ("A", "C"):
        held = held.apply(edits.underpin(held, "s", target))
    held = held.apply(edits.underpin(held, "t", "stream"))
    for key in ("Customer", "A", "Q", "unit-Unit", "stream", "map"):
        held = held.apply(edits.rename(held, key, name))
    held = held.apply(edits.update(held, "person-Person", role=name, name=name))
    check_readable(held, "map")


@pytest.mark.parametrize("convention", list(Convention))
def test_every_convention_is_drawn(convention):
    held = document("A 10min/4h/85% -> [Q 40] -> B 1h; B ~10%~> A; A ..> B", convention=convention)
    check_readable(laid_out(held), "map")


def test_blank_figures_are_dashes_never_zero():
    step = drawn(document("A")).element("A")
    assert [words.text for words in words_of(step)].count("–") == 4  # PT, LT, %C&A and the performer
    assert not any("0" in words.text for words in words_of(step))


def test_a_gap_is_told_by_words_and_a_shape_not_by_colour_alone():
    held = document("A 1h")
    held = held.apply(edits.put(held, "s", Service(id="s", name="Payments")))
    held = held.apply(edits.underpin(held, "s", "A"))
    shown = drawn(held)
    assert "No accountable owner" in [words.text for words in words_of(shown.element("A"))]
    assert "No owner" in [words.text for words in words_of(shown.element("s"))]
    assert "No value stream owner" in [words.text for words in words_of(shown.element("stream"))]


def test_the_ladder_follows_the_critical_branch():
    held = laid_out(document("A 10min/1h -> B 5min/2h -> D 10min/1h; A -> C 20min/5h -> D"))
    ladder = [words.text for words in words_of(drawn(held).element("ladder"))]
    assert ladder[:6] == ["1 h", "10 min", "5 h", "20 min", "1 h", "10 min"]
    assert "Lead time 7 h" in ladder
    held = held.apply(edits.update(held, "B", lead_time=parse("9h")))
    assert "Lead time 1.4 d" in [words.text for words in words_of(drawn(held).element("ladder"))]


def test_a_service_under_several_steps_is_drawn_once_and_linked_to_each():
    held = document("A 1h -> B 1h -> C 1h")
    held = held.apply(edits.put(held, "s", Service(id="s", name="Payments")))
    for target in ("A", "B", "C"):
        held = held.apply(edits.underpin(held, "s", target))
    shown = drawn(held)
    assert sum(element.kind == "service" for element in shown.elements) == 1
    assert sum(element.kind == "link" for element in shown.elements) == 3


@settings(max_examples=40)
@given(
    st.integers(2, 14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=24),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 13)), max_size=12, unique=True),
)
def test_any_map_that_is_laid_out_can_be_read(count, pairs, links):
    names = [f"S{i}" for i in range(count)]
    parts = [f"{name} 5min/1h" for name in names]
    parts += [f"{names[a]} -> {names[b]}" for a, b in dict.fromkeys(pairs) if a < b < count]
    held = laid_out(document("; ".join(parts)))
    held = held.apply(edits.put(held, "s", *(Service(id=f"v{i}", name=f"Service {i}") for i in range(5))))
    for service, step in links:
        if step < count:
            held = held.apply(edits.underpin(held, f"v{service}", names[step]))
    check_readable(held, "map")


def test_the_share_of_a_straight_way_is_not_crossed_by_one_that_turns_off():
    held = document("A 1h -> B 1h; A -> C 9h")
    held = held.apply(edits.update(held, "A", split=Split.ONE))
    flows = {flow.target: flow.id for flow in held.leaving("A")}
    for target, share in (("B", 0.3), ("C", 0.7)):
        held = held.apply(edits.update(held, flows[target], share=share))
    held = held.apply(edits.move(held, {"A": (0, 0), "B": (216, 0), "C": (216, 152)}))
    order = [element.id for element in drawn(held).elements]
    assert order.index(flows["C"]) < order.index(flows["B"])
