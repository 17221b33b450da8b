"""How money goes from contracts to services, from services to those that rest on them, and on to streams; who earns it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.portions import portions
from vsmstudio.analysis.relations import relations
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.inputs.labels import Labels
from vsmstudio.export.tables.labels import joined
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import part_known, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind, Revenue

WAYS = {
    LinkKind.COVERS: "contract to service",
    LinkKind.RESTS_ON: "service to service",
    LinkKind.CARRIED_BY: "service to stream",
}
_ID_TITLE = "Id of the row"  # not that of sheets that are read back
ID = "id"  # the hidden column of a table's ids, by which others look its rows up


def with_ids(table: Table) -> Table:
    """The table with its ids as a hidden last column."""
    rows = tuple((*row, key or None) for row, key in zip(table.rows, table.ids, strict=True))
    column = Column(ID, _ID_TITLE, width=14, hidden=True)
    return replace(table, columns=(*table.columns, column), rows=rows)


class _Share(NamedTuple):
    """One part of a sum of money: who bears which part of what; `link` is blank where nobody set it."""

    way: LinkKind
    of: Id
    by: Id
    typed: float | None
    part: float
    whole: float | None
    link: Id = ""


def cost_shares(document: Document, analysis: Analysis) -> Table:
    """Who bears which part of what: contracts by service, services by those that rest on them, services by stream.

    `ids` are the links, blank where a stream bears a part though nobody set it. Hidden columns hold the ids of both ends.
    """
    unit = yearly(document)
    columns = (
        Column("way", "From … to …", width=20),
        Column("of", "Cost of", width=32),
        Column("by", "Borne by", width=32),
        Column("typed", "Share as typed", Kind.RATIO, width=11),
        Column("share", "Share in effect", Kind.RATIO, width=11),
        Column("whole", "Of", Kind.MONEY, unit, 15),
        Column("amount", "Amount borne", Kind.MONEY, unit, 15),
        Column("of id", "Id of the cost", width=14, hidden=True),
        Column("by id", "Id of who bears", width=14, hidden=True),
        Column(ID, _ID_TITLE, width=14, hidden=True),
    )
    found = [*_covered(document, analysis), *_resting(document, analysis), *_carried(document, analysis)]
    rows = tuple(
        (
            WAYS[each.way], document.name(each.of), document.name(each.by), each.typed, each.part, each.whole,
            None if each.whole is None else each.whole * each.part, each.of, each.by, each.link or None,
        )
        for each in found
    )  # fmt: skip
    return Table(
        "Cost shares",
        columns,
        rows,
        "Contracts that run share their value, services their total cost (TCO) among those that rest on them, and their own "
        "cost among streams. Shares are typed in the sheet Links; blank ones divide the rest evenly; over 100 % they are scaled. "
        "Which streams a service reaches, and which link closes a ring and is left out, VSM Studio works out.",
        tuple(each.link for each in found),
    )


def _divided(way: LinkKind, of: Id, links: dict[Id, Link], whole: float | None) -> list[_Share]:
    parts = portions([link.share for link in links.values()])
    return [
        _Share(way, of, by, link.share, part, whole, link.id)
        for (by, link), part in zip(links.items(), parts, strict=True)
    ]


def _covered(document: Document, analysis: Analysis) -> list[_Share]:
    found: list[_Share] = []
    for contract, links in relations(document).covers.items():
        held = analysis.money.contracts.get(contract)
        value = held.value if held and held.standing is Standing.RUNNING else None
        found += _divided(LinkKind.COVERS, contract, links, value)
    return _in_order(document, found, lambda each: each.by)


def _resting(document: Document, analysis: Analysis) -> list[_Share]:
    found: list[_Share] = []
    for below, links in relations(document).rests_on.items():
        kept = {above: link for above, link in links.items() if link.id not in analysis.dependencies.closing}
        money = analysis.money.services.get(below)
        found += _divided(LinkKind.RESTS_ON, below, kept, money.tco if money else None)
    return _in_order(document, found, lambda each: each.by)


def _carried(document: Document, analysis: Analysis) -> list[_Share]:
    carried_by = relations(document).carried_by
    found = []
    for service in document.services:
        money = analysis.money.services.get(service.id)
        for stream, part in (money.parts if money else {}).items():
            link = carried_by.get(service.id, {}).get(stream)
            share, key = (link.share, link.id) if link else (None, "")
            found.append(
                _Share(LinkKind.CARRIED_BY, service.id, stream, share, part, money.own if money else None, key)
            )
    return found


def _in_order(document: Document, found: Iterable[_Share], of: Callable[[_Share], Id]) -> list[_Share]:
    """Side by side what one service bears, in the order of services."""
    order = {each.id: at for at, each in enumerate(document.services)}
    return sorted(found, key=lambda each: order[of(each)])


def service_money(document: Document, analysis: Analysis) -> Table:
    """What each service costs, bears, passes on and earns; `ids` are the services."""
    unit, labels = yearly(document), Labels(document)
    columns = (
        Column("service", "Service", width=30),
        Column("typed", "Costs as typed", Kind.MONEY, unit, 13, total=True),
        Column("contracts", "Shares of contracts", Kind.MONEY, unit, 13, total=True),
        Column("own", "Own cost", Kind.MONEY, unit, 13, total=True),
        Column("part", "Of all own cost", Kind.RATIO, width=10),
        Column("borne", "From services it rests on", Kind.MONEY, unit, 14),
        Column("tco", "TCO", Kind.MONEY, unit, 13),
        Column("allocated", "Carried by streams", Kind.MONEY, unit, 13, total=True),
        Column("unallocated", "Carried by none", Kind.MONEY, unit, 13, total=True),
        Column("revenue", "Revenue", Kind.MONEY, unit, 13, total=True),
        Column("margin", "Margin", Kind.MONEY, unit, 13),
        Column("margin part", "Margin of revenue", Kind.RATIO, width=10),
        Column("label", "Called in other sheets", width=14, hidden=True),
        Column(ID, _ID_TITLE, width=14, hidden=True),
    )
    return Table(
        "Money by service",
        columns,
        tuple(_service(document, analysis, each.id, labels.one(each.id)) for each in document.services),
        "Own cost is what is typed plus shares of running contracts. TCO adds what a service bears of those that it rests on; "
        "TCOs overlap and are never added up. Margin is revenue − TCO.",
        tuple(each.id for each in document.services),
        frozenset(at for at, each in enumerate(document.services) if _unallocated(analysis, each.id)),
        f"Total of {part_known(analysis.money.own_covers, 'service')}",
    )


def _unallocated(analysis: Analysis, service: Id) -> bool:
    return service in analysis.money.services and bool(analysis.money.services[service].unallocated)


def _service(document: Document, analysis: Analysis, service: Id, label: str | None) -> Row:
    name, money = document.name(service), analysis.money.services.get(service)
    if money is None:
        return (name, *[None] * 11, label, service)
    total, margin = analysis.money.own, money.margin
    return (
        name,
        sum(money.typed.values()) if money.typed else None,
        sum(money.contracts.values()) if money.contracts else None,
        money.own,
        money.own / total if money.own is not None and total else None,
        sum(money.borne.values()) if money.borne else None,
        money.tco,
        None if money.own is None else sum(money.allocated.values()),
        money.unallocated,
        money.revenue,
        margin,
        margin / money.revenue if margin is not None and money.revenue else None,
        label,
        service,
    )


def customer_money(document: Document, analysis: Analysis) -> Table:
    """What each customer pays in all, the one that pays most first; `ids` are the customers, blank where none is named."""
    unit = yearly(document)
    columns = (
        Column("customer", "Customer", width=34),
        Column("services", "For the services", width=60),
        Column("revenue", "Revenue", Kind.MONEY, unit, 16, total=True),
        Column("part", "Of all revenue", Kind.RATIO, width=12),
        Column("label", "Called in other sheets", width=14, hidden=True),
    )
    lines, labels = document.all(Revenue), Labels(document)
    paid: dict[Id, float | None] = {}
    for line in lines:
        key = line.customer or ""
        paid[key] = paid.get(key) if line.amount is None else (paid.get(key) or 0.0) + line.amount
    total = analysis.money.revenue
    order = sorted(paid, key=lambda key: (-(paid[key] or 0.0), document.name(key), key))
    rows = tuple(
        (
            document.name(key) or "No customer named",
            joined(sorted({document.name(line.service) for line in lines if (line.customer or "") == key})),
            amount,
            amount / total if amount is not None and total else None,
            labels.one(key or None),
        )
        for key in order
        for amount in (paid[key],)
    )
    covers = part_known(analysis.money.revenue_covers, "line")
    return Table(
        "Revenue by customer", columns, rows, "All that a customer pays a year, of all revenue.", tuple(order),
        total=f"Total of {covers}",
    )  # fmt: skip
