"""The step numbers that people read: 1, 2, 3a, 3b, 4."""

from __future__ import annotations

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def numbers(document: Document, graph: FlowGraph) -> dict[Id, str]:
    """A number for every step, unique on its map: how many steps lie before it at most, plus one.

    Steps of one rank bear letters from top to bottom. Steps that no work flow touches come last, from left to right.
    """
    ranks: dict[int, list[int]] = {}
    loose: list[int] = []
    rank = [0] * len(graph.nodes)
    source, into, out = graph.source, graph.into, graph.out
    for node in graph.order:
        is_step = node < graph.queues
        entering = into[node]
        if is_step and not entering and not out[node]:
            loose.append(node)
            continue
        before = 0
        for flow in entering:
            if rank[source[flow]] > before:
                before = rank[source[flow]]
        rank[node] = before = before + is_step
        if is_step:
            ranks.setdefault(before, []).append(node)

    def place(node: int) -> tuple[float, float, str, Id]:
        return document.reading(graph.nodes[node])

    def downwards(node: int) -> tuple[float, float, str, Id]:
        x, y, name, key = place(node)
        return (y if x < float("inf") else x, x, name, key)

    found: dict[Id, str] = {}
    for at, members in ranks.items():
        if len(members) == 1:
            found[graph.nodes[members[0]].id] = str(at)
        else:
            for letter, node in enumerate(sorted(members, key=downwards)):
                found[graph.nodes[node].id] = f"{at}{_letters(letter)}"
    for at, node in enumerate(sorted(loose, key=place), start=len(ranks) + 1):
        found[graph.nodes[node].id] = str(at)
    return found


def _letters(at: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    word = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        word = chr(ord("a") + letter) + word
    return word
