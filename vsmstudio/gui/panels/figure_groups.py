"""The figures that tiles show, in groups, and what each says: its value, what it covers or what is missing, what it means."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.tables.capacity import says_of
from vsmstudio.export.tables.figures import FIGURES, HIGHEST, Figure, coverage_words, reads, value_in
from vsmstudio.export.tables.words import REWORK, money, percent
from vsmstudio.gui.panels.figure_tile import Words
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.records import FlowKind, Queue

# What to fill in where a figure is unknown.
HINTS = {
    "lead_time": "Fill in LT of the steps",
    "process_time": "Fill in PT of the steps",
    "activity_ratio": "Needs PT and LT",
    "va_ratio": "Say which steps add value",
    "rolled_ca": "Ask receivers for %C&A",
    "total_process_time": "Fill in PT of the steps",
    "most_likely_lead_time": "Fill in LT of the steps",
    "expected_lead_time": "Fill in LT of the steps",
    "expected_lead_time_with_rework": "Fill in LT of the steps",
    "owner_coverage": "Needs LT and owners",
    "takt": "Fill in the stream's demand",
    "work_in_process": "Needs demand and LT",
    "bottleneck": "Needs demand, PT and people",
    "labour_hours_per_year": "Needs demand and PT",
    "fte": "Needs demand and PT",
    "labour_cost_per_year": "Needs performers' hourly cost",
    "cost_per_unit": "Needs hourly and service costs",
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Time": ("lead_time", "process_time", "activity_ratio", "va_ratio", "total_process_time", "expected_lead_time",
             "expected_lead_time_with_rework"),
    "Quality": ("rolled_ca", "handoffs", "steps"),
    "Capacity": ("takt", "bottleneck", "work_in_process", "labour_hours_per_year", "fte"),
    "Ownership": ("owner_coverage",),
    "Money": ("labour_cost_per_year", "cost_per_unit"),
}  # fmt: skip
WITH_ALTERNATIVES = "most_likely_lead_time"  # a tile only where there are several ways
SHOWN = tuple(key for keys in GROUPS.values() for key in keys)
_BY_KEY = {figure.key: figure for figure in FIGURES}
_SHORT = {
    "expected_lead_time_with_rework": "Expected with rework",
    "bottleneck": "Highest utilisation",
    "labour_cost_per_year": "Labour cost a year",
    "labour_hours_per_year": "Labour a year",
}


def figure_of(key: str) -> Figure:
    """The figure behind the key of a tile."""
    return _BY_KEY[HIGHEST if key == "bottleneck" else key]


def title_of(key: str) -> str:
    """The name of a tile."""
    return _SHORT.get(key, figure_of(key).name)


def words_of(document: Document, held: MapAnalysis, key: str) -> Words:
    """One figure in words."""
    figure = figure_of(key)
    value = value_in(held, figure.key)
    if value is None:
        return Words("–", HINTS.get(key, ""), figure.meaning, False)
    shown = reads(value, figure.kind, document.engagement.calendar)
    note, meaning, state = coverage_words(figure, held) or "", figure.meaning, ""
    match key:
        case "lead_time":
            note = _with_probability(held, note)
        case "handoffs":
            note = f"{held.figures.handoffs_on_path} on the critical path"
        case "steps":
            note = "on the map"
        case "work_in_process":
            note, meaning = _in_queues(document, held, meaning)
            shown = number(value, 0 if value >= 10 else 1)
        case "owner_coverage":
            note = "of lead time"
        case "most_likely_lead_time":
            note = f"{percent(held.scenarios[0].probability)} of cases" if held.scenarios else ""
        case "expected_lead_time":
            note = "over all alternatives" if len(held.scenarios) > 1 else "no alternatives"
        case "expected_lead_time_with_rework":
            note, meaning = _rework_words(document, held, meaning)
        case "bottleneck":
            note, state = _load_words(document, held, value)
        case "takt":
            note = "for each item"
        case "labour_hours_per_year":
            shown = f"{value:,.0f} h"
        case "fte":
            shown = f"{shown} FTE"
        case "labour_cost_per_year" | "cost_per_unit":
            shown = money(value, document.engagement.currency)
    return Words(shown, note, meaning, True, state)


def _with_probability(held: MapAnalysis, covers: str) -> str:
    chance = held.figures.lead_time_probability
    if len(held.scenarios) < 2 or chance is None:
        return covers
    known, whole = held.coverage.lead_time
    return f"{percent(chance)} of cases" if known >= whole else f"{covers}, {percent(chance)} of cases"


def _rework_words(document: Document, held: MapAnalysis, meaning: str) -> tuple[str, str]:
    rule = document.engagement.rework
    loops = any(flow.kind is FlowKind.REWORK for flow in document.flows(held.map))
    note = ("until it is right" if rule.value == "until-right" else "once at most") if loops else "no rework drawn"
    return note, f"{meaning} {REWORK[rule]}"


def _load_words(document: Document, held: MapAnalysis, value: float) -> tuple[str, str]:
    """Which step it is, and what its load means."""
    step = held.capacity.bottleneck or ""
    name = f"{held.numbers.get(step, '')} {document.name(step)}".strip()
    says = says_of(value, document.engagement.bottleneck_threshold)
    return (f"{says}: {name}" if says else name), ("over" if says else "")


def _in_queues(document: Document, held: MapAnalysis, meaning: str) -> tuple[str, str]:
    """How much of work in process waits in the path's queues, and what each queue of the map holds."""
    whole, lead_time = held.figures.work_in_process, held.figures.lead_time
    said = [f"{document.name(side.queue) or 'A queue'} holds {number(side.quantity)}"
            for side in held.capacity.queues if side.quantity is not None]  # fmt: skip
    meaning = f"{meaning} {'. '.join(said[:12])}." if said else meaning
    if not whole or not lead_time or not held.capacity.queues:
        return "items under way", meaning
    waiting = sum(part.adds or 0.0 for part in held.path if isinstance(document.get(part.node), Queue))
    return f"{number(whole * waiting / lead_time, 0)} of them in queues", meaning
