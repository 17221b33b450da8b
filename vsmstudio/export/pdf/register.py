"""The register: every finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from vsmstudio.analysis.results import Severity
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import severity_mark
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.findings import findings
from vsmstudio.export.tables.table import Cell, Column, Table
from vsmstudio.export.tables.words import plural


def draw_register(paper: Paper, report: Report) -> None:
    """All findings by rank, each with what to do; summaries link to its rows."""
    table = _for_paper(findings(report.document, report.analysis))
    y = paper.open_page("Findings", _lead(report))
    if not table.rows:
        return
    shorts = [str(each) for each in table.values("id")]
    cols = [
        Col("id", 28, color="accent", bold=True),
        Col("severity", 61, mark=severity_mark),
        Col("message", 268, "Finding and evidence", size=8.5, lines=24),
        Col("recommendation", 204, size=8.5, color="muted", lines=24),
        Col("where", 66, size=8, color="muted", write=blank),
        Col("owner", 78, size=8, write=lambda value: str(value or "Nobody yet")),
        Col("due", 47, size=8, write=_due),
        Col("state", 42, size=8, color="muted"),
    ]
    grid = Grid(table, spread(cols, MIDDLE), report.calendar, frame_flagged=False)
    block = Block(grid, notes=(table.note,), on_row=lambda row, at: paper.anchor(shorts[row], at))
    draw_blocks(paper, "Findings", y, [block])


def _for_paper(table: Table) -> Table:
    """Where each stands in one column, and how far it is; accepted findings say by whom, until when and why.

    A map is named only where it is a future one.
    """
    keys = ("id", "severity", "message", "recommendation", "owner", "due", "stream", "map", "state", "plan", "accepted")
    kept = table.only(*keys)
    rows = []
    for short, severity, message, todo, owner, due, stream, held, state, plan, accepted in kept.rows:
        where = " · ".join(str(each) for each in (stream, held if state == "future" else None) if each) or held
        said = "accepted" if accepted else f"plan: {plan}" if plan else "future map" if state == "future" else "open"
        rows.append((short, severity, message, accepted or todo, where, owner, due, said))
    columns = (*kept.columns[:4], Column("where", "Where"), *kept.columns[4:6], Column("state", "State"))
    return replace(kept, columns=columns, rows=tuple(rows))


def _due(value: Cell) -> str:
    """A day in few letters: `8 May 26`; nothing where none is set."""
    return f"{value.day}\N{NO-BREAK SPACE}{value:%b}\N{NO-BREAK SPACE}{value:%y}" if isinstance(value, date) else ""


def _lead(report: Report) -> str:
    counts = Counter(each.severity for each in report.analysis.findings if not each.future)
    accepted = f" {len(report.analysis.accepted)} accepted." if report.analysis.accepted else ""
    if not report.analysis.findings and not accepted:
        return "No findings. As the model grows, what is wrong or missing is listed here."
    parts = [f"{counts[each]} {each.word}" for each in Severity if counts[each]]
    said = (
        f"{plural(sum(counts.values()), 'finding')}: {', '.join(parts)}." if parts else "No findings in today's maps."
    )
    later = sum(each.future for each in report.analysis.findings)
    return (f"{said} {later} more of future maps." if later else said) + accepted
