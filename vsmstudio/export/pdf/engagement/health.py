"""The health check of twelve months: four questions, each with its answer."""

from __future__ import annotations

from vsmstudio.analysis.engagement.health import HealthAnswer, health
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.joined import open_section
from vsmstudio.export.pdf.marks import diamond
from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, STRONG, Paper, Piece
from vsmstudio.model.records import Improvement, Stakeholder, Workshop
from vsmstudio.notation import text

_TALL, _GAP = 132.0, 14.0


def draw_health(paper: Paper, report: Report) -> None:
    """Four fields; left out while the engagement holds neither workshops nor improvements nor an agreement on value."""
    document = report.document
    begun = (bool(document.all(kind)) for kind in (Workshop, Improvement, Stakeholder))
    if not any(begun) and not document.engagement.value_definition.strip():
        return
    answers = health(document, report.on)
    y = open_section(paper, "Health check", _lead(answers), 4 + 2 * _TALL + _GAP) + 4
    wide = (MIDDLE - _GAP) / 2
    for at, each in enumerate(answers):
        _field(paper, each, LEFT + (at % 2) * (wide + _GAP), y + (at // 2) * (_TALL + _GAP), wide)


def _lead(answers: tuple[HealthAnswer, ...]) -> str:
    count = sum(each.yes for each in answers)
    if count == len(answers):
        return "All four questions of the last 12 months are answered with yes."
    if not count:
        return "None of the four questions of the last 12 months is answered with yes."
    first = next(each for each in answers if not each.yes)
    return f"{count} of the four questions of the last 12 months {'is' if count == 1 else 'are'} answered with yes. {first.todo}."


def _field(paper: Paper, answer: HealthAnswer, x: float, y: float, wide: float) -> None:
    paper.box(
        x, y, wide, _TALL, fill="head" if answer.yes else "gap_soft", stroke="" if answer.yes else "gap_line", radius=3
    )
    cx, cy = x + 26, y + 27
    color = "good" if answer.yes else "gap"
    if answer.yes:
        paper.disc(cx, cy, 10, color)
        for (x1, y1), (x2, y2) in (((-4.6, 0.2), (-1.4, 3.6)), ((-1.4, 3.6), (5, -4))):
            paper.line(cx + x1, cy + y1, cx + x2, cy + y2, "sheet", 2.0)
    else:
        diamond(paper, cx, cy, color, 10)
    paper.write(Piece(x + 48, y + 33, "Yes" if answer.yes else "Not yet", 17, color, bold=True))
    lines = text.wrap(answer.question, LEAD, wide - 32, True, 2)
    pieces = [Piece(x + 16, y + 59 + at * 15, line, LEAD, bold=True) for at, line in enumerate(lines)]
    under = y + 60 + len(lines) * 15
    said = text.wrap(f"{answer.sentence}.", STRONG if answer.yes else BODY, wide - 32, False, 2)
    size = STRONG if answer.yes else BODY
    pieces += [Piece(x + 16, under + at * 13, line, size, "muted") for at, line in enumerate(said)]
    if answer.todo:
        todo = text.wrap(f"{answer.todo}.", BODY, wide - 32, False, 2)
        below = under + len(said) * 13
        pieces += [Piece(x + 16, below + at * 12, line, BODY) for at, line in enumerate(todo)]
    paper.write_all(pieces)
