"""Who is accountable along the critical path, and where nobody is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from vsmstudio.analysis.flow_graph import FlowGraph
from vsmstudio.analysis.results import Gap
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step


def coverage(
    document: Document, graph: FlowGraph, belongs: Mapping[Id, float], lead_time: float | None
) -> float | None:
    """The share of the path's lead time with an accountable owner whose place is not vacant; None without a lead time."""
    if not lead_time or not belongs:
        return None
    present = {person.id for person in document.people if not person.vacant}
    owned = sum([minutes for step, minutes in _steps(graph, belongs) if step.owner in present])
    return min(1.0, owned / lead_time)


def _steps(graph: FlowGraph, belongs: Mapping[Id, float]) -> list[tuple[Step, float]]:
    """The steps along a path with the time that belongs to each."""
    return [(cast("Step", graph.nodes[graph.index[key]]), minutes) for key, minutes in belongs.items()]


def gaps(document: Document, graph: FlowGraph, belongs: Mapping[Id, float], lead_time: float | None) -> tuple[Gap, ...]:
    """The runs of adjoining steps along a path that name no owner, with the time that belongs to them."""
    found: list[Gap] = []
    run: list[Id] = []
    known = {person.id for person in document.people}

    def close() -> None:
        if run:
            minutes = sum(belongs[key] for key in run)
            found.append(Gap(tuple(run), minutes, minutes / lead_time if lead_time else 0.0))
            run.clear()

    for step, _ in _steps(graph, belongs):
        if step.owner not in known:
            run.append(step.id)
        else:
            close()
    close()
    return tuple(found)
