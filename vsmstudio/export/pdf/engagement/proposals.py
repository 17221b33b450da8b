"""Who should own what is owned in the wrong place, or by nobody, and what the room holds against it."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.engagement.proposals import Proposal, proposals
from vsmstudio.export.pdf.blocks import Block
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.plain import somebody, table
from vsmstudio.export.pdf.joined import draw_section
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day, plural
from vsmstudio.model.records import Objection, Service

_PARTS = {"streams": "Value streams", "services": "Services"}


def draw_proposals(paper: Paper, report: Report) -> None:
    """Streams, then services, each with who owns it now and who is proposed; left out where all is in its place."""
    found = proposals(report.document, report.analysis)
    if not found:
        return
    title = "Owners proposed"
    blocks = [
        _block(report, own, heading)
        for part, heading in _PARTS.items()
        if (own := [each for each in found if each.part == part])
    ]
    draw_section(paper, title, _lead(found), blocks)


def _lead(found: Sequence[Proposal]) -> str:
    named = sum(each.proposed is not None for each in found)
    noted = sum(each.objection is not None for each in found)
    counted = plural(len(found), "stream or service", "streams and services")
    said = f"{counted} {'is' if len(found) == 1 else 'are'} owned in the wrong place or by nobody"
    if named == len(found):
        said += f"; an owner is proposed for {'it' if named == 1 else 'each'}"
    elif named:
        said += f"; an owner is proposed for {named} of them"
    else:
        said += "; first somebody on the business side has to be named"
    return f"{said}. The room noted why {noted} {'stays' if noted == 1 else 'stay'} for now." if noted else f"{said}."


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


def objection_words(held: Objection | None) -> str | None:
    """Why an owner stays: the reason, what was said, by whom and when."""
    if held is None:
        return None
    said = (
        f"{held.reason.value.capitalize()}: {held.why.strip()}" if held.why.strip() else held.reason.value.capitalize()
    )
    by = ", ".join(each for each in (held.by.strip(), day(held.on)) if each)
    return f"{said.rstrip('.')} ({by})" if by else said


def _block(report: Report, own: Sequence[Proposal], heading: str) -> Block:
    document = report.document
    rows: list[list[Cell]] = []
    for each in own:
        service = document.of(Service, each.subject)
        rows.append([
            document.name(each.subject), service.kind.value if service else None, owner_words(document, each.now),
            owner_words(document, each.proposed) or each.todo or None, capital(each.why or each.finding.message),
            "Accepted as it is" if each.accepted else objection_words(each.objection),
        ])  # fmt: skip
    columns = (
        ("subject", "What"), ("kind", "Type"), ("now", "Owner now"), ("proposed", "Proposed owner"), ("why", "Why"),
        ("objection", "What is held against it"),
    )  # fmt: skip
    cols = [
        Col("subject", 128, bold=True),
        *([Col("kind", 76, color="muted", write=blank)] if any(row[1] for row in rows) else []),
        Col("now", 110, write=somebody),
        Col("proposed", 140, bold=True),
        Col("why", 190, lines=9),
        Col("objection", 150, color="muted", lines=9, write=blank),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), heading)
