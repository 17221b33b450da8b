"""One page a stream: what it takes, three figures, what matters most."""

from __future__ import annotations

from vsmstudio.analysis.results import Finding, MapAnalysis
from vsmstudio.export.in_short import in_short
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.marks import severity
from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, RIGHT, STRONG, Paper, Piece
from vsmstudio.export.pdf.tiles import Tile, draw_tiles
from vsmstudio.export.sentences import asked_of, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.findings import of_stream
from vsmstudio.export.tables.words import kept, plural
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.notation import text

MOST, LEAST = 5, 3


def draw_summary(paper: Paper, report: Report, stream: ValueStream, held_map: Map, held: MapAnalysis) -> None:
    """The page of one stream's current map."""
    several = len(report.document.streams) > 1
    title = f"Summary: {stream.name}" if several else "Summary"
    name = text.shorten(stream.name, LEAD, MIDDLE / 2)
    y = paper.open_page(title, first_sentence(report.document, name, held_map, held))
    if held.figures.steps == 0:
        return
    y = _tiles(paper, report, held, y + 2)
    if beside := beside_the_headline(report.document, held):
        y = paper.paragraph(LEFT, y + 7, MIDDLE, " ".join(beside), BODY, "muted")
    if short := in_short(report.document, report.analysis, report.on, held_map):
        said = " ".join(f"{subject}: {sentence}" for subject, sentence in short)
        y = paper.paragraph(LEFT, y + 5, MIDDLE, said, BODY, "muted")
    found = of_stream(report.document, report.analysis, stream.id)
    asked = asked_of(report.document, report.analysis, held_map)
    y = _what_matters(paper, found, y + 14, paper.bottom - (_box_height(asked) + 14 if asked else 0.0))
    _decisions(paper, asked, y + 14)


def _tiles(paper: Paper, report: Report, held: MapAnalysis, y: float) -> float:
    return draw_tiles(paper, y, [Tile(*each) for each in headlines(report.document, held)])


def _what_matters(paper: Paper, found: tuple[tuple[str, Finding], ...], y: float, end: float) -> float:
    """The first findings, as many as fit above `end`, where what is asked begins; three of them in any case."""
    paper.write(Piece(LEFT, y + STRONG, "What matters most", STRONG, bold=True))
    y += STRONG + 8
    if not found:
        return paper.paragraph(LEFT, y, MIDDLE, "Nothing stands out: no finding concerns this stream.", BODY, "muted")
    paper.line(LEFT, y, RIGHT, y)
    message_at, advice_at = LEFT + 84, LEFT + 470
    shown = 0
    for short, finding in found[:MOST]:
        message = text.wrap(kept(finding.message), BODY + 0.5, advice_at - message_at - 16, False, 3)
        advice = text.wrap(kept(finding.recommendation), BODY, RIGHT - advice_at - 36, False, 3)
        rows = max(len(message), len(advice), 1)
        if y + 10 + rows * 12.5 > (end if shown >= LEAST else paper.bottom) - 16:
            break
        shown += 1
        severity(paper, LEFT + 2, y + 15, finding.severity.word)
        pieces = [Piece(message_at, y + 15 + row * 12.5, line, BODY + 0.5) for row, line in enumerate(message)]
        pieces += [Piece(advice_at, y + 15 + row * 12.5, line, BODY, "muted") for row, line in enumerate(advice)]
        paper.write_all([*pieces, Piece(RIGHT, y + 15, short, BODY, "accent", bold=True, align="right")])
        paper.link(short, RIGHT - 24, y + 4, 24, 16)
        y += 10 + rows * 12.5
        paper.line(LEFT, y, RIGHT, y)
    if len(found) > shown:
        more = f"{plural(len(found) - shown, 'more finding')} in the register."
        y = paper.paragraph(LEFT, y + 4, MIDDLE, more, BODY, "muted")
    return y


def _box_height(asked: list[str]) -> float:
    return 34 + len(asked) * 14.0


def _decisions(paper: Paper, asked: list[str], y: float) -> None:
    """What we ask of the client, in one box."""
    if not asked:
        return
    lines = [text.shorten(each, BODY + 0.5, MIDDLE - 40) for each in asked]
    height = _box_height(asked)
    y = max(y, min(paper.bottom - height, y + 30))
    if y + height > paper.bottom:
        return
    paper.box(LEFT, y, MIDDLE, height, fill="accent_soft", radius=3)
    paper.write(Piece(LEFT + 14, y + 20, "What we ask of you", STRONG, bold=True))
    for row, line in enumerate(lines):
        paper.disc(LEFT + 16, y + 33.5 + row * 14.0, 1.5, "accent")
        paper.write(Piece(LEFT + 24, y + 37 + row * 14.0, line, BODY + 0.5))
