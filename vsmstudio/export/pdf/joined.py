"""Small sections that follow one another on a page, so that few rows have no sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.export.pdf.blocks import Block, draw_blocks, least_height
from vsmstudio.export.pdf.paper import LEAD, LEFT, MIDDLE, RIGHT, Paper, Piece, paragraph_height

_SIZE, _ABOVE = 15.0, 30.0  # of a heading inside a page; the space over it, with a line in its middle


def open_section(paper: Paper, title: str, lead: str, height: float) -> float:
    """A section whose content is so high: under the last one where all of it fits there, else on a page of its own.

    Where its content begins.
    """
    over = _ABOVE + _SIZE * 1.3 + paragraph_height(lead, MIDDLE, LEAD) + 8
    end = paper.end
    if end is None or end + over + height > paper.bottom:
        return paper.open_page(title, lead)
    paper.bookmark(title, 0)
    paper.line(LEFT, end + _ABOVE / 2, RIGHT, end + _ABOVE / 2, "outline", 0.9)
    y = end + _ABOVE + _SIZE
    paper.write(Piece(LEFT, y, title, _SIZE, bold=True))
    return paper.paragraph(LEFT, y + _SIZE * 0.3, MIDDLE, lead, LEAD, "muted") + 8


def draw_section(paper: Paper, title: str, lead: str, blocks: Sequence[Block]) -> None:
    """A section of tables alone."""
    y = open_section(paper, title, lead, least_height(blocks))
    draw_blocks(paper, title, y, blocks)
