"""Connections as native connectors that are glued to what they join, so that they follow when it is moved.

Office knows a connector by how often it bends (`bentConnector3` bends twice), and where its bends lie by shares of the area
between its ends; one that starts downwards or upwards is turned by a quarter. [ECMA-376, presetShapeDefinitions]
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.export.pptx.atoms import NAMESPACES, attribute, outline, place
from vsmstudio.export.pptx.native import Drawn, Ink, bounds, preset
from vsmstudio.notation.shapes import Point, Poly, Rect

_LEAST = 1.0  # points: an area with no width would hold no share of it; Office takes as much
_MOST_SHARE = 2_000_000_000


class End(NamedTuple):
    """What an end of a connector is glued to: the number of the shape, and of its connection site."""

    shape: int
    site: int


def connector(
    ink: Ink, line: Poly, points: Sequence[Point], begin: End | None, end: End | None, scale: float, name: str, arrow: bool
) -> Drawn:  # fmt: skip
    """A connector through points (of the slide), glued where an end is given. At most five stretches keep their bends."""
    tidied = _few(points)
    geometry, area, turned, flip_h, flip_v = _bent(tidied)
    number = ink.number()
    glue = f'<a:stCxn id="{begin.shape}" idx="{begin.site}"/>' if begin else ""
    glue += f'<a:endCxn id="{end.shape}" idx="{end.site}"/>' if end else ""
    look = outline(line.stroke, line.line * scale, ink.theme, line.dash, arrow)
    xml = (
        f'<p:cxnSp {NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="{number}" name="{attribute(name[:120])}" descr="{attribute(name)}"/>'
        f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{place(area, turned, flip_h, flip_v)}{geometry}<a:noFill/>{look}</p:spPr></p:cxnSp>"
    )
    return Drawn(xml, number, bounds(points))


def _few(points: Sequence[Point]) -> list[Point]:
    """The way with at most five stretches; of a longer one, those at its ends and its longest one in the middle."""
    found = [points[0]]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        straight = (_level(before, point) and _level(point, after)) or (
            _upright(before, point) and _upright(point, after)
        )
        if not straight:
            found.append(point)
    found.append(points[-1])
    while len(found) > 6:  # leave out the shortest stretch in the middle, with the one after it
        at = min(range(2, len(found) - 3), key=lambda n: _length(found[n], found[n + 1]))
        a, b = found[at - 1], found[at + 2]
        corner = (b[0], a[1]) if _level(a, found[at]) else (a[0], b[1])
        found[at : at + 2] = [corner] if not (_level(a, b) or _upright(a, b)) else []
        found = [found[0], *(p for o, p in itertools.pairwise(found) if o != p)]
    return found


def _bent(points: Sequence[Point]) -> tuple[str, Rect, int, bool, bool]:
    """Geometry, area before it is turned, degrees that it is turned by, and whether it is mirrored."""
    (sx, sy), (ex, ey) = points[0], points[-1]
    dx, dy = ex - sx, ey - sy
    bends = len(points) - 1
    if bends == 1:
        return preset("straightConnector1"), bounds(points), 0, dx < 0, dy < 0
    upright = _upright(points[0], points[1])
    middle = ((sx + ex) / 2, (sy + ey) / 2)
    along, across = (dy, dx) if upright else (dx, dy)
    first = points[1][1] - sy if upright else points[1][0] - sx
    forward = along if abs(along) >= _LEAST else first  # of two ends side by side, where the first stretch leads
    width, height = max(abs(along), _LEAST), max(abs(across), _LEAST)
    flat = abs(along) < _LEAST
    turned = (90 if upright else 0) + (180 if flat and forward < 0 else 0)
    flip_h = forward < 0 and not flat
    # a quarter's turn takes what lies below to the left, half a turn more to the right
    mirrored = turned in (90, 180)
    flip_v = (across > 0) if mirrored else (across < 0)
    shares = []
    for at, (x, y) in enumerate(points[1:-1]):
        way, whole, size = (
            ((y - sy if upright else x - sx), forward, width)
            if at % 2 == 0
            else ((x - sx if upright else y - sy), across, height)
        )
        share = way * (-1 if whole < 0 else 1) / size
        shares.append(max(-_MOST_SHARE, min(_MOST_SHARE, round(share * 100000))))
    count = max(0, bends - 2)
    return (
        preset(f"{'curved' if flat and bends == 3 else 'bent'}Connector{bends}", *shares[:count]),  # an arc back
        Rect(middle[0] - width / 2, middle[1] - height / 2, width, height),
        turned,
        flip_h,
        flip_v,
    )


def clipped(points: Sequence[Point], window: Rect) -> list[list[Point]]:
    """The parts of a line that lie in a window."""
    parts: list[list[Point]] = []
    for a, b in itertools.pairwise(points):
        cut = _cut(a, b, window)
        if cut is None:
            continue
        if parts and _length(parts[-1][-1], cut[0]) < 1e-6:
            parts[-1].append(cut[1])
        else:
            parts.append([cut[0], cut[1]])
    return [part for part in parts if any(_length(part[0], point) > 1e-6 for point in part)]


def _cut(a: Point, b: Point, window: Rect) -> tuple[Point, Point] | None:
    """A stretch as far as it lies in a window. [Liang & Barsky]"""
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - window.x),
        (dx, window.right - a[0]),
        (-dy, a[1] - window.y),
        (dy, window.bottom - a[1]),
    ):
        if abs(step) < 1e-12:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            first = max(first, share)
        else:
            last = min(last, share)
    if first > last:
        return None
    return (a[0] + dx * first, a[1] + dy * first), (a[0] + dx * last, a[1] + dy * last)


def _level(a: Point, b: Point) -> bool:
    return abs(a[1] - b[1]) < 0.01


def _upright(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 0.01


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
