"""The table of contents: a page after the cover that is filled when all pages are drawn, as only then their numbers are known."""

from __future__ import annotations

from vsmstudio.export.pdf.paper import BODY, LEAD, LEFT, MIDDLE, RIGHT, SMALL, TOP, WIDTH, Paper, Piece
from vsmstudio.export.tables.words import plural
from vsmstudio.notation import text

_FORM, _KEY = "contents", "contents-{}"
_PITCH, _GAP, _FIRST = 14.6, 36.0, TOP + 62.0


def rows_of(paper: Paper) -> int:
    """How many lines a column has."""
    return int((paper.bottom - _FIRST) / _PITCH)


def open_contents(paper: Paper) -> None:
    """The page itself, with links that `fill_contents` gives their ends."""
    paper.open_page("Contents", level=0, key="contents")
    paper.canvas.doForm(_FORM)
    rows = rows_of(paper)
    for at in range(2 * rows):
        x, y, wide = _place(at, rows)
        paper.canvas.bookmarkPage(_KEY.format(at))  # until a section takes it, a place leads nowhere else
        paper.link(_KEY.format(at), x, y, wide, _PITCH)
    paper.on_section = lambda at: paper.canvas.bookmarkPage(_KEY.format(at)) if at < 2 * rows else None


def fill_contents(paper: Paper) -> None:
    """Write the sections with their pages, once all are drawn and the last page is closed."""
    sections, pages, rows = paper.sections, paper.page, rows_of(paper)
    paper.canvas.beginForm(_FORM, 0, 0, WIDTH, paper.height)
    shown = sections if len(sections) <= 2 * rows else sections[: 2 * rows - 1]
    paper.write(Piece(LEFT, TOP + 41, _lead(pages, sum(level > 0 for level, *_ in sections)), LEAD, "muted"))
    pieces = []
    for at, (level, title, page) in enumerate(shown):
        x, y, wide = _place(at, rows)
        indent = 12.0 * min(max(level - 1, 0), 2)
        size, color, bold = (BODY + 0.5, "ink", True) if not level else (BODY, "ink" if level == 1 else "muted", False)
        name = text.shorten(title, size, wide - indent - 34, bold)
        pieces += [
            Piece(x + indent, y + 10.5, name, size, color, bold),
            Piece(x + wide, y + 10.5, page, size, color, bold, "right"),
        ]
        paper.line(x, y + _PITCH, x + wide, y + _PITCH, *(() if level else ("outline", 0.9)))
    if len(shown) < len(sections):
        x, y, _ = _place(2 * rows - 1, rows)
        words = f"{len(sections) - len(shown)} more lines stand in the bookmarks of the file."
        pieces.append(Piece(x, y + 10.5, words, SMALL, "muted"))
    paper.write_all(pieces)
    paper.canvas.endForm()


def _lead(pages: int, sections: int) -> str:
    return f"{plural(sections, 'section')} on {plural(pages, 'page')}. Every line leads to its page."


def _place(at: int, rows: int) -> tuple[float, float, float]:
    """Left and upper edge of a line, and its width: down the first column, then down the second."""
    wide = (MIDDLE - _GAP) / 2
    column, row = divmod(at, rows)
    return (LEFT if not column else RIGHT - wide), _FIRST + row * _PITCH, wide
