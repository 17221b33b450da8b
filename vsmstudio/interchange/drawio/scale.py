"""Where things of another drawing stand here: as they stood to one another, at our sizes, nothing over anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from vsmstudio.interchange.drawio.places import Places
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import snapped

_ROOM, _DOWN = 28.0, 24.0
_LEAST, _MOST = 0.6, 4.0
_TRIES = 40


def scaled(areas: Mapping[str, Rect], sizes: Mapping[str, tuple[float, float]]) -> dict[str, Point]:
    """The upper left corner of each thing by key: spread until most have room, the rest moved aside."""
    if not areas:
        return {}
    across = _factor(areas, sizes, 0)
    down = _factor(areas, sizes, 1)
    left = min(area.x for area in areas.values())
    top = min(area.y for area in areas.values())
    middles = {key: ((area.center[0] - left) * across, (area.center[1] - top) * down) for key, area in areas.items()}
    level = _levelled({key: y for key, (_, y) in middles.items()})
    taken = Places()
    found: dict[str, Point] = {}
    spilled: list[str] = []
    for key in sorted(middles, key=lambda each: (middles[each][0], level[each], each)):
        width, height = sizes[key]
        wanted = Rect(snapped(middles[key][0] - width / 2), snapped(level[key]) - height / 2, width, height)
        area = _free(wanted, taken)
        if area is None:
            spilled.append(key)
            continue
        taken.put(key, area.grown(_ROOM / 2 - 1))
        found[key] = (area.x, area.y)
    found |= _below(spilled, sizes, max((area.bottom for area in taken.areas.values()), default=0.0))
    dx, dy = min(x for x, _ in found.values()), min(y for _, y in found.values())
    return {key: (x - dx + 80, y - dy + 120) for key, (x, y) in found.items()}


def _factor(areas: Mapping[str, Rect], sizes: Mapping[str, tuple[float, float]], axis: int) -> float:
    """How much wider (or higher) things must lie apart so that three of four neighbours have room."""
    places = Places()
    for key, area in areas.items():
        places.put(key, area)
    wanted: list[float] = []
    for key, area in list(areas.items())[:500]:
        reach = (
            Rect(area.x, area.y, area.width + 240, area.height)
            if axis == 0
            else Rect(area.x, area.y, area.width, area.height + 240)
        )
        best: tuple[float, str] | None = None
        for other, place in places.near(reach):
            away = place.center[axis] - area.center[axis]
            if other != key and away > 8:
                best = min(best or (away, other), (away, other))
        if best is not None:
            room = _ROOM if axis == 0 else _DOWN
            wanted.append(((sizes[key][axis] + sizes[best[1]][axis]) / 2 + room) / best[0])
    if axis:
        wanted += _row_gaps(areas, sizes)
    if not wanted:
        return 1.0
    wanted.sort()
    return min(max(wanted[min(len(wanted) * 3 // 4, len(wanted) - 1)], _LEAST), _MOST)


def _row_gaps(areas: Mapping[str, Rect], sizes: Mapping[str, tuple[float, float]]) -> list[float]:
    """How much higher rows must lie apart, lanes for one, though nothing in them stands over one another."""
    held = sorted((area.center[1], area.height, sizes[key][1]) for key, area in areas.items())
    usual = sorted(height for _, height, _ in held)[len(held) // 2]
    return [
        ((high + above) / 2 + 2 * _DOWN) / (y - before)
        for (before, _, above), (y, _, high) in pairwise(held)
        if y - before > 0.9 * usual
    ]


def _levelled(heights: Mapping[str, float]) -> dict[str, float]:
    """Middles that differ by a little lie on one line, so that connections run straight."""
    found: dict[str, float] = {}
    line = None
    for key in sorted(heights, key=lambda each: (heights[each], each)):
        if line is None or heights[key] - line > 20:
            line = heights[key]
        found[key] = line
    return found


def _free(area: Rect, taken: Places) -> Rect | None:
    """The area moved to the right, past what it would stand on; None where that leads too far away."""
    for _ in range(_TRIES):
        grown = area.grown(_ROOM / 2 - 2)
        hit = [other.right for _, other in taken.near(grown) if other.touches(grown)]
        if not hit:
            return area
        area = Rect(max(snapped(min(hit) + _ROOM / 2 + 4), area.x + 8), area.y, area.width, area.height)
    return None


def _below(keys: Sequence[str], sizes: Mapping[str, tuple[float, float]], bottom: float) -> dict[str, Point]:
    """Rows of what found no room, under all else."""
    width = max((sizes[key][0] for key in keys), default=0.0) + _ROOM
    height = max((sizes[key][1] for key in keys), default=0.0) + _DOWN
    across = max(int(len(keys) ** 0.5), 1)
    top = snapped(bottom + 2 * _DOWN)
    return {key: (snapped(at % across * width), snapped(top + at // across * height)) for at, key in enumerate(keys)}
