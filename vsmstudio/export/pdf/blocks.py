"""Tables one under another on the pages of a section, spaced so that they break seldom and leave no stray row behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vsmstudio.export.pdf.paper import BODY, FRESH, LEFT, MIDDLE, SMALL, STRONG, Paper, paragraph_height
from vsmstudio.export.pdf.tabling import Grid

GAPS = (4.0, 3.3, 2.7, 2.0, 1.5)  # around the text of a row: as wide as it can be without another page
LEAST_ROWS = 3  # of a table on any page, where it has as many
_BETWEEN, _BEFORE_NOTE = 14.0, 4.0


@dataclass(frozen=True)
class Block:
    """A table with what belongs to it: a heading, a small line under it, notes at the end. It stays together if it can.

    `on_row` is told each row's index and upper edge.
    """

    grid: Grid
    heading: str = ""
    above: str = ""
    notes: tuple[str, ...] = ()
    on_row: Callable[[int, float], None] | None = None

    @cached_property
    def before(self) -> float:
        """The height of heading and small line."""
        heading = STRONG + 5.0 if self.heading else 0.0
        return heading + (paragraph_height(self.above, MIDDLE, SMALL) if self.above else 0.0)

    @cached_property
    def after(self) -> float:
        """The height of the notes."""
        return sum(_BEFORE_NOTE + paragraph_height(note, MIDDLE, BODY) for note in self.notes)


def draw_blocks(paper: Paper, title: str, y: float, blocks: Sequence[Block], movable: bool = False) -> None:
    """Draw the tables from `y` downwards, over as many pages as they need; `title` heads further ones.

    `movable`: something else stands above, so that the first table too may move to a page of its own.
    """
    gap = min(GAPS, key=lambda each: _pages(blocks, y, each, movable, paper.bottom))
    for index, block in enumerate(blocks):
        y += _BETWEEN if index else 0.0
        moved, parts = _parts(block, y, gap, movable or bool(index), paper.bottom)
        if moved:
            y = paper.continued(title)
        y = _draw_before(paper, block, y)
        for number, (first, last) in enumerate(parts):
            if number:
                y = paper.continued(title)
            y = block.grid.draw_head(paper, y, gap)
            for row in range(first, last):
                if block.on_row:
                    block.on_row(row, y)
                y = block.grid.draw_row(paper, row, y, gap)
        for note in block.notes:
            y = paper.flowing(note, y + _BEFORE_NOTE, title, "muted")
    paper.end = y


def least_height(blocks: Sequence[Block]) -> float:
    """How much room the tables need at least, one under another on one page."""
    return sum(
        block.before + _height(block, 0, len(block.grid.table.rows), GAPS[-1]) + block.after + _BETWEEN
        for block in blocks
    )


def _draw_before(paper: Paper, block: Block, y: float) -> float:
    top = y
    if block.heading:
        y = paper.heading(block.heading, y)
    if block.above:
        paper.paragraph(LEFT, y, MIDDLE, block.above, SMALL, "muted")
    return top + block.before


def _pages(blocks: Sequence[Block], y: float, gap: float, movable: bool, bottom: float) -> int:
    """How many pages the tables take at a gap."""
    pages = 1
    for index, block in enumerate(blocks):
        y += _BETWEEN if index else 0.0
        moved, parts = _parts(block, y, gap, movable or bool(index), bottom)
        pages += moved + len(parts) - 1
        top = FRESH if moved or len(parts) > 1 else y
        first, last = parts[-1]
        y = top + (block.before if len(parts) == 1 else 0.0) + _height(block, first, last, gap) + block.after
    return pages


def _height(block: Block, first: int, last: int, gap: float) -> float:
    return block.grid.head_height(gap) + sum(block.grid.row_height(row, gap) for row in range(first, last))


def _parts(block: Block, y: float, gap: float, movable: bool, bottom: float) -> tuple[bool, list[tuple[int, int]]]:
    """Does a block that would begin at `y` move to a page of its own, and the rows that stand on each of its pages."""
    count = len(block.grid.table.rows)
    whole = block.before + _height(block, 0, count, gap) + block.after
    if y + whole <= bottom:
        return False, [(0, count)]
    if movable and FRESH + whole <= bottom:
        return True, [(0, count)]
    parts = _cut(block, y + block.before, gap, bottom)
    if movable and parts[0][1] < min(LEAST_ROWS, count):
        return True, _cut(block, FRESH + block.before, gap, bottom)
    return False, parts


def _cut(block: Block, y: float, gap: float, bottom: float) -> list[tuple[int, int]]:
    """The rows for each page, its header from `y` on, from `FRESH` on further pages; the last two evened out if need be."""
    count, head = len(block.grid.table.rows), block.grid.head_height(gap)
    heights = [block.grid.row_height(row, gap) for row in range(count)]
    starts, used = [0], y + head
    for row, height in enumerate(heights):
        needed = height + (block.after if row == count - 1 else 0.0)
        if used + needed > bottom and row > starts[-1]:
            starts.append(row)
            used = FRESH + head
        used += height
    if len(starts) > 1:
        short = (bottom - FRESH) / 3
        while starts[-1] - starts[-2] > LEAST_ROWS and (
            count - starts[-1] < LEAST_ROWS or sum(heights[starts[-1] :]) < short
        ):
            starts[-1] -= 1
    return list(zip(starts, [*starts[1:], count], strict=True))
