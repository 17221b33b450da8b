"""From columns and rows to pixels: one step a ladder column, and room for words between columns and for arcs above rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Flow, FlowKind, Node, Step
from vsmstudio.notation.flow_words import words_of
from vsmstudio.notation.parts import label_area
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import (
    GRID,
    NARROW_PITCH,
    QUEUE_WIDTH,
    ROW_PITCH,
    STEP_HEIGHT,
    STEP_PITCH,
    STEP_WIDTH,
    size_of,
    snapped,
)
from vsmstudio.notation.tracks import tracks

_ARROW = 20.0  # what words on a connection leave of it
_ARC_ROOM, _ARC = 32.0, 26.0  # what the first arc above a row needs beyond the usual gap, and each further one


def to_pixels(
    document: Document,
    nodes: Mapping[Id, Node],
    columns: Mapping[Id, int],
    rows: Mapping[Id, int],
    flows: Iterable[Flow],
    spaced: Mapping[int, float],
) -> dict[Id, Point]:
    """The upper left corner of every node, the topmost row at 0; `spaced` adds room above some rows."""
    among = [flow for flow in flows if flow.source in rows and flow.target in rows and flow.source != flow.target]
    left, wide = _columns(nodes, columns, among)
    above = _arc_room(columns, rows, among)
    top: dict[int, float] = {}
    y = -ROW_PITCH
    for row in range(max(rows.values(), default=-1) + 1):
        more = max(above.get(row, 0.0), 0.0) if row else 0.0
        y += ROW_PITCH + math.ceil((more + spaced.get(row, 0.0)) / GRID) * GRID
        top[row] = y
    places = {}
    for key, node in nodes.items():
        width, height = size_of(node)
        x = left[columns[key]] + (wide[columns[key]] - width) / 2
        places[key] = (snapped(x), top[rows[key]] + (STEP_HEIGHT - height) / 2)
    return places


def _columns(
    nodes: Mapping[Id, Node], columns: Mapping[Id, int], flows: Iterable[Flow]
) -> tuple[dict[int, float], dict[int, float]]:
    """Where each column begins, and how wide it is."""
    room: dict[int, float] = {}
    for flow in flows:
        a, b = columns[flow.source], columns[flow.target]
        words = words_of(flow, nodes[flow.source])
        if words and flow.kind is FlowKind.WORK and b == a + 1:
            room[a] = max(room.get(a, 0.0), label_area(0, 0, words).width + _ARROW - (STEP_PITCH - STEP_WIDTH))
    steps = {columns[key] for key, node in nodes.items() if isinstance(node, Step)}
    left, wide = {}, {}
    x = 0.0
    for column in range(max(columns.values(), default=-1) + 1):
        left[column], wide[column] = x, STEP_WIDTH if column in steps else QUEUE_WIDTH
        x += STEP_PITCH if column in steps else NARROW_PITCH
        x += math.ceil(max(room.get(column, 0.0), 0.0) / GRID) * GRID
    return left, wide


def _arc_room(columns: Mapping[Id, int], rows: Mapping[Id, int], flows: Iterable[Flow]) -> dict[int, float]:
    """What arcs need above each row, beyond the usual gap."""
    spans: dict[int, dict[Id, tuple[float, float]]] = {}
    for flow in flows:
        if flow.kind is not FlowKind.WORK:
            a, b = sorted((columns[flow.source], columns[flow.target]))
            spans.setdefault(min(rows[flow.source], rows[flow.target]), {})[flow.id] = (float(a), float(b))
    return {row: _ARC_ROOM + _ARC * max(tracks(found).values()) for row, found in spans.items()}
