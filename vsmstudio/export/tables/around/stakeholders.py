"""Who has a stake, what workshops were held, and who of those that do the work was not there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vsmstudio.analysis.engagement.attendance import attendance as attended
from vsmstudio.analysis.engagement.attendance import present
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Person, Stakeholder, Unit, Workshop

_STAKEHOLDERS = (
    Column("who", "Stakeholder", width=28),
    Column("side", "Side", width=10),
    Column("stream", "Stream", width=20),
    Column("interest", "Interest", width=34),
    Column("value", "What value means to them", width=40),
    Column("gains", "What they gain", width=34),
    Column("workshops", "Was at", Kind.COUNT, "workshops", 12),
)
_WORKSHOPS = (
    Column("date", "Date", Kind.DATE, width=12),
    Column("kind", "Kind", width=16),
    Column("workshop", "Workshop", width=32),
    Column("held", "Standing", width=10),
    Column("streams", "Streams", width=24),
    Column("attended", "Attended", width=56),
)
_ATTENDANCE = (
    Column("stream", "Stream", width=24),
    Column("workshops", "Mapping workshops held", Kind.COUNT, width=12),
    Column("people", "Who was there", width=48),
    Column("represented", "Units represented", width=36),
    Column("performing", "Units that do the steps", width=36),
    Column("missing", "Missing from the mapping", width=36),
    Column("sides", "Sides", width=16),
)


def stakeholders(document: Document) -> Table:
    """Those with a stake, in their order; `ids` are the stakeholders. `Was at` counts workshops that they attended."""
    listed = document.all(Stakeholder)
    rows = tuple(_stakeholder(document, each) for each in listed)
    note = "Without a stream, the stake is in the whole engagement."
    return Table("Stakeholders", _STAKEHOLDERS, rows, note, tuple(each.id for each in listed))


def _stakeholder(document: Document, each: Stakeholder) -> Row:
    person = document.of(Person, each.who)
    unit = document.of(Unit, person.unit if person else each.who)
    there = {link.target for link in document.links_from(each.who, LinkKind.ATTENDED)}
    return (
        who_words(document, each.who),
        unit.side.value if unit else None,
        document.name(each.stream) or None,
        each.interest or None,
        each.value or None,
        each.gains or None,
        len(there),
    )


def who_words(document: Document, key: Id) -> str:
    """A person as people read one, or a unit by its name."""
    return owner_words(document, key) or document.name(key)


def workshops(document: Document, on: date) -> Table:
    """The workshops by date; those after the day `on` are planned. `ids` are the workshops."""
    listed = sorted(document.all(Workshop), key=lambda each: (each.date or date.max, each.label, each.id))
    rows = tuple(_workshop(document, each, on) for each in listed)
    return Table("Workshops", _WORKSHOPS, rows, "", tuple(each.id for each in listed))


def _workshop(document: Document, each: Workshop, on: date) -> Row:
    there = present(document, each, on)
    streams = sorted(document.name(link.target) for link in document.links_from(each.id, LinkKind.LOOKED_AT))
    return (
        each.date,
        each.kind.value,
        each.label,
        "held" if there.held else "planned",
        joined(streams),
        joined(_names(document, (*there.people, *there.units))),
    )


def attendance(document: Document, on: date) -> Table:
    """Who was at the mapping workshops of each stream, and which units that do its steps nobody stood for.

    Streams without a mapping workshop are left out; one where somebody was missing, or all were of IT, is flagged.
    """
    found = [attended(document, stream.id, on) for stream in document.streams]
    found = [each for each in found if any(one.held for one in each.workshops)]
    rows = tuple(
        (
            document.name(each.stream),
            sum(one.held for one in each.workshops),
            joined(_names(document, (*each.people, *each.units))),
            joined(_names(document, each.represented)),
            joined(_names(document, each.performing)),
            joined(_names(document, each.missing)),
            "IT only" if each.it_only else joined(sorted(side.value for side in each.sides)),
        )
        for each in found
    )
    return Table(
        "Attendance",
        _ATTENDANCE,
        rows,
        "A unit was represented where somebody of it, or of a unit under it, attended a mapping workshop of the stream.",
        tuple(each.stream for each in found),
        frozenset(at for at, each in enumerate(found) if each.missing or each.it_only),
    )


def _names(document: Document, keys: Iterable[Id]) -> list[str]:
    return [who_words(document, key) for key in keys]
