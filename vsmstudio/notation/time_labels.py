"""Names and times along a time scale, placed so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Shape, Words

_WIDE = 46.0  # px from which a part bears its name over its own time
_GAP = 4.0


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
    labels: Sequence[Label], rows: tuple[float, float, float], left: float, right: float
) -> tuple[list[Shape], int]:
    """The labels as words, and how many parts had no room.

    `rows` are baselines: of names, of times, and one to spare. A wide part bears name and time within its own ends; a
    narrow one its number, in the first row that has room.
    """
    shapes: list[Shape] = []
    taken: list[list[tuple[float, float]]] = [[], [], []]

    def put(words: str, x: float, row: int, color: str = "ink", bold: bool = False) -> None:
        made = Words(x, rows[row], words, LABEL, color, bold=bold, align="center")
        shapes.append(made)
        taken[row].append((made.left - _GAP, made.left + made.width + _GAP))

    narrow = []
    for each in labels:
        if each.x1 - each.x0 < _WIDE:
            narrow.append(each)
            continue
        room = each.x1 - each.x0 - _GAP
        mark = each.mark if text.width(each.mark, LABEL) < room / 2 else ""
        name = text.shorten(each.name, LABEL, room - text.width(mark, LABEL)) + mark
        put(name, each.middle, 0)
        put(text.shorten(each.time, LABEL, room, True), each.middle, 1, bold=True)
    unnamed = 0
    for each in narrow:
        if each.x1 <= each.x0 or not each.number:
            unnamed += bool(each.number)
            continue
        half = text.width(each.number, LABEL) / 2
        middle = max(left + half, min(each.middle, right - half))
        for row in range(3):
            if all(middle + half <= a or middle - half >= b for a, b in taken[row]):
                put(each.number, middle, row, "muted")
                break
        else:
            unnamed += 1
    return shapes, unnamed
