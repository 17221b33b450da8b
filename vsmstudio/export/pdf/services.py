"""The services, who owns them, and what rests on them."""

from __future__ import annotations

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.services import links, services
from vsmstudio.export.tables.words import plural


def draw_services(paper: Paper, report: Report) -> None:
    """The portfolio, then every link of a service to a step or stream."""
    table = services(report.document, report.analysis)
    y = paper.open_page("Services", _lead(len(table.rows), len(table.flagged)))
    if not table.rows:
        return
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
    held = links(report.document)
    if not held.rows:
        return
    title = "What services underpin"
    y = paper.open_page(title, f"{plural(len(held.rows), 'link')} from services to steps and streams.", level=1)
    cols = [
        Col("service", 150, bold=True),
        Col("target", 160),
        Col("kind", 44, color="muted"),
        Col("stream", 110),
        Col("map", 90),
        Col("criticality", 60),
        Col("does", 160, color="muted"),
    ]
    draw_blocks(paper, title, y, [Block(Grid(held, spread(cols, MIDDLE), report.calendar))])


def _lead(count: int, ownerless: int) -> str:
    if not count:
        return "No services yet. Hang services under the steps that rest on them."
    if not ownerless:
        return f"{plural(count, 'service')}, {'with' if count == 1 else 'each with'} an owner."
    of_them = f"{ownerless} of them " if count > 1 else ""
    return f"{plural(count, 'service')}, {of_them}without an owner."
