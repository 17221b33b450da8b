"""What services rest on, and what stops when one of them stops."""

from __future__ import annotations

from vsmstudio.analysis.impact import Impact, impacts, single_points
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.export.tables.words import yearly
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind, Service

SINGLE = "single point"


def dependencies(document: Document, analysis: Analysis) -> Table:
    """Which service rests on which, with the share of its cost that it bears; `ids` are the links."""
    unit = yearly(document)
    columns = (
        Column("service", "Service", width=28),
        Column("rests_on", "Rests on", width=28),
        Column("share", "Share of its cost", Kind.RATIO, width=12),
        Column("bears", "Bears of its TCO", Kind.MONEY, unit, 14),
        Column("ring", "Ring", width=28),
    )
    found = [link for link in document.all(Link) if link.kind is LinkKind.RESTS_ON]
    found.sort(key=lambda link: (document.name(link.source), document.name(link.target), link.id))
    rows = tuple(_dependency(document, analysis, link) for link in found)
    return Table(
        "Dependencies",
        columns,
        rows,
        "A blank share divides the rest evenly. What closes a ring is left out of all costs.",
        tuple(link.id for link in found),
        frozenset(at for at, row in enumerate(rows) if row[4]),
    )


def _dependency(document: Document, analysis: Analysis, link: Link) -> Row:
    money = analysis.money.services.get(link.source)
    closes = link.id in analysis.dependencies.closing
    return (
        document.name(link.source),
        document.name(link.target),
        link.share,
        None if closes or money is None else money.borne.get(link.target),
        "closes a ring" if closes else None,
    )


def impact(document: Document, analysis: Analysis) -> Table:
    """What each service's failure reaches: single points of failure first, then the widest. `ids` are the services.

    Services that reach nothing are left out. Single points are flagged.
    """
    unit = yearly(document)
    columns = (
        Column("service", "Service", width=24),
        Column("single", "Single point", width=12),
        Column("fallback", "Fallback", width=12),
        Column("with_it", "Stops with it", width=26),
        Column("steps", "Steps", Kind.COUNT, width=7),
        Column("critical", "Of them critical", Kind.COUNT, width=8),
        Column("names", "Steps that stop", width=44),
        Column("streams", "Streams", width=24),
        Column("share", "Share of lead time", Kind.RATIO, width=9),
        Column("customers", "Customers", width=24),
        Column("revenue", "Revenue of what stops", Kind.MONEY, unit, 14),
        Column("stream_revenue", "Revenue of the streams", Kind.MONEY, unit, 14),
    )
    single = {each.service for each in single_points(document, analysis.maps, analysis.services)}
    found = [each for each in impacts(document, analysis).values() if each.steps or each.streams or each.with_it]
    found.sort(key=lambda each: _rank(document, each, single))
    return Table(
        "If it stops",
        columns,
        tuple(_impact(document, each, single) for each in found),
        "What a failure reaches through services that rest on it counts too. A single point of failure has no fallback, under "
        "a critical step that it is linked with at high criticality.",
        tuple(each.service for each in found),
        frozenset(at for at, each in enumerate(found) if each.service in single),
    )


def _rank(document: Document, each: Impact, single: set[Id]) -> tuple[object, ...]:
    share = max(each.share_of_lead_time.values(), default=0.0)
    return (each.service not in single, -len(each.critical_steps), -round(share, 9), -len(each.steps),
            document.name(each.service), each.service)  # fmt: skip


def _impact(document: Document, each: Impact, single: set[Id]) -> Row:
    names = [document.name(key) for key in each.steps]
    return (
        document.the(Service, each.service).name,
        SINGLE if each.service in single else None,
        each.fallback.value if each.fallback else None,
        joined([document.name(key) for key in each.with_it]),
        len(each.steps),
        len(each.critical_steps),
        joined(names),
        joined([document.name(key) for key in each.streams]),
        max(each.share_of_lead_time.values(), default=None),
        joined([document.name(key) for key in each.customers]),
        each.revenue,
        each.stream_revenue,
    )
