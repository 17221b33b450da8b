"""The table of contents: after the cover, filled when all pages are drawn, as only then their numbers are known."""

from __future__ import annotations

import math

from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, RIGHT, SMALL, TOP, WIDTH, Paper, Piece
from vsmstudio.export.tables.words import plural
from vsmstudio.notation import text

_FORM, _KEY = "contents-page-{}", "contents-{}"
_PITCH, _GAP, _FIRST = 14.6, 36.0, TOP + 62.0


class Contents:
    """Pages with two columns of lines, which lead to sections once `fill` has said which."""

    def __init__(self, paper: Paper, least: int = 0) -> None:
        """Open the pages: one, or as many as `least` lines need that there will be in any case."""
        self._paper = paper
        self._rows = int((paper.bottom - _FIRST) / _PITCH)
        self._pages = max(1, math.ceil(least / (2 * self._rows)))
        for page in range(self._pages):
            if page:
                paper.continued("Contents")
            else:
                paper.open_page("Contents", level=0, key="contents")
            paper.canvas.doForm(_FORM.format(page))
            for at in range(page * 2 * self._rows, (page + 1) * 2 * self._rows):
                x, y, wide = self._place(at)
                paper.canvas.bookmarkPage(_KEY.format(at))  # until a section takes it, a place leads nowhere else
                paper.link(_KEY.format(at), x, y, wide, _PITCH)
        self._places: list[int] = []  # of each section
        paper.on_section = self._take_place

    @property
    def most(self) -> int:
        """How many lines there is room for."""
        return 2 * self._rows * self._pages

    def _take_place(self, level: int) -> None:
        """A part's heading never stands alone at the foot of a column."""
        at = self._places[-1] + 1 if self._places else 0
        if level == 0 and at % self._rows == self._rows - 1:
            at += 1
        self._places.append(at)
        if at < self.most:
            self._paper.canvas.bookmarkPage(_KEY.format(at))

    def fill(self) -> None:
        """Write the sections with their pages, once all are drawn and the last page is closed."""
        paper, sections = self._paper, self._paper.sections
        paper.back_to_sheet()
        whole = not self._places or self._places[-1] < self.most
        shown = {at: each for at, each in zip(self._places, sections, strict=True) if at < self.most - (not whole)}
        for page in range(self._pages):
            paper.canvas.beginForm(_FORM.format(page), 0, 0, WIDTH, paper.height)
            first = page * 2 * self._rows
            if not page:
                words = _lead(paper.page, sum(level > 0 for level, *_ in sections))
                paper.write(Piece(LEFT, TOP + 41, words, LEAD, "muted"))
            for at in range(first, first + 2 * self._rows):
                if at in shown:
                    self._line(at, *shown[at])
            if page == self._pages - 1 and not whole:
                x, y, _ = self._place(self.most - 1)
                words = f"{len(sections) - len(shown)} more lines stand in the bookmarks of the file."
                paper.write(Piece(x, y + 10.5, words, SMALL, "muted"))
            paper.canvas.endForm()

    def _line(self, at: int, level: int, title: str, page: str) -> None:
        x, y, wide = self._place(at)
        indent = 12.0 * min(max(level - 1, 0), 2)
        size, color, bold = (BODY + 0.5, "ink", True) if not level else (BODY, "ink" if level == 1 else "muted", False)
        name = text.shorten(title, size, wide - indent - 34, bold)
        self._paper.write(
            Piece(x + indent, y + 10.5, name, size, color, bold),
            Piece(x + wide, y + 10.5, page, size, color, bold, "right"),
        )
        self._paper.line(x, y + _PITCH, x + wide, y + _PITCH, *(() if level else ("outline", 0.9)))

    def _place(self, at: int) -> tuple[float, float, float]:
        """Left and upper edge of a line, and its width: down the first column of its page, then down the second."""
        wide = (MIDDLE - _GAP) / 2
        column, row = divmod(at % (2 * self._rows), self._rows)
        return (LEFT if not column else RIGHT - wide), _FIRST + row * _PITCH, wide


def _lead(pages: int, sections: int) -> str:
    return f"{plural(sections, 'section')} on {plural(pages, 'page')}. Every line leads to its page."
