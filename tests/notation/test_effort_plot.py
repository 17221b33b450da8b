"""The effort × benefit plot: points stand where the room put them, none covers another, and a place can be read back."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.notation.effort_plot import Placed, dots, effort_plot, plot_area, point_at, value_at
from vsmstudio.notation.shapes import Rect, Words


def placed(*places: tuple[float, float], name: str = "Better") -> list[Placed]:
    return [Placed(f"i{at}", str(at), f"{name} {at}", *place) for at, place in enumerate(places, 1)]


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_place_on_the_plot_reads_back_as_what_was_said(effort: int, benefit: int):
    area = plot_area(533, 391)
    assert value_at(area, *point_at(area, effort / 10, benefit / 10)) == (effort / 10, benefit / 10)


def test_a_drag_beyond_the_edge_stays_on_the_plot():
    assert value_at(plot_area(), -500, 5000) == (0, 0)


@pytest.mark.parametrize("count", [2, 30, 120])
def test_points_at_one_place_stand_beside_each_other_inside_the_plot(count: int):
    area = plot_area()
    found = dots(placed(*[(10.0, 10.0)] * count), area)
    for a, b in combinations(found, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
    for each in found:
        assert area.touches(each.area)
        assert each.area.right <= area.right + 1
        assert each.area.y >= area.y - 1


def test_a_point_alone_stands_exactly_where_it_was_put():
    area = plot_area()
    (dot,) = dots(placed((2.5, 7.5)), area)
    assert (dot.x, dot.y) == point_at(area, 2.5, 7.5)


def test_names_touch_neither_each_other_nor_the_edge():
    items = placed(*((at * 7 % 11 * 0.9, at * 5 % 4 * 2.5) for at in range(40)), name="A rather long name of a thing")
    picture = effort_plot(items)
    words = [each for element in picture.elements for each in element.shapes if isinstance(each, Words) and each.text]
    boxes = [Rect(each.left, each.y - 9, each.width, 11) for each in words]
    assert not [1 for a, b in combinations(boxes, 2) if a.touches(b)]
    assert all(box.x >= 0 and box.right <= picture.area.right for box in boxes)


def test_what_supports_no_stream_is_said_in_words():
    (item,) = placed((5, 5))
    picture = effort_plot([item._replace(unlinked=True)])
    assert "supports no stream" in picture.element("i1").tip
    assert any(
        isinstance(each, Words) and each.text == "supports no stream" for each in picture.element("legend").shapes
    )


def test_an_empty_plot_says_so():
    assert any(
        isinstance(each, Words) and "Nothing is placed" in each.text for each in effort_plot([]).elements[0].shapes
    )
