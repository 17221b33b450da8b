"""The register: every finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from vsmstudio.analysis.results import Severity
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import severity_mark
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.findings import findings
from vsmstudio.export.tables.table import Table
from vsmstudio.export.tables.words import plural


def draw_register(paper: Paper, report: Report) -> None:
    """All findings by rank, each with what to do; summaries link to its rows."""
    table = _with_acceptances(findings(report.document, report.analysis))
    y = paper.open_page("Findings", _lead(report))
    if not table.rows:
        return
    shorts = [str(each) for each in table.values("id")]
    cols = [
        Col("id", 30, color="accent", bold=True),
        Col("severity", 66, mark=severity_mark),
        Col("message", 250, lines=24),
        Col("recommendation", 200, color="muted", lines=24),
        Col("stream", 84),
        Col("map", 74, color="muted"),
        Col("rule", 104, size=7.5, color="muted"),
    ]
    grid = Grid(table, spread(cols, MIDDLE), report.calendar)
    block = Block(grid, notes=(table.note,), on_row=lambda row, at: paper.anchor(shorts[row], at))
    draw_blocks(paper, "Findings", y, [block])


def _with_acceptances(table: Table) -> Table:
    """Accepted findings say by whom, until when and why, instead of what to do."""
    todo, said = table.at("recommendation"), table.values("accepted")
    rows = [
        (*row[:todo], accepted, *row[todo + 1 :]) if accepted else row
        for row, accepted in zip(table.rows, said, strict=True)
    ]
    return replace(table, rows=tuple(rows))


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
