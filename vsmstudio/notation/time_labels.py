"""Names and times along a time scale, placed so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Shape, Words

_WIDE = 46.0  # px from which a part bears its name over its own time
_GAP = 4.0
_LONG = 9.0  # times the size of the words: from there on the beginning of a name says more than a number


class Label(NamedTuple):
    """What can be said of a part from `x0` to `x1`: its whole name with a mark, its time, or its number alone."""

    x0: float
    x1: float
    name: str
    mark: str
    time: str
    number: str

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def placed(
    labels: Sequence[Label], rows: Sequence[float], left: float, right: float, size: float = LABEL
) -> tuple[list[Shape], int]:
    """The labels as words, and how many parts had no room.

    `rows` are baselines: of times, then of the lines of names, from the nearest to the time line outwards. A wide part bears
    its time and its name, in as many lines as there are, within its own ends; a narrow one its number, in the first row
    that has room.
    """
    shapes: list[Shape] = []
    taken: list[list[tuple[float, float]]] = [[] for _ in rows]
    upwards = rows[-1] < rows[0]

    def put(words: str, x: float, row: int, color: str = "ink", bold: bool = False) -> None:
        made = Words(x, rows[row], words, size, color, bold=bold, align="center")
        shapes.append(made)
        taken[row].append((made.left - _GAP, made.left + made.width + _GAP))

    narrow = []
    for each in labels:
        room = each.x1 - each.x0 - _GAP
        if room + _GAP < _WIDE:
            narrow.append(each)
            continue
        lines = _lines(each, size, room, len(rows) - 1)
        for at, line in enumerate(reversed(lines) if upwards else lines, start=1):
            put(line, each.middle, at)
        put(text.shorten(each.time, size, room, True), each.middle, 0, bold=True)
    unnamed = 0
    for each in narrow:
        if each.x1 <= each.x0 or not each.number:
            unnamed += bool(each.number)
            continue
        options = [each.number + each.mark, each.number] if each.mark else [each.number]
        spots = ((words, row) for words in options for row in (1, 0, *range(2, len(rows))))
        for words, row in spots:
            half = text.width(words, size) / 2
            middle = max(left + half, min(each.middle, right - half))
            if all(middle + half <= a or middle - half >= b for a, b in taken[row]):
                put(words, middle, row, "muted")
                break
        else:
            unnamed += 1
    return shapes, unnamed


def _lines(each: Label, size: float, room: float, most: int) -> list[str]:
    """A name with its mark in at most so many lines; where it is cut the mark still stands. A short part whose name would
    have to be cut or broken within a word bears its number instead; without one, what of its name fits on one line."""
    mark = each.mark.strip()
    numbered = [each.number, mark] if mark and most > 1 and text.width(mark, size) <= room else [each.number]
    short = bool(each.number) and room < _LONG * size
    if room < _LONG * size and any(text.width(word, size) > room for word in each.name.split()):
        return numbered if short else [text.shorten(each.name, size, room)]
    whole = list(text.wrap(each.name + each.mark, size, room, lines=most))
    if short and whole and whole[-1].endswith(text.ELLIPSIS):
        return numbered
    if not mark or most < 2 or (whole and whole[-1].endswith(mark)):
        return whole
    return [*text.wrap(each.name, size, room, lines=most - 1), text.shorten(mark, size, room)]
