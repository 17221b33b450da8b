"""The figures of one map, each with its meaning and what it covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from vsmstudio.analysis.results import Coverage, Figures, MapAnalysis
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.export.tables.words import UNKNOWN, covered, money, percent
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.ids import Id


class Figure(NamedTuple):
    """One figure: the key of `Figures`, its name, kind, unit and meaning, and what of the coverage belongs to it.

    ¤ in a unit stands for the engagement's currency.
    """

    key: str
    name: str
    kind: Kind
    unit: str
    meaning: str
    covers: Callable[[Coverage], tuple[int, int]] | None = None
    partly: str = ""  # what an incomplete coverage makes of it


HIGHEST = "highest_utilisation"  # the figure of the bottleneck, which `Figures` names by its step

FIGURES = (
    Figure(
        "lead_time",
        "Lead time",
        Kind.MINUTES,
        "min",
        "Working time from trigger to fulfilment, along the critical path.",
        lambda coverage: coverage.lead_time,
        "at least",
    ),
    Figure(
        "process_time",
        "Processing time",
        Kind.MINUTES,
        "min",
        "Sum of PT along the critical path.",
        lambda coverage: coverage.process_time,
        "at least",
    ),
    Figure(
        "activity_ratio",
        "Activity ratio",
        Kind.RATIO,
        "ratio",
        "Processing time ÷ lead time.",
        lambda coverage: coverage.process_time,
    ),
    Figure(
        "va_ratio",
        "Value-adding ratio",
        Kind.RATIO,
        "ratio",
        "PT of value-adding steps ÷ lead time.",
        lambda coverage: coverage.process_time,
    ),
    Figure(
        "rolled_ca",
        "Rolled %C&A",
        Kind.RATIO,
        "ratio",
        "Product of all known %C&A: chance to pass uncorrected.",
        lambda coverage: coverage.ca,
        "at most",
    ),
    Figure(
        "total_process_time",
        "Total processing time",
        Kind.MINUTES,
        "min",
        "Sum of PT over all steps, parallel ones included.",
        lambda coverage: coverage.total_process_time,
        "at least",
    ),
    Figure(
        "lead_time_probability",
        "Probability of that lead time",
        Kind.RATIO,
        "ratio",
        "How likely the longest alternative is; 100 % where there is one way.",
    ),
    Figure(
        "most_likely_lead_time",
        "Most likely lead time",
        Kind.MINUTES,
        "min",
        "Lead time of the alternative that happens most often.",
    ),
    Figure(
        "expected_lead_time",
        "Expected lead time",
        Kind.MINUTES,
        "min",
        "Mean over all alternatives, weighed by probability.",
    ),
    Figure(
        "expected_lead_time_with_rework",
        "Expected lead time with rework",
        Kind.MINUTES,
        "min",
        "The same, with the passes that rework adds.",
    ),
    Figure(
        "owner_coverage",
        "Owner coverage",
        Kind.RATIO,
        "ratio",
        "Share of lead time on the critical path with an accountable owner.",
        lambda coverage: coverage.lead_time,
    ),
    Figure("takt", "Takt", Kind.MINUTES, "min", "Available time per day ÷ demand per day."),
    Figure(
        "work_in_process",
        "Work in process",
        Kind.NUMBER,
        "items",
        "Items under way at a time: demand rate × lead time.",
        lambda coverage: coverage.lead_time,
        "at least",
    ),
    Figure(
        HIGHEST,
        "Highest utilisation",
        Kind.RATIO,
        "ratio",
        "Of the bottleneck; above 100 % it cannot meet demand.",
        lambda coverage: coverage.utilisation,
        "at least",
    ),
    Figure(
        "labour_hours_per_year",
        "Labour",
        Kind.NUMBER,
        "h a year",
        "PT × crew × visits of all steps × demand per year.",
        lambda coverage: coverage.labour_hours_per_year,
        "at least",
    ),
    Figure(
        "fte",
        "Full-time equivalents",
        Kind.NUMBER,
        "FTE",
        "Labour ÷ productive hours per person and year.",
        lambda coverage: coverage.labour_hours_per_year,
        "at least",
    ),
    Figure(
        "labour_cost_per_year",
        "Labour cost",
        Kind.MONEY,
        "¤ a year",
        "Labour of each step × the hourly cost of its performer.",
        lambda coverage: coverage.labour_cost_per_year,
        "at least",
    ),
    Figure(
        "cost_per_unit",
        "Cost per unit",
        Kind.MONEY,
        "¤ a unit",
        "(Labour + own cost of services carried) a year ÷ demand a year.",
        lambda coverage: coverage.labour_cost_per_year,
        "at least",
    ),
    Figure("steps", "Steps", Kind.COUNT, "steps", "Steps on the map."),
    Figure("handoffs", "Handoffs", Kind.COUNT, "handoffs", "Work passed on to another performer, on the whole map."),
    Figure("handoffs_on_path", "Handoffs on the path", Kind.COUNT, "handoffs", "Those along the critical path."),
)

HEADLINES = (
    "lead_time",
    "process_time",
    "activity_ratio",
    "rolled_ca",
)  # what stands out where there is room for a few

COLUMNS = (
    Column("figure", "Figure", width=30),
    Column("value", "Value", Kind.NUMBER, width=12),
    Column("unit", "Unit", width=10),
    Column("reads", "Reads as", width=16),
    Column("coverage", "Coverage", width=26),
    Column("meaning", "Meaning", width=70),
)


def value_of(figures: Figures, key: str) -> float | None:
    """One figure by its key."""
    value = getattr(figures, key)
    return None if value is None else float(value)


def value_in(held: MapAnalysis, key: str) -> float | None:
    """One figure of a map by its key, that of the bottleneck too."""
    return held.capacity.highest_utilisation if key == HIGHEST else value_of(held.figures, key)


def reads(value: float | None, kind: Kind, calendar: Calendar) -> str:
    """A value in the unit that fits; a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    if kind is Kind.MINUTES:
        return show(value, calendar)
    if kind is Kind.RATIO:
        return percent(value)
    if kind is Kind.MONEY:
        return money(value)
    return plain(value) if kind is not Kind.COUNT else number(value, 0)


def plain(value: float) -> str:
    """A number with the one decimal that can still tell something: none from a thousand on.

    >>> plain(6329.31), plain(8.84)
    ('6,329', '8.8')
    """
    return number(value, 0 if abs(value) >= 1000 else 1)


def _bound(figure: Figure, held: MapAnalysis) -> str:
    """What an incomplete coverage makes of a figure: `at least`; nothing where all is known."""
    if figure.covers is None or value_in(held, figure.key) is None:
        return ""
    known, whole = figure.covers(held.coverage)
    return figure.partly if known < whole else ""


def reads_with_bound(figure: Figure, held: MapAnalysis, calendar: Calendar) -> str:
    """A figure as people read it, with what its coverage makes of it: `at most 38 %`."""
    shown = reads(value_in(held, figure.key), figure.kind, calendar)
    return f"{_bound(figure, held)} {shown}".strip()


def coverage_words(figure: Figure, held: MapAnalysis) -> str | None:
    """What a figure covers: `at least: 9 of 11 steps`; None where that means nothing."""
    if figure.covers is None:
        return None
    said = covered(figure.covers(held.coverage))
    bound = _bound(figure, held)
    return f"{bound}: {said}" if bound else said


def _meaning(document: Document, held: MapAnalysis, figure: Figure) -> str:
    if figure.key == HIGHEST and held.capacity.bottleneck:
        return f"{document.name(held.capacity.bottleneck)}: the bottleneck; above 100 % it cannot meet demand."
    return figure.meaning


def figures(document: Document, held: MapAnalysis) -> Table:
    """Every figure of a map; `ids` are the figures' keys."""
    calendar, currency = document.engagement.calendar, document.engagement.currency
    rows = []
    for figure in FIGURES:
        value = value_in(held, figure.key)
        shown: float | None = int(value) if value is not None and figure.kind is Kind.COUNT else value
        rows.append(
            (
                figure.name,
                shown,
                figure.unit.replace("¤", currency).strip(),
                reads(value, figure.kind, calendar),
                coverage_words(figure, held),
                _meaning(document, held, figure),
            )
        )
    keys: tuple[Id, ...] = tuple(figure.key for figure in FIGURES)
    return Table(
        "Figures",
        COLUMNS,
        tuple(rows),
        "Times are working minutes. A dash is unknown: none of its parts is known.",
        keys,
    )
