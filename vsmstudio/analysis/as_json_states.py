"""Current and future maps side by side, as `analyse --json` prints them."""

from __future__ import annotations

from typing import Any

from vsmstudio.analysis.comparison import Comparison, Delta, StepChange, StepState
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.states import comparisons
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map


def comparisons_as_json(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """The current map of each stream against each of its future maps."""
    return [_comparison(document, each) for each in comparisons(document, analysis)]


def _comparison(document: Document, each: Comparison) -> dict[str, Any]:
    before, after = document.the(Map, each.before), document.the(Map, each.after)
    return {
        "stream": document.name(before.stream),
        "before": {"id": before.id, "name": before.name},
        "after": {"id": after.id, "name": after.name},
        "figures": {delta.key: _delta(delta) for delta in each.deltas},
        "freed": {"hours_per_year": each.freed.hours, "fte": each.freed.fte, "money_per_year": each.freed.money},
        "steps": [_change(change) for change in each.steps],
        "notes": list(each.notes),
    }


def _delta(delta: Delta) -> dict[str, Any]:
    return {
        "before": delta.before,
        "after": delta.after,
        "difference": delta.difference,
        "change": delta.change,
        "judged": delta.judged.value,
        "sure": delta.sure,
    }


def _change(change: StepChange) -> dict[str, Any]:
    return {
        "fate": change.fate.value,
        "before": [_state(each) for each in change.before],
        "after": [_state(each) for each in change.after],
    }


def _state(each: StepState) -> dict[str, Any]:
    return {"id": each.step, "name": each.name}
