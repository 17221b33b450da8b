"""How complete the data of maps are: for each field how much was measured, estimated, said, or is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import percent
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Queue, Step

COLUMNS = (
    Column("map", "Map", width=30),
    Column("field", "Field", width=26),
    Column("measured", "Measured", Kind.COUNT, width=10),
    Column("estimated", "Estimated", Kind.COUNT, width=10),
    Column("said", "Known", Kind.COUNT, width=10),
    Column("missing", "Missing", Kind.COUNT, width=10),
    Column("count", "Of", Kind.COUNT, width=8),
)


class Completeness(NamedTuple):
    """A field on a map: of `of` steps or queues so many were measured, estimated or (what is no time) said."""

    field: str
    measured: int
    estimated: int
    said: int
    of: int

    @property
    def missing(self) -> int:
        return self.of - self.measured - self.estimated - self.said


def completeness_of(document: Document, map_id: Id) -> tuple[Completeness, ...]:
    """Every field of a map's steps, then the waits of its queues where it has any; nothing where it has no steps."""
    steps = document.steps(map_id)
    if not steps:
        return ()
    queues = [each for each in document.nodes(map_id) if isinstance(each, Queue)]
    found = [
        _times("Processing time (PT)", [each.process_time for each in steps]),
        _times("Lead time or wait (LT)", [each.lead_time or each.wait for each in steps]),
        *(_said(field, steps, held) for field, held in _FIELDS),
    ]
    if queues:
        waits = _times("Wait of queues", [each.wait for each in queues])
        counted = sum(each.wait is None and each.quantity is not None for each in queues)
        found.append(waits._replace(said=counted))
    return tuple(found)


def completeness(document: Document, maps: Sequence[Id]) -> Table:
    """A row for each field of each map; rows in which something is missing are flagged."""
    rows: list[Row] = []
    for key in maps:
        held = document.the(Map, key)
        name = f"{document.name(held.stream)} · {held.name}"
        rows += [
            (name, each.field, each.measured, each.estimated, each.said, each.missing, each.of)
            for each in completeness_of(document, key)
        ]
    flagged = frozenset(at for at, row in enumerate(rows) if row[5])
    note = "Times are measured or estimated; all else is known or missing. What is missing is neither zero nor 100 %."
    return Table("Completeness", COLUMNS, tuple(rows), note, flagged=flagged)


def completeness_sentence(maps: Sequence[tuple[Completeness, ...]]) -> str:
    """How much is known of these maps, and how much of the times was measured: the same in report and deck."""
    every = [each for found in maps for each in found]
    if not every:
        return "No steps yet, so there are no data to judge."
    known, count = sum(each.of - each.missing for each in every), sum(each.of for each in every)
    measured, estimated = sum(each.measured for each in every), sum(each.estimated for each in every)
    said = f"{percent(known / count)} of what was asked is known."
    if not measured + estimated:
        return f"{said} No time is known yet."
    if not measured:
        return f"{said} All times are estimated; none was measured."
    if not estimated:
        return f"{said} All times were measured."
    return f"{said} {percent(measured / (measured + estimated))} of the times were measured, the others estimated."


_FIELDS: tuple[tuple[str, Callable[[Step], object]], ...] = (
    ("%C&A", lambda step: step.ca),
    ("Performer", lambda step: step.performer),
    ("Accountable owner", lambda step: step.owner),
    ("People", lambda step: step.people),
    ("Value class", lambda step: step.value_class),
)


def _times(field: str, held: Sequence[Duration | None]) -> Completeness:
    measured = sum(each is not None and each.measured for each in held)
    return Completeness(field, measured, sum(each is not None for each in held) - measured, 0, len(held))


def _said(field: str, steps: Sequence[Step], held: Callable[[Step], object]) -> Completeness:
    return Completeness(field, 0, 0, sum(held(step) is not None for step in steps), len(steps))
