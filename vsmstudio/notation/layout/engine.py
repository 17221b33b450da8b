"""The order with few crossings that a layered layout engine finds. This file alone knows which engine that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model.ids import Id

_SMALL = 150  # connections up to which the engine may take its time
_LIMITS = {"max_dummies": 30_000}
_SIZE = {"width": 156.0, "height": 128.0}


def engine_order(columns: Mapping[Id, int], edges: Sequence[tuple[Id, Id]]) -> dict[Id, float] | None:
    """How high each node stands by the engine's reckoning; None where the engine is not there or gives up.

    Deterministic: it sees columns and edges in the order given, no places.
    """
    try:
        from graphlay import GraphlayError, layout
    except ImportError:  # no wheel for this machine: own order then
        return None
    index = {key: at for at, key in enumerate(columns)}
    request = {
        "nodes": [{"size": _SIZE, "rank": {"fixed": rank}} for rank in columns.values()],
        "edges": [{"source": index[a], "target": index[b]} for a, b in edges],
    }
    try:
        found = layout(request, options={"effort": "balanced" if len(edges) <= _SMALL else "fast", "limits": _LIMITS})
    except GraphlayError:
        return None
    return {key: found.nodes[at]["center"]["y"] for key, at in index.items()}
