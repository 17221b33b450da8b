"""How large things are drawn, and where connections meet them. Pixels at 100 %."""

from __future__ import annotations

from vsmstudio.model.records import Endpoint, Node, Queue
from vsmstudio.notation.shapes import Point, Rect

GRID = 8.0
STEP_WIDTH, STEP_HEIGHT = 156.0, 128.0
QUEUE_WIDTH, QUEUE_HEIGHT = 88.0, 84.0
ENDPOINT_WIDTH, ENDPOINT_HEIGHT = 88.0, 72.0
PILL_WIDTH, PILL_HEIGHT = 156.0, 60.0
STEP_PITCH, NARROW_PITCH, ROW_PITCH = 216.0, 152.0, 152.0


def size_of(node: Node) -> tuple[float, float]:
    """Width and height of a node."""
    if isinstance(node, Queue):
        return QUEUE_WIDTH, QUEUE_HEIGHT
    if isinstance(node, Endpoint):
        return ENDPOINT_WIDTH, ENDPOINT_HEIGHT
    return STEP_WIDTH, STEP_HEIGHT


def area_of(node: Node, at: Point) -> Rect:
    """The area of a node whose upper left corner is `at`."""
    return Rect(*at, *size_of(node))


def ports(node: Node, at: Point) -> dict[str, Point]:
    """Where connections meet a node: at its left, right, top and bottom middle, on what is drawn."""
    area = area_of(node, at)
    cx, cy = area.center
    inset = 22.0 if isinstance(node, Queue) else 0.0
    bottom = 56.0 if isinstance(node, Queue) else area.height
    return {
        "left": (area.x + inset, cy),
        "right": (area.right - inset, cy),
        "top": (cx, area.y + (8.0 if isinstance(node, Queue) else 0.0)),
        "bottom": (cx, area.y + bottom),
    }


def snapped(value: float) -> float:
    """The nearest grid line."""
    return round(value / GRID) * GRID
