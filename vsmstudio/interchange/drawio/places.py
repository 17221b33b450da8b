"""What lies where on a page: asked for what holds a point, and for what is near one."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.notation.shapes import Point, Rect

_FIELD = 240.0  # px
_MOST_FIELDS, _MOST_WIDE, _MOST_LOOKED_AT = 400, 100, 100


class Places:
    """Areas by key, found by where they lie. In a heap of areas on one spot only the first hundred are looked at."""

    def __init__(self) -> None:
        self.areas: dict[str, Rect] = {}
        self._fields: dict[tuple[int, int], list[str]] = {}
        self._wide: list[str] = []

    def put(self, key: str, area: Rect) -> None:
        self.areas[key] = area
        x0, y0 = int(area.x // _FIELD), int(area.y // _FIELD)
        x1, y1 = int(area.right // _FIELD), int(area.bottom // _FIELD)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _MOST_FIELDS:
            if len(self._wide) < _MOST_WIDE:
                self._wide.append(key)
            return
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                self._fields.setdefault((x, y), []).append(key)

    def near(self, area: Rect) -> Iterator[tuple[str, Rect]]:
        """Everything that touches an area, or its edge, in the order in which it was put."""
        found: dict[str, None] = {}
        x0, y0 = int(area.x // _FIELD), int(area.y // _FIELD)
        x1, y1 = int(area.right // _FIELD), int(area.bottom // _FIELD)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > _MOST_FIELDS:
            found = dict.fromkeys(list(self.areas)[:_MOST_LOOKED_AT])
        else:
            for x in range(x0, x1 + 1):
                for y in range(y0, y1 + 1):
                    for key in self._fields.get((x, y), ())[:_MOST_LOOKED_AT]:
                        found[key] = None
            found |= dict.fromkeys(self._wide)
        for key in found:
            other = self.areas[key]
            if not (area.right < other.x or other.right < area.x or area.bottom < other.y or other.bottom < area.y):
                yield key, other

    def around(self, point: Point) -> list[str]:
        """What holds a point, the smallest first."""
        found = [(area.width * area.height, key) for key, area in self.near(Rect(*point, 0, 0))]
        return [key for _, key in sorted(found)]

    def nearest(self, point: Point, reach: float) -> str | None:
        """What is nearest to a point within `reach` px, what holds it first; of equals the smaller one."""
        best: tuple[float, float, str] | None = None
        for key, area in self.near(Rect(*point, 0, 0).grown(reach)):
            away = distance(point, area)
            if away <= reach and (best is None or (away, area.width * area.height, key) < best):
                best = (away, area.width * area.height, key)
        return best[2] if best else None


def distance(point: Point, area: Rect) -> float:
    """How far a point lies from an area: 0 within."""
    dx = max(area.x - point[0], 0.0, point[0] - area.right)
    dy = max(area.y - point[1], 0.0, point[1] - area.bottom)
    return float((dx * dx + dy * dy) ** 0.5)


def holds(outer: Rect, inner: Rect, slack: float = 2.0) -> bool:
    """Does one area lie within another one, and is it clearly smaller?"""
    inside = (
        outer.x - slack <= inner.x
        and outer.y - slack <= inner.y
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )
    return inside and inner.width * inner.height < 0.95 * outer.width * outer.height


def between(a: Rect, b: Rect) -> Rect:
    """What lies between two boxes, and a little beside it."""
    if b.x >= a.right or a.x >= b.right:
        left, right = (a.right, b.x) if b.x >= a.right else (b.right, a.x)
        top = min(a.y, b.y) - 40
        return Rect(left - 12, top, right - left + 24, max(a.bottom, b.bottom) + 60 - top)
    top, bottom = (a.bottom, b.y) if b.y >= a.bottom else (b.bottom, a.y)
    left = min(a.x, b.x) - 60
    return Rect(left, top - 12, max(a.right, b.right) + 60 - left, max(bottom - top, 0.0) + 24)


def along(a: Rect, b: Rect, at: Rect) -> float:
    """How far along the way from one box to another something lies."""
    (ax, ay), (bx, by), (x, y) = a.center, b.center, at.center
    return (x - ax) * (bx - ax) + (y - ay) * (by - ay)
