"""Services and what they hold up."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Column, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind, Map, Service, ServiceKind, Step, ValueStream

SERVICE_COLUMNS = (
    Column("service", "Service", width=24),
    Column("type", "Type", width=14),
    Column("state", "State", width=10),
    Column("owner", "Owner", width=20),
    Column("manager", "Service manager", width=18),
    Column("provider", "Provider", width=16),
    Column("customers", "Customers", width=20),
    Column("streams", "Streams", width=20),
    Column("critical", "On critical path of", width=20),
    Column("outcomes", "Outcomes", width=32),
)

LINK_COLUMNS = (
    Column("service", "Service", width=32),
    Column("target", "Underpins", width=34),
    Column("kind", "Kind", width=10),
    Column("stream", "Stream", width=24),
    Column("map", "Map", width=20),
    Column("criticality", "Criticality", width=12),
    Column("does", "What it does there", width=60),
)


def services(document: Document, analysis: Analysis) -> Table:
    """The portfolio; a service without owner is flagged."""
    listed = document.services
    rows = tuple(_service(document, analysis, each) for each in listed)
    flagged = frozenset(index for index, each in enumerate(listed) if each.owner is None)
    return Table(
        "Services",
        SERVICE_COLUMNS,
        rows,
        "Streams count their current maps.",
        tuple(each.id for each in listed),
        flagged,
    )


def _service(document: Document, analysis: Analysis, service: Service) -> Row:
    use = analysis.services.get(service.id)
    streams = use.streams if use else ()
    return (
        service.name,
        service.kind.value,
        service.state.value,
        owner_words(document, service.owner),
        owner_words(document, service.manager),
        document.name(service.provider) or None,
        joined(customers(document, service, streams)),
        joined([document.name(key) for key in streams]),
        joined([document.name(key) for key in use.on_critical_path_of] if use else []),
        service.outcomes or None,
    )


def customers(document: Document, service: Service, streams: tuple[Id, ...]) -> list[str]:
    """Whom a service serves: those named, else its streams' customers if it faces customers, else insiders."""
    named = [link.target for link in document.links_from(service.id, LinkKind.SERVES)]
    if not named and service.kind is ServiceKind.CUSTOMER_FACING:
        named = [link.target for stream in streams for link in document.links_from(stream, LinkKind.SERVES)]
    elif not named:
        return ["internal"]
    return sorted({document.name(key) for key in named})


def links(document: Document) -> Table:
    """Every link of a service to a step or stream, of all maps."""
    found = [link for link in document.all(Link) if link.kind is LinkKind.UNDERPINS]
    rows = sorted(
        ((_link(document, link), link.id) for link in found),
        key=lambda pair: (tuple(cell or "" for cell in pair[0]), pair[1]),
    )
    return Table("Links", LINK_COLUMNS, tuple(row for row, _ in rows), "", tuple(key for _, key in rows))


def _link(document: Document, link: Link) -> tuple[str | None, ...]:
    target = document.get(link.target)
    held = document.of(Map, target.map) if isinstance(target, Step) else None
    stream = held.stream if held else link.target if isinstance(target, ValueStream) else None
    return (
        document.name(link.source),
        document.name(link.target),
        target.type if target else None,
        document.name(stream) or None,
        held.name if held else None,
        link.criticality.value,
        link.does or None,
    )
