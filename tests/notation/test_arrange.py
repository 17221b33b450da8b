"""Lining up and spreading: everything ends in line or at equal distances, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmstudio.notation.arrange import ARRANGEMENTS, same_pitch
from vsmstudio.notation.shapes import Rect

spots = st.integers(-2000, 2000).map(lambda n: n / 2)
sizes = st.sampled_from([(156.0, 128.0), (88.0, 84.0), (88.0, 72.0)])
areas = st.dictionaries(
    st.sampled_from("abcdefgh"), st.builds(lambda x, y, s: Rect(x, y, *s), spots, spots, sizes), min_size=2
)


def placed(name: str, held: dict[str, Rect]) -> dict[str, Rect]:
    return {key: Rect(x, y, *held[key][2:]) for key, (x, y) in ARRANGEMENTS[name][1](held).items()}


@pytest.mark.parametrize("name", [name for name in ARRANGEMENTS if name != "same_pitch"])
@given(held=areas)
def test_every_arrangement_stays_where_things_were_and_aligning_twice_changes_nothing_more(name, held):
    after = placed(name, held)
    assert after.keys() == held.keys()
    if name.startswith("align"):
        again = placed(name, after)
        assert all(again[key] == pytest.approx(after[key]) for key in held)
    for axis in (0, 1):
        room = max(each[axis] + each[axis + 2] for each in held.values()) - min(each[axis] for each in held.values())
        if name.startswith("distribute") and sum(each[axis + 2] for each in held.values()) > room:
            continue  # they lie on each other, and their middles alone stay between the outermost ones
        low, high = (
            min(each[axis] for each in held.values()),
            max(each[axis] + each[axis + 2] for each in held.values()),
        )
        assert all(low - 1e-6 <= each[axis] and each[axis] + each[axis + 2] <= high + 1e-6 for each in after.values())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("align_left", lambda area: area.x), ("align_center", lambda area: area.center[0]),
        ("align_right", lambda area: area.right), ("align_top", lambda area: area.y),
        ("align_middle", lambda area: area.center[1]), ("align_bottom", lambda area: area.bottom),
    ],
)  # fmt: skip
@given(held=areas)
def test_what_is_aligned_is_in_line(name, line, held):
    lines = [line(area) for area in placed(name, held).values()]
    assert max(lines) - min(lines) < 1e-6


@pytest.mark.parametrize(("name", "axis"), [("distribute_across", 0), ("distribute_down", 1)])
@given(held=areas)
def test_what_is_distributed_has_equal_gaps_or_where_it_does_not_fit_equal_distances(name, axis, held):
    row = sorted(placed(name, held).values(), key=lambda area: area.center[axis])
    gaps = [b[axis] - a[axis] - a[axis + 2] for a, b in pairwise(row)]
    ways = [b.center[axis] - a.center[axis] for a, b in pairwise(row)]
    assert min(max(each) - min(each) for each in (gaps, ways)) < 1e-6


def test_the_same_pitch_gives_each_step_a_column_and_keeps_branches_above_one_another():
    held = {
        "a": Rect(3, 0, 156, 128),
        "b": Rect(190, -80, 156, 128),
        "c": Rect(200, 80, 156, 128),
        "d": Rect(900, 0, 156, 128),
    }
    after = same_pitch(held)
    assert [after[key][0] - after["a"][0] for key in "bcd"] == [216, 216, 432]
    assert [after[key][1] for key in "abcd"] == [0, -80, 80, 0]


def test_the_same_pitch_of_one_column_goes_downwards():
    after = same_pitch({"a": Rect(0, 0, 156, 128), "b": Rect(4, 500, 156, 128)})
    assert after == {"a": (0, 0), "b": (4, 152)}
