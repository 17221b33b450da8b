"""The analysis as the one object that `analyse --json` prints. Keys may be added, never renamed."""

from __future__ import annotations

import datetime
from typing import Any

from vsmstudio.analysis.as_json_capacity import (
    queues_as_json,
    step_work,
    units_as_json,
    work_coverage,
    work_metrics,
)
from vsmstudio.analysis.as_json_engagement import (
    about_engagement,
    experience_as_json,
    health_as_json,
    streams_as_json,
    text,
)  # fmt: skip
from vsmstudio.analysis.as_json_plan import plan_as_json
from vsmstudio.analysis.as_json_services import (
    chains_as_json,
    money_as_json,
    services_as_json,
    stream_rings_as_json,
)  # fmt: skip
from vsmstudio.analysis.as_json_states import comparisons_as_json
from vsmstudio.analysis.results import Analysis, Finding, MapAnalysis
from vsmstudio.analysis.services import services_under
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Acceptance, Map, Person, Step

FORMAT = 1


def as_json(document: Document, analysis: Analysis, date: datetime.date | None = None) -> dict[str, Any]:
    """Durations in working minutes, ratios 0..1, unknown None; plain lists and dicts that `json` can write.

    `date` is the day on which the engagement is judged: given, else its as-of date, else today.
    """
    engagement = document.engagement
    judged_on = date or engagement.as_of or datetime.date.today()
    return {
        "format": FORMAT,
        "engagement": {
            "title": engagement.title,
            "client": engagement.client,
            "hours_per_day": engagement.hours_per_day,
            "days_per_week": engagement.days_per_week,
            **about_engagement(document, judged_on),
        },
        "streams": streams_as_json(document, judged_on),
        "maps": [_map(document, each, analysis) for each in document.maps if each.id in analysis.maps],
        "services": services_as_json(document, analysis),
        "money": money_as_json(document, analysis),
        "chains": chains_as_json(document, analysis),
        "chain_count": analysis.chains.count,
        "stream_rings": stream_rings_as_json(document, analysis),
        "units": units_as_json(document, analysis),
        "comparisons": comparisons_as_json(document, analysis),
        **plan_as_json(document, analysis),
        "health": health_as_json(document, judged_on),
        "findings": [_finding(document, each) for each in (*analysis.findings, *analysis.absorbed, *analysis.accepted)],
    }


def _map(document: Document, shown: Map, analysis: Analysis) -> dict[str, Any]:
    result, simulation = analysis.maps[shown.id], analysis.simulations.get(shown.id)
    figures, coverage = result.figures, result.coverage
    known = figures.lead_time is not None
    metrics: dict[str, Any] = {
        "lead_time": figures.lead_time,
        "process_time": figures.process_time,
        "activity_ratio": figures.activity_ratio,
        "va_ratio": figures.va_ratio,
        "rolled_ca": figures.rolled_ca,
        "total_process_time": figures.total_process_time,
        "takt": figures.takt,
        "work_in_process": figures.work_in_process,
        "handoffs": figures.handoffs,
        "handoffs_on_path": figures.handoffs_on_path,
        "steps": figures.steps,
        "owner_coverage": figures.owner_coverage,
        "expected_lead_time": figures.expected_lead_time,
        "expected_lead_time_with_rework": figures.expected_lead_time_with_rework,
        "lead_time_probability": figures.lead_time_probability,
        "most_likely_lead_time": figures.most_likely_lead_time,
        **work_metrics(document, result),
        "p50": simulation.p50 if simulation else None,
        "p85": simulation.p85 if simulation else None,
        "p95": simulation.p95 if simulation else None,
    }
    return {
        "id": shown.id,
        "name": shown.name,
        "stream": document.name(shown.stream),
        "state": shown.state.value,
        "date": shown.date.isoformat() if shown.date else None,
        "convention": shown.convention.value,
        "metrics": metrics,
        "coverage": {
            "process_time": list(coverage.process_time),
            "lead_time": list(coverage.lead_time),
            "ca": list(coverage.ca),
            "total_process_time": list(coverage.total_process_time),
            **work_coverage(result),
        },
        "critical_path_count": result.critical_path_count,
        "critical_paths": [_names(document, path) for path in result.critical_paths],
        "scenario_count": result.scenario_count,
        "scenarios": [
            {
                "probability": each.probability,
                "lead_time": each.lead_time if known else None,
                "path": _names(document, each.path),
            }
            for each in result.scenarios
        ],
        "seed": result.seed,
        **_simulated(simulation),
        "notes": [*result.notes, *(simulation.notes if simulation else ())],
        "queues": queues_as_json(document, result),
        "experience": experience_as_json(document, analysis, shown.id),
        "steps": [_step(document, step, result, simulation) for step in document.steps(shown.id)],
    }


def _simulated(simulation: Simulation | None) -> dict[str, Any]:
    """How P50, P85 and P95 came about; all None where nothing is a range, or nothing was simulated."""
    return {
        "runs": simulation.runs if simulation else None,
        "simulation_seed": simulation.seed if simulation else None,
        "range_shape": simulation.shape if simulation else None,
        "steps_with_range": simulation.in_range[0] if simulation else None,
        "runs_without_end": simulation.without_end if simulation else None,
    }


def _step(document: Document, step: Step, result: MapAnalysis, simulation: Simulation | None) -> dict[str, Any]:
    times = result.nodes[step.id]
    owner = document.of(Person, step.owner)
    return {
        "id": step.id,
        "key": step.key or None,
        "number": result.numbers[step.id],
        "name": step.name,
        "earliest_start": times.earliest_start,
        "latest_start": times.latest_start,
        "slack": times.slack,
        "critical": times.critical,
        "criticality_index": simulation.criticality.get(step.id, 0.0) if simulation else None,
        **step_work(result, step.id),
        "people": step.people,
        "owner": owner.label if owner else None,
        "services": [each.name for each in services_under(document, step.id)],
        "as_documented": text(step.as_documented),
        "as_done": text(step.as_done),
        "why": text(step.why),
    }


def _finding(document: Document, finding: Finding) -> dict[str, Any]:
    about = document.get(finding.subject)
    shown = document.of(Map, finding.map)
    return {
        "key": finding.key,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "subject": {
            "kind": about.type if about else "engagement",
            "id": finding.subject,
            "name": document.name(finding.subject),
        },
        "map": shown.name if shown else None,
        "stream": document.name(finding.stream) or None,
        "message": finding.message,
        "evidence": dict(finding.evidence),
        "recommendation": finding.recommendation,
        "part_of": finding.part_of,
        "accepted": _accepted(finding.accepted),
        "lapsed": _accepted(finding.lapsed),
        "share_of_lead_time": finding.share or None,
        "money_per_year": finding.money or None,
        "future": finding.future,
    }


def _accepted(said: Acceptance | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "by": said.by,
        "why": said.why,
        "since": said.since.isoformat() if said.since else None,
        "until": said.until.isoformat() if said.until else None,
        "severity": said.severity,
    }


def _names(document: Document, keys: tuple[Id, ...]) -> list[str]:
    return [document.name(key) for key in keys]
