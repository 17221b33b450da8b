"""Baseline, promise and present as three bars on one scale: what was, what was promised, and what came.

The promise is dashed and pale, because nobody measured it; each bar says its figure, so that no colour tells it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Rect, Shape, Words

_NAME, _BAR, _PITCH = 132.0, 18.0, 28.0
Look = Literal["was", "promised", "now"]
_FILLS: dict[Look, str] = {"was": "hairline", "promised": "sheet", "now": "accent"}


class Bar(NamedTuple):
    """One bar: its name, its length (minutes; None where it is not known), its figure in words, and what it stands for."""

    name: str
    minutes: float | None
    words: str
    look: Look


def promise_bars(bars: Sequence[Bar], width: float, at: Point = (0.0, 0.0)) -> Element:
    """The bars under one another, the longest as wide as there is room beside its figure."""
    x, y = at
    room = max(text.width(each.words, BODY, True) for each in bars) + 10
    span = max(20.0, width - _NAME - room)
    most = max((each.minutes or 0.0 for each in bars), default=0.0)
    shapes: list[Shape] = []
    for place, each in enumerate(bars):
        middle = y + _PITCH * (place + 0.5)
        shapes.append(Words(x, middle + 4, text.shorten(each.name, BODY, _NAME - 12), BODY, "ink"))
        wide = span * each.minutes / most if each.minutes and most > 0 else 0.0
        if wide > 0:
            dash = (4.0, 3.0) if each.look == "promised" else ()
            stroke = "accent" if each.look == "promised" else "outline"
            shapes.append(
                Box(x + _NAME, middle - _BAR / 2, wide, _BAR, fill=_FILLS[each.look], stroke=stroke, dash=dash)
            )
        bold = each.look == "now"
        color = "ink" if each.minutes is not None else "muted"
        shapes.append(Words(x + _NAME + wide + (8 if wide else 0), middle + 4, each.words, BODY, color, bold=bold))
    shapes.append(Poly(((x + _NAME, y), (x + _NAME, y + _PITCH * len(bars))), stroke="line"))
    said = "; ".join(f"{each.name}: {each.words}" for each in bars)
    return Element("promise", "caption", tuple(shapes), Rect(x, y, width, _PITCH * len(bars)), tip=said)
