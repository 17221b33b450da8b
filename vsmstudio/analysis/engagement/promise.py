"""What was promised at a baseline: by a future map, else by what the improvements expect."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.analysis.engagement.claims import claimed, claims_figures
from vsmstudio.analysis.engagement.contribution import future_of
from vsmstudio.analysis.engagement.plan import plan
from vsmstudio.analysis.engagement.touching import touched
from vsmstudio.analysis.map_analysis import figures_of
from vsmstudio.analysis.matching import stands_for
from vsmstudio.analysis.results import Analysis, Figures
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Step


class State(NamedTuple):
    """One current map in its document, analysed."""

    document: Document
    analysis: Analysis
    map: Id


def promise_of(baseline: State, now: State, stream: Id, promised: Id | None = None) -> State | None:
    """The future map that held the promise, with the document that holds it; None where there is none."""
    for state in (baseline, now):
        found = state.document.of(Map, promised) if promised else future_of(state.document, stream)
        if found is not None and found.id in state.analysis.maps:
            return State(state.document, state.analysis, found.id)
    return None


def expected_figures(baseline: State, now: State) -> Figures | None:
    """The baseline with what all improvements expect taken off its steps; None where none of them says anything of these.

    What was written at the baseline is what was promised; improvements that came later say what they expect today.
    """
    held = now.document
    if baseline.document is not held:
        held = Document({**held.records, **baseline.document.records})
    critical = baseline.analysis.maps[baseline.map].critical_nodes
    stream = held.the(Map, baseline.map).stream
    latest = held.current_map(stream)
    planned = plan(held, stream, latest, None, now.analysis.services, now.analysis.dependencies)
    altered = held
    for each in planned:
        if not claims_figures(each.improvement):
            continue
        touches = touched(held, each.improvement.id, {})
        named = [key for key in touches.named if held.the(Step, key).map == baseline.map]
        steps = [*named, *(same for key in each.steps for same in _at_baseline(held, key, baseline.map))]
        altered = claimed(altered, each.improvement, dict.fromkeys(steps), critical)
    return None if altered == held else figures_of(altered, baseline.map)


def _at_baseline(document: Document, step: Id, baseline: Id) -> list[Id]:
    """What a step of today's map was at the baseline."""
    return [step] if document.the(Step, step).map == baseline else stands_for(document, step, baseline)
