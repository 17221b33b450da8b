"""Every figure can be explained: its inputs, the rule, and the path it came from. Made on demand, never in the live path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from vsmstudio.analysis.explain import counting, expected, labour, quality, simulated, step_times, timing
from vsmstudio.analysis.explain import findings as of_findings
from vsmstudio.analysis.explain import money as of_money
from vsmstudio.analysis.explain.chains import chain_lead_time
from vsmstudio.analysis.explain.comparing import difference
from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Service, Step, Unit

__all__ = [
    "MAP_FIGURES", "SERVICE_FIGURES", "STEP_FIGURES", "Explanation", "Input", "Operation", "Role", "explain",
    "explanations_of_map",
]  # fmt: skip

MAP_FIGURES: Mapping[str, Callable[[Explained], Explanation]] = {
    "lead_time": timing.lead_time,
    "process_time": timing.process_time,
    "activity_ratio": timing.activity_ratio,
    "va_ratio": timing.va_ratio,
    "rolled_ca": quality.rolled_ca,
    "total_process_time": timing.total_process_time,
    "lead_time_probability": expected.lead_time_probability,
    "most_likely_lead_time": expected.most_likely_lead_time,
    "expected_lead_time": expected.expected_lead_time,
    "expected_lead_time_with_rework": expected.expected_lead_time_with_rework,
    "p50": partial(simulated.percentile, key="p50"),
    "p85": partial(simulated.percentile, key="p85"),
    "p95": partial(simulated.percentile, key="p95"),
    "owner_coverage": counting.owner_coverage,
    "takt": counting.takt,
    "work_in_process": counting.work_in_process,
    "bottleneck": labour.bottleneck,
    "labour_hours_per_year": labour.labour_hours_per_year,
    "fte": labour.fte,
    "labour_cost_per_year": labour.labour_cost_per_year,
    "cost_per_unit": labour.cost_per_unit,
    "steps": counting.steps,
    "handoffs": counting.handoffs,
    "handoffs_on_path": counting.handoffs_on_path,
}
STEP_FIGURES: Mapping[str, Callable[[Explained, Id], Explanation]] = {
    "earliest_start": step_times.earliest_start,
    "latest_start": step_times.latest_start,
    "slack": step_times.slack,
    "critical": step_times.critical,
    "near_critical": step_times.near_critical,
    "visits": labour.visits,
    "utilisation": labour.utilisation,
    "criticality_index": step_times.criticality_index,
}
SERVICE_FIGURES: Mapping[str, Callable[[of_money.ServiceExplained], Explanation]] = {
    "own_cost": of_money.own_cost,
    "tco": of_money.tco,
    "allocated": of_money.allocated,
    "unallocated": of_money.unallocated,
    "revenue": of_money.revenue,
    "margin": of_money.margin,
}

_SAME = dict.fromkeys(("bottleneck_id", "bottleneck_utilisation", "highest_utilisation"), "bottleneck")


def explain(document: Document, analysis: Analysis, subject: Id, key: str) -> Explanation:
    """How one figure came about.

    `subject` is a map, step, service or unit, or a stream at which a chain begins, or the key of a finding. `key` is the
    figure's; `load` of a unit, `share_of_lead_time:MAP` of a service, `chain_lead_time:N` of a stream (its place in
    `analysis.chains.listed`), `compare:MAP:FIGURE` of the earlier of two maps, `finding` of a finding. Raises `KeyError`
    where there is none.
    """
    if key == of_findings.KEY:
        return of_findings.finding(document, analysis, subject)
    family, _, rest = key.partition(":")
    record = document.get(subject)
    if family == "compare":
        after, _, figure = rest.partition(":")
        return difference(document, analysis, subject, after, figure)
    if family == "chain_lead_time":
        return chain_lead_time(document, analysis, int(rest))
    if isinstance(record, Map):
        return MAP_FIGURES[_SAME.get(key, key)](Explained(document, analysis, subject))
    if isinstance(record, Step):
        return STEP_FIGURES[key](Explained(document, analysis, record.map), subject)
    if isinstance(record, Service):
        about = of_money.ServiceExplained(document, analysis, record)
        return (
            of_money.share_of_lead_time(about, rest) if family == "share_of_lead_time" else SERVICE_FIGURES[key](about)
        )
    if isinstance(record, Unit) and key == "load":
        return labour.unit_load(document, analysis, subject)
    raise KeyError(f"{subject} has no figure {key}")


def explanations_of_map(document: Document, analysis: Analysis, map_id: Id) -> tuple[Explanation, ...]:
    """Every figure of a map, in the order in which they are listed. Raises `KeyError` where there is no such map."""
    about = Explained(document, analysis, document.the(Map, map_id).id)
    return tuple(figure(about) for figure in MAP_FIGURES.values())
