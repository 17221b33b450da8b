"""Native tables: the definitions of export's tables, their texts measured, over as many slides as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vsmstudio.export.pptx.atoms import (
    LEADING,
    NAMESPACES,
    Paragraph,
    Run,
    attribute,
    color,
    emu,
    fill,
    paragraph,
)
from vsmstudio.export.pptx.measure import cut, wrapped
from vsmstudio.export.pptx.native import Drawn, Ink
from vsmstudio.export.pptx.sizes import BODY, LEFT, MIDDLE
from vsmstudio.export.tables.shown import shown
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.model.durations import Calendar
from vsmstudio.notation.shapes import Align, Rect

PAD, GAP = 5.0, 3.5  # beside and above the text of a cell
APART = 16.0  # before words that follow a figure
MOST_LINES = 6
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SEVERITIES = {
    "critical": ("■ ", "critical"),
    "high": ("◆ ", "critical"),
    "medium": ("▲ ", "gap"),
    "low": ("● ", "muted"),
}


@dataclass(frozen=True, slots=True)
class Col:
    """A column on a slide: which of the table's, how wide, how its values are written and coloured."""

    key: str
    width: float
    title: str | None = None
    align: Align = "left"
    bold: bool = False
    color: str = "ink"
    write: Callable[[Cell], str] | None = None
    role: Callable[[Cell], str] | None = None
    lines: int = MOST_LINES


def severity_words(value: Cell) -> str:
    """A severity told by shape and word."""
    return _SEVERITIES.get(str(value), ("", ""))[0] + (str(value).capitalize() if value else "")


def severity_color(value: Cell) -> str:
    return _SEVERITIES.get(str(value), ("", "ink"))[1]


class Grid:
    """A table with its cells as texts, measured; a total is its last row."""

    def __init__(
        self,
        table: Table,
        cols: Sequence[Col],
        calendar: Calendar,
        width: float = MIDDLE,
        size: float = BODY,
        gap: float = GAP,
    ) -> None:
        self._of = (table, cols, calendar, width)
        self.gap = gap
        self.table = table = table.with_total()
        self.total = len(table.rows) - 1 if table.total and table.rows else -1
        whole = sum(col.width for col in cols)
        self.cols = [replace(col, width=col.width * width / whole) for col in cols]
        self.width, self.size = width, size
        places = [table.at(col.key) for col in cols]
        self.values = [[row[place] for place in places] for row in table.rows]
        titles = [table.columns[place].title for place in places]
        pairs = zip(self.cols, self.cols[1:], strict=False)
        self.leads = [PAD, *(APART if a.align == "right" and b.align == "left" else PAD for a, b in pairs)]
        self.heads = [title if col.title is None else col.title for col, title in zip(cols, titles, strict=True)]
        kinds = [table.columns[place].kind for place in places]
        self.cells = [
            [
                self._words(value, kind, col, col.width - PAD - lead, at == self.total, calendar)
                for value, kind, col, lead in zip(row, kinds, self.cols, self.leads, strict=True)
            ]
            for at, row in enumerate(self.values)
        ]
        self.heights = [self._height(row, at == self.total) for at, row in enumerate(self.cells)]
        self.head = self._height(self.heads, True, size - 1) if any(self.heads) else 0.0

    def _words(self, value: Cell, kind: object, col: Col, room: float, total: bool, calendar: Calendar) -> str:
        if total:
            said = "" if value is None else shown(value, kind, calendar)  # type: ignore[arg-type]
        else:
            said = col.write(value) if col.write else shown(value, kind, calendar)  # type: ignore[arg-type]
        return cut(said, self.size, room, col.bold or total, col.lines)

    def _height(self, row: Sequence[str], bold: bool, size: float = 0.0) -> float:
        size = size or self.size
        lines = [
            len(wrapped(words, size, col.width - PAD - lead, bold or col.bold)) or 1
            for words, col, lead in zip(row, self.cols, self.leads, strict=True)
        ]
        return max(lines) * size * LEADING + 2 * self.gap

    def closer(self) -> list[Grid]:
        """The same table, and ever closer ones: less air first, then smaller words."""
        tighter = ((self.size, self.gap * 0.6), (self.size - 0.5, self.gap * 0.6), (self.size - 1, self.gap * 0.5))
        return [self, *(Grid(*self._of, size, gap) for size, gap in tighter)]

    def parts(self, room: float, further: float) -> list[tuple[int, int]]:
        """The rows for each slide: `room` is the height on the first one, `further` on those after it."""
        starts, used = [0], self.head
        for row, height in enumerate(self.heights):
            if used + height > (room if len(starts) == 1 else further) and row > starts[-1]:
                starts.append(row)
                used = self.head
            used += height
        if len(starts) > 1:  # the last slide gets some rows of the one before it, where it would have few
            whole, short = sum(self.heights[starts[-2] :]), further / 3
            while starts[-1] - starts[-2] > 3 and sum(self.heights[starts[-1] :]) < min(short, whole / 2):
                starts[-1] -= 1
        return list(zip(starts, [*starts[1:], len(self.heights)], strict=True))

    def height(self, first: int, last: int) -> float:
        return self.head + sum(self.heights[first:last])

    def draw(self, ink: Ink, y: float, first: int, last: int, x: float = LEFT, name: str = "Table") -> Drawn:
        """The header and these rows as one native table; flagged rows stand out by their ground and a frame."""
        rows = [_row(self._cells(ink, self.heads, None), self.head)] if self.head else []
        rows += [_row(self._cells(ink, self.cells[row], row), self.heights[row]) for row in range(first, last)]
        number, height = ink.number(), self.height(first, last)
        widths = "".join(f'<a:gridCol w="{emu(col.width)}"/>' for col in self.cols)
        about = f"{self.table.title}: {last - first} of {len(self.table.rows)} rows"
        area = Rect(x, y, self.width, height)
        first_row = ' firstRow="1"' if self.head else ""
        xml = (
            f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name[:120])}" '
            f'descr="{attribute(about)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f'</p:nvGraphicFramePr><p:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(self.width)}" '
            f'cy="{emu(height)}"/></p:xfrm><a:graphic><a:graphicData '
            f'uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr{first_row}>'
            f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{widths}</a:tblGrid>{''.join(rows)}</a:tbl>"
            f"</a:graphicData></a:graphic></p:graphicFrame>"
        )
        return Drawn(xml, number, area)

    def _cells(self, ink: Ink, words: Sequence[str], row: int | None) -> list[str]:
        found = []
        flagged, total = row in self.table.flagged, row is not None and row == self.total
        for at, (said, col) in enumerate(zip(words, self.cols, strict=True)):
            if row is None:
                run = Run(said, self.size - 1, "muted", True)
            else:
                role = col.role(self.values[row][at]) if col.role and not total else col.color
                run = Run(said, self.size, "ink" if total else role, col.bold or total)
            edge = "outline" if row is None or total else "gap_line" if flagged else "hairline"
            above = "outline" if total else "gap_line" if flagged else ""
            ground = "gap_soft" if flagged else ""
            found.append(_cell(ink, run, col.align, edge, ground, above, row is None, self.gap, self.leads[at]))
        return found


def _row(cells: Sequence[str], height: float) -> str:
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'


def _cell(
    ink: Ink, run: Run, align: Align, edge: str, ground: str, above: str, head: bool, gap: float, lead: float
) -> str:
    none = "<a:noFill/>"
    lines = f'<a:lnL w="0">{none}</a:lnL><a:lnR w="0">{none}</a:lnR>'
    top = f'<a:lnT w="{emu(0.75)}"><a:solidFill>{color(above, ink.theme)}</a:solidFill></a:lnT>' if above else ""
    top = top or f'<a:lnT w="0">{none}</a:lnT>'
    bottom = f'<a:lnB w="{emu(1 if head else 0.6)}"><a:solidFill>{color(edge, ink.theme)}</a:solidFill></a:lnB>'
    written = paragraph(Paragraph((run,), align), ink.theme)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{written}</a:txBody>"
        f'<a:tcPr marL="{emu(lead)}" marR="{emu(PAD)}" marT="{emu(gap)}" marB="{emu(gap)}" anchor="{"b" if head else "t"}">'
        f"{lines}{top}{bottom}{fill(ground, ink.theme)}</a:tcPr></a:tc>"
    )
