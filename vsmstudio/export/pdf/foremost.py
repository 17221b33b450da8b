"""What stands on every summary: the findings that matter most, and what is asked of the client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsmstudio.analysis.results import Finding
from vsmstudio.export.pdf.marks import severity
from vsmstudio.export.pdf.paper import BODY, LEFT, MIDDLE, RIGHT, STRONG, Paper, Piece
from vsmstudio.export.tables.words import kept, plural
from vsmstudio.notation import text

MOST, LEAST = 5, 3
_WORDS, _SIZE, _LINES = 24.0, BODY + 0.5, 6  # how far the box's words stand in; their size; lines of one that is alone
_MESSAGE, _ADVICE, _AFTER = 72.0, 474.0, 18.0  # where the columns begin, and the line under the last finding


class _Density(NamedTuple):
    """How a finding is set: the size of its words, between its lines, around them, at most how many."""

    size: float
    pitch: float
    pad: float
    lines: int


_DENSITIES = (
    _Density(_SIZE, 12.5, 10, 3),
    _Density(BODY, 11.4, 6.4, 3),
    _Density(8.5, 10.8, 5.2, 2),
    _Density(8, 9.8, 4, 2),
    _Density(8, 9.8, 4, 1),
)


class _Row(NamedTuple):
    short: str
    finding: Finding
    message: tuple[str, ...]
    advice: tuple[str, ...]
    height: float


def draw_foremost(
    paper: Paper, found: Sequence[tuple[str, Finding]], y: float, end: float, nothing: str, count: int = 0
) -> float:
    """The five findings that rank first, above `end`, where what is asked begins, as roomy as they can be.

    `count` is how many there are in all; `nothing` what is said where there is none.
    """
    paper.write(Piece(LEFT, y + STRONG, "What matters most", STRONG, bold=True))
    y += STRONG + 8
    if not found:
        return paper.paragraph(LEFT, y, MIDDLE, nothing, BODY, "muted")
    paper.line(LEFT, y, RIGHT, y)
    room = end - y - _AFTER
    for density in _DENSITIES:
        rows = [_row(*each, density) for each in found[:MOST]]
        if sum(row.height for row in rows) <= room:
            break
    shown = 0
    for row in rows:
        if y + row.height > (end if shown >= LEAST else paper.bottom) - _AFTER + 4:
            break
        y = _draw(paper, row, y, density)
        shown += 1
    more = max(count, len(found)) - shown
    if more > 0:
        where = " in the workbook" if "findings" in paper.options.left_out else " in the register"
        y = paper.paragraph(LEFT, y + 4, MIDDLE, f"{plural(more, 'more finding')}{where}.", BODY, "muted")
    return y


def _row(short: str, finding: Finding, density: _Density) -> _Row:
    wide = _ADVICE - _MESSAGE - 16
    message = text.wrap(kept(finding.message), density.size, wide, False, density.lines)
    advice = text.wrap(kept(finding.recommendation), density.size - 0.5, MIDDLE - _ADVICE - 36, False, density.lines)
    height = density.pad + max(len(message), len(advice), 1) * density.pitch
    return _Row(short, finding, message, advice, height)


def _draw(paper: Paper, row: _Row, y: float, density: _Density) -> float:
    """One finding from `y` downwards; the y under it."""
    size, pitch = density.size, density.pitch
    first = y + density.pad / 2 + size + 0.5
    severity(paper, LEFT + 2, first, row.finding.severity.word, min(BODY, size))
    pieces = [Piece(LEFT + _MESSAGE, first + at * pitch, line, size) for at, line in enumerate(row.message)]
    pieces += [
        Piece(LEFT + _ADVICE, first + at * pitch, line, size - 0.5, "muted") for at, line in enumerate(row.advice)
    ]
    paper.write_all([*pieces, Piece(RIGHT, first, row.short, BODY, "accent", bold=True, align="right")])
    if "findings" not in paper.options.left_out:
        paper.link(row.short, RIGHT - 24, first - 11, 24, 16)
    y += row.height
    paper.line(LEFT, y, RIGHT, y)
    return y


def asks_height(asked: Sequence[str]) -> float:
    """How high the box is; 0 where nothing is asked."""
    return 34 + sum(len(lines) for lines in _wrapped(asked)) * 14.0 if asked else 0.0


def draw_asks(paper: Paper, asked: Sequence[str], y: float) -> None:
    """What we ask of the client, in one box, low on the page; nothing where it does not fit."""
    if not asked:
        return
    height = asks_height(asked)
    y = max(y, min(paper.bottom - height, y + 30))
    if y + height > paper.bottom + 0.5:
        return
    paper.box(LEFT, y, MIDDLE, height, fill="accent_soft", radius=3)
    paper.write(Piece(LEFT + 14, y + 20, "What we ask of you", STRONG, bold=True))
    row = 0
    for lines in _wrapped(asked):
        paper.disc(LEFT + 16, y + 33.5 + row * 14.0, 1.5, "accent")
        for line in lines:
            paper.write(Piece(LEFT + _WORDS, y + 37 + row * 14.0, line, _SIZE))
            row += 1


def _wrapped(asked: Sequence[str]) -> list[tuple[str, ...]]:
    lines = max(2, _LINES // max(len(asked), 1))
    return [text.wrap(kept(each), _SIZE, MIDDLE - _WORDS - 14, lines=lines) for each in asked]
