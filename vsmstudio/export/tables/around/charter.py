"""The charters of streams as they are signed: what each says, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Cell, Column, Row, Table
from vsmstudio.export.tables.words import day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, ValueStream

COLUMNS = (
    Column("stream", "Stream", width=24),
    Column("field", "Charter", width=24),
    Column("says", "Says", width=100),
)
_PER = {"h": "an hour", "d": "a day", "wk": "a week", "mo": "a month", "y": "a year"}
_ALL = "All streams"
_OF_A_CHARTER = (
    "facilitator", "first_step", "last_step", "in_scope", "out_of_scope", "case", "problem", "target_conditions",
    "experience", "briefings", "chartered_on",
)  # fmt: skip


def charter(document: Document) -> Table:
    """The agreed value, then a line for each field of each stream that has a charter; `ids` are the streams.

    A blank line is one that the charter lacks. None at all where no stream has a charter and no value was agreed.
    """
    lines: list[tuple[Row, Id]] = []
    engagement = document.engagement
    if engagement.value_definition.strip():
        lines.append(((_ALL, "What value means", engagement.value_definition), engagement.id))
        lines.append(((_ALL, "Agreed on", day(engagement.value_agreed_on) or None), engagement.id))
        lines.append(((_ALL, "Agreed by", engagement.value_agreed_by or None), engagement.id))
    for stream in document.streams:
        if has_charter(document, stream):
            lines += [((stream.name, field, says), stream.id) for field, says in _lines(document, stream)]
    rows = tuple(row for row, _ in lines)
    note = "A blank line is one that the charter does not say yet."
    return Table("Charter", COLUMNS, rows, note, tuple(key for _, key in lines))


def has_charter(document: Document, stream: ValueStream) -> bool:
    """Does a stream say more than who owns it and what it delivers?"""
    team = document.links_to(stream.id, LinkKind.WORKS_ON) or document.links_to(stream.id, LinkKind.ON_CALL)
    return bool(team) or any(getattr(stream, name) not in (None, "") for name in _OF_A_CHARTER)


def _lines(document: Document, stream: ValueStream) -> Iterator[tuple[str, Cell]]:
    customers = sorted(document.name(link.target) for link in document.links_from(stream.id, LinkKind.SERVES))
    demand = f"{number(stream.demand)} {_PER.get(stream.demand_per, '')}" if stream.demand is not None else None
    yield "Customers", "; ".join(customers) or None
    yield "Sponsor", owner_words(document, stream.sponsor)
    yield "Value stream owner", owner_words(document, stream.owner)
    yield "Facilitator", owner_words(document, stream.facilitator)
    yield "Team", _people(document, stream, LinkKind.WORKS_ON)
    yield "On call", _people(document, stream, LinkKind.ON_CALL)
    yield "Problem", stream.problem or None
    yield "Target conditions", stream.target_conditions or None
    yield "Trigger", stream.trigger or None
    yield "First step", stream.first_step or None
    yield "Last step", stream.last_step or None
    yield "Outcomes", stream.outcomes or None
    yield "Demand", demand
    yield "Case that is mapped", stream.case or None
    yield "In scope", stream.in_scope or None
    yield "Out of scope", stream.out_of_scope or None
    yield "Experience in focus", stream.experience.value if stream.experience else None
    yield "Briefings", stream.briefings or None
    yield "Chartered on", day(stream.chartered_on) or None


def _people(document: Document, stream: ValueStream, kind: LinkKind) -> str | None:
    found = sorted(owner_words(document, link.source) or "" for link in document.links_to(stream.id, kind))
    return "; ".join(found) or None
