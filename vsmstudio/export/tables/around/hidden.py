"""Fund services, not projects: what a look at development alone shows of the cost of services, and what it hides."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.hidden_cost import COST_PARTS, HiddenCost, StreamCost, hidden_cost
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.costs import TITLES
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Cell, Column, Kind, Table
from vsmstudio.export.tables.words import part_known, yearly
from vsmstudio.model.document import Document
from vsmstudio.model.records import Service

_REST = COST_PARTS[1:]


def services_not_projects(document: Document, analysis: Analysis, every: bool = False) -> Table:
    """A row for each service of which some cost is known, or for all; `ids` are the services.

    What development shows, what it hides of own cost, and what services that it rests on add to its total cost of
    ownership. A service of which nobody has said what development costs is flagged.
    """
    found = hidden_cost(document, analysis)
    listed = [each for each in found.services if every or each.own is not None]
    unit = yearly(document)
    columns = (
        Column("service", "Service", width=28),
        Column("owner", "Owner", width=22),
        Column("shown", "Development shows", Kind.MONEY, unit, 14, total=True),
        *(Column(name, _title(name), Kind.MONEY, unit, 13, total=True) for name in _REST),
        Column("hidden", "It hides", Kind.MONEY, unit, 13, total=True, plus=_REST),
        Column("own", "Own cost", Kind.MONEY, unit, 13, total=True, plus=("shown", "hidden")),
        Column("share", "Hidden of own cost", Kind.RATIO, width=10),
        Column("borne", "From services it rests on", Kind.MONEY, unit, 14),
        Column("tco", "TCO", Kind.MONEY, unit, 13, plus=("own", "borne")),
    )
    rows = []
    for each in listed:
        service = document.the(Service, each.service)
        rows.append((service.name, owner_words(document, service.owner), *_money(each), each.borne, each.tco))
    return Table(
        "Services not projects",
        columns,
        tuple(rows),
        "A budget by projects shows development; a service costs all of it, year by year. TCOs overlap and are never added up.",
        tuple(each.service for each in listed),
        frozenset(at for at, each in enumerate(listed) if each.own is not None and each.shown is None),
        f"Total of {part_known(found.total.own_covers, 'service')}",
    )


def _money(each: HiddenCost) -> tuple[Cell, ...]:
    return (each.shown, *_parts(each.parts), each.hidden, each.own, each.hidden_share)


def _parts(parts: Mapping[str, float]) -> tuple[Cell, ...]:
    return tuple(parts.get(name) for name in _REST)


def cost_by_stream(document: Document, analysis: Analysis, every: bool = False) -> Table:
    """What each stream carries of own cost, by category; what none carries is flagged. `ids` are the streams.

    `every`: streams that carry nothing have a row too, and so has what none carries though it is nothing.
    """
    streams = hidden_cost(document, analysis).streams
    found = [each for each in streams if every or each.own is not None]
    if every and all(each.stream for each in found):
        found.append(StreamCost(None))
    none = 0.0 if every else None
    unit = yearly(document)
    columns = (
        Column("stream", "Stream", width=32),
        *(Column(name, _title(name), Kind.MONEY, unit, 13, total=True) for name in COST_PARTS),
        Column("own", "Own cost", Kind.MONEY, unit, 14, total=True, plus=COST_PARTS),
    )
    rows = tuple(
        (
            document.name(each.stream) if each.stream else "Carried by no stream",
            *(each.parts.get(name, none if each.stream is None else None) for name in COST_PARTS),
            each.own if each.stream else each.own or none,
        )
        for each in found
    )
    return Table(
        "Cost by stream",
        columns,
        rows,
        "Own cost of services, as streams carry it. All rows add up to the own cost of all services.",
        tuple(each.stream or "" for each in found),
        frozenset(at for at, each in enumerate(found) if each.stream is None and each.own),
        "Total" if found else "",
    )


def _title(name: str) -> str:
    return TITLES.get(name, name.capitalize())
