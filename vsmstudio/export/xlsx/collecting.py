"""The data-collection workbook: sent to clients ahead of a workshop, filled by them, and read back by the import."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from vsmstudio.export.tables import inputs
from vsmstudio.export.tables.inputs import Input, InputSheet
from vsmstudio.export.tables.inputs.written import columns_of
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day
from vsmstudio.export.xlsx import collecting_words as words
from vsmstudio.export.xlsx.cells import safe_text
from vsmstudio.export.xlsx.collecting_rows import columns_asked, rows_held, streams_offered
from vsmstudio.export.xlsx.collecting_rules import number_format, rule
from vsmstudio.export.xlsx.finish import finish
from vsmstudio.export.xlsx.styles import TAB, register
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.records import Record
from vsmstudio.notation.theme import LIGHT

HINT_ROW, HEADER_ROW, EXAMPLE_ROW, FIRST_ROW = 3, 4, 5, 6
EMPTY_ROWS = 200
PRINTED_ROWS = 19  # where fewer are filled: a page of a narrow sheet
_WIDEST = 44.0  # characters of a column
_PAGE = 170.0  # characters that a landscape page is wide and still easy to read


def collection_book(document: Document | None, on: date) -> bytes:
    """The workbook's bytes: empty, or with what a document holds already, whose rows then bear hidden ids.

    `on` is the day that it bears. The same input gives the same bytes.
    """
    document = document or Document()
    made: Any = Workbook()
    made.remove(made.active)
    register(made)
    for style in _styles():
        made.add_named_style(style)
    _read_me(made, document, on)
    labels = inputs.Labels(document)
    listed = [inputs.BY_TITLE[title] for title, _ in words.SHEETS]
    filled = {sheet.title: rows_held(document, labels, sheet) for sheet in listed}
    named = {sheet.title: _names_of(sheet, len(filled[sheet.title])) for sheet in listed} | streams_offered(
        document, labels
    )
    for sheet in listed:
        _sheet(made, document, sheet, filled[sheet.title], named)
    made.active = 0
    engagement = document.engagement
    made.properties.title = words.TITLE
    made.properties.creator = safe_text(engagement.consultant) or "VSM Studio"
    made.properties.created = datetime(on.year, on.month, on.day)
    saved = BytesIO()
    made.save(saved)
    return finish(saved.getvalue(), {}, {}, on)


# --- the sheets to fill -------------------------------------------------------------------------------------------------


def _names_of(sheet: InputSheet, filled: int) -> str:
    """The cells of a sheet that names are chosen from in others."""
    return f"'{sheet.title}'!$A${FIRST_ROW}:$A${FIRST_ROW + filled + EMPTY_ROWS - 1}"


def _sheet(
    made: Any,
    document: Document,
    sheet: InputSheet,
    rows: Sequence[tuple[Record, list[Cell]]],
    named: Mapping[str, str],
) -> None:
    held = made.create_sheet(sheet.title)
    columns = columns_asked(document, sheet)
    heads = {each.title: each.header for each in columns_of(sheet, document.engagement.currency)}
    _put(held, 1, 1, sheet.title, "heading")
    _put(held, 2, 1, f"{sheet.hint} {words.EXAMPLE_NOTE}", "note")
    last = FIRST_ROW + len(rows) + EMPTY_ROWS - 1
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        held.column_dimensions[letter].width = _wide(column)
        _put(held, HINT_ROW, at, column.hint, "hint")
        _put(held, HEADER_ROW, at, heads[column.title], "header typed left")
        _put(held, EXAMPLE_ROW, at, column.example, "example", number_format(column))
        for row in range(FIRST_ROW, last + 1):
            _put(held, row, at, None, "to fill", number_format(column))
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        own = {title: where for title, where in named.items() if title != sheet.title}
        held.add_data_validation(rule(column, cells, f"{letter}{FIRST_ROW}", own))
    for row, (_, values) in enumerate(rows, start=FIRST_ROW):
        for at, value in enumerate(values, start=1):
            _put(held, row, at, value, "to fill", number_format(columns[at - 1]))
        texts = [(value, column) for value, column in zip(values, columns, strict=True) if isinstance(value, str)]
        lines = max((_lines(text, _wide(each) / 1.05) for text, each in texts), default=1)
        held.row_dimensions[row].height = 15.0 * min(lines, 20)
    if rows:
        _add_ids(held, len(columns) + 1, [record.id for record, _ in rows])
    held.row_dimensions[1].height = 24
    held.row_dimensions[HINT_ROW].height = 12.5 * max(_lines(each.hint, _wide(each)) for each in columns)
    held.row_dimensions[HEADER_ROW].height = 15.0 * max(_lines(heads[each.title], each.width) for each in columns) + 5
    held.freeze_panes = f"B{FIRST_ROW - 1}"
    held.sheet_view.showGridLines = False
    held.sheet_properties.tabColor = TAB
    width = sum(_wide(each) for each in columns)
    area = f"A1:{get_column_letter(len(columns))}{max(FIRST_ROW + PRINTED_ROWS, FIRST_ROW + len(rows))}"
    _print_setup(held, area, across=math.ceil(width / _PAGE))


def _wide(column: Input) -> float:
    """How many characters a column is wide."""
    return max(min(column.width, _WIDEST) + 1.5, 11)


def _add_ids(held: Any, at: int, keys: Sequence[str]) -> None:
    """The hidden column by which rows that were filled beforehand are known again."""
    _put(held, HEADER_ROW, at, inputs.ID_TITLE, "header typed left")
    for row, key in enumerate(keys, start=FIRST_ROW):
        _put(held, row, at, key, "to fill", "@")
    held.column_dimensions[get_column_letter(at)].hidden = True


def _lines(text: str, width: float) -> int:
    """How many lines a hint takes in a column of a width, counted in characters of its smaller letters."""
    lines, room = 1, width * 1.1 - 2
    left = room
    for word in text.split():
        if len(word) > left:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines


def _put(sheet: Any, row: int, column: int, value: Cell, style: str, layout: str = "") -> None:
    """Write a cell; a text stays a text whatever it begins with."""
    held = sheet.cell(row, column)
    held.style = style
    if layout and layout != "General":
        held.number_format = layout
    if isinstance(value, str):
        held._value, held.data_type = safe_text(value), "s"
        if value[:1] in {"=", "+", "-", "@"}:
            held.quotePrefix = True
    elif value is not None:
        held.value = value
        if layout:
            held.number_format = layout


def _print_setup(sheet: Any, area: str, portrait: bool = False, across: int = 1) -> None:
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if not portrait:
        sheet.print_title_rows, sheet.print_title_cols = f"{HINT_ROW}:{HEADER_ROW}", "A:A"
    sheet.print_area = area
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.right.text, sheet.oddFooter.right.size = "&A · &P / &N", 8


# --- the sheet to read --------------------------------------------------------------------------------------------------


def _read_me(made: Any, document: Document, on: date) -> None:
    engagement = document.engagement
    sheet = made.create_sheet(words.SHEET)
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 3.0), ("B", 24.0), ("C", 92.0)):
        sheet.column_dimensions[letter].width = width
    lines: list[tuple[str, str, str]] = [
        ("heading", words.TITLE, ""),
        ("note", " · ".join(each for each in (engagement.client, engagement.title, day(on)) if each), ""),
        ("text", words.INTRODUCTION, ""),
        ("section", "How to fill it", ""),
        *(("text", f"{at}.  {each}", "") for at, each in enumerate(words.HOW, start=1)),
        ("section", "The sheets", ""),
        *(("pair", *each) for each in words.SHEETS),
        ("section", "How to write times", ""),
        *(("pair", *each) for each in _times(document)),
        ("section", "What the words mean", ""),
        *(("pair", *each) for each in words.WORDS),
    ]
    if engagement.consultant:
        lines += [("section", "When it is filled", ""), ("text", words.THANKS.format(who=engagement.consultant), "")]
    row = 1
    for kind, left, right in lines:
        row += 1
        if kind == "section":
            row += 1
        _put(sheet, row, 2, left, {"pair": "term", "text": "plain", "section": "part"}.get(kind, kind))
        if kind == "pair":
            _put(sheet, row, 3, right, "plain")
            sheet.row_dimensions[row].height = 15.0 * _lines(right, 92) + 3
        elif kind == "text":
            sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
            sheet.row_dimensions[row].height = 15.0 * _lines(left, 105) + 3
        elif kind == "section":
            _put(sheet, row, 3, None, "part")
            sheet.row_dimensions[row].height = 20
            row += 1
            sheet.row_dimensions[row].height = 5
    _print_setup(sheet, f"A1:C{row}", portrait=True)


def _times(document: Document) -> list[tuple[str, str]]:
    calendar = document.engagement.calendar
    told = {"hours": number(calendar.hours_per_day), "days": number(calendar.days_per_week)}
    return [(text, meaning.format(**told)) for text, meaning in words.TIMES]


def _styles() -> list[NamedStyle]:
    def colour(role: str) -> str:
        return "FF" + LIGHT[role].lstrip("#")

    face, hair = "Calibri", Side(style="thin", color=colour("hairline"))
    box = Border(left=hair, right=hair, top=hair, bottom=hair)
    top = Alignment(vertical="top", wrap_text=True, horizontal="left", indent=1)
    low = Alignment(vertical="bottom", wrap_text=True, horizontal="left", indent=1)
    ink, muted = colour("ink"), colour("muted")
    return [
        NamedStyle("hint", font=Font(name=face, size=9, color=muted), alignment=low),
        NamedStyle(
            "example",
            font=Font(name=face, size=10, italic=True, color=muted),
            fill=PatternFill("solid", fgColor=colour("head")),
            border=box,
            alignment=top,
        ),
        NamedStyle("to fill", font=Font(name=face, size=11, color=ink), border=box, alignment=top),
        NamedStyle(
            "plain", font=Font(name=face, size=11, color=ink), alignment=Alignment(vertical="top", wrap_text=True)
        ),
        NamedStyle("term", font=Font(name=face, size=11, bold=True, color=ink), alignment=Alignment(vertical="top")),
        NamedStyle(
            "part",
            font=Font(name=face, size=13, bold=True, color=colour("accent")),
            border=Border(bottom=Side(style="thin", color=colour("accent"))),
        ),
    ]
