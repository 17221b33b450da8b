"""What suppliers get, for which services, and until when; and the applications behind services."""

from __future__ import annotations

from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import part_known, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.durations import typed
from vsmstudio.model.records import Application, Contract, LinkKind

APPLICATION_COLUMNS = (
    Column("application", "Application", width=28),
    Column("owner", "Owner", width=26),
    Column("lifecycle", "Lifecycle", width=14),
    Column("services", "Supports", width=50),
    Column("notes", "Notes", width=40),
)


def contracts(document: Document, analysis: Analysis) -> Table:
    """Every contract; `ids` are the contracts. One that has ended, or of which a part is assigned to no service, is flagged."""
    unit = yearly(document)
    columns = (
        Column("contract", "Contract", width=26),
        Column("supplier", "Supplier", width=22),
        Column("value", "Value", Kind.MONEY, unit, 14, total=True),
        Column("start", "Start", Kind.DATE, width=12),
        Column("end", "End", Kind.DATE, width=12),
        Column("notice", "Notice", width=10),
        Column("standing", "On the as-of date", width=13),
        Column("services", "Covers", width=34),
        Column("assigned", "Assigned to services", Kind.MONEY, unit, 14, total=True),
        Column("unassigned", "Assigned to none", Kind.MONEY, unit, 14, total=True),
    )
    rows: list[Row] = []
    flagged: set[int] = set()
    known = 0
    listed = document.all(Contract)
    for contract in listed:
        held = analysis.money.contracts.get(contract.id)
        if held and (held.standing is Standing.ENDED or held.unassigned):
            flagged.add(len(rows))
        known += contract.annual_value is not None
        services = sorted({document.name(link.target) for link in document.links_from(contract.id, LinkKind.COVERS)})
        rows.append(
            (
                contract.name,
                document.name(contract.supplier) or None,
                contract.annual_value,
                contract.start,
                contract.end,
                typed(contract.notice) if contract.notice else None,
                held.standing.value if held else None,
                joined(services),
                sum(held.assigned.values()) if held and held.assigned else None,
                held.unassigned if held else None,
            )
        )
    return Table(
        "Contracts",
        columns,
        tuple(rows),
        "Only contracts that run on the as-of date cost their services anything.",
        tuple(each.id for each in listed),
        frozenset(flagged),
        f"Total of {part_known((known, len(rows)), 'contract')}",
    )


def applications(document: Document) -> Table:
    """Every application with the services that it supports; one that supports none is flagged. `ids` are the applications."""
    listed = document.all(Application)
    rows = tuple(
        (
            each.name,
            owner_words(document, each.owner),
            each.lifecycle.value if each.lifecycle else None,
            joined(sorted({document.name(link.target) for link in document.links_from(each.id, LinkKind.SUPPORTS)})),
            each.notes or None,
        )
        for each in listed
    )
    flagged = frozenset(at for at, row in enumerate(rows) if row[3] is None)
    return Table("Applications", APPLICATION_COLUMNS, rows, "", tuple(each.id for each in listed), flagged)
