"""Connections: work from right to left side, rework and information in lanes above the map."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from vsmstudio.model.document import Document
from vsmstudio.model.durations import typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, FlowMode, Medium, Node, Split
from vsmstudio.notation.parts import label_pill, percent
from vsmstudio.notation.routing import route
from vsmstudio.notation.shapes import Element, Point, Poly, Rect, Shape
from vsmstudio.notation.sizes import area_of, ports

LANE_HEIGHT = 26.0
_CORNER = 6.0


def draw_flows(
    document: Document, flows: Sequence[Flow], at: Mapping[Id, Point], critical: frozenset[Id], left_out: frozenset[Id]
) -> list[Element]:
    """All connections of a map whose ends are placed."""
    nodes: dict[Id, Node] = {key: document.node(key) for key in at}
    areas = {key: area_of(node, at[key]) for key, node in nodes.items()}
    shown = [flow for flow in flows if flow.source in at and flow.target in at]
    work = [flow for flow in shown if flow.kind is FlowKind.WORK]
    over = [flow for flow in shown if flow.kind is not FlowKind.WORK]
    elements = [_draw_work(document, flow, nodes, at, areas, flow.id in critical, flow.id in left_out) for flow in work]
    lanes = _lanes(over, areas)
    return elements + [_draw_over(document, flow, areas, lanes[flow.id]) for flow in over]


def _sides(source: Rect, target: Rect) -> tuple[str, str]:
    """Right to left, unless one node stands straight above the other."""
    overlap = min(source.right, target.right) - max(source.x, target.x)
    if overlap > 0.4 * min(source.width, target.width):
        if target.y >= source.bottom:
            return "bottom", "top"
        if target.bottom <= source.y:
            return "top", "bottom"
    return "right", "left"


def _draw_work(
    document: Document,
    flow: Flow,
    nodes: Mapping[Id, Node],
    at: Mapping[Id, Point],
    areas: Mapping[Id, Rect],
    critical: bool,
    left_out: bool,
) -> Element:
    source, target = nodes[flow.source], nodes[flow.target]
    leaving, entering = _sides(areas[flow.source], areas[flow.target])
    start, end = ports(source, at[flow.source])[leaving], ports(target, at[flow.target])[entering]
    others = [area for key, area in areas.items() if key not in (flow.source, flow.target)]
    own = [_body(areas[flow.source], start), _body(areas[flow.target], end)]
    points = route(start, leaving, end, entering, [*others, *own])
    color = "critical" if critical else "gap" if left_out else "line"
    line = 2.4 if critical else 1.2
    dash: tuple[float, ...] = (6, 4) if left_out else (8, 3) if flow.mode is FlowMode.PULL else ()
    shapes: list[Shape] = [Poly(points, stroke=color, line=line, radius=_CORNER, arrow=True, dash=dash)]
    words = _words(flow, source, left_out)
    if words:
        shapes += label_pill(
            *_label_place(points, left_out), words, "gap" if left_out else "critical" if critical else "muted"
        )
    return Element(
        flow.id,
        "flow",
        tuple(shapes),
        _area(shapes, points),
        points,
        z=13 if words and len(points) == 2 else 12 if critical else 10,  # ways that turn off must not cross its label
        tip=document.name(flow.id),
    )


def _body(area: Rect, port: Point) -> Rect:
    """A node as an obstacle for its own connection: shrunk so that the port lies outside."""
    x = min(max(area.x, area.x + 1), port[0]) if port[0] < area.center[0] else area.x
    left = max(area.x, port[0]) if port[0] < area.center[0] else area.x
    right = min(area.right, port[0]) if port[0] > area.center[0] else area.right
    top = max(area.y, port[1]) if port[1] < area.center[1] else area.y
    bottom = min(area.bottom, port[1]) if port[1] > area.center[1] else area.bottom
    return Rect(max(x, left), top, right - left, bottom - top)


def _words(flow: Flow, source: Node, left_out: bool) -> str:
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


def _label_place(points: tuple[Point, ...], on_longest: bool = False) -> Point:
    """The middle of the last upright part, where branches lie apart; of the longest part where there is none."""
    upright = (
        []
        if on_longest
        else [(a, b) for a, b in itertools.pairwise(points) if abs(a[0] - b[0]) < 0.5 and abs(a[1] - b[1]) >= 40]
    )
    if upright and len(points) > 2:
        a, b = upright[-1]
        reach = min(40.0, abs(b[1] - a[1]) / 2)
        return (b[0], b[1] - reach if b[1] > a[1] else b[1] + reach)
    a, b = max(
        itertools.pairwise(points),
        key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]),
    )
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _lanes(flows: Sequence[Flow], areas: Mapping[Id, Rect]) -> dict[Id, float]:
    """A height for each connection above the map: rework first, short ones low, none on another."""
    ordered = sorted(
        flows,
        key=lambda flow: (flow.kind is FlowKind.INFORMATION, abs(areas[flow.source].x - areas[flow.target].x), flow.id),
    )
    taken: list[tuple[float, float, float]] = []
    lanes = {}
    for flow in ordered:
        a, b = areas[flow.source], areas[flow.target]
        left, right = min(a.center[0], b.center[0]) - 20, max(a.center[0], b.center[0]) + 20
        top = min(area.y for area in areas.values() if area.x < right and area.right > left)
        y = top - LANE_HEIGHT - 4
        while any(abs(y - ty) < LANE_HEIGHT - 2 and left < tr and tl < right for ty, tl, tr in taken):
            y -= LANE_HEIGHT
        taken.append((y, left, right))
        lanes[flow.id] = y
    return lanes


def _draw_over(document: Document, flow: Flow, areas: Mapping[Id, Rect], lane: float) -> Element:
    rework = flow.kind is FlowKind.REWORK
    shift = 14.0 if rework else 40.0
    source, target = areas[flow.source], areas[flow.target]
    others = [area for key, area in areas.items() if key not in (flow.source, flow.target)]
    up = _leg(source, min(shift, source.width / 3), lane, others)
    down = _leg(target, -min(shift, target.width / 3), lane, others)
    points = (*up, *reversed(down))
    middle = ((up[-1][0] + down[-1][0]) / 2, lane)
    shapes: list[Shape] = [
        Poly(points, stroke="line", line=1.2 if rework else 0.9, radius=14, arrow=True, dash=(5, 4) if rework else ()),
    ]
    if rework:
        share = "–" if flow.probability is None else percent(flow.probability)
        shapes += label_pill(*middle, f"rework {share}")
    elif flow.medium is not Medium.MANUAL:
        shapes += _bolt(*middle)
    return Element(flow.id, "flow", tuple(shapes), _area(shapes, points), points, z=8, tip=document.name(flow.id))


def _leg(area: Rect, shift: float, lane: float, others: Sequence[Rect]) -> tuple[Point, ...]:
    """From the top of a node up to the lane, beside any node that stands above it."""
    x = area.center[0] + shift
    above = [each for each in others if each.y < area.y and each.x - 4 < x < each.right + 4 and each.bottom > lane]
    if not above:
        return (x, area.y), (x, lane)
    side = area.right + 14 if shift > 0 else area.x - 14
    out = area.y - 10
    return (x, area.y), (x, out), (side, out), (side, lane)


def _bolt(cx: float, cy: float) -> tuple[Shape, ...]:
    """The zigzag of electronic information, on its line."""
    zigzag = ((cx - 16, cy), (cx + 3, cy - 7), (cx - 3, cy + 7), (cx + 16, cy))
    return (
        Poly(((cx - 14, cy), (cx + 14, cy)), stroke="canvas", line=3),
        Poly(zigzag, stroke="line", line=1.2),
    )


def _area(shapes: Sequence[Shape], points: Sequence[Point]) -> Rect:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    area = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(9)
    for shape in shapes:
        if not isinstance(shape, Poly) and hasattr(shape, "height"):
            area = area.united(Rect(shape.x, shape.y, shape.width, shape.height))
    return area
