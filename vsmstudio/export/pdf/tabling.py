"""Tables on paper: fixed column widths, text that wraps, rows as high as their texts under a header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vsmstudio.export.pdf.paper import BODY, LEFT, SMALL, Align, Paper, Piece
from vsmstudio.export.tables.shown import blank as blank
from vsmstudio.export.tables.shown import shown
from vsmstudio.export.tables.table import Cell, Kind, Table
from vsmstudio.export.tables.words import kept
from vsmstudio.model.durations import Calendar
from vsmstudio.notation import text

PAD = 5.0  # beside the text of a cell
LEADING = 1.32
_MOST_WIDE, _HEAD_LINE = 420.0, 0.6  # of a column; the part of a header that a line of it holds, so that it takes two
MOST_LINES = 5  # of a name in a cell; longer ones end with an ellipsis

_SPACES = re.compile(r"[ \n\t]+")

Mark = Callable[[Paper, float, float, float], None]  # paper, x, baseline of the first line, width of a cell


@dataclass(frozen=True, slots=True)
class Col:
    """A column on paper: which of the table's, how wide, and how its values are written.

    `mark` draws a cell instead of its text; longer texts than `lines` end with an ellipsis.
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
    lines: int = MOST_LINES


def spread(cols: Sequence[Col], width: float) -> list[Col]:
    """The same columns, their widths scaled to fill `width`."""
    whole = sum(col.width for col in cols)
    return [replace(col, width=col.width * width / whole) for col in cols]


class Grid:
    """A table with its texts wrapped, ready to be measured and drawn row by row; `gap` is the space around a row's text.

    A table with a total gets it as its last row, under a line. Not `even`: the columns keep their widths, whatever they hold,
    so that they stand under those of a table like it.
    """

    def __init__(
        self,
        table: Table,
        cols: Sequence[Col],
        calendar: Calendar,
        frame_flagged: bool = True,
        even: bool = True,
    ) -> None:
        self.table = table = table.with_total()
        self._total = len(table.rows) - 1 if table.total and table.rows else -1
        self._framed = table.flagged if frame_flagged else frozenset[int]()
        self._places = [table.at(col.key) for col in cols]
        heads = [col.title or table.columns[place].title for col, place in zip(cols, self._places, strict=True)]
        kinds = [table.columns[place].kind for place in self._places]
        words = [
            [
                _words(row[place], kind, col, calendar)
                if at != self._total
                else _total_words(row[place], kind, calendar)
                for place, kind, col in zip(self._places, kinds, cols, strict=True)
            ]
            for at, row in enumerate(table.rows)
        ]
        self.cols = _widened(cols, heads, words, self._total)
        if even:
            self.cols = _evened(self.cols, heads, words, self._total)
        self._sizes = [_head_size(head, col) for head, col in zip(heads, self.cols, strict=True)]
        self._heads = [
            text.wrap(head, size, _head_room(col), True, 4)
            for head, size, col in zip(heads, self._sizes, self.cols, strict=True)
        ]
        self._cells = [
            [
                text.wrap(each, col.size, col.width - 2 * PAD, col.bold or at == self._total, col.lines)
                for each, col in zip(row, self.cols, strict=True)
            ]
            for at, row in enumerate(words)
        ]
        self._heights = [
            max([BODY * 1.3, *[len(lines) * col.size * LEADING for lines, col in zip(row, self.cols, strict=True)]])
            for row in self._cells
        ]

    def head_height(self, gap: float) -> float:
        return max(len(lines) for lines in self._heads) * SMALL * LEADING + 2 * gap

    def row_height(self, row: int, gap: float) -> float:
        return self._heights[row] + 2 * gap

    def draw_head(self, paper: Paper, y: float, gap: float) -> float:
        """The header row from `y` downwards; the y under it."""
        height, x = self.head_height(gap), LEFT
        pieces = []
        for lines, size, col in zip(self._heads, self._sizes, self.cols, strict=True):
            first = y + height - gap - (len(lines) - 1) * SMALL * LEADING - 1
            pieces += [
                Piece(_at(x, col), first + row * SMALL * LEADING, line, size, "muted", True, col.align)
                for row, line in enumerate(lines)
            ]
            x += col.width
        paper.write_all(pieces)
        paper.line(LEFT, y + height, x, y + height, "outline", 0.9)
        return y + height

    def draw_row(self, paper: Paper, row: int, y: float, gap: float) -> float:
        """One row from `y` downwards; the y under it. Flagged rows stand out by a frame."""
        height, x = self.row_height(row, gap), LEFT
        right = LEFT + sum(col.width for col in self.cols)
        if row in self._framed:
            paper.box(LEFT, y + 0.8, right - LEFT, height - 1.6, fill="gap_soft", stroke="gap_line", radius=2.5)
        elif row == self._total:
            paper.line(LEFT, y, right, y, "outline", 0.9)
        else:
            paper.line(LEFT, y + height, right, y + height)
        pieces: list[Piece] = []
        total = row == self._total
        for place, lines, col in zip(self._places, self._cells[row], self.cols, strict=True):
            mark = col.mark(self.table.rows[row][place]) if col.mark and not total else None
            first = y + gap + col.size * 0.98
            if mark:
                mark(paper, x, first, col.width)
            else:
                pieces += [
                    Piece(
                        _at(x, col),
                        first + index * col.size * LEADING,
                        line,
                        col.size,
                        "ink" if total else col.color,
                        col.bold or total,
                        col.align,
                    )
                    for index, line in enumerate(lines)
                ]
            x += col.width
        paper.write_all(pieces)
        return y + height


def _at(x: float, col: Col) -> float:
    """Where the text of a cell is aligned, whose left edge is `x`."""
    return {"left": x + PAD, "center": x + col.width / 2, "right": x + col.width - PAD}[col.align]


def _words(value: Cell, kind: Kind, col: Col, calendar: Calendar) -> str:
    return kept(col.write(value) if col.write else shown(value, kind, calendar))


def _total_words(value: Cell, kind: Kind, calendar: Calendar) -> str:
    """What stands in the line of the total: nothing where a column has none."""
    return "" if value is None else kept(shown(value, kind, calendar))


def _widened(cols: Sequence[Col], heads: Sequence[str], rows: Sequence[Sequence[str]], total: int = -1) -> list[Col]:
    """The columns, those too narrow for a word of theirs made wider (by half at most) at the cost of the others' room."""
    needed = []
    for at, (col, head) in enumerate(zip(cols, heads, strict=True)):
        longest = _longest(head, SMALL, True)
        if not col.mark:
            words = (_longest(row[at], col.size, col.bold or place == total) for place, row in enumerate(rows))
            longest = max(longest, *words) if rows else longest
        needed.append(min(longest, col.width * 1.5 - 2 * PAD if not col.mark else col.width - 2 * PAD))
    spare = [col.width - 2 * PAD - word for col, word in zip(cols, needed, strict=True)]
    lacking, left = -sum(each for each in spare if each < 0), sum(each for each in spare if each > 0)
    if not lacking or lacking > left:
        return list(cols)
    stays = 1 - lacking / left
    widths = [word + 2 * PAD + (each * stays if each > 0 else 0.0) for word, each in zip(needed, spare, strict=True)]
    return [replace(col, width=width) for col, width in zip(cols, widths, strict=True)]


def _evened(cols: Sequence[Col], heads: Sequence[str], rows: Sequence[Sequence[str]], total: int = -1) -> list[Col]:
    """The columns, what those with short texts do not need given to those whose texts would take more lines."""
    wanted = []
    for at, (col, head) in enumerate(zip(cols, heads, strict=True)):
        if col.mark or not rows:
            wanted.append(col.width)
            continue
        texts = (text.width(row[at], col.size, col.bold or place == total) for place, row in enumerate(rows))
        headed = max(_longest(head, SMALL, True), text.width(head, SMALL, True) * _HEAD_LINE)
        wanted.append(min(max(max(texts), headed) + 2 * PAD + 1, _MOST_WIDE))
    slack = sum(max(col.width - want, 0.0) for col, want in zip(cols, wanted, strict=True))
    lack = sum(max(want - col.width, 0.0) for col, want in zip(cols, wanted, strict=True))
    moved = min(slack, lack)
    if moved <= 0:
        return list(cols)
    return [
        replace(col, width=col.width + (want - col.width) * moved / (lack if want > col.width else slack))
        for col, want in zip(cols, wanted, strict=True)
    ]


def _longest(words: str, size: float, bold: bool) -> float:
    """The width of the longest word; a figure and its unit are one."""
    return max((text.width(word, size, bold) for word in _SPACES.split(words)), default=0.0)


def _head_room(col: Col) -> float:
    return col.width - (PAD if col.align == "center" else 2 * PAD)


def _head_size(head: str, col: Col) -> float:
    """As large as the longest word allows, within bounds: a header is not broken inside a word."""
    longest = max((text.width(word, SMALL, True) for word in head.split()), default=0.0)
    return max(5.5, min(SMALL, SMALL * _head_room(col) / longest)) if longest else SMALL
