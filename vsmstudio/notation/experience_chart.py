"""What one audience says of a map, step by step: the curve with the steps' names under it, for window and paper alike."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.engagement.experience import Point, Voice
from vsmstudio.notation import text
from vsmstudio.notation.experience_curve import Spot, draw_back, draw_spot, height, rating_words, shown
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Element, Poly, Rect, Shape, Words

_PITCH = 20.0  # from one rating to the next
_SCALE = 84.0  # pixels for the words at the right
_LEAST, _MOST, _NAMED = 36.0, 150.0, 62.0  # of a step's column; from the last on there is room for its name
_LINE = 14.0


def draw_chart(voice: Voice, width: float, notes: bool = False) -> tuple[Element, tuple[Rect, ...]]:
    """The curve of an audience in some width, and the areas of its points' columns, in their order.

    Where there are too many steps for the width it is wider: whoever shows it makes it smaller as a whole. `notes` are
    written under the points.
    """
    points = voice.points
    pitch = min(_MOST, max(_LEAST, (width - _SCALE) / max(1, len(points))))
    right = pitch * len(points)
    spots = [
        Spot((at + 0.5) * pitch, each.rating, each.note if notes else "", at)
        for at, each in enumerate(points)
        if each.rating is not None
    ]
    shapes: list[Shape] = []
    high = 0.0
    if spots:
        shapes += draw_back(spots, 0, right, 0, _PITCH)
        shapes += [shape for each in spots for shape in draw_spot(each, 0, _PITCH)]
        high = height(spots, _PITCH) + 4
    named = _names(points, pitch, high)
    shapes += named
    bottom = max((each.y for each in named if isinstance(each, Words)), default=high) + 6
    if any(each.critical for each in points):
        bottom += 20
        shapes.append(Poly(((0, bottom - 6), (26, bottom - 6)), stroke="critical", line=2.4))
        shapes.append(Words(32, bottom - 2, "On the critical path", LABEL, "muted"))
    element = Element(
        "experience", "experience", tuple(shapes), Rect(0, 0, right + _SCALE, bottom + 6), tip=_tip(voice)
    )
    return element, tuple(Rect(at * pitch, 0, pitch, bottom) for at in range(len(points)))


def _names(points: Sequence[Point], pitch: float, top: float) -> list[Shape]:
    """The steps under their points, a thick line over those on the critical path."""
    shapes: list[Shape] = []
    for at, each in enumerate(points):
        x = (at + 0.5) * pitch
        if each.critical:
            shapes.append(
                Poly(((x - pitch / 2 + 3, top + 2), (x + pitch / 2 - 3, top + 2)), stroke="critical", line=2.4)
            )
        words = f"{each.number} {each.name}".strip() if pitch >= _NAMED else each.number or str(at + 1)
        lines = text.wrap(words, LABEL, pitch - 8, lines=3 if pitch >= _NAMED else 1)
        color = "ink" if each.rating is not None else "muted"
        shapes += [
            Words(x, top + 16 + _LINE * row, line, LABEL, color, align="center") for row, line in enumerate(lines)
        ]
    return shapes


def _tip(voice: Voice) -> str:
    """All of it in words."""
    said = [
        f"{each.name}: {shown(each.rating)}, {rating_words(each.rating).lower()}"
        for each in voice.points
        if each.rating is not None
    ]
    return ". ".join(said)
