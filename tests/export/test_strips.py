"""Long maps in strips: nothing is cut through, nothing is lost, the page is used."""

from __future__ import annotations

import itertools

import pytest

from vsmstudio.export.pdf.strips import READABLE, bare, in_window, strips
from vsmstudio.notation.shapes import Box, Element, Picture, Poly, Rect, Shape, Words

PAGE = (754.0, 420.0)


def node(key: str, x: float, y: float = 0.0) -> Element:
    area = Rect(x, y, 156, 128)
    return Element(key, "node", (Box(*area),), area)


def flow(key: str, x: float, right: float, *labels: Shape) -> Element:
    return Element(key, "flow", (Poly(((x, 64), (right, 64)), stroke="line"), *labels), Rect(x, 50, right - x, 28))


def drawn(*elements: Element) -> Picture:
    area = elements[0].area
    for each in elements:
        area = area.united(each.area)
    return Picture(elements, area)


def chain(count: int) -> Picture:
    return drawn(*(node(str(index), index * 216.0) for index in range(count)))


def shown_in(picture: Picture, windows: list[Rect]) -> set[str]:
    return {each.id for each in picture.elements for window in windows if in_window(each, window)}


@pytest.mark.parametrize("count", [8, 15, 40, 150])
def test_every_step_is_whole_in_a_strip_and_every_strip_repeats_the_last_column(count: int):
    picture = chain(count)
    found = strips(picture, *PAGE)
    assert found.scale >= READABLE
    assert len(shown_in(picture, found.windows)) == count
    for before, after in itertools.pairwise(found.windows):
        assert len(shown_in(picture, [before]) & shown_in(picture, [after])) >= 1
        assert after.right > before.right


@pytest.mark.parametrize("count", [8, 15, 40])
def test_strips_use_the_width_of_the_page(count: int):
    found = strips(chain(count), *PAGE)
    widths = [window.width * found.scale for window in found.windows]
    assert max(widths) <= PAGE[0] + 0.01
    assert min(widths) > 0.85 * PAGE[0]


def test_a_cut_goes_beside_a_label_that_stands_in_the_gap():
    pills = [flow(f"f{at}", at * 216 + 156, at * 216 + 216, Box(at * 216 + 170, 55, 24, 18)) for at in range(19)]
    for window in strips(drawn(*chain(20).elements, *pills), *PAGE).windows:
        for edge in (window.x, window.right):
            assert not 170 < edge % 216 < 194


def test_a_window_shows_lines_in_part_and_all_else_whole_or_not_at_all():
    line = Poly(((0, 64), (500, 64)), stroke="line")
    label = Words(95, 64, "30 %", align="center")
    joined = Element("f", "flow", (line, label), Rect(0, 50, 500, 28))
    assert in_window(joined, Rect(0, 0, 100, 200)) == (line,)
    assert in_window(joined, Rect(0, 0, 300, 200)) == (line, label)
    assert in_window(node("a", 50), Rect(0, 0, 100, 200)) == ()


def test_a_high_map_is_cut_in_rows_too():
    picture = drawn(*(node(f"{x} {y}", x * 216.0, y * 152.0) for x in range(12) for y in range(12)))
    found = strips(picture, *PAGE)
    assert len(found.rows) > 1
    assert found.scale >= READABLE
    assert len(shown_in(picture, found.windows)) == 144


def test_things_that_stand_above_each_other_all_the_way_are_still_whole_somewhere():
    picture = drawn(*(node(str(index), index * 100.0, (index % 2) * 140.0) for index in range(60)))
    found = strips(picture, *PAGE)
    assert found.scale >= READABLE
    assert len(shown_in(picture, found.windows)) == 60


def test_what_the_page_says_itself_is_left_out():
    ladder = Element(
        "ladder",
        "ladder",
        (Poly(((0, 200), (100, 226))), Words(50, 241, "5 min"), Words(0, 274, "Lead time 4 d")),
        Rect(0, 180, 400, 120),
    )
    heading = Element("stream", "stream", (Words(0, -60, "Claims"),), Rect(0, -80, 100, 44))
    found = bare(drawn(node("a", 0), heading, ladder))
    assert [each.id for each in found.elements] == ["a", "ladder"]
    assert [shape.text for shape in found.element("ladder").shapes if isinstance(shape, Words)] == ["5 min"]
    assert found.area.bottom < 260
