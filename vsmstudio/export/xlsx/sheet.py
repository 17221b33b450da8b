"""A table as a formatted sheet: frozen header, filter, numbers that stay numbers, live totals, ready to print."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula

from vsmstudio.export.tables.inputs.written import ADDED
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.export.xlsx.body import cell_xml, formula_xml, row_xml
from vsmstudio.export.xlsx.cells import safe_cell, safe_text
from vsmstudio.export.xlsx.printing import lay_out
from vsmstudio.export.xlsx.styles import DURATION, INPUT, TAB, marked
from vsmstudio.export.xlsx.validation import add_native_table, add_rules, durations_of
from vsmstudio.model.records import PaperSize
from vsmstudio.notation import text
from vsmstudio.notation.theme import LIGHT

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
MOST_LINED = 1000  # rows whose blank cells have lines, too; each takes as long as a filled one
MOST_LINES, LONGEST_SEEN = 26, 3000  # a row is at most 409 points high
_CHARACTER, _SIZE, _LINE = 5.25, 9.0, 15.0  # points: a column's unit, our font at Calibri 11's width, a line
_NOTE = 150.0  # characters that a note is wide: as much as a screen shows
_INDENT = 1.5  # characters that the indent of a cell takes
Cached = dict[tuple[str, str], float | str]  # (sheet title, cell) -> what its formula gives
Formulas = Mapping[tuple[int, str], tuple[str, float | str]]  # (row from 0, column's key) -> formula and what it gives


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook being written: its styles, and what is filled in after saving: what its formulas give, and the rows of its
    tables by sheet.
    """

    book: Workbook
    styles: dict[str, Any]
    cached: Cached
    footer: str
    rows: dict[str, list[str]] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=lambda: LIGHT)
    paper: PaperSize = PaperSize.A4
    tables: set[str] = field(default_factory=set)  # the names of its native tables
    _ids: dict[str, int] = field(default_factory=dict)

    def style(self, name: str) -> int:
        """The number of a style, as cells bear it."""
        if name not in self._ids:
            styles: Any = self.book
            self._ids[name] = styles._cell_styles.add(self.styles[name])
        return self._ids[name]


@dataclass(frozen=True, slots=True)
class Placed:
    """A table that stands on a sheet."""

    sheet: str
    table: Table

    def range(self, key: str) -> str:
        """A column's cells, absolute, for formulas on any sheet."""
        letter = get_column_letter(self.table.at(key) + 1)
        return f"'{self.sheet}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + len(self.table.rows) - 1}"

    def cell(self, key: str, row: int) -> str:
        """One cell of a column, on its own sheet; `row` counts from 0."""
        return f"{get_column_letter(self.table.at(key) + 1)}{FIRST_ROW + row}"


def open_sheet(book: Book, table: Table, title: str, freeze: str, marks: range = range(0)) -> Any:
    """A sheet with its heading, note and header row, set up to print; the rows follow. `freeze` is a column's key.

    `marks` are the columns that hold marks.
    """
    sheet: Any = book.book.create_sheet(title)
    width = len(table.columns)
    sheet.freeze_panes = f"{get_column_letter(table.at(freeze) + 2)}{FIRST_ROW}"
    last = FIRST_ROW + len(table.rows) - 1
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(width)}{max(last, HEADER_ROW)}"
    for index, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width + _INDENT
        sheet.column_dimensions[get_column_letter(index)].hidden = column.hidden
    sheet.row_dimensions[1].height = 24
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    seen = [(at, each) for at, each in enumerate(table.columns[: _printed(table)]) if not each.hidden]
    widths = [column.width + _INDENT for _, column in seen]
    kept = sum(at <= table.at(freeze) for at, _ in seen)
    print_setup(sheet, book, widths, kept)
    sheet.append([safe_cell(sheet, table.title, book.styles["heading"])])
    note = book.styles["wrapped note" if _spread_note(sheet, table) else "note"]
    sheet.append([safe_cell(sheet, table.note, note)] if table.note else [])
    set_height(sheet, HEADER_ROW, [column.header for column in table.columns], table.columns, bold=True)
    sides = ["center" if at in marks else _side(column) for at, column in enumerate(table.columns)]
    heads = zip(table.columns, sides, strict=True)
    looks = [book.styles[f"header {'typed ' if column.typed else ''}{side}"] for column, side in heads]
    pairs = zip(table.columns, looks, strict=True)
    sheet.append([safe_cell(sheet, column.header, look) for column, look in pairs])
    if any(column.typed for column in table.columns):
        sheet.sheet_properties.tabColor = TAB
    return sheet


def add_table(
    book: Book,
    table: Table,
    title: str,
    freeze: str,
    marks: bool = False,
    live: Formulas | None = None,
    in_order: bool = False,
) -> Placed:
    """Write a whole table with its live formulas: columns that others add up to, totals of all rows or of each map, and
    those of single cells that `live` holds. Rows that stay `in_order` cannot be sorted: other sheets refer to their cells.
    """
    people = range(table.at("gap") + 1, table.at("share")) if marks else range(0)
    sheet = open_sheet(book, table, title, freeze, people)
    placed = Placed(title, table)
    totals = _total_rows(table)
    kinds = columns = [_kind(table, column) for column in table.columns]
    times = durations_of(table)
    typed = [_typed(table, column, times) for column in table.columns]
    looks = [_look(book, kind, index in people, typed[index]) for index, kind in enumerate(kinds)]
    worked = _worked_out(table)
    bare = frozenset(range(len(table.columns)) if len(table.rows) > MOST_LINED else ())
    by_row = _by_row(table, live or {})
    letters = [get_column_letter(at) for at in range(1, len(table.columns) + 1)]
    written = book.rows[title] = []
    for index, row in enumerate(table.rows):
        flagged, number = index in table.flagged, FIRST_ROW + index
        if table.kinds:
            pairs = zip(table.columns, columns, strict=True)
            kinds = [table.kinds[index].value if column.kind is Kind.NUMBER else kind for column, kind in pairs]
            looks = [_look(book, kind, False, own) for kind, own in zip(kinds, typed, strict=True)]
        cells = [
            "" if value is None and at in bare else cell_xml(f"{letters[at]}{number}", value, *look[flagged])
            for at, (value, look) in enumerate(zip(row, looks, strict=True))
        ]
        for at in worked:
            if (summed := _row_formula(placed, at, index)) is not None:
                style = book.style(marked(kinds[at]) if flagged else kinds[at])
                cells[at] = formula_xml(f"{letters[at]}{number}", *summed, style)
        for at, words, gives in by_row.get(index, ()):
            style = book.style(marked(kinds[at]) if flagged else kinds[at])
            cells[at] = formula_xml(f"{letters[at]}{number}", words, gives, style)
        written.append(row_xml(number, cells, height_of(row, table.columns)))
    add_rules(sheet, table, FIRST_ROW, book.theme)
    if in_order:
        sheet.auto_filter.ref = None
    else:
        add_native_table(sheet, table, HEADER_ROW, book.tables)
    if not table.rows:
        sheet.append([safe_cell(sheet, "Nothing to list here yet.", book.styles["note"])])
    elif table.total:
        written.append(_whole(book, placed, columns))
    for offset, (number, words) in enumerate(totals):
        written.append(_total(book, placed, number, words, FIRST_ROW + len(table.rows) + offset))
    if (width := _printed(table)) < len(table.columns):
        last = FIRST_ROW + len(table.rows) + max(len(totals), bool(table.total)) - 1
        sheet.print_area = f"A1:{get_column_letter(width)}{last}"
    return placed


def _by_row(table: Table, live: Formulas) -> dict[int, list[tuple[int, str, float | str]]]:
    """The formulas of each row: place of the column, formula, what it gives."""
    places = {column.key: at for at, column in enumerate(table.columns)}
    found: dict[int, list[tuple[int, str, float | str]]] = {}
    for (row, key), (words, gives) in live.items():
        found.setdefault(row, []).append((places[key], words, gives))
    return found


def _printed(table: Table) -> int:
    """How many columns are printed: those that were worked out; where none was, all that are seen."""
    computed = [at for at, column in enumerate(table.columns, start=1) if not column.typed]
    if computed:
        return max(at for at, column in enumerate(table.columns, start=1) if not column.key.startswith(ADDED))
    return sum(not column.hidden for column in table.columns)


def formula(book: Book, sheet: Any, at: str, words: str, gives: float | str, style: str, array: bool = False) -> Any:
    """A live formula in the cell `at`, with the value that it gives, for previews that do not calculate."""
    cell: Any = WriteOnlyCell(sheet)
    cell.value = ArrayFormula(at, words) if array else words
    cell._style = book.styles[style]
    book.cached[(sheet.title, at)] = safe_text(gives) if isinstance(gives, str) else gives
    return cell


def set_height(sheet: Any, row: int, cells: Sequence[Any], columns: Sequence[Column], bold: bool = False) -> None:
    """Make a row as high as its wrapped texts need: not every spreadsheet does so by itself when it opens a file."""
    if height := height_of(cells, columns, bold):
        sheet.row_dimensions[row].height = height


def height_of(cells: Sequence[Any], columns: Sequence[Column], bold: bool = False) -> float | None:
    """How high (in points) the wrapped texts of a row are; None where each has one line."""
    most = 1
    for value, column in zip(cells, columns, strict=True):
        if isinstance(value, str) and not column.hidden and (bold or len(value) > column.width * 0.7 or "\n" in value):
            width = column.width * _CHARACTER
            size = _SIZE * (1.15 if bold else 1.0)
            most = max(most, len(text.wrap(value[:LONGEST_SEEN], size, width, bold, MOST_LINES)))
    return most * _LINE if most > 1 else None


def footer_text(words: str) -> str:
    """A text for a footer: no sign in it is taken for a code, and none of these is cut in two."""
    doubled = " ".join(safe_text(words).split()).replace("&", "&&")[:150]
    return doubled[:-1] if (len(doubled) - len(doubled.rstrip("&"))) % 2 else doubled


def _side(column: Column) -> str:
    return "left" if column.kind is Kind.TEXT else "right"


def _kind(table: Table, column: Column) -> str:
    """The style of a column's values: people and the like without decimals where all are whole, two of small ones."""
    values = [value for value in table.values(column.key) if isinstance(value, float)]
    if column.kind is Kind.NUMBER and all(value.is_integer() for value in values):
        return Kind.COUNT.value
    if column.kind is Kind.NUMBER and max(map(abs, values)) < 10:
        return "hundredths"
    if column.kind is Kind.MONEY and any(abs(value) < 100 and not value.is_integer() for value in values):
        return "hundredths"
    return column.kind.value


def _worked_out(table: Table) -> list[int]:
    """The places of columns that others of their row add up to."""
    return [at for at, column in enumerate(table.columns) if column.plus or column.minus]


def _row_formula(placed: Placed, at: int, row: int) -> tuple[str, float] | None:
    """A cell as the sum of others in its row, and what that gives; None where it would give something else than the value."""
    table, column = placed.table, placed.table.columns[at]
    value = table.rows[row][at]
    if not isinstance(value, (int, float)):
        return None

    def added(keys: tuple[str, ...]) -> float:
        cells = (table.rows[row][table.at(key)] for key in keys)
        return math.fsum(cell for cell in cells if isinstance(cell, (int, float)))

    gives = added(column.plus) - added(column.minus)
    if not math.isclose(gives, value, rel_tol=1e-9, abs_tol=1e-6):
        return None
    text = "".join(
        f"{sign}{_sum_words(placed, keys, row)}" for sign, keys in (("", column.plus), ("-", column.minus)) if keys
    )
    return f"={text}", gives


def _sum_words(placed: Placed, keys: tuple[str, ...], row: int) -> str:
    """`SUM(D4:H4)` where the columns stand side by side, else `SUM(D4,G4)`."""
    places = [placed.table.at(key) for key in keys]
    first, last = placed.cell(keys[0], row), placed.cell(keys[-1], row)
    if places == list(range(places[0], places[0] + len(places))):
        return f"SUM({first}:{last})" if len(places) > 1 else f"SUM({first})"
    return f"SUM({','.join(placed.cell(key, row) for key in keys)})"


def _whole(book: Book, placed: Placed, kinds: Sequence[str]) -> str:
    """The line that adds up all rows."""
    table = placed.table
    row = FIRST_ROW + len(table.rows)
    words = table.with_total().rows[-1]
    cells: list[str] = []
    for index, (column, kind) in enumerate(zip(table.columns, kinds, strict=True), start=1):
        at, known = f"{get_column_letter(index)}{row}", placed.range(column.key)
        gives = table.sum_of(column.key) if column.total else None
        if not column.total:
            text = words[index - 1] if column.kind is Kind.TEXT else None
            cells.append(cell_xml(at, text, book.style("total words")))
        elif gives is None:  # until somebody types a value
            cells.append(formula_xml(at, f'=IF(COUNT({known})=0,"",SUM({known}))', "", book.style(f"total {kind}")))
        else:
            cells.append(formula_xml(at, f"=SUM({known})", gives, book.style(f"total {kind}")))
    return row_xml(row, cells)


def _look(book: Book, kind: str, mark: bool, typed: str = "") -> tuple[tuple[int, int | None], tuple[int, int | None]]:
    """The styles of a column's cells, in ordinary rows and in flagged ones; each with that of a text like a formula.

    `typed` is the style of a column that people type in, `input` where it is that of its kind.
    """
    if mark:
        return ((book.style("mark"), None), (book.style(marked("mark")), None))
    plain = Kind.TEXT.value
    if typed:
        name = f"input {kind}" if typed == INPUT else typed
        gap = marked(kind if typed == INPUT else typed)
        return (
            (book.style(name), book.style(f"quoted {INPUT} {plain}")),
            (book.style(gap), book.style(f"quoted {marked(plain)}")),
        )
    return (
        (book.style(kind), book.style(f"quoted {plain}")),
        (book.style(marked(kind)), book.style(f"quoted {marked(plain)}")),
    )


def _typed(table: Table, column: Column, times: frozenset[str]) -> str:
    """The style of a column that people type in; blank for others."""
    if not column.typed or column.key == "setting":
        return ""
    return DURATION if column.key in times else INPUT


def _total_rows(table: Table) -> list[tuple[int, str]]:
    if table.total or not any(column.total for column in table.columns):
        return []
    number, stream, name = (table.at(key) for key in ("map_no", "stream", "map"))
    found = {row[number]: f"Total of {row[stream]} · {row[name]}" for row in table.rows}
    return [(int(key), words) for key, words in found.items() if isinstance(key, int)]


def _total(book: Book, placed: Placed, number: int, words: str, row: int) -> str:
    """The line that adds up the rows of a map."""
    table = placed.table
    cells: list[str] = []
    numbers = table.values("map_no")
    for index, column in enumerate(table.columns, start=1):
        at = f"{get_column_letter(index)}{row}"
        if index == 1:
            cells.append(cell_xml(at, number, book.style(f"total {Kind.COUNT.value}")))
        elif index == 2:
            cells.append(cell_xml(at, words, book.style("total words")))
        elif column.total:
            values = zip(numbers, table.values(column.key), strict=True)
            gives = sum(value for of, value in values if of == number and isinstance(value, (int, float)))
            summed = f"=SUMIFS({placed.range(column.key)},{placed.range('map_no')},$A{row})"
            cells.append(formula_xml(at, summed, gives, book.style(f"total {column.kind.value}")))
        else:
            cells.append(cell_xml(at, None, book.style("total words")))
    return row_xml(row, cells)


def _spread_note(sheet: Any, table: Table) -> bool:
    """Let a note of several lines wrap over the first columns: beyond those that are seen at once nobody would read it."""
    room, last = 0.0, 0
    for at, column in enumerate(table.columns, start=1):
        if not column.hidden and room < _NOTE:
            room, last = room + column.width + _INDENT, at
    lines = len(text.wrap(table.note, _SIZE, room * _CHARACTER, False, MOST_LINES)) if table.note else 0
    if lines < 2 or last < 2:
        return False
    sheet.merged_cells.add(f"A2:{get_column_letter(last)}2")
    sheet.row_dimensions[2].height = lines * _LINE
    return True


def print_setup(sheet: Any, book: Book, widths: Sequence[float] = (), kept: int = 0) -> None:
    """Lay a sheet out for printing: `widths` are those of its columns (in characters), the first `kept` go with each page."""
    lay_out(sheet, widths, kept, HEADER_ROW, book.paper)
    sheet.oddFooter.left.text = footer_text(book.footer)
    sheet.oddFooter.left.size = 8
    sheet.oddFooter.right.text = "&A · &P / &N"
    sheet.oddFooter.right.size = 8
