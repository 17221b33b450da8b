"""Connections go around what stands in their way."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vsmstudio.notation.routing import blocked_way, route
from vsmstudio.notation.shapes import Rect

STEP = (156.0, 128.0)


def test_a_free_way_between_neighbours_is_straight():
    assert route((0, 0), "right", (60, 0), "left", []) == ((0, 0), (60, 0))


def test_neighbours_on_other_rows_are_joined_by_one_jog():
    assert route((0, 0), "right", (60, 154), "left", []) == ((0, 0), (30, 0), (30, 154), (60, 154))


def test_a_step_in_the_way_is_gone_around():
    between = Rect(60, -64, *STEP)
    way = route((0, 0), "right", (276, 0), "left", [between])
    assert way[0] == (0, 0)
    assert way[-1] == (276, 0)
    assert not blocked_way(way, [between])


def test_a_way_back_leaves_and_enters_at_the_right_sides():
    source, target = Rect(432, 0, *STEP), Rect(0, 0, *STEP)
    way = route((588, 64), "right", (0, 64), "left", [source, target])
    assert way[1][0] > 588
    assert way[-2][0] < 0
    assert not blocked_way(way, [source, target])


@settings(max_examples=150)
@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=2, max_size=18), st.randoms())
def test_no_way_runs_through_any_step_of_a_grid(cells, chance):
    rects = {cell: Rect(cell[0] * 216.0, cell[1] * 154.0, *STEP) for cell in cells}
    a, b = chance.sample(sorted(cells), 2)
    start, end = (rects[a].right, rects[a].center[1]), (rects[b].x, rects[b].center[1])
    way = route(start, "right", end, "left", list(rects.values()))
    assert not blocked_way(way, list(rects.values()))
    assert all(p[0] == q[0] or p[1] == q[1] for p, q in pairwise(way))
    assert (way[0], way[-1]) == (start, end)
