"""A time scale with round marks."""

from __future__ import annotations

import math

from vsmstudio.model.durations import Calendar, show
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Poly, Shape, Words

_MARKS = 10  # at most, between the ends


def mark_every(longest: float, calendar: Calendar) -> float:
    """The round time (minutes) between two marks, so that there are at most ten: 1, 2 or 5 of a unit, tens of them.

    >>> mark_every(5040, Calendar()), mark_every(45, Calendar())
    (960.0, 5.0)
    """
    least = longest / _MARKS
    for unit, few in ((1 / 60, (1, 5, 10, 30)), (1.0, (1, 2, 5, 10, 15, 30)), (60.0, (1, 2))):
        if unit * few[-1] < calendar.day and least <= unit * few[-1]:
            return next(unit * each for each in few if least <= unit * each)
    days = least / calendar.day
    ten = 10.0 ** math.floor(math.log10(max(days, 1.0)))
    return calendar.day * next(each * ten for each in (1, 2, 5, 10) if days <= each * ten)


def axis(calendar: Calendar, longest: float, left: float, scale: float, y: float, size: float = LABEL) -> list[Shape]:
    """The scale from 0 to `longest` minutes at `scale` px a minute, its line at `y`."""
    every = mark_every(longest, calendar)
    shapes: list[Shape] = [Poly(((left, y), (left + longest * scale, y)), stroke="outline")]
    last = -math.inf
    for at in range(int(longest / every + 1e-9) + 1):
        x = left + at * every * scale
        shapes.append(Poly(((x, y), (x, y + 4)), stroke="outline"))
        words = show(at * every, calendar) if at else "0"
        shape = Words(x, y + size + 6, words, size, "muted", align="center")
        if shape.left > last:  # where marks are close only some of them are named
            shapes.append(shape)
            last = shape.left + shape.width + 6
    return shapes
