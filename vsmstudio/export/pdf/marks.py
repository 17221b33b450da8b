"""Marks that carry a meaning by their shape: severities and ownership."""

from __future__ import annotations

from vsmstudio.analysis.results import Severity
from vsmstudio.export.pdf.paper import BODY, Paper, Piece
from vsmstudio.export.pdf.tabling import PAD, Mark
from vsmstudio.export.tables.owners import ACCOUNTABLE, MISPLACED, VACANT
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import percent
from vsmstudio.notation.text import cap_height

_COLORS = {"critical": "critical", "high": "critical", "medium": "gap", "low": "muted"}


def diamond(paper: Paper, cx: float, cy: float, color: str, r: float = 3.6) -> None:
    """◆ around a point."""
    paper.area(((cx, cy - r), (cx + r, cy), (cx, cy + r), (cx - r, cy)), color)


def severity(paper: Paper, x: float, baseline: float, word: str, size: float = BODY) -> None:
    """◆ critical (in a ring) and high, ▲ medium, ● low, and the word."""
    color = _COLORS.get(word, "muted")
    cx, cy, r = x + size * 0.45, baseline - cap_height(size) / 2, size * (0.3 if word == "critical" else 0.42)
    if word in {"critical", "high"}:
        diamond(paper, cx, cy, color, r)
        if word == "critical":
            paper.ring(cx, cy, size * 0.5, color)
    elif word == "medium":
        paper.area(((cx, cy - r * 0.9), (cx + r, cy + r * 0.8), (cx - r, cy + r * 0.8)), color)
    else:
        paper.disc(cx, cy, r * 0.75, color)
    paper.write(Piece(x + size * 1.25, baseline, word.capitalize(), size, color, bold=True))


def severity_mark(value: Cell) -> Mark | None:
    """The mark of a table cell that holds a severity's word."""
    if not isinstance(value, str) or value not in {each.word for each in Severity}:
        return None

    def mark(paper: Paper, x: float, baseline: float, _width: float) -> None:
        severity(paper, x + PAD, baseline, value)

    return mark


def share_bar(value: Cell, longest: float, color: str = "critical") -> Mark | None:
    """A share in words and as a bar, as long as the cell where it is the `longest`."""
    if not isinstance(value, (int, float)):
        return None

    def mark(paper: Paper, x: float, baseline: float, width: float) -> None:
        cy, room = baseline - cap_height(BODY) / 2, width - 2 * PAD - 38
        paper.write(Piece(x + PAD + 32, baseline, percent(value), BODY, align="right"))
        if value > 0:
            paper.box(x + PAD + 38, cy - 3.5, max(room * min(value / longest, 1.0), 0.8), 7, fill=color, radius=0)

    return mark


def ownership_mark(value: Cell) -> Mark | None:
    """The mark of a matrix cell: a dot; a diamond with its word where misplaced; a ring with its word where vacant."""
    if value not in {ACCOUNTABLE, MISPLACED, VACANT}:
        return None

    def mark(paper: Paper, x: float, baseline: float, width: float) -> None:
        cx, cy = x + width / 2, baseline - cap_height(BODY) / 2
        if value == ACCOUNTABLE:
            paper.disc(cx, cy, 3.6, "accent")
            return
        word = str(value).split(" ", 1)[1]
        color, left = "gap", x + width / 2 - 22
        if value == MISPLACED:
            diamond(paper, left, cy, color)
        else:
            paper.ring(left, cy, 3.2, color)
        paper.write(Piece(left + 7, cy + cap_height(7.5) / 2, word, 7.5, color, bold=True))

    return mark


def nobody_mark(value: Cell) -> Mark | None:
    """A diamond and the word `nobody`."""
    if value is None:
        return None

    def mark(paper: Paper, x: float, baseline: float, _width: float) -> None:
        cx, cy = x + PAD + 4, baseline - cap_height(BODY) / 2
        diamond(paper, cx, cy, "gap")
        paper.write(Piece(cx + 7, cy + cap_height(8) / 2, "nobody", 8, "gap", bold=True))

    return mark
