"""What connections go around, found by where it stands, so that each is checked only against what is near."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence

from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Point, Rect

_CELL = 256.0
_Cell = tuple[int, int]


def blocked(a: Point, b: Point, rect: Rect) -> bool:
    """Does the segment run through the inside of the rectangle?"""
    return (
        min(a[0], b[0]) < rect.x + rect.width - 0.5
        and max(a[0], b[0]) > rect.x + 0.5
        and min(a[1], b[1]) < rect.y + rect.height - 0.5
        and max(a[1], b[1]) > rect.y + 0.5
    )


def blocked_way(points: Sequence[Point], obstacles: Iterable[Rect]) -> bool:
    """Does a way run through the inside of any of the rectangles?"""
    return any(blocked(a, b, rect) for rect in obstacles for a, b in itertools.pairwise(points))


class Obstacles:
    """Areas by the key of what fills them, in the cells of a grid. Answers do not depend on the order of putting.

    Those of `beneath` count as well.
    """

    def __init__(self, beneath: Obstacles | None = None) -> None:
        self._beneath = beneath
        self._areas: dict[Id, tuple[Rect, ...]] = {}
        self._cells: dict[_Cell, list[tuple[Id, Rect]]] = {}

    def put(self, key: Id, *areas: Rect) -> None:
        """These areas, instead of those that the key had."""
        self.drop(key)
        self._areas[key] = areas
        for area in areas:
            for cell in _cells(area):
                self._cells.setdefault(cell, []).append((key, area))

    def drop(self, key: Id) -> None:
        """Nothing of this key any more."""
        for area in self._areas.pop(key, ()):
            for cell in _cells(area):
                left = [each for each in self._cells.get(cell, ()) if each[0] != key]
                if left:
                    self._cells[cell] = left
                else:
                    self._cells.pop(cell, None)

    def of(self, key: Id) -> tuple[Rect, ...]:
        """The areas of a key."""
        return self._areas.get(key, ())

    def near(self, area: Rect, without: Collection[Id] = ()) -> list[Rect]:
        """The areas that touch one, in a fixed order; without those of some keys."""
        x, y, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
        return sorted({
            rect
            for key, rect in self._held(area)
            if rect.x < right
            and x < rect.x + rect.width
            and rect.y < bottom
            and y < rect.y + rect.height
            and key not in without
        })  # fmt: skip

    def block(self, points: Sequence[Point], without: Collection[Id] = (), also: Iterable[Rect] = ()) -> bool:
        """Does a way run through any of the areas (or through one of `also`)? Those of some keys do not count."""
        if blocked_way(points, also):
            return True
        for a, b in itertools.pairwise(points):
            reach = Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
            for key, rect in self._held(reach):
                if key not in without and blocked(a, b, rect):
                    return True
        return False

    def _held(self, area: Rect) -> Iterator[tuple[Id, Rect]]:
        if self._beneath:
            yield from self._beneath._held(area)
        left, top = int(area.x // _CELL), int(area.y // _CELL)
        right, bottom = int((area.x + area.width) // _CELL), int((area.y + area.height) // _CELL)
        cells = self._cells
        if (right - left + 1) * (bottom - top + 1) > len(cells):
            for held in cells.values():
                yield from held
            return
        for i in range(left, right + 1):
            for j in range(top, bottom + 1):
                found = cells.get((i, j))
                if found:
                    yield from found


def _cells(area: Rect) -> list[_Cell]:
    columns = range(int(area.x // _CELL), int((area.x + area.width) // _CELL) + 1)
    rows = range(int(area.y // _CELL), int((area.y + area.height) // _CELL) + 1)
    return [(i, j) for i in columns for j in rows]
