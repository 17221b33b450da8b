"""Columns and an order with few crossings, as a layered layout engine finds them. This file alone knows which engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.model.ids import Id

PITCH = 174.0  # from the middle of one node to the next in a column, as the engine packs them
_SIZE = {"width": 156.0, "height": 128.0}
_SMALL = 150  # connections up to which the engine may take its time
_LIMITS = {"max_dummies": 100_000}


class Arranged(NamedTuple):
    """The column of each node, and how high it stands by the engine's reckoning."""

    columns: dict[Id, int]
    heights: dict[Id, float]


def arranged(keys: Sequence[Id], edges: Sequence[tuple[Id, Id]]) -> Arranged | None:
    """How the engine draws nodes and edges without loops; None where it is not there or gives up.

    Deterministic: it sees nodes and edges in the order given, no places. Edges lead to later columns.
    """
    try:
        from graphlay import GraphlayError, layout
    except ImportError:  # no wheel for this machine: own columns and order then
        return None
    index = {key: at for at, key in enumerate(keys)}
    request = {
        "nodes": [{"size": _SIZE} for _ in keys],
        "edges": [{"source": index[a], "target": index[b]} for a, b in edges],
    }
    try:
        found = layout(request, options={"effort": "balanced" if len(edges) <= _SMALL else "fast", "limits": _LIMITS})
    except GraphlayError:
        return None
    columns = {key: int(found.nodes[at]["rank"]) for key, at in index.items()}
    if any(columns[a] >= columns[b] for a, b in edges):
        return None
    first = min(columns.values(), default=0)
    heights = {key: float(found.nodes[at]["center"]["y"]) for key, at in index.items()}
    return Arranged({key: column - first for key, column in columns.items()}, heights)
