"""A document's records as rows of an input sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from vsmstudio.export.tables.inputs.kinds import ID_TITLE, Input, InputKind, InputSheet
from vsmstudio.export.tables.inputs.labels import Labels
from vsmstudio.export.tables.inputs.listed import listed
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    COST_FIELDS,
    Contract,
    Criticality,
    Endpoint,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Node,
    Person,
    Record,
    Split,
)  # fmt: skip

_KINDS = {
    InputKind.NUMBER: Kind.NUMBER,
    InputKind.SHARE: Kind.RATIO,
    InputKind.POINTS: Kind.RATIO,
    InputKind.MONEY: Kind.MONEY,
    InputKind.DATE: Kind.DATE,
}
_FIRST_DAY = date(1900, 3, 1)  # the calendars of spreadsheets are at odds about earlier ones
Special = Callable[[Document, Labels, Any], Cell]
ADDED = "typed "  # what keys of typed columns begin with
ID_KEY = f"{ADDED}vsm id"


def key_of(column: Input) -> str:
    """The key of a column of an input sheet, unlike that of any computed one."""
    return f"{ADDED}{column.title}"


def columns_of(sheet: InputSheet, currency: str = "") -> tuple[Column, ...]:
    """The columns of a sheet and, hidden, the records' ids. Money is in `currency`, a year unless its column says otherwise."""
    return (
        *(
            Column(
                key_of(each),
                each.title,
                _KINDS.get(each.kind, Kind.TEXT),
                f"{currency} {each.unit or 'a year'}".strip() if each.kind is InputKind.MONEY else "",
                each.width,
                typed=True,
            )
            for each in sheet.columns
        ),
        Column(ID_KEY, ID_TITLE, width=14, typed=True, hidden=True),
    )


def written(document: Document, sheet: InputSheet, labels: Labels) -> Table:
    """The sheet's rows; `ids` are the records, and stand in the last column too."""
    if sheet.vertical:
        return _vertical(document, sheet)
    records = [each for each in listed(document, sheet) if _belongs(each, sheet)]
    if sheet.part_of and not any(_has_cost(each) for each in (*records, *document.all(Contract))):
        records = []
    readers: dict[type[Record], list[Special]] = {}
    rows: list[Row] = []
    for each in records:
        if (found := readers.get(type(each))) is None:
            found = readers[type(each)] = [_reader(each, column, sheet) for column in sheet.columns]
        rows.append((*[read(document, labels, each) for read in found], each.id))
    return Table(
        sheet.title,
        columns_of(sheet, document.engagement.currency),
        tuple(rows),
        sheet.hint,
        tuple(each.id for each in records),
    )


def cell(document: Document, labels: Labels, record: Record, column: Input, sheet: InputSheet) -> Cell:
    """What stands in a record's row under a column."""
    return _reader(record, column, sheet)(document, labels, record)


def _reader(record: Record, column: Input, sheet: InputSheet) -> Special:
    """How a column is read from a record, and from all of its type."""
    special = _SPECIAL.get((type(record), column.title)) or (
        _SPECIAL_NODE.get(column.title) if isinstance(record, Node) else None
    )
    if special is not None:
        return special
    if column.kind is InputKind.MEASURED:
        return lambda document, labels, each: _measured(each, sheet)
    if (
        column.kind is InputKind.REFERENCE and column.field == record.type
    ):  # a row that adds to a record of another sheet
        return lambda document, labels, each: labels.one(each.id)
    if column.link is not None:
        return lambda document, labels, each: _linked(document, labels, each, column)
    if column.kind is InputKind.REFERENCE and column.mixed:
        return partial(_mixed, column)
    if not column.field or not hasattr(record, column.field):
        return lambda document, labels, each: None
    field = attrgetter(column.field)
    return lambda document, labels, each: (
        None if (value := field(each)) is None or value == "" else plain_cell(labels, value, column)
    )


def _mixed(column: Input, document: Document, labels: Labels, record: Record) -> Cell:
    held = getattr(record, column.field)
    return labels.path(held) if held is not None and document.records[held].type in column.refers else None


def plain_cell(labels: Labels, value: Any, column: Input) -> Cell:
    """A field's value as it is typed; None where it is blank."""
    if value is None or value == "":
        return None
    if column.kind is InputKind.YES_NO:
        return "yes" if value else None
    if column.kind is InputKind.REFERENCE:
        return labels.one(value)
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, date) and value < _FIRST_DAY:
        return value.isoformat()
    if column.kind is InputKind.CHOICE:
        return str(value)
    held: Cell = value
    return held


def _belongs(record: Record, sheet: InputSheet) -> bool:
    return all(getattr(record, field) == value for field, value in sheet.fixed)


def _has_cost(record: Record) -> bool:
    return any(getattr(record, field, None) is not None for field in (*COST_FIELDS, "annual_value"))


def _vertical(document: Document, sheet: InputSheet) -> Table:
    """One record as rows of setting, value and what it means."""
    columns = (
        Column("setting", "Setting", width=52, typed=True),
        Column("value", "Value", Kind.NUMBER, width=34, typed=True),
        Column("meaning", "What it means", width=60),
        Column(ID_KEY, ID_TITLE, width=14, typed=True, hidden=True),
    )
    held = document.all(Engagement)[:1]
    labels = Labels(Document())
    rows: list[Row] = []
    for record in held:
        for each in sheet.columns:
            value = plain_cell(labels, getattr(record, each.field), each)
            rows.append((each.title, value, each.hint, record.id))
    kinds = tuple(_row_kind(each, row[1]) for each, row in zip(sheet.columns, rows, strict=False))
    ids = tuple(each.field for _ in held for each in sheet.columns)
    return Table(sheet.title, columns, tuple(rows), sheet.hint, ids, kinds=kinds)


def _row_kind(column: Input, value: Cell) -> Kind:
    kind = _KINDS.get(column.kind, Kind.TEXT)
    return Kind.COUNT if kind is Kind.NUMBER and isinstance(value, float | int) and value == int(value) else kind


def _linked(document: Document, labels: Labels, record: Record, column: Input) -> Cell:
    """The records of the column's kinds at the other ends of its links."""
    assert column.link is not None
    if column.backwards:
        others = [link.source for link in document.links_to(record.id, column.link)]
    else:
        others = [link.target for link in document.links_from(record.id, column.link)]
    kept = [key for key in others if document.records[key].type in column.refers]
    return labels.paths(kept) if column.mixed else labels.several(kept)


# --- columns that are no field of their record --------------------------------------------------------------------------


def _stream(document: Document, labels: Labels, record: Node | Flow) -> Cell:
    return labels.one(document.the(Map, record.map).stream)


def _kind(document: Document, labels: Labels, node: Node) -> Cell:
    return node.role.value if isinstance(node, Endpoint) else node.type


def _performer(document: Document, labels: Labels, node: Node) -> Cell:
    return labels.one(node.unit if isinstance(node, Endpoint) else getattr(node, "performer", None))


def _owner_unit(document: Document, labels: Labels, node: Node) -> Cell:
    owner = document.of(Person, getattr(node, "owner", None))
    return labels.one(owner.unit) if owner else None


def work_into(document: Document, node: Node) -> list[Flow]:
    """Work flows that lead to a node."""
    return [flow for flow in document.arriving(node.id) if flow.kind is FlowKind.WORK]


def _predecessors(document: Document, labels: Labels, node: Node) -> Cell:
    return "; ".join(labels.node(document.node(flow.source)) for flow in work_into(document, node)) or None


def share_of(document: Document, node: Node) -> float | None:
    """The share that all work from alternatives into a node has; None where they differ, or where none is known."""
    flows = [flow for flow in work_into(document, node) if document.node(flow.source).split is Split.ONE]
    shares = {flow.share for flow in flows}
    return shares.pop() if len(shares) == 1 else None


def _rework_to(document: Document, labels: Labels, node: Node) -> Cell:
    return "; ".join(labels.node(document.node(flow.target)) for flow in document.rework_from(node.id)) or None


def per_cent(share: float) -> str:
    """A share in per cent, to the last digit.

    >>> per_cent(0.85), per_cent(1.0), per_cent(0.1 + 0.2)
    ('85', '100', '30.000000000000004')
    """
    found = Decimal(repr(float(share))).scaleb(2).normalize()
    return f"{found:f}" if not found or found >= Decimal("1e-6") else str(found)


def _rework(document: Document, labels: Labels, node: Node) -> Cell:
    chances = [flow.probability for flow in document.rework_from(node.id)]
    known = any(each is not None for each in chances)
    return "; ".join("-" if each is None else per_cent(each) for each in chances) if known else None


def _measured(record: Record, sheet: InputSheet) -> Cell:
    """Titles of the durations that were measured."""
    held = (
        (each.title, getattr(record, each.field, None)) for each in sheet.columns if each.kind is InputKind.DURATION
    )
    return "; ".join(title for title, value in held if isinstance(value, Duration) and value.measured) or None


def _from(document: Document, labels: Labels, flow: Flow) -> Cell:
    return labels.node(document.node(flow.source))


def _to(document: Document, labels: Labels, flow: Flow) -> Cell:
    return labels.node(document.node(flow.target), EndpointRole.START)


def _link_end(field: str) -> Special:
    return lambda document, labels, link: labels.path(getattr(link, field))


def _is_critical(link: Link) -> bool:
    """Does criticality mean anything for a link, or does it say more than nothing?"""
    return link.kind is LinkKind.UNDERPINS or link.criticality is not Criticality.MEDIUM


_SPECIAL_NODE: dict[str, Special] = {
    "Stream": _stream,
    "State": lambda document, labels, node: document.the(Map, node.map).state.value,
    "Kind": _kind,
    "Performer": _performer,
    "Owner unit": _owner_unit,
    "Predecessors": _predecessors,
    "Share": lambda document, labels, node: share_of(document, node),
    "Rework to": _rework_to,
    "Rework %": _rework,
    "Stands for": lambda document, labels, node: node.kind.value if isinstance(node, Endpoint) else None,
}
_SPECIAL: dict[tuple[type[Record], str], Special] = {
    (Flow, "Stream"): _stream,
    (Flow, "From"): _from,
    (Flow, "To"): _to,
    (Link, "Criticality"): lambda document, labels, link: link.criticality.value if _is_critical(link) else None,
    (Link, "From"): _link_end("source"),
    (Link, "To"): _link_end("target"),
}
