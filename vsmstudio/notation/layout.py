"""Where the nodes of a map stand when nobody has placed them: left to right, branches below each other."""

from __future__ import annotations

import itertools

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Step
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import (
    NARROW_PITCH,
    QUEUE_WIDTH,
    ROW_PITCH,
    STEP_HEIGHT,
    STEP_PITCH,
    STEP_WIDTH,
    size_of,
    snapped,
)

_SWEEPS = 8


def layout(document: Document, map_id: Id) -> dict[Id, Point]:
    """The upper left corner of every node of a map, by its work flows: longest way from a start gives the column.

    Loops are cut where a walk in the order of the records closes them. Deterministic.
    """
    nodes = {node.id: node for node in document.nodes(map_id)}
    order = {key: index for index, key in enumerate(nodes)}
    following: dict[Id, list[Id]] = {key: [] for key in nodes}
    for flow in document.flows(map_id):
        if flow.kind is FlowKind.WORK and flow.source in nodes and flow.target in nodes and flow.source != flow.target:
            following[flow.source].append(flow.target)
    for targets in following.values():
        targets.sort(key=order.__getitem__)
    ranks = _ranks(following)
    rows = _rows(following, ranks)
    narrow = {
        rank: all(not isinstance(nodes[key], Step) for key in nodes if ranks[key] == rank)
        for rank in set(ranks.values())
    }
    columns: dict[int, float] = {}
    x = 0.0
    for rank in range(max(ranks.values(), default=-1) + 1):
        columns[rank] = x
        x += NARROW_PITCH if narrow.get(rank) else STEP_PITCH
    middle = {key: snapped(rows[key] * ROW_PITCH) for key in nodes}
    top = min((middle[key] - size_of(node)[1] / 2 for key, node in nodes.items()), default=0.0)
    shift = snapped(STEP_HEIGHT / 2 - min(middle.values(), default=0.0)) if top < 0 else 0.0
    places = {}
    for key, node in nodes.items():
        width, height = size_of(node)
        column_width = QUEUE_WIDTH if narrow[ranks[key]] else STEP_WIDTH
        left = columns[ranks[key]] + (column_width - width) / 2
        places[key] = (snapped(left), middle[key] + shift - height / 2)
    return places


def laid_out(document: Document) -> Document:
    """The document with every node of every map in its place, as after an import."""
    for each in document.maps:
        document = document.apply(edits.place(document, layout(document, each.id)))
    return document


def _ranks(following: dict[Id, list[Id]]) -> dict[Id, int]:
    """The longest way from a start, in nodes; flows that close a loop are left out (walked without recursion)."""
    state: dict[Id, int] = {}
    finished: list[Id] = []
    back: set[tuple[Id, Id]] = set()
    arriving = {target for targets in following.values() for target in targets}
    for root in [*(key for key in following if key not in arriving), *following]:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(following[root]))]
        while stack:
            here, targets = stack[-1]
            for target in targets:
                if target not in state:
                    state[target] = 1
                    stack.append((target, iter(following[target])))
                    break
                if state[target] == 1:
                    back.add((here, target))
            else:
                state[here] = 2
                finished.append(here)
                stack.pop()
    ranks = dict.fromkeys(following, 0)
    for here in reversed(finished):
        for target in following[here]:
            if (here, target) not in back:
                ranks[target] = max(ranks[target], ranks[here] + 1)
    return ranks


def _rows(following: dict[Id, list[Id]], ranks: dict[Id, int]) -> dict[Id, float]:
    """A row for each node (fractions allowed): near its neighbours, clear of the others in its column and of long flows."""
    before: dict[object, list[object]] = {}
    after: dict[object, list[object]] = {}
    rank_of: dict[object, int] = {key: rank for key, rank in ranks.items()}  # noqa: C416 (nodes and passing flows)
    for source, targets in following.items():
        for target in targets:
            chain: list[object] = [source]
            if ranks[target] - ranks[source] > 1:  # a long flow holds a place in every column that it passes
                for rank in range(ranks[source] + 1, ranks[target]):
                    passing = (source, target, rank)
                    rank_of[passing] = rank
                    chain.append(passing)
            chain.append(target)
            for a, b in itertools.pairwise(chain):
                if rank_of[a] < rank_of[b]:
                    after.setdefault(a, []).append(b)
                    before.setdefault(b, []).append(a)
    ranked: dict[int, list[object]] = {}
    for key in [*following, *(key for key in rank_of if isinstance(key, tuple))]:
        ranked.setdefault(rank_of[key], []).append(key)
    row: dict[object, float] = {}
    for keys in ranked.values():
        _spread(keys, dict.fromkeys(keys, 0.0), row)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        near = before if forward else after
        for rank in sorted(ranked, reverse=not forward):
            keys = ranked[rank]
            wanted = {
                key: sum(row[n] for n in near[key]) / len(near[key]) if near.get(key) else row[key] for key in keys
            }
            position = {key: index for index, key in enumerate(keys)}
            keys.sort(key=lambda key, wanted=wanted, position=position: (wanted[key], position[key]))  # type: ignore[misc]
            _spread(keys, wanted, row)
    return {key: row[key] for key in following}


def _spread(keys: list[object], wanted: dict[object, float], row: dict[object, float]) -> None:
    """Put the members of a column one row apart, in order, as near as can be to where they want to be."""
    groups: list[tuple[list[object], float]] = []  # (members, row of the first)
    for key in keys:
        groups.append(([key], wanted[key]))
        while len(groups) > 1 and groups[-1][1] < groups[-2][1] + len(groups[-2][0]):
            members = groups[-2][0] + groups[-1][0]
            groups[-2:] = [(members, sum(wanted[m] - i for i, m in enumerate(members)) / len(members))]
    for members, first in groups:
        for index, key in enumerate(members):
            row[key] = round((first + index) * 2) / 2
