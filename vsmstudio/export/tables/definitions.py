"""What every figure and term means: its formula, and where it comes from."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.export.tables.figures import FIGURES
from vsmstudio.export.tables.table import Column, Table

COLUMNS = (
    Column("group", "About", width=18),
    Column("term", "Term", width=30),
    Column("meaning", "What it is, and how it is worked out", width=90),
    Column("source", "Source", width=30),
)

MARTIN = "Martin & Osterling (2014)"
ROTHER = "Rother & Shook"
LITTLE = "Little (1961)"
PERT = "van Slyke (1963)"
LAGUNA = "Laguna & Marklund"
ITIL = "ITIL"


class Definition(NamedTuple):
    """A term of a group with its meaning; `source` is blank where the rule is this program's own."""

    group: str
    term: str
    meaning: str
    source: str = ""


_STEPS = (
    Definition("Steps", "PT, processing time", "The time that work on one item takes, without waiting.", MARTIN),
    Definition(
        "Steps", "LT, lead time",
        "The time from the item's arrival until it goes on; it holds PT and all waiting.", MARTIN,
    ),
    Definition("Steps", "%C&A", "The share of items that arrive complete and accurate, as the receiver judges.", MARTIN),
    Definition("Steps", "Crew", "How many people work on one item at once; 1 unless said."),
    Definition("Steps", "Visits", "Passes of one unit of demand: share of its alternatives × repeats by rework.", LAGUNA),
    Definition(
        "Steps", "Utilisation",
        "PT × crew × visits ÷ (takt × people × availability). PT of a batch is divided by the batch.",
    ),
    Definition("Steps", "Load of a unit", "The utilisation of its people by its steps of all current maps."),
    Definition("Steps", "Slack", "How much longer a step may take before it makes the lead time longer."),
)  # fmt: skip
_SOURCES = {
    "lead_time": MARTIN,
    "process_time": MARTIN,
    "activity_ratio": MARTIN,
    "va_ratio": ROTHER,
    "rolled_ca": MARTIN,
    "expected_lead_time_with_rework": LAGUNA,
    "takt": ROTHER,
    "work_in_process": LITTLE,
}
_FURTHER = (
    Definition(
        "Path", "Critical path",
        "The longest way from request to fulfilment of any alternative that can happen.", MARTIN,
    ),
    Definition(
        "Path", "P50, P85, P95",
        "What 50, 85 and 95 of 100 simulated runs take at most; every range is drawn once a run.", PERT,
    ),
    Definition("Path", "Criticality index", "The share of simulated runs in which a step was critical.", PERT),
    Definition(
        "Services", "Own cost",
        "The typed categories of a service + its shares of contracts that run on the as-of date.",
    ),
    Definition(
        "Services", "Total cost of ownership",
        "Own cost + shares of the services it rests on. These overlap and are never added up.",
    ),
    Definition(
        "Services", "Allocated, unallocated",
        "Own cost flows to the streams that a service reaches, evenly unless shares are set; own cost = "
        "allocated + unallocated.",
    ),
    Definition("Services", "Portfolio states", "Pipeline, catalogue, retired.", ITIL),
    Definition(
        "Accountability", "Accountable owner",
        "The one person who answers for a step, service or stream; a vacant post answers for nothing.",
    ),
    Definition("Accountability", "Gap", "Steps next to each other on the critical path for which nobody answers."),
    Definition("Value", "Way of a measure", "(Actual − baseline) ÷ (target − baseline)."),
    Definition(
        "Value", "Experience",
        "The mean of the steps that an audience rated, from 1 (very poor) to 5 (very good); 2 or less is "
        "poor.",
    ),
    Definition(
        "Plan", "Contribution",
        "What a figure changes by when an improvement is applied after those before it in the plan; the rest "
        "is not explained.",
    ),
    Definition("Plan", "What came", "(Now − baseline) ÷ (promised − baseline)."),
)  # fmt: skip


def definitions() -> Table:
    """Terms of steps, the figures of a map, then what concerns services, owners, value and plan; `ids` are the terms."""
    figures = [Definition("Figures", each.name, each.meaning, _SOURCES.get(each.key, "")) for each in FIGURES]
    listed = [*_STEPS, *figures, *_FURTHER]
    rows = tuple((each.group, each.term, each.meaning, each.source or None) for each in listed)
    note = "Where no source stands, the rule is this assessment's own."
    return Table("Definitions", COLUMNS, rows, note, tuple(each.term for each in listed))
