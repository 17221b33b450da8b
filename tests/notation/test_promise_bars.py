"""Three bars on one scale: what was, what was promised, what came."""

from __future__ import annotations

from vsmstudio.notation.promise_bars import Bar, promise_bars
from vsmstudio.notation.shapes import Box, Words

BARS = (
    Bar("Baseline", 400.0, "400 min", "was"),
    Bar("Promised", 100.0, "100 min", "promised"),
    Bar("Now", 200.0, "200 min", "now"),
)


def test_bars_are_as_long_as_what_they_stand_for_and_each_says_its_figure():
    drawn = promise_bars(BARS, 600)
    boxes = [each for each in drawn.shapes if isinstance(each, Box)]
    assert [round(each.width / boxes[0].width, 3) for each in boxes] == [1.0, 0.25, 0.5]
    assert [bool(each.dash) for each in boxes] == [False, True, False]
    said = [each for each in drawn.shapes if isinstance(each, Words)]
    assert {"400 min", "100 min", "200 min"} <= {each.text for each in said}
    assert all(each.left + each.width <= 600 for each in said)


def test_what_is_not_known_has_no_bar():
    drawn = promise_bars((Bar("Baseline", None, "–", "was"), Bar("Now", 0.0, "0", "now")), 300)
    assert not [each for each in drawn.shapes if isinstance(each, Box)]
