"""The summary: headline figures of each map, charts, and every figure with its meaning."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.worksheet.pagebreak import Break

from vsmstudio.analysis.results import Analysis, Severity
from vsmstudio.export.in_short import in_short
from vsmstudio.export.sentences import first_sentence
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, figures
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table, map_columns
from vsmstudio.export.xlsx import durations
from vsmstudio.export.xlsx.cells import safe_cell
from vsmstudio.export.xlsx.gathering import Gathered
from vsmstudio.export.xlsx.map_figures import Here, figure_words
from vsmstudio.export.xlsx.names import figure_name
from vsmstudio.export.xlsx.sheet import Book, Placed, formula, print_setup, set_height
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map

SHEET = "Summary"
LIVE, COMPUTED, UNKNOWN = "live formula", "value computed by VSM Studio", "unknown"
TOP = 4  # the row of the first map's headlines
CHART_ROWS = 16  # rows that a chart is high
_SHEETS = {"Value": "sheet Measures", "Experience": "sheet Experience", "Plan": "sheet Improvements"}

COLUMNS = (
    *map_columns(),
    Column("figure", "Figure", width=28),
    Column("value", "Value", Kind.NUMBER, width=11),
    Column("unit", "Unit", width=9),
    Column("days", "Working days", Kind.NUMBER, width=10),
    Column("calendar_days", "Calendar days", Kind.NUMBER, width=10),
    Column("coverage", "Coverage", width=20),
    Column("meaning", "Meaning", width=50),
    Column("source", "Where it comes from", width=27),
)
HEADLINE_COLUMNS = (
    *map_columns(),
    Column("bottleneck", "Bottleneck", width=28),
    Column("lead", "Lead time", Kind.NUMBER, "d", 11),
    Column("work", "PT", Kind.NUMBER, "d", 9),
    Column("ratio", "Activity ratio", Kind.RATIO, width=10),
    Column("ca", "Rolled %C&A", Kind.RATIO, width=10),
    Column("owned", "Owner coverage", Kind.RATIO, width=20),
    Column("says", "In short", width=50),
    Column("cost", "Cost per unit", Kind.MONEY, width=27),
)
_SHOWN = {
    "lead": ("lead_time", durations.DAY),
    "work": ("process_time", durations.DAY),
    "ratio": ("activity_ratio", ""),
    "ca": ("rolled_ca", ""),
    "owned": ("owner_coverage", ""),
    "cost": ("cost_per_unit", ""),
}


class Summary:
    """Where everything stands on the sheet: headlines, then `charts` rows of charts, then the table of all figures."""

    def __init__(self, held: Gathered, document: Document, analysis: Analysis, on: date, charts: int) -> None:
        self.held, self.document, self.analysis, self.on = held, document, analysis, on
        self.maps = list(enumerate(listed_maps(document, analysis), start=1))
        self.last_headline = TOP + max(len(self.maps), 1) - 1
        self.header = self.last_headline + 2 + charts * CHART_ROWS + 1
        self.figure_rows: dict[tuple[int, str], int] = {}
        row = self.header + 1
        self.around: dict[int, list[Row]] = {}
        for number, shown in self.maps:
            for figure in FIGURES:
                self.figure_rows[number, figure.key] = row
                row += 1
            self.around[number] = _around(document, analysis, on, number, shown)
            row += len(self.around[number])
        self.first_severity = row

    def cells(self, number: int) -> Mapping[str, str]:
        """The cells of a map's figures, on this sheet."""
        return {figure.key: f"E{self.figure_rows[number, figure.key]}" for figure in FIGURES}

    def names(self) -> dict[str, str]:
        """Names of the headline figures."""
        keys = (
            *HEADLINES,
            "expected_lead_time",
            "owner_coverage",
            "takt",
            "highest_utilisation",
            "fte",
            "cost_per_unit",
        )
        return {
            figure_name(key, number): f"'{SHEET}'!$E${self.figure_rows[number, key]}"
            for number, _ in self.maps
            for key in keys
        }

    def linked(self) -> tuple[dict[tuple[int, str], str], dict[tuple[int, str], float]]:
        """The cells of all figures for formulas on other sheets, and what is known of them; by number of map and figure."""
        cells = {at: f"'{SHEET}'!$E${row}" for at, row in self.figure_rows.items()}
        known = {(number, key): value for number, _ in self.maps for key, value in self.known(number).items()}
        return cells, known

    def known(self, number: int) -> dict[str, float]:
        """What is known of a map's figures, by key."""
        shown = dict(self.maps)[number]
        table = figures(self.document, self.analysis.maps[shown.id])
        pairs = zip(table.ids, table.values("value"), strict=True)
        return {key: float(value) for key, value in pairs if isinstance(value, (int, float))}


def add_summary(book: Book, at: Summary, title: str, note: str) -> Any:
    """Write the sheet; its charts are added when the sheets that they draw from are there."""
    sheet: Any = book.book.create_sheet(SHEET)
    for index, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(65 + index)].width = column.width + 1.5
    sheet.column_dimensions["L"].hidden = True
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.freeze_panes = f"A{TOP}"
    print_setup(sheet, book)
    sheet.print_title_rows = f"{at.header}:{at.header}"
    sheet.row_breaks.append(Break(id=at.header - 2))
    sheet.row_dimensions[1].height = 24
    last = at.first_severity + len(Severity) - 1
    sheet.auto_filter.ref = f"A{at.header}:K{last}"
    sheet.print_area = f"A1:K{last}"
    sheet.append([safe_cell(sheet, title, book.styles["heading"])])
    sheet.append([safe_cell(sheet, note, book.styles["note"])])
    _headlines(book, sheet, at)
    for _ in range(at.header - at.last_headline - 2):
        sheet.append([])
    sheet.append([safe_cell(sheet, "All figures", book.styles["heading"])])
    sheet.row_dimensions[at.header - 1].height = 24
    _head(book, sheet, at.header, COLUMNS)
    for number, shown in at.maps:
        _figures(book, sheet, at, number, shown)
    for row, severity in enumerate(Severity, start=at.first_severity):
        count = sum(each.severity is severity and not each.future for each in at.analysis.findings)
        meaning = f"Findings of severity {severity.word} in today's maps and services."
        name = f"Findings, {severity.word}"
        cells: tuple[Cell, ...] = (None, None, None, name, count, "findings", None, None, None, meaning, None)
        _append(book, sheet, row, cells, Kind.COUNT, _counted(at.held.placed.get("findings"), severity.word))
    return sheet


def _head(book: Book, sheet: Any, row: int, columns: Sequence[Column]) -> None:
    set_height(sheet, row, [column.header for column in columns], columns, bold=True)
    sheet.append(
        [
            safe_cell(sheet, column.header, book.styles[f"header {'left' if column.kind is Kind.TEXT else 'right'}"])
            for column in columns
        ]
    )


def _headlines(book: Book, sheet: Any, at: Summary) -> None:
    document = at.document
    currency = document.engagement.currency
    columns = [
        Column(each.key, each.title, each.kind, f"{currency} a unit".strip(), each.width)
        if each.key == "cost"
        else each
        for each in HEADLINE_COLUMNS
    ]
    _head(book, sheet, TOP - 1, columns)
    day = document.engagement.calendar.day
    for row, (number, shown) in enumerate(at.maps, start=TOP):
        known, cells = at.known(number), at.cells(number)
        held = at.analysis.maps[shown.id]
        stream = document.name(shown.stream)
        words: dict[str, Cell] = {
            "map_no": number,
            "stream": stream,
            "map": shown.name,
            "bottleneck": document.name(held.capacity.bottleneck) if held.capacity.bottleneck else None,
            "says": first_sentence(document, stream, shown, held),
        }
        set_height(sheet, row, [words.get(column.key) for column in columns], columns)
        written = []
        for index, column in enumerate(columns):
            place = f"{chr(65 + index)}{row}"
            if column.key not in _SHOWN:
                style = column.kind.value
                written.append(safe_cell(sheet, words[column.key], book.styles[style], book.styles["quoted text"]))
                continue
            key, by = _SHOWN[column.key]
            style = "strong hundredths" if by else f"strong {column.kind.value}"
            value = known.get(key)
            gives: float | str = "" if value is None else value / (day if by else 1.0)
            over = f"/{durations.DAY}" if by and durations.DAY in at.held.names else f"/{day!r}" if by else ""
            text = f'=IF({cells[key]}="","",{cells[key]}{over})'
            written.append(formula(book, sheet, place, text, gives, style))
        written.append(formula(book, sheet, f"L{row}", f'=B{row}&" · "&C{row}', f"{stream} · {shown.name}", "text"))
        sheet.append(written)
    if not at.maps:
        sheet.append([safe_cell(sheet, "No map has been drawn yet.", book.styles["note"])])


def _figures(book: Book, sheet: Any, at: Summary, number: int, shown: Map) -> None:
    document = at.document
    calendar = document.engagement.calendar
    known = at.known(number)
    here = Here(number, shown.stream, at.cells(number))
    row = at.figure_rows[number, FIGURES[0].key]
    for figure, (name, value, unit, _, coverage, meaning) in zip(
        FIGURES, figures(document, at.analysis.maps[shown.id]).rows, strict=True
    ):
        words = figure_words(at.held, document, here, figure.key) if figure.key in known else None
        about = (number, document.name(shown.stream), shown.name)
        cells: Row = (*about, name, value, unit, None, None, coverage, meaning, None)
        live = (f"={words}", known[figure.key]) if words else None
        lengths = (calendar.day, calendar.minutes_in("cd"), durations.DAY in at.held.names)
        _append(book, sheet, row, cells, figure.kind, live, lengths, strong=figure.key in HEADLINES)
        row += 1
    for cells in at.around[number]:
        _append(book, sheet, row, cells, Kind.TEXT, None)
        row += 1


def _around(document: Document, analysis: Analysis, on: date, number: int, held: Map) -> list[Row]:
    """What a current map's summary says of value, experience and plan, in words; the sheets that hold the rest."""
    if held is not document.current_map(held.stream):
        return []
    return [
        (number, document.name(held.stream), held.name, subject, *[None] * 5, sentence[:1].upper() + sentence[1:], None)
        for subject, sentence in in_short(document, analysis, on, held)
    ]


def _append(
    book: Book,
    sheet: Any,
    row: int,
    cells: tuple[Cell, ...],
    kind: Kind,
    live: tuple[str, float] | None,
    lengths: tuple[float, float, bool] | None = None,
    strong: bool = False,
) -> None:
    value, prefix = cells[4], "strong " if strong else ""
    set_height(sheet, row, cells, COLUMNS)
    if live and not (isinstance(value, (int, float)) and math.isclose(live[1], value, abs_tol=1e-6)):
        live = None
    written = []
    for index, (cell, column) in enumerate(zip(cells, COLUMNS, strict=True)):
        at = f"{chr(65 + index)}{row}"
        if column.key == "value" and live:
            written.append(formula(book, sheet, at, *live, prefix + kind))
        elif column.key == "value":
            written.append(safe_cell(sheet, cell, book.styles[prefix + kind]))
        elif column.key == "figure":
            written.append(safe_cell(sheet, cell, book.styles[prefix + Kind.TEXT]))
        elif (
            column.key in {"days", "calendar_days"}
            and lengths
            and kind is Kind.MINUTES
            and isinstance(value, (int, float))
        ):
            day, calendar_day, named = lengths
            length = day if column.key == "days" else calendar_day
            by = durations.DAY if named else repr(day)
            by += "*days_per_week/7" if column.key == "calendar_days" else ""
            written.append(formula(book, sheet, at, f'=IF(E{row}="","",E{row}/({by}))', value / length, "days"))
        elif column.key == "source":
            words = (
                _SHEETS[str(cells[3])]
                if kind is Kind.TEXT
                else UNKNOWN
                if value is None
                else LIVE
                if live
                else COMPUTED
            )
            written.append(safe_cell(sheet, words, book.styles[Kind.TEXT.value]))
        else:
            written.append(safe_cell(sheet, cell, book.styles[column.kind.value], book.styles["quoted text"]))
    sheet.append(written)


def _counted(findings: Placed | None, word: str) -> tuple[str, float] | None:
    if findings is None:
        return None
    table: Table = findings.table
    pairs = zip(table.values("severity"), table.values("state"), strict=True)
    text = f'=COUNTIFS({findings.range("severity")},"{word}",{findings.range("state")},"current")'
    return text, sum(pair == (word, "current") for pair in pairs)
