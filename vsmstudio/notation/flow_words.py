"""What stands on a connection, and where on its way."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from vsmstudio.model.durations import typed
from vsmstudio.model.records import Flow, FlowKind, FlowMode, Medium, Node, Split
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.parts import label_area, percent
from vsmstudio.notation.shapes import Point, Rect

_HEAD = 8.0  # an arrow's head stays free
_TRUNK = 10.0  # and where others may turn off


def words_of(flow: Flow, source: Node, left_out: bool = False) -> str:
    """The words on a connection; empty where it speaks for itself."""
    if flow.kind is FlowKind.REWORK:
        return f"rework {'–' if flow.probability is None else percent(flow.probability)}"
    if flow.kind is FlowKind.INFORMATION:
        return ""
    parts = []
    if left_out:
        parts.append("closes a loop")
    if source.split is Split.ONE and flow.share is not None:
        parts.append(percent(flow.share))
    if flow.mode is FlowMode.FIFO:
        parts.append("FIFO")
    if flow.delay is not None:
        parts.append(f"+ {typed(flow.delay)}")
    return ", ".join(parts)


def has_bolt(flow: Flow) -> bool:
    """Information that travels electronically bears a bolt."""
    return flow.kind is FlowKind.INFORMATION and flow.medium is not Medium.MANUAL


def mark_area(flow: Flow, words: str, at: Point) -> Rect | None:
    """What the words or the bolt of a connection fill around a point of its way."""
    if words:
        return label_area(*at, words)
    return Rect(at[0] - 16, at[1] - 7, 32, 14) if has_bolt(flow) else None


def label_place(points: Sequence[Point], words: str, taken: Sequence[Obstacles], on_longest: bool = False) -> Point:
    """Where the words go on a way: on its last part where it branches off, else where they hide and touch nothing."""
    fallback = _favourite(points, on_longest)
    width = label_area(0, 0, words).width
    last, end = points[-2], points[-1]
    places = [fallback]
    if abs(last[1] - end[1]) < 0.5 and last[0] < end[0] and not on_longest:
        begin = last[0] if len(points) > 2 else last[0] + min(_TRUNK, (end[0] - last[0]) / 4)
        middle = ((begin + end[0] - _HEAD + 1) / 2, end[1])
        if width <= end[0] - _HEAD - begin <= 160:
            places.insert(0 if len(points) == 2 else 1, middle)
    parts = sorted(itertools.pairwise(points), key=lambda pair: -_length(*pair))
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        places += [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in parts]
    for place in places:
        area = label_area(*place, words)
        if not any(each.near(area) for each in taken):
            return place
    return fallback


def _favourite(points: Sequence[Point], on_longest: bool) -> Point:
    """The middle of the last upright part, where branches lie apart; of the longest part where there is none."""
    upright = [(a, b) for a, b in itertools.pairwise(points) if abs(a[0] - b[0]) < 0.5 and abs(a[1] - b[1]) >= 40]
    if upright and len(points) > 2 and not on_longest:
        a, b = upright[-1]
        reach = min(40.0, abs(b[1] - a[1]) / 2)
        return (b[0], b[1] - reach if b[1] > a[1] else b[1] + reach)
    a, b = max(itertools.pairwise(points), key=lambda pair: _length(*pair))
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
