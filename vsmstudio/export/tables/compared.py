"""Current and future maps side by side: what differs, and what became of each step."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.comparison import Comparison, Delta, Judged, StepChange, StepState
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.export.tables.words import UNKNOWN, money, percent
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.records import Map

_MAPS = (
    Column("stream", "Stream", width=18),
    Column("before_map", "From", width=16),
    Column("after_map", "To", width=16),
)
DELTA_COLUMNS = (
    *_MAPS,
    Column("figure", "Figure", width=30),
    Column("before", "Before", Kind.NUMBER, width=12),
    Column("after", "After", Kind.NUMBER, width=12),
    Column("difference", "Difference", Kind.NUMBER, width=12, plus=("after",), minus=("before",)),
    Column("unit", "Unit", width=10),
    Column("change", "Change", Kind.RATIO, width=10),
    Column("judged", "Judged", width=15),
    Column("reads", "Reads as", width=34),
    Column("covers", "Coverage", width=34),
)
STEP_COLUMNS = (
    *_MAPS,
    Column("fate", "What became of it", width=12),
    Column("before", "Step before", width=30),
    Column("after", "Step after", width=30),
    Column("lt_before", "Adds before", Kind.MINUTES, "min", 11),
    Column("lt_after", "Adds after", Kind.MINUTES, "min", 11),
    Column("pt_before", "PT before", Kind.MINUTES, "min", 10),
    Column("pt_after", "PT after", Kind.MINUTES, "min", 10),
    Column("ca_before", "%C&A before", Kind.RATIO, width=9),
    Column("ca_after", "%C&A after", Kind.RATIO, width=9),
    Column("owner_before", "Owner before", width=24),
    Column("owner_after", "Owner after", width=24),
    Column("performer_before", "Performer before", width=20),
    Column("performer_after", "Performer after", width=20),
)
_UNITS = {"minutes": "min", "ratio": "ratio", "count": "", "number": "", "money": "money"}


def deltas(document: Document, found: Sequence[Comparison]) -> Table:
    """Every figure of both maps; `ids` are its keys."""
    rows = [_delta(document, each, delta) for each in found for delta in each.deltas]
    ids = tuple(delta.key for each in found for delta in each.deltas)
    notes = dict.fromkeys(note for each in found for note in each.notes)
    said = " ".join(f"{note.rstrip('.')}." for note in notes)
    note = f"Difference is after − before. A judgement in brackets may turn around once blanks are filled. {said}"
    kinds = tuple(Kind(delta.kind) for each in found for delta in each.deltas)
    return Table("Current and future", DELTA_COLUMNS, tuple(rows), note.strip(), ids, kinds=kinds)


def _delta(document: Document, comparison: Comparison, delta: Delta) -> Row:
    engagement = document.engagement
    shown = [
        value_words(value, delta, engagement.calendar, engagement.currency) for value in (delta.before, delta.after)
    ]
    unit = _UNITS[delta.kind]
    return (
        *_map_cells(document, comparison),
        delta.title,
        delta.before,
        delta.after,
        delta.difference,
        engagement.currency if unit == "money" else unit or None,
        delta.change,
        judged_words(delta),
        " → ".join(shown),
        _covers(delta),
    )


def _map_cells(document: Document, comparison: Comparison) -> tuple[str, str, str]:
    before, after = document.the(Map, comparison.before), document.the(Map, comparison.after)
    return (document.name(before.stream), before.name, after.name)


def value_words(value: float | None, delta: Delta, calendar: Calendar, currency: str) -> str:
    """A figure as people read it, in the unit of its kind; a dash where it is unknown.

    Where figures reach a hundred, both sides and their difference are whole numbers, so that they add up as they stand.
    """
    if value is None:
        return UNKNOWN
    large = max(abs(delta.before or 0.0), abs(delta.after or 0.0)) >= 99.995
    if large and delta.kind in ("number", "money") and abs(value) >= 0.5:
        value = float(round(value))
    if delta.kind == "minutes":
        return show(value, calendar)
    if delta.kind == "ratio":
        return percent(value)
    return money(value, currency) if delta.kind == "money" else number(value, 0 if delta.kind == "count" else 1)


def difference_words(delta: Delta, calendar: Calendar, currency: str) -> str:
    """A difference as people read it, with its sign: `−8.5 d`, `+4.1 points`."""
    if delta.difference is None:
        return UNKNOWN
    if delta.judged is Judged.SAME:
        return "no change"
    if delta.kind == "ratio":
        shown = f"{number(abs(delta.difference) * 100)} points"
    else:
        shown = value_words(abs(delta.difference), delta, calendar, currency)
    return f"{'−' if delta.difference < 0 else '+'}{shown}"


def judged_words(delta: Delta) -> str:
    """`better`; `(better)` where blanks may turn it around."""
    return delta.judged.value if delta.sure or delta.judged is Judged.INCOMPARABLE else f"({delta.judged.value})"


def _covers(delta: Delta) -> str | None:
    covers = (delta.before_covers, delta.after_covers)
    if None in covers or all(each and each[0] >= each[1] for each in covers):
        return None
    before, after = (f"{each[0]} of {each[1]}" for each in covers if each)
    return f"{before} steps, then {after}"


def step_changes(document: Document, found: Sequence[Comparison]) -> Table:
    """What became of every step, matched by its origins."""
    rows = [(*_map_cells(document, each), *_change(document, change)) for each in found for change in each.steps]
    note = "Steps are matched by the steps that they came from, never by name. Of several steps, times are added up."
    return Table("Matched steps", STEP_COLUMNS, tuple(rows), note)


def _change(document: Document, change: StepChange) -> Row:
    sides = (change.before, change.after)

    def both(of: str) -> list[Cell]:
        return [_sum([getattr(state, of) for state in side]) for side in sides]

    quality = [side[0].ca if len(side) == 1 else None for side in sides]
    owners = [joined([*dict.fromkeys(_owner(document, state) for state in side)]) for side in sides]
    performers = [
        joined([*dict.fromkeys(document.name(state.performer) for state in side if state.performer)]) for side in sides
    ]
    return (
        change.fate.value,
        *(joined([f"{state.number} {state.name}".strip() for state in side]) for side in sides),
        *both("adds"),
        *both("process_time"),
        *quality,
        *owners,
        *performers,
    )


def _owner(document: Document, state: StepState) -> str:
    return owner_words(document, state.owner) or "nobody"


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
