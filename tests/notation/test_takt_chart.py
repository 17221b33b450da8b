"""The chart of work against takt: what it says, and that it can be read from 3 to 60 steps."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tests.analysis.maps import changed
from tests.analysis.test_capacity import demanded
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import ValueClass
from vsmstudio.notation.shapes import Box, Element, Oval, Poly, Shape, Words
from vsmstudio.notation.takt_chart import draw_takt_chart
from vsmstudio.notation.text import ascent, descent
from vsmstudio.notation.theme import LIGHT


def chart(held: Document, width: float = 1000.0) -> Element:
    drawn = draw_takt_chart(held, analyse(held).maps["map"], width)
    assert drawn is not None
    return drawn


def words(element: Element) -> list[str]:
    return [shape.text for shape in element.shapes if isinstance(shape, Words)]


def dump(shapes: tuple[Shape, ...]) -> list[str]:
    """The shapes as text, a line each."""
    lines = []
    for shape in shapes:
        if isinstance(shape, Words):
            bold = " bold" if shape.bold else ""
            lines.append(f"{shape.text!r} {shape.align} {shape.x:.0f},{shape.y:.0f} {shape.size:g} {shape.color}{bold}")
        elif isinstance(shape, Box):
            dashed = " dashed" if shape.dash else ""
            lines.append(
                f"box {shape.x:.0f},{shape.y:.0f} {shape.width:.0f}x{shape.height:.0f} {shape.fill}/{shape.stroke}{dashed}"
            )
        elif isinstance(shape, Poly):
            way = " ".join(f"{x:.0f},{y:.0f}" for x, y in shape.points)
            lines.append(f"{'area' if shape.closed else 'line'} {way} {shape.fill}/{shape.stroke}")
    return lines


GOLDEN = """
'1 of 3 steps needs more time than takt allows; 1 of 3 steps is unknown' left 0,14 13 ink bold
line 43,222 402,222 /hairline
'0 min' right 37,226 11 muted
line 43,175 402,175 /hairline
'4 min' right 37,179 11 muted
line 43,128 402,128 /hairline
'8 min' right 37,132 11 muted
line 43,81 402,81 /hairline
'12 min' right 37,85 11 muted
box 75,163 56x59 accent/accent
'5 min' center 103,159 11 ink
box 194,81 56x141 hairline/critical
box 194,81 56x23 critical/critical
area 215,78 222,71 229,78 critical/
'12 min' center 222,67 11 critical bold
box 314,196 56x26 /gap_line dashed
'PT?' center 342,190 11 gap
line 43,222 402,222 /ink
line 43,105 402,105 /ink
'Takt 10 min' left 408,109 12 ink bold
'1 A' center 103,238 11 ink
'2 B' center 222,238 11 ink
'3 C' center 342,238 11 ink
box 0,278 12x12 accent/accent
'Value-adding' left 18,288 11 muted
box 108,278 12x12 hairline/outline
'Not classed' left 126,288 11 muted
box 207,278 12x12 critical/critical
'Over takt' left 225,288 11 muted
box 293,278 12x12 /gap_line dashed
'Unknown' left 311,288 11 muted
"""


def test_three_steps_one_over_takt_one_unknown():
    held = changed(demanded("A 5min/1h -> B 12min/1h -> C 1h"), "A", value_class=ValueClass.VA)
    assert dump(chart(held, 480).shapes) == GOLDEN.strip().splitlines()


def test_every_step_is_told_in_words():
    held = demanded("A 5min/1h -> B 12min/1h -> C 1h")
    assert chart(held).tip.splitlines() == ["1 A: 5 min", "2 B: 12 min, over takt", "3 C: unknown (PT missing)"]


@pytest.mark.parametrize(
    ("text", "demand", "said"),
    [
        ("A 5min/1h", 48, "Every step keeps up with takt"),
        ("A 5min/1h -> B 1h", 48, "Every known step keeps up with takt; 1 of 2 steps is unknown"),
        ("A 50min/1h -> B 20min/1h", 48, "2 of 2 steps need more time than takt allows"),
        ("A 50min/1h", 48, "1 of 1 step needs more time than takt allows"),
        ("A 1h", 48, "No step can be held against takt yet: give PT and people"),
        ("A 5min/1h", None, "Takt is unknown: give the stream its demand"),
    ],
)
def test_the_first_line_says_it(text, demand, said):
    assert words(chart(demanded(text, demand)))[0] == said


def test_a_map_without_steps_has_no_chart():
    held = demanded("(S) -> (E)")
    assert draw_takt_chart(held, analyse(held).maps["map"], 800) is None


def test_one_far_over_takt_does_not_hide_the_others():
    held = demanded("A 5min/1h -> B 8h/1d -> C 9min/1h")
    shown = chart(held)
    boxes = [shape for shape in shown.shapes if isinstance(shape, Box) and shape.fill == "hairline"]
    assert boxes[0].height > 15  # half of takt, a quarter of the height
    assert "1 d" in words(shown)
    assert sum(isinstance(shape, Poly) and shape.stroke == "sheet" for shape in shown.shapes) == 2  # cut


def busy(count: int, name: str = "Check the order") -> Document:
    """Steps of all kinds: over and under takt, of every value class, some unknown, one far over."""
    chooser = random.Random(count)
    held = demanded(" -> ".join(f"S{at} {chooser.randint(1, 13)}min/1h" for at in range(count)))
    for at in range(count):
        fields = {"value_class": chooser.choice([None, *ValueClass]), "name": f"{name} {at}"}
        if at % 9 == 4:
            fields["people"] = None
        if at % 7 == 5:
            fields["process_time"] = None
        if at == 2:
            fields["process_time"] = Duration("3 h 25 min")
        held = changed(held, f"S{at}", **fields)
    return held


@pytest.mark.parametrize("width", [560, 760, 1000])
@pytest.mark.parametrize("count", [3, 8, 12, 25, 40, 60])
@pytest.mark.parametrize("name", ["Check the order", "W" * 200, "注文を受け取って確認する", "<b>&"])
def test_it_can_be_read(count, width, name):
    shown = chart(busy(count, name), width)
    held = [shape for shape in shown.shapes if isinstance(shape, Words)]
    assert all(shape.size >= 9 for shape in held)
    areas = [
        (w, w.left, w.left + w.width, w.y - ascent(w.size) * 0.7, w.y + descent(w.size) * 0.4) for w in held if w.text
    ]
    for shape, left, right, top, bottom in areas:
        assert left >= -1, shape
        assert right <= width + 1, shape
        assert top >= 0, shape
        assert bottom <= shown.area.bottom, shape
    for (a, left, right, top, bottom), (b, left2, right2, top2, bottom2) in combinations(areas, 2):
        assert left >= right2 - 0.5 or left2 >= right - 0.5 or top >= bottom2 or top2 >= bottom, (a, b)


@pytest.mark.parametrize("count", [3, 60])
def test_colours_are_the_theme_s(count):
    for shape in chart(busy(count)).shapes:
        roles = [shape.color] if isinstance(shape, Words) else [shape.fill, shape.stroke]
        assert not isinstance(shape, Oval)
        assert all(role in LIGHT for role in roles if role)


@pytest.mark.parametrize("width", [220.0, 300.0, 380.0])
def test_a_narrow_chart_says_its_sentence_in_more_lines_with_the_bars_below(width: float):
    held = demanded("A 8min/1h -> B -> C 5min/1h")
    drawn = chart(held, width)
    title = [each for each in drawn.shapes if isinstance(each, Words) and each.bold and each.size == 13]
    assert " ".join(each.text for each in title) == words(chart(held))[0]
    assert len(title) > 1
    highest = min(shape.y for shape in drawn.shapes if isinstance(shape, Box))
    assert highest > title[-1].y


def test_bars_say_their_minutes_all_or_none():
    held = demanded("A 6min/1h -> B 330s/1h -> C 7min/1h -> D 6min/1h")
    said = {
        width: sum(each in ("6 min", "5.5 min", "7 min") for each in words(chart(held, width)))
        for width in range(200, 700, 20)
    }
    assert set(said.values()) == {0, 4}
