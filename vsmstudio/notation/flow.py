"""Connections: work from right to left side, rework and information in lanes above the map."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.model.document import Document
from vsmstudio.model.records import Flow, FlowKind, FlowMode
from vsmstudio.notation.flow_words import has_bolt
from vsmstudio.notation.parts import label_pill
from vsmstudio.notation.shapes import Element, Point, Poly, Rect, Shape
from vsmstudio.notation.ways import Way

_CORNER = 6.0


def draw_flow(document: Document, flow: Flow, way: Way, words: str, critical: bool, left_out: bool) -> Element:
    """One connection along its way, with what is written on it."""
    if flow.kind is not FlowKind.WORK:
        return _draw_over(document, flow, way, words)
    points = way.points
    color = "critical" if critical else "gap" if left_out else "line"
    line = 2.4 if critical else 1.2
    dash: tuple[float, ...] = (6, 4) if left_out else (8, 3) if flow.mode is FlowMode.PULL else ()
    shapes: list[Shape] = [Poly(points, stroke=color, line=line, radius=_CORNER, arrow=True, dash=dash)]
    if way.label:
        shapes += label_pill(*way.label, words, "gap" if left_out else "critical" if critical else "muted")
    return Element(
        flow.id,
        "flow",
        tuple(shapes),
        _area(shapes, points),
        points,
        z=13 if words and len(points) == 2 else 12 if critical else 10,  # words over the lines that hide behind them
        tip=document.name(flow.id),
    )


def _draw_over(document: Document, flow: Flow, way: Way, words: str) -> Element:
    rework = flow.kind is FlowKind.REWORK
    dash: tuple[float, ...] = (5, 4) if rework else ()
    shapes: list[Shape] = [
        Poly(way.points, stroke="line", line=1.2 if rework else 0.9, radius=14, arrow=True, dash=dash)
    ]
    if way.label and rework:
        shapes += label_pill(*way.label, words)
    elif way.label and has_bolt(flow):
        shapes += _bolt(*way.label)
    return Element(
        flow.id, "flow", tuple(shapes), _area(shapes, way.points), way.points, z=8, tip=document.name(flow.id)
    )


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
