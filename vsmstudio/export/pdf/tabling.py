"""Tables on paper: fixed column widths, text that wraps, pages that break between rows under a repeated header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vsmstudio.export.pdf.paper import BODY, BOTTOM, LEFT, SMALL, Align, Paper, Piece
from vsmstudio.export.tables import Cell, Kind, Table
from vsmstudio.export.tables.words import UNKNOWN, day, percent
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.notation import text

PAD, GAP = 5.0, 4.0  # beside and above the text of a cell
LEADING = 1.32
MOST_LINES = 24  # of one cell; longer texts end with an ellipsis

Mark = Callable[[Paper, float, float, float, float], None]  # paper, x, y, width, height of a cell


@dataclass(frozen=True, slots=True)
class Col:
    """A column on paper: which of the table's, how wide, and how its values are written.

    `mark` draws a cell instead of its text; `color` and `bold` may depend on the value.
    """

    key: str
    width: float
    title: str = ""
    align: Align = "left"
    size: float = BODY
    bold: bool = False
    color: str = "ink"
    write: Callable[[Cell], str] | None = None
    mark: Callable[[Cell], Mark | None] | None = None


def spread(cols: Sequence[Col], width: float) -> list[Col]:
    """The same columns, their widths scaled to fill `width`."""
    whole = sum(col.width for col in cols)
    return [replace(col, width=col.width * width / whole) for col in cols]


def shown(value: Cell, kind: Kind, calendar: Calendar) -> str:
    """A value as the report writes it; a dash where it is blank."""
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)):
        if kind is Kind.MINUTES:
            return show(value, calendar)
        return percent(value) if kind is Kind.RATIO else number(value)
    return day(value)


def draw_table(
    paper: Paper, table: Table, cols: Sequence[Col], y: float, title: str, calendar: Calendar,
    on_row: Callable[[int, float], None] | None = None, left: float = LEFT, frame_flagged: bool = True,
) -> float:  # fmt: skip
    """Draw a table from `y` downwards, over as many pages as it needs; the y under it. `title` heads further pages.

    `on_row` is told each row's index and upper edge. Flagged rows stand out by a frame.
    """
    places = [table.at(col.key) for col in cols]
    kinds = [table.columns[place].kind for place in places]
    heads = [col.title or table.columns[place].title for col, place in zip(cols, places, strict=True)]
    right = left + sum(col.width for col in cols)
    head = _Header(cols, heads, left, right)
    if y + head.height + 24 > BOTTOM:
        y = paper.continued(title)
    y = head.draw(paper, y)
    pieces: list[Piece] = []
    for index, row in enumerate(table.rows):
        cells = [_lines(row[place], kind, col, calendar) for place, kind, col in zip(places, kinds, cols, strict=True)]
        height = _row_height(cells, cols)
        if y + height > BOTTOM:
            paper.write_all(pieces)
            pieces = []
            y = head.draw(paper, paper.continued(title))
        if on_row:
            on_row(index, y)
        flagged = frame_flagged and index in table.flagged
        if flagged:
            paper.box(left, y + 0.8, right - left, height - 1.6, fill="gap_soft", stroke="gap_line", radius=2.5)
        else:
            paper.line(left, y + height, right, y + height)
        x = left
        for value, lines, col in zip((row[place] for place in places), cells, cols, strict=True):
            mark = col.mark(value) if col.mark else None
            if mark:
                mark(paper, x, y, col.width, height)
            elif lines:
                pieces += _cell(x, y, col, lines)
            x += col.width
        y += height
    paper.write_all(pieces)
    return y


def height_of(table: Table, cols: Sequence[Col], calendar: Calendar) -> float:
    """How high a table would stand on one page: for keeping a short one together."""
    places = [table.at(col.key) for col in cols]
    kinds = [table.columns[place].kind for place in places]
    rows = 0.0
    for row in table.rows:
        cells = [_lines(row[place], kind, col, calendar) for place, kind, col in zip(places, kinds, cols, strict=True)]
        rows += _row_height(cells, cols)
    return rows + SMALL * LEADING + 2 * GAP


def _row_height(cells: Sequence[Sequence[str]], cols: Sequence[Col]) -> float:
    return (
        max([BODY * 1.3, *(len(lines) * col.size * LEADING for lines, col in zip(cells, cols, strict=True))]) + 2 * GAP
    )


def _cell(x: float, y: float, col: Col, lines: Sequence[str]) -> list[Piece]:
    at = {"left": x + PAD, "center": x + col.width / 2, "right": x + col.width - PAD}[col.align]
    leading = col.size * LEADING
    first = y + GAP + col.size * 0.98
    return [
        Piece(at, first + row * leading, line, col.size, col.color, col.bold, col.align)
        for row, line in enumerate(lines)
    ]


def _lines(value: Cell, kind: Kind, col: Col, calendar: Calendar) -> tuple[str, ...]:
    words = col.write(value) if col.write else shown(value, kind, calendar)
    return text.wrap(words, col.size, col.width - 2 * PAD, col.bold, MOST_LINES)


@dataclass(frozen=True, slots=True)
class _Header:
    """The header row, wrapped; drawn anew on every page."""

    cols: Sequence[Col]
    heads: Sequence[str]
    left: float
    right: float

    @property
    def height(self) -> float:
        return max(len(self._wrapped(index)) for index in range(len(self.cols))) * SMALL * LEADING + 2 * GAP

    def draw(self, paper: Paper, y: float) -> float:
        height, x = self.height, self.left
        pieces = []
        for index, col in enumerate(self.cols):
            lines, size = self._wrapped(index), self._size(index)
            at = {"left": x + PAD, "center": x + col.width / 2, "right": x + col.width - PAD}[col.align]
            first = y + height - GAP - (len(lines) - 1) * SMALL * LEADING - 1
            pieces += [
                Piece(at, first + row * SMALL * LEADING, line, size, "muted", True, col.align)
                for row, line in enumerate(lines)
            ]
            x += col.width
        paper.write_all(pieces)
        paper.line(self.left, y + height, self.right, y + height, "outline", 0.9)
        return y + height

    def _wrapped(self, index: int) -> tuple[str, ...]:
        return text.wrap(self.heads[index], self._size(index), self._room(index), True, 4)

    def _room(self, index: int) -> float:
        col = self.cols[index]
        return col.width - (PAD if col.align == "center" else 2 * PAD)

    def _size(self, index: int) -> float:
        """As large as the longest word allows, within bounds: a header is not broken inside a word."""
        longest = max((text.width(word, SMALL, True) for word in self.heads[index].split()), default=0.0)
        return max(5.5, min(SMALL, SMALL * self._room(index) / longest)) if longest else SMALL
