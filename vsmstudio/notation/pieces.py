"""Nodes and connections as pieces, from what they are drawn from."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.records import Endpoint, FlowKind, Node, Person, Queue, Split, Step
from vsmstudio.notation.endpoint import draw_endpoint
from vsmstudio.notation.flow import draw_flow
from vsmstudio.notation.piece import Given, Piece, Source
from vsmstudio.notation.queue import draw_queue
from vsmstudio.notation.shapes import Element, Point, Rect
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH
from vsmstudio.notation.step import draw_step


def _block(at: Point, by: float) -> Rect:
    """What a step fills, with a border."""
    return Rect(at[0] - by, at[1] - by, STEP_WIDTH + 2 * by, STEP_HEIGHT + 2 * by)


def node_piece(document: Document, node: Node, given: Given, source: Source) -> Piece:
    """A node. A step's shapes are made when they are wanted; `given` begins with what `draw_step` takes."""
    if not isinstance(node, Step):
        return Piece.drawn(_drawn_node(document, given), given)
    _, place, number, critical, tint, _, owner = given[:7]
    layers = given[-1]
    return Piece(
        node.id,
        "node",
        _block(place, 7.0 if node.split is Split.ONE else 1.0),
        20,
        given,
        _drawn_node,
        source,
        tone=tint.fill if tint else "critical_soft" if critical else "head",
        edge="critical" if critical else "outline",
        gap=layers.owners and layers.findings and (not isinstance(owner, Person) or owner.vacant),
        name=f"{number} {node.name}".strip(),
    )


def _drawn_node(document: Document, given: Given) -> Element:
    node, place = given[:2]
    if isinstance(node, Queue):
        return draw_queue(node, place, given[2])
    if isinstance(node, Endpoint):
        return draw_endpoint(document, node, place)
    number, critical, tint = given[2:5]
    return draw_step(document, node, place, number, critical, tint, given[-1])


def flow_piece(document: Document, given: Given, source: Source) -> Piece:
    """A connection; `given` begins with the flow, its way, its words, whether it is critical, whether it closes a loop."""
    flow, way, words, critical = given[:4]
    if words or flow.kind is not FlowKind.WORK:
        return Piece.drawn(_drawn_flow(document, given), given)
    xs, ys = zip(*way.points, strict=True)
    x, y = min(xs), min(ys)
    area = Rect(x - 9, y - 9, max(xs) - x + 18, max(ys) - y + 18)
    edge = "critical" if critical else "line"
    return Piece(flow.id, "flow", area, 12 if critical else 10, given, _drawn_flow, source, way.points, edge=edge)


def _drawn_flow(document: Document, given: Given) -> Element:
    flow, way, words, critical, left_out = given[:5]
    return draw_flow(document, flow, way, words, critical, left_out)
