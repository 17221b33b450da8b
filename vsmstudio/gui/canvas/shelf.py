"""The items of the scene by where they are drawn, so that what is in an area is found without looking at all."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.gui.canvas.item import EDGE, Item
from vsmstudio.notation.shapes import Rect

_CELL = 512.0
_MANY = 64  # cells: what covers more is looked at always

_Cell = tuple[int, int]


class Shelf:
    """Items in the cells of a grid."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._all: set[Item] = set()
        self._cells: dict[_Cell, set[Item]] = {}
        self._great: set[Item] = set()
        for item in items:
            self.put(item)

    def put(self, item: Item) -> None:
        self._all.add(item)
        cells = _cells(item.bounds)
        if cells is None:
            self._great.add(item)
            return
        for cell in cells:
            held = self._cells.get(cell)
            if held is None:
                self._cells[cell] = {item}
            else:
                held.add(item)

    def drop(self, item: Item) -> None:
        self._all.discard(item)
        cells = _cells(item.bounds)
        if cells is None:
            self._great.discard(item)
            return
        for cell in cells:
            self._cells[cell].discard(item)

    def within(self, area: Rect) -> list[Item]:
        """The items that may be painted in an area, in no order."""
        cells = _cells(area)
        if cells is None:
            found = self._all
        else:
            found = set(self._great)
            for cell in cells:
                held = self._cells.get(cell)
                if held:
                    found |= held
        left, top, right, bottom = area.x - EDGE, area.y - EDGE, area.right + EDGE, area.bottom + EDGE
        near = []
        for item in found:
            x, y, width, height = item.piece.area
            if x < right and y < bottom and x + width > left and y + height > top:
                near.append(item)
        return near


def _cells(area: Rect) -> list[_Cell] | None:
    """The cells that an area lies in; None where they are many."""
    x, y, width, height = area
    left, top, right, bottom = int(x // _CELL), int(y // _CELL), int((x + width) // _CELL), int((y + height) // _CELL)
    if left == right and top == bottom:
        return [(left, top)]
    if (right - left + 1) * (bottom - top + 1) > _MANY:
        return None
    return [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]
