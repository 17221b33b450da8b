"""Who is accountable along the critical path, and where nobody is."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.results import Gap
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Step


def owner_of(document: Document, step: Step) -> Person | None:
    """The person accountable for a step, vacant or not."""
    return document.of(Person, step.owner)


def coverage(
    document: Document, graph: FlowGraph, belongs: Mapping[Id, float], lead_time: float | None
) -> float | None:
    """The share of the path's lead time with an accountable owner whose place is not vacant; None without a lead time."""
    if not lead_time or not belongs:
        return None
    owned = 0.0
    for key, minutes in belongs.items():
        step = graph.nodes[graph.index[key]]
        owner = owner_of(document, step) if isinstance(step, Step) else None
        if owner is not None and not owner.vacant:
            owned += minutes
    return min(1.0, owned / lead_time)


def gaps(document: Document, graph: FlowGraph, belongs: Mapping[Id, float], lead_time: float | None) -> tuple[Gap, ...]:
    """The runs of adjoining steps along a path that name no owner, with the time that belongs to them."""
    found: list[Gap] = []
    run: list[Id] = []

    def close() -> None:
        if run:
            minutes = sum(belongs[key] for key in run)
            found.append(Gap(tuple(run), minutes, minutes / lead_time if lead_time else 0.0))
            run.clear()

    for key in belongs:
        step = graph.nodes[graph.index[key]]
        if isinstance(step, Step) and owner_of(document, step) is None:
            run.append(key)
        else:
            close()
    close()
    return tuple(found)
