"""What suppliers are paid for, what customers pay, and the applications behind services."""

from __future__ import annotations

from vsmstudio.analysis.money_results import Money, Standing
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.money import quiet
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.contracts import applications, contracts
from vsmstudio.export.tables.costs import revenue
from vsmstudio.export.tables.words import plural, yearly


def draw_suppliers(paper: Paper, report: Report) -> None:
    """Contracts, revenue, applications; nothing where there are none."""
    agreed = contracts(report.document, report.analysis)
    paid = revenue(report.document, report.analysis)
    used = applications(report.document)
    blocks = []
    unit = yearly(report.document)
    if agreed.rows:
        cols = [
            Col("contract", 130, bold=True),
            Col("supplier", 92),
            Col("value", 70, align="right"),
            Col("start", 92, color="muted"),
            Col("end", 96),
            Col("notice", 44, color="muted"),
            Col("standing", 56, "Standing"),
            Col("services", 150),
            Col("unassigned", 70, align="right", write=quiet),
        ]
        blocks.append(Block(Grid(agreed, spread(cols, MIDDLE), report.calendar), "Contracts", unit, (agreed.note,)))
    if paid.rows:
        cols = [Col("customer", 180, bold=True), Col("service", 180), Col("amount", 100, align="right"),
                Col("notes", 290, color="muted", write=blank)]  # fmt: skip
        blocks.append(Block(Grid(paid, spread(cols, MIDDLE), report.calendar), "Revenue", unit))
    if used.rows:
        cols = [Col("application", 170, bold=True), Col("owner", 190, write=lambda value: str(value or "Nobody")),
                Col("lifecycle", 90, write=blank), Col("services", 300, write=lambda value: str(value or "nothing"))]  # fmt: skip
        blocks.append(Block(Grid(used, spread(cols, MIDDLE), report.calendar), "Applications"))
    if not blocks:
        return
    title = "Contracts, revenue and applications"
    y = paper.open_page(title, _contracts_lead(report.analysis.money), level=1)
    draw_blocks(paper, title, y, blocks)


def _contracts_lead(held: Money) -> str:
    if not held.contracts:
        return "What customers pay, and what the services are made of."
    running = sum(each.standing is Standing.RUNNING for each in held.contracts.values())
    ended = sum(each.standing is Standing.ENDED for each in held.contracts.values())
    said = f"{running} of {plural(len(held.contracts), 'contract')} {'runs' if running == 1 else 'run'}"
    return f"{said}; {ended} {'has' if ended == 1 else 'have'} ended." if ended else f"{said}."
