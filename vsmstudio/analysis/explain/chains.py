"""How the lead time of a chain of streams came about."""

from __future__ import annotations

from vsmstudio.analysis.explain.explanation import Explanation, Input
from vsmstudio.analysis.explain.words import covered, said
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document


def chain_lead_time(document: Document, analysis: Analysis, at: int) -> Explanation:
    """The lead time of the chain at this place of `analysis.chains.listed`; its subject is the first stream.

    Raises `KeyError` where there is no such chain.
    """
    if not 0 <= at < len(analysis.chains.listed):
        raise KeyError(f"no chain {at}")
    chain = analysis.chains.listed[at]
    calendar = document.engagement.calendar
    inputs, path = [], []
    for stream in chain.streams:
        current = document.current_map(stream)
        result = analysis.maps.get(current.id) if current else None
        minutes = result.figures.lead_time if result else None
        path += list(result.critical_paths[0]) if result and result.critical_paths else []
        inputs.append(
            Input(
                document.name(stream),
                said(minutes, "minutes", calendar),
                minutes,
                record=current.id if current else stream,
                figure="lead_time" if current else "",
                note="unknown: adds nothing" if minutes is None else "",
            )
        )
    return Explanation(
        subject=chain.streams[0],
        key=f"chain_lead_time:{at}",
        title="Lead time of " + " → ".join(document.name(stream) for stream in chain.streams),
        value=chain.lead_time,
        said=said(chain.lead_time, "minutes", calendar),
        rule="Lead times of the current maps of streams that start one another, added up.",
        formula="LT of the chain = Σ LT of its streams",
        inputs=tuple(inputs),
        path=tuple(path),
        covers=covered(*chain.covers, "stream"),
        notes=chain.notes,
    )
