"""The quick-connect arrows around a node: where they are, and the step that a click on one would make."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Box, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH, area_of, ports

RADIUS = 9.0
_AWAY = 16.0  # from the edge to the middle of an arrow
SIDES = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
_WORDS = {"left": "Step before", "right": "Next step", "top": "Branch above", "bottom": "Branch below"}


class Offer(NamedTuple):
    """What a click on an arrow would make: a step at `area`, joined to a port of the node."""

    node: Id
    side: str
    port: Point
    area: Rect


def arrows(document: Document, key: Id) -> dict[str, Point]:
    """The middles of the arrows around a node, by side."""
    node, place = document.get(key), document.position(key)
    if not isinstance(node, NODE_KINDS) or place is None:
        return {}
    area, found = area_of(node, place), {}
    for side, (x, y) in ports(node, place).items():
        dx, dy = SIDES[side]
        x = area.right if dx > 0 else area.x if dx < 0 else x
        y = area.y if dy < 0 else area.bottom if dy > 0 else y
        found[side] = (x + dx * _AWAY, y + dy * _AWAY)
    return found


def offer(document: Document, key: Id, side: str, spot: Point) -> Offer:
    """A new step at `spot`, from an arrow of a node; work enters at the left and leaves at the right, whatever the arrow."""
    port = ports(document.node(key), document.position(key) or (0.0, 0.0))["left" if side == "left" else "right"]
    return Offer(key, side, port, Rect(*spot, STEP_WIDTH, STEP_HEIGHT))


def draw_offer(held: Offer) -> list[Shape]:
    """The step to come and the connection to it, in light."""
    area = held.area
    entry = (area.right if held.side == "left" else area.x, area.center[1])
    way = (held.port, *_bend(held, entry), entry)
    x, y = area.center
    return [
        Poly(way[::-1] if held.side == "left" else way, stroke="accent", line=1.6, radius=8, arrow=True, dash=(5, 3)),
        Box(*area, fill="accent_soft", stroke="accent", line=1.4, radius=6, dash=(5, 3)),
        Words(x, y - 2, _WORDS[held.side], 13.0, "accent", bold=True, align="center"),
        Words(x, y + 16, "Click to add, drag to connect", LABEL - 1, "muted", align="center"),
    ]


def _bend(held: Offer, entry: Point) -> tuple[Point, ...]:
    """The corners between the port and the entry."""
    (x, y), (to_x, to_y) = held.port, entry
    middle = (x + to_x) / 2
    return () if abs(y - to_y) < 1 else ((middle, y), (middle, to_y))


def draw_arrow(center: Point, side: str, hovered: bool) -> list[Shape]:
    """One arrow; its head points to where the step would stand."""
    x, y = center
    dx, dy = SIDES[side]
    radius = RADIUS + (2.0 if hovered else 0.0)
    a, b = (x - 4.5 * dx, y - 4.5 * dy), (x + 2.0 * dx, y + 2.0 * dy)
    tip = (x + 5.0 * dx, y + 5.0 * dy)
    head = (tip, (x + 0.5 * dx - 4 * dy, y + 0.5 * dy - 4 * dx), (x + 0.5 * dx + 4 * dy, y + 0.5 * dy + 4 * dx))
    return [
        Box(x - radius, y - radius, 2 * radius, 2 * radius, fill="accent", stroke="sheet", line=1.5, radius=radius),
        Poly((a, b), stroke="on_accent", line=1.8),
        Poly(head, fill="on_accent", closed=True),
    ]
