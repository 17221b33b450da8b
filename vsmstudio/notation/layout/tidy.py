"""Where the nodes of a map go: parts one below the other, each with its main line straight; or lanes by performer."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Step
from vsmstudio.notation.layout.engine import PITCH, arranged
from vsmstudio.notation.layout.graph import Graph, graph_of, main_line, parts
from vsmstudio.notation.layout.ordering import Ordering
from vsmstudio.notation.layout.performers import lane_of_nodes, lane_order
from vsmstudio.notation.layout.places import to_pixels
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import ROW_PITCH, area_of

_LEAST_WIDE = 8  # columns over which nodes without work are spread at least
_LANE_ROOM = 24.0  # between the rows of two lanes, beyond the usual


def tidied(document: Document, map_id: Id, keys: Collection[Id] | None = None) -> dict[Id, Point]:
    """The upper left corner of every node of a map (or of those that `keys` names), the topmost row at 0.

    Work leads to the right; the main line is straight. What stands above its sibling stays above, nodes without a place
    come by the records. Loops are cut where a walk in the order of the records closes them. Deterministic, and the same
    again for the map so laid out.
    """
    graph, wish = _arranged(graph_of(document, map_id, keys))
    at = {key: area_of(node, place).center for key, node in graph.nodes.items() if (place := document.position(key))}
    columns: dict[Id, int] = {}
    rows: dict[Id, int] = {}
    spaced: dict[int, float] = {}
    if document.the(Map, map_id).lanes:
        spaced = _in_lanes(document, map_id, graph, wish, at, columns, rows)
    else:
        _in_parts(document, graph, wish, at, columns, rows)
    return to_pixels(document, graph.nodes, columns, rows, document.flows(map_id), spaced)


def _arranged(graph: Graph) -> tuple[Graph, dict[Id, float] | None]:
    """The graph in the columns of the engine, and how high that would have the nodes; as it is where nothing branches."""
    wish: dict[Id, float] = {}
    columns = dict(graph.columns)
    if all(len(found) < 2 for found in (*graph.before.values(), *graph.after.values())):
        return graph, None
    below = 0.0
    for part in parts(graph)[0]:
        found = arranged(part, [(key, each) for key in part for each in graph.after[key]])
        if found is None:
            return graph, None
        columns.update(found.columns)
        wish.update((key, height + below) for key, height in found.heights.items())
        below = max(wish.values()) + PITCH
    return replace(graph, columns=columns), wish


def _in_parts(
    document: Document,
    graph: Graph,
    wish: Mapping[Id, float] | None,
    at: Mapping[Id, Point],
    columns: dict[Id, int],
    rows: dict[Id, int],
) -> None:
    """The parts from top to bottom as they stand, those without a place by the records; nodes without work in rows."""
    found, alone = parts(graph)
    tops = [min((at[key][1] for key in part if key in at), default=float("inf")) for part in found]
    over = [key for key in alone if key in at and at[key][1] < min(tops, default=float("-inf"))]
    wide = max([_LEAST_WIDE, *(graph.columns[key] + 1 for key in graph.nodes)])
    next_row = _spread(_reading(over, at, graph), wide, 0, columns, rows)
    for part in [part for _, _, part in sorted(zip(tops, range(len(found)), found, strict=True))]:
        main = main_line(graph, part, document.engagement.calendar)
        heights = {key: at[key][1] for key in part if key in at}
        row = Ordering(graph, part, main, heights, {}, wish).best()
        _take([row[key] for key in part], part, graph, next_row, columns, rows)
        next_row = 1 + max(rows[key] for key in part)
    _spread(_reading([key for key in alone if key not in set(over)], at, graph), wide, next_row, columns, rows)


def _in_lanes(
    document: Document,
    map_id: Id,
    graph: Graph,
    wish: Mapping[Id, float] | None,
    at: Mapping[Id, Point],
    columns: dict[Id, int],
    rows: dict[Id, int],
) -> dict[int, float]:
    """All parts in lanes by performer; the room to leave above the first row of each lane."""
    lanes = {key: lane for key, lane in lane_of_nodes(document, map_id).items() if key in graph.nodes}
    heights = {key: place[1] for key, place in at.items()}
    steps = {key: height for key, height in heights.items() if isinstance(graph.nodes[key], Step)}
    number = {lane: index for index, lane in enumerate(lane_order(lanes, steps, graph.columns))}
    band = {key: number[lane] for key, lane in lanes.items()}
    found, alone = parts(graph)
    part = sorted((key for each in found for key in each), key=graph.index.__getitem__)
    held: dict[Id, int] = {}
    if part:
        main = main_line(graph, part, document.engagement.calendar)
        held = Ordering(graph, part, main, heights, band, wish).best()
    wide = max([_LEAST_WIDE, *(graph.columns[key] + 1 for key in graph.nodes)])
    spaced: dict[int, float] = {}
    next_row = 0
    for index in number.values():
        spaced[next_row] = _LANE_ROOM
        mine = [key for key in part if band[key] == index]
        first = min((held[key] for key in mine), default=0)
        for key in mine:
            columns[key], rows[key] = graph.columns[key], held[key] - first + next_row
        next_row = 1 + max((rows[key] for key in mine), default=next_row - 1)
        rest = [key for key in alone if band[key] == index]
        next_row = _spread(_reading(rest, at, graph), wide, next_row, columns, rows)
    return spaced


def _take(
    found: Sequence[int], part: Sequence[Id], graph: Graph, first: int, columns: dict[Id, int], rows: dict[Id, int]
) -> None:
    """Take over the rows of a part, without those that only the main line passes."""
    level = {each: first + index for index, each in enumerate(sorted(set(found)))}
    for key, row in zip(part, found, strict=True):
        columns[key], rows[key] = graph.columns[key], level[row]


def _reading(keys: Sequence[Id], at: Mapping[Id, Point], graph: Graph) -> list[Id]:
    """Nodes as one reads them, row by row; those without a place at the end, by the records."""
    placed = sorted((key for key in keys if key in at), key=lambda key: (at[key][1], graph.index[key]))
    line: dict[Id, float] = {}
    begin = float("-inf")
    for key in placed:
        if at[key][1] - begin > ROW_PITCH / 2:
            begin = at[key][1]
        line[key] = begin
    placed.sort(key=lambda key: (line[key], at[key][0], graph.index[key]))
    return [*placed, *(key for key in keys if key not in at)]


def _spread(keys: Sequence[Id], wide: int, first: int, columns: dict[Id, int], rows: dict[Id, int]) -> int:
    """Put nodes beside each other, in as many rows as it takes; the next free row."""
    for index, key in enumerate(keys):
        columns[key], rows[key] = index % wide, first + index // wide
    return first + math.ceil(len(keys) / wide)
