"""The ownership matrix: who is accountable for which streams, steps and services, and what nobody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Person, Service, Side, Step, Unit, ValueStream

NOBODY = ""  # the row of what nobody owns
ColumnKind = Literal["stream", "step", "service"]


@dataclass(frozen=True, slots=True)
class Column:
    """Something that has an owner. `stream` groups a stream with its steps; `number` is the step's, blank else.

    `share` is the part (0..1) of its stream's critical lead time that belongs to a step; None off the path or unknown.
    """

    subject: Id
    kind: ColumnKind
    name: str
    stream: Id = ""
    number: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """A row: someone, or `NOBODY`. `owns` are columns by place, so that a row reads along them.

    `lead_time` is per stream the share (0..1) of its critical lead time owned here; streams without one are left out.
    """

    person: Id
    label: str
    unit: str
    side: Side | None
    vacant: bool
    owns: tuple[int, ...]
    streams: int
    steps: int
    services: int
    lead_time: Mapping[Id, float]

    @property
    def total(self) -> int:
        return len(self.owns)


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by what they own. Each column is owned by exactly one row."""

    columns: tuple[Column, ...]
    rows: tuple[Owner, ...]

    def row(self, person: Id) -> Owner:
        """The row of someone, or of `NOBODY`. Raises `KeyError`."""
        for each in self.rows:
            if each.person == person:
                return each
        raise KeyError(person)


def ownership_matrix(document: Document, analysis: Analysis) -> Matrix:
    """Who owns what: streams, the steps of their current maps, and services.

    People stand by the side of their unit, then unit, then label; those without a unit after them, and nobody last.
    """
    columns: list[Column] = []
    owners: list[Id] = []
    shares: dict[tuple[Id, Id], float] = {}  # of lead time, by owner and stream
    for stream in document.streams:
        columns.append(Column(stream.id, "stream", stream.name, stream.id))
        owners.append(_owner(document, stream))
        current = document.current_map(stream.id)
        if current is None or current.id not in analysis.maps:
            continue
        for column, owner in _steps(document, analysis, current):
            columns.append(column)
            owners.append(owner)
            if column.share is not None:
                key = (owner, stream.id)
                shares[key] = shares.get(key, 0.0) + column.share
    for service in document.services:
        columns.append(Column(service.id, "service", service.name))
        owners.append(_owner(document, service))
    held: dict[Id, list[int]] = {}
    for at, owner in enumerate(owners):
        held.setdefault(owner, []).append(at)
    by_person: dict[Id, dict[Id, float]] = {}
    for (owner, stream_id), share in shares.items():
        by_person.setdefault(owner, {})[stream_id] = min(1.0, share)
    rows = [_row(document, person, columns, held.get(person.id, ()), by_person) for person in _sorted(document)]
    rows.append(_row(document, None, columns, held.get(NOBODY, ()), by_person))
    return Matrix(tuple(columns), tuple(rows))


def _owner(document: Document, record: ValueStream | Service | Step) -> Id:
    person = document.of(Person, record.owner)
    return person.id if person else NOBODY


def _steps(document: Document, analysis: Analysis, current: Map) -> list[tuple[Column, Id]]:
    result = analysis.maps[current.id]
    lead_time = result.figures.lead_time
    found = []
    for step in document.steps(current.id):
        minutes = result.minutes_by_step.get(step.id)
        share = minutes / lead_time if minutes is not None and lead_time else None
        column = Column(step.id, "step", step.name, current.stream, result.numbers.get(step.id, ""), share)
        found.append((column, _owner(document, step)))
    return found


_SIDES = {side: at for at, side in enumerate(Side)}


def _sorted(document: Document) -> list[Person]:
    def place(person: Person) -> tuple[int, str, str, Id]:
        unit = document.of(Unit, person.unit)
        return (_SIDES[unit.side] if unit else len(_SIDES), unit.name if unit else "", person.label, person.id)

    return sorted(document.people, key=place)


def _row(
    document: Document,
    person: Person | None,
    columns: Sequence[Column],
    owns: Sequence[int],
    lead_time: Mapping[Id, Mapping[Id, float]],
) -> Owner:
    unit = document.of(Unit, person.unit) if person else None
    kinds = [columns[at].kind for at in owns]
    key = person.id if person else NOBODY
    return Owner(
        person=key,
        label=person.label if person else "Nobody",
        unit=unit.name if unit else "",
        side=unit.side if unit else None,
        vacant=bool(person and person.vacant),
        owns=tuple(owns),
        streams=kinds.count("stream"),
        steps=kinds.count("step"),
        services=kinds.count("service"),
        lead_time=lead_time.get(key, {}),
    )
