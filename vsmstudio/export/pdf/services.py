"""The services, who owns them, and what rests on them."""

from __future__ import annotations

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, draw_table, spread
from vsmstudio.export.tables import Cell, links, services
from vsmstudio.export.tables.words import plural


def draw_services(paper: Paper, report: Report) -> None:
    """The portfolio, then every link of a service to a step or stream."""
    table = services(report.document, report.analysis)
    ownerless = len(table.flagged)
    lead = f"{plural(len(table.rows), 'service')}; {ownerless or 'none'} without an owner."
    if not table.rows:
        lead = "No services yet. Hang services under the steps that rest on them."
    y = paper.open_page("Services", lead)
    if not table.rows:
        return
    cols = [
        Col("service", 130, bold=True),
        Col("type", 92),
        Col("state", 64, color="muted"),
        Col("owner", 110, write=lambda value: str(value or "Nobody")),
        Col("manager", 90, color="muted", write=blank),
        Col("provider", 80, color="muted", write=blank),
        Col("customers", 90, write=blank),
        Col("streams", 100, write=blank),
        Col("critical", 100, write=blank),
    ]
    y = draw_table(paper, table, spread(cols, MIDDLE), y, "Services", report.calendar)
    paper.flowing(table.note, y + 4, "Services", "muted")
    held = links(report.document)
    if not held.rows:
        return
    y = paper.open_page(
        "What services underpin", f"{plural(len(held.rows), 'link')} from services to steps and streams.", level=1
    )
    cols = [
        Col("service", 150, bold=True),
        Col("target", 160),
        Col("kind", 44, color="muted"),
        Col("stream", 110),
        Col("map", 90),
        Col("criticality", 60),
        Col("does", 160, color="muted", write=blank),
    ]
    draw_table(paper, held, spread(cols, MIDDLE), y, "What services underpin", report.calendar)


def blank(value: Cell) -> str:
    """Nothing where a text is blank."""
    return str(value or "")
