"""What services cost by category, which streams carry it, and what customers pay."""

from __future__ import annotations

from vsmstudio.analysis.as_json_services import unique_names
from vsmstudio.analysis.money import CATEGORIES, CONTRACTS
from vsmstudio.analysis.money_results import ServiceMoney
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import part_known, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.records import Revenue, Service

TITLES = {"vendor": "Vendor outside contracts", "support": "Consumer support"}


def costs(document: Document, analysis: Analysis, every: bool = False) -> Table:
    """Own cost by category, one row for each service of which something is known, or of all; `ids` are the services."""
    found = _known(document, analysis, every)
    unit = yearly(document)
    names = (*CATEGORIES.values(), CONTRACTS)
    columns = (
        Column("service", "Service", width=26),
        Column("owner", "Owner", width=20),
        *(Column(name, TITLES.get(name, name.capitalize()), Kind.MONEY, unit, 13, total=True) for name in names),
        Column("own", "Own cost", Kind.MONEY, unit, 13, total=True, plus=names),
    )
    rows = tuple(_categories(document, service, held) for service, held in found)
    return Table(
        "Costs",
        columns,
        rows,
        "Own cost is the sum of its categories and of its shares of running contracts. A blank adds nothing.",
        tuple(service.id for service, _ in found),
        total=f"Total of {part_known(analysis.money.own_covers, 'service')}",
    )


def _known(document: Document, analysis: Analysis, every: bool) -> list[tuple[Service, ServiceMoney]]:
    found = analysis.money.services
    pairs = [(service, found.get(service.id) or ServiceMoney(service.id)) for service in document.services]
    return [(service, held) for service, held in pairs if every or held.own is not None]


def _categories(document: Document, service: Service, held: ServiceMoney) -> Row:
    typed = [held.typed.get(name) for name in CATEGORIES.values()]
    contracts = sum(held.contracts.values()) if held.contracts else None
    return (service.name, owner_words(document, service.owner), *typed, contracts, held.own)


def allocation(document: Document, analysis: Analysis, every: bool = False) -> Table:
    """Services × streams: own cost = what streams carry + what none does. Columns of streams bear their ids as keys.

    Services of which nothing is known are left out unless `every` one is asked for; one with cost that no stream carries is
    flagged.
    """
    found = _known(document, analysis, every)
    names = unique_names(document.streams)
    unit = yearly(document)
    streams = tuple(names)
    columns = (
        Column("service", "Service", width=34),
        Column("own", "Own cost", Kind.MONEY, unit, 13, total=True),
        *(Column(key, name, Kind.MONEY, unit, 14, total=True) for key, name in names.items()),
        Column("allocated", "Allocated", Kind.MONEY, unit, 13, total=True, plus=streams),
        Column("unallocated", "Unallocated", Kind.MONEY, unit, 13, total=True),
        Column("check", "Own − allocated − unallocated", Kind.MONEY, unit, 16, True, ("own",), ("allocated", "unallocated")),
    )  # fmt: skip
    rows: list[Row] = []
    flagged: set[int] = set()
    for service, held in found:
        carried = [held.allocated.get(key) for key in streams]
        known = held.own is not None
        allocated = sum(amount for amount in carried if amount is not None) if known else None
        unallocated = (held.unallocated or 0.0) if known else None
        if unallocated:
            flagged.add(len(rows))
        rows.append((service.name, held.own, *carried, allocated, unallocated, 0.0))
    return Table(
        "Allocation",
        columns,
        tuple(rows),
        "Each service's own cost, and the streams that carry it. The last column is zero: own cost = allocated + unallocated.",
        tuple(service.id for service, _ in found),
        frozenset(flagged),
        f"Total of {part_known(analysis.money.own_covers, 'service')}",
    )


def revenue(document: Document, analysis: Analysis) -> Table:
    """What each customer pays for which service; `ids` are the revenue lines."""
    unit = yearly(document)
    columns = (
        Column("customer", "Customer", width=28),
        Column("service", "Service", width=28),
        Column("amount", "Revenue", Kind.MONEY, unit, 16, total=True),
        Column("notes", "Notes", width=50),
    )
    lines = sorted(
        document.all(Revenue),
        key=lambda line: (document.name(line.customer), document.name(line.service), line.id),
    )
    rows = tuple(
        (document.name(line.customer) or None, document.name(line.service), line.amount, line.notes or None)
        for line in lines
    )
    covers = part_known(analysis.money.revenue_covers, "line")
    return Table("Revenue", columns, rows, "", tuple(line.id for line in lines), total=f"Total of {covers}")
