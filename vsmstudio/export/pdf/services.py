"""The services, who owns them, and what rests on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.labels import joined, listed_maps
from vsmstudio.export.tables.services import links, services
from vsmstudio.export.tables.table import Row, Table
from vsmstudio.export.tables.words import plural
from vsmstudio.model.records import Link, LinkKind, Map, Step


def draw_services(paper: Paper, report: Report) -> None:
    """The portfolio, then every link of a service to a step or stream."""
    table = services(report.document, report.analysis)
    if not table.rows:
        return
    y = paper.open_page("Services", _lead(len(table.rows), len(table.flagged)))
    cols = [
        Col("service", 118, bold=True),
        Col("type", 82),
        Col("state", 56, color="muted"),
        Col("owner", 126, write=lambda value: str(value or "Nobody")),
        Col("manager", 84, color="muted"),
        Col("provider", 80, color="muted"),
        Col("customers", 116),
        Col("streams", 92),
        Col("critical", 92),
    ]
    draw_blocks(paper, "Services", y, [Block(Grid(table, spread(cols, MIDDLE), report.calendar), notes=(table.note,))])
    held = _underpinned(report)
    if not held.rows:
        return
    title = "What services underpin"
    y = paper.open_page(title, _most(report, held), level=1)
    cols = [
        Col("service", 150, bold=True),
        Col("target", 160),
        Col("kind", 44, color="muted"),
        Col("stream", 106),
        Col("map", 116, title="Maps"),
        Col("criticality", 60),
        Col("does", 150, color="muted"),
    ]
    draw_blocks(paper, title, y, [Block(Grid(held, spread(cols, MIDDLE), report.calendar))])


def _underpinned(report: Report) -> Table:
    """The links of today's and future maps, a line for those that differ by nothing but their map."""
    document, table = report.document, links(report.document)
    maps = {
        link.id: held
        for link in document.all(Link)
        if (step := document.of(Step, link.target)) and (held := document.of(Map, step.map))
    }
    at, order = table.at("map"), {each.id: place for place, each in enumerate(listed_maps(document, report.analysis))}
    found: dict[Row, list[Map]] = {}
    for key, row in zip(table.ids, table.rows, strict=True):
        held = maps.get(key)
        if held is None or not report.earlier(held):
            found.setdefault((*row[:at], None, *row[at + 1 :]), []).extend([held] if held else [])
    rows = tuple(
        (*row[:at], joined([each.name for each in sorted(on, key=lambda each: order.get(each.id, 0))]), *row[at + 1 :])
        for row, on in found.items()
    )
    return replace(table, rows=rows, ids=(), flagged=frozenset())


def _most(report: Report, table: Table) -> str:
    """Which services most of today's steps and streams rest on."""
    document = report.document
    counts: Counter[str] = Counter()
    for link in document.all(Link):
        step = document.of(Step, link.target)
        held = document.of(Map, step.map) if step else None
        if link.kind is LinkKind.UNDERPINS and (held is None or held is document.current_map(held.stream)):
            counts[document.name(link.source)] += 1
    if not counts:
        return f"{plural(len(table.rows), 'link')} from services to steps of future maps; none to what is done today."
    most = max(counts.values())
    top = sorted(name for name, count in counts.items() if count == most)
    if most == 1:
        return f"{plural(len(top), 'service')}, each under one step or stream."
    under = "underpins" if len(top) == 1 else "underpin"
    return f"{names(top, 3)} {under} most: {most} steps or streams{' each' if len(top) > 1 else ''}."


def _lead(count: int, ownerless: int) -> str:
    if not ownerless:
        return f"{plural(count, 'service')}, {'with' if count == 1 else 'each with'} an owner."
    of_them = f"{ownerless} of them " if count > 1 else ""
    return f"{plural(count, 'service')}, {of_them}without an owner."
