"""The part of `analyse --json` about work and those who do it."""

from __future__ import annotations

from typing import Any

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


def work_metrics(document: Document, result: MapAnalysis) -> dict[str, Any]:
    """The figures of a map's work; the bottleneck by its name, its id beside it."""
    figures = result.figures
    return {
        "bottleneck": None if figures.bottleneck is None else document.name(figures.bottleneck),
        "bottleneck_id": figures.bottleneck,
        "bottleneck_utilisation": result.capacity.highest_utilisation,
        "labour_hours_per_year": figures.labour_hours_per_year,
        "fte": figures.fte,
        "labour_cost_per_year": figures.labour_cost_per_year,
        "cost_per_unit": figures.cost_per_unit,
    }


def work_coverage(result: MapAnalysis) -> dict[str, list[int]]:
    """(known, of how many) steps behind each figure of work."""
    coverage = result.coverage
    return {
        "utilisation": list(coverage.utilisation),
        "labour_hours_per_year": list(coverage.labour_hours_per_year),
        "labour_cost_per_year": list(coverage.labour_cost_per_year),
    }


def step_work(result: MapAnalysis, step: Id) -> dict[str, Any]:
    """What one step has to do."""
    found = result.capacity.steps.get(step)
    return {
        "utilisation": found.utilisation if found else None,
        "visits": found.visits if found else None,
        "work_per_item": found.work_per_item if found else None,
        "labour_hours_per_year": found.hours if found else None,
    }


def queues_as_json(document: Document, result: MapAnalysis) -> list[dict[str, Any]]:
    """Each queue's wait and quantity; the one that was not typed follows from demand."""
    return [
        {
            "id": each.queue,
            "name": document.name(each.queue),
            "wait": each.wait,
            "quantity": each.quantity,
            "derived": each.derived or None,
        }
        for each in result.capacity.queues
    ]


def units_as_json(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """Every unit with its load over all streams' current maps; `covers` is (known, of how many) of its steps there."""
    found = []
    for unit in document.units:
        held = analysis.units.get(unit.id)
        found.append({
            "id": unit.id,
            "name": unit.name,
            "side": unit.side.value,
            "load": held.load if held else None,
            "people": unit.people,
            "covers": list(held.covers) if held else [0, 0],
        })  # fmt: skip
    return found
