"""The improvements: the log of what was done and the plan of what is to be done, and the plan as a roadmap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vsmstudio.analysis.engagement.touching import touched
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.export.tables.words import plural, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.improvements import OPEN_STATES, days_overdue, ordered, places
from vsmstudio.model.records import EFFECTS, Horizon, Improvement, ImprovementState, LinkKind

_WHAT = (
    Column("rank", "Rank", Kind.COUNT, width=7),
    Column("improvement", "Improvement", width=44),
    Column("kind", "Kind", width=13),
    Column("changed", "What it changes", width=34),
    Column("streams", "Streams", width=20),
    Column("owner", "Owner", width=24),
    Column("method", "Method", width=13),
    Column("horizon", "Horizon", width=9),
    Column("state", "State", width=10),
    Column("due", "Due", Kind.DATE, width=12),
    Column("done_on", "Done on", Kind.DATE, width=12),
    Column("standing", "Standing", width=22),
)
_ROADMAP = (
    Column("horizon", "Horizon", width=11),
    Column("due", "Due", Kind.DATE, width=12),
    Column("improvement", "Improvement", width=44),
    Column("owner", "Owner", width=26),
    Column("method", "Method", width=13),
    Column("state", "State", width=10),
    Column("streams", "Streams", width=24),
    Column("lead_time", "Expected LT saved", Kind.MINUTES, "min", 12),
    Column("review_on", "Review on", Kind.DATE, width=12),
    Column("standing", "Standing", width=22),
)
NOT_SAID = "not said"


def improvements(document: Document, analysis: Analysis, on: date) -> Table:
    """All improvements in the room's order; `ids` are the improvements. Overdue ones and those that nobody owns are flagged.

    `on` is the day by which they are overdue. Times saved are in working minutes.
    """
    listed, ranks = ordered(document), places(document)
    unit = yearly(document)
    return Table(
        "Improvements",
        (*_WHAT, *_effects("expected", "Expected", unit), *_effects("actual", "Actual", unit)),
        tuple((ranks.get(each.id), *_row(document, analysis, each, on)) for each in listed),
        "Effects are what becomes better by: time saved for one item, points of %C&A, money saved a year, points of experience.",
        tuple(each.id for each in listed),
        flagged_of(listed, on),
    )


def flagged_of(listed: Sequence[Improvement], on: date) -> frozenset[int]:
    """The places of those that are overdue or that nobody owns."""
    return frozenset(
        at for at, each in enumerate(listed) if each.state in OPEN_STATES and (days_overdue(each, on) or not each.owner)
    )


def _effects(key: str, title: str, unit: str) -> tuple[Column, ...]:
    return (
        Column(f"{key}_lead_time", f"{title} LT saved", Kind.MINUTES, "min", 11),
        Column(f"{key}_process_time", f"{title} PT saved", Kind.MINUTES, "min", 11),
        Column(f"{key}_ca", f"{title} %C&A gained", Kind.RATIO, width=11),
        Column(f"{key}_cost", f"{title} cost saved", Kind.MONEY, unit, 13),
        Column(f"{key}_experience", f"{title} experience gained", Kind.NUMBER, width=11),
    )


def _row(document: Document, analysis: Analysis, each: Improvement, on: date) -> Row:
    changed = sorted(document.name(link.target) for link in document.links_from(each.id, LinkKind.CHANGES))
    return (
        each.name,
        each.kind.value,
        joined(list(dict.fromkeys(changed))),
        streams_of(document, analysis, each),
        owner_words(document, each.owner),
        each.method.value if each.method else None,
        each.horizon.value if each.horizon else None,
        each.state.value,
        each.due,
        each.done_on,
        standing(each, on),
        *(_value(document, getattr(each, f"{when}_{name}")) for when in ("expected", "actual") for name in EFFECTS),
    )


def _value(document: Document, value: Duration | float | None) -> Cell:
    return value.minutes(document.engagement.calendar) if isinstance(value, Duration) else value


def streams_of(document: Document, analysis: Analysis, each: Improvement) -> str | None:
    """The streams that an improvement supports, by its steps and services too."""
    reached = touched(document, each.id, analysis.services, analysis.dependencies).reached
    return joined([document.name(key) for key in reached])


def standing(each: Improvement, on: date) -> str | None:
    """What is to be said of an improvement on a day: by how much it is overdue, that nobody owns it, when it is reviewed."""
    if each.state is ImprovementState.DROPPED:
        return None
    if each.state is ImprovementState.DONE:
        if each.measured_on is not None:
            return "effect measured"
        return "to be measured again" if each.review_on is not None and each.review_on <= on else None
    said = []
    if days := days_overdue(each, on):
        said.append(f"overdue by {plural(days, 'day')}")
    if not each.owner:
        said.append("nobody owns it")
    return "; ".join(said) or None


def roadmap(document: Document, analysis: Analysis, on: date) -> Table:
    """What is still to be done, by horizon, then by the day on which it is due; `ids` are the improvements."""
    order = {horizon: at for at, horizon in enumerate(Horizon)}
    listed = [each for each in ordered(document) if each.state in OPEN_STATES]
    listed.sort(
        key=lambda each: (order.get(each.horizon, len(order)) if each.horizon else len(order), each.due or date.max)
    )
    rows = tuple(
        (
            each.horizon.value if each.horizon else NOT_SAID,
            each.due,
            each.name,
            owner_words(document, each.owner),
            each.method.value if each.method else None,
            each.state.value,
            streams_of(document, analysis, each),
            _value(document, each.expected_lead_time),
            each.review_on,
            standing(each, on),
        )
        for each in listed
    )
    note = "What is done or dropped stands in the sheet Improvements."
    return Table("Roadmap", _ROADMAP, rows, note, tuple(each.id for each in listed), flagged_of(listed, on))
