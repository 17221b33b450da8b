"""The first sheet: every map's figures, live where a spreadsheet can work them out, and the count of findings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from vsmstudio.analysis.results import Analysis, Severity
from vsmstudio.export.in_short import in_short
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, figures
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table, map_columns
from vsmstudio.export.xlsx.cells import safe_cell
from vsmstudio.export.xlsx.sheet import FIRST_ROW, Book, Placed, formula, open_sheet, set_height
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map

LIVE, COMPUTED, UNKNOWN = "live formula", "value computed by VSM Studio", "unknown"

_SHEETS = {"Value": "sheet Measures", "Experience": "sheet Experience", "Plan": "sheet Improvements"}
_CAPACITY = {"labour_hours_per_year": "hours", "fte": "fte", "labour_cost_per_year": "cost"}

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


class Live(NamedTuple):
    """A formula and what it gives; `array` where it must be worked out over whole ranges."""

    text: str
    gives: float
    array: bool = False


def add_summary(
    book: Book, document: Document, analysis: Analysis, on: date, placed: Mapping[str, Placed], title: str, note: str
) -> None:
    """Write the sheet. `placed` holds the tables that stand on other sheets, by key."""
    table = _table(document, analysis, on, title, note)
    sheet = open_sheet(book, table, "Summary", "figure")
    calendar = document.engagement.calendar
    value_at, kinds = table.at("value"), {figure.key: figure.kind for figure in FIGURES}
    row = FIRST_ROW
    for number, held_map in enumerate(listed_maps(document, analysis), start=1):
        alternatives = len(analysis.maps[held_map.id].scenarios) > 1
        known: dict[str, float] = {}
        for offset, figure in enumerate(FIGURES):
            cells = table.rows[row - FIRST_ROW]
            value = cells[value_at]
            live = None
            if isinstance(value, (int, float)):
                known[figure.key] = value
                live = _live(figure.key, number, placed, row - offset, known, alternatives)
            strong = figure.key in HEADLINES
            _append(book, sheet, row, cells, kinds[figure.key], live, calendar.day, calendar.minutes_in("cd"), strong)
            row += 1
        for _ in _around(document, analysis, on, number, held_map):
            _append(book, sheet, row, table.rows[row - FIRST_ROW], Kind.TEXT, None, calendar.day, 1.0)
            row += 1
    for severity in Severity:
        live = _counted(placed.get("findings"), severity.word)
        _append(book, sheet, row, table.rows[row - FIRST_ROW], Kind.COUNT, live, calendar.day, 1.0)
        row += 1


def _table(document: Document, analysis: Analysis, on: date, title: str, note: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for number, held_map in enumerate(listed_maps(document, analysis), start=1):
        for name, value, unit, _, coverage, meaning in figures(document, analysis.maps[held_map.id]).rows:
            about = (number, document.name(held_map.stream), held_map.name)
            rows.append((*about, name, value, unit, None, None, coverage, meaning, None))
        rows += _around(document, analysis, on, number, held_map)
    for severity in Severity:
        count = sum(each.severity is severity and not each.future for each in analysis.findings)
        meaning = f"Findings of severity {severity.word} in today's maps and services."
        rows.append(
            (None, None, None, f"Findings, {severity.word}", count, "findings", None, None, None, meaning, None)
        )
    return Table(title, COLUMNS, tuple(rows), note)


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
    live: Live | None,
    day: float,
    calendar_day: float,
    strong: bool = False,
) -> None:
    value, prefix = cells[4], "strong " if strong else ""
    set_height(sheet, row, cells, COLUMNS)
    live = live if live and isinstance(value, (int, float)) and math.isclose(live.gives, value, abs_tol=1e-6) else None
    written = []
    for index, (cell, column) in enumerate(zip(cells, COLUMNS, strict=True)):
        at = f"{chr(65 + index)}{row}"
        if column.key == "value" and live:
            written.append(formula(book, sheet, at, live.text, live.gives, prefix + kind, live.array))
        elif column.key == "value":
            written.append(safe_cell(sheet, cell, book.styles[prefix + kind]))
        elif column.key == "figure":
            written.append(safe_cell(sheet, cell, book.styles[prefix + Kind.TEXT]))
        elif column.key in {"days", "calendar_days"} and kind is Kind.MINUTES and isinstance(value, (int, float)):
            length = day if column.key == "days" else calendar_day
            written.append(formula(book, sheet, at, f"=E{row}/{length!r}", value / length, "days"))
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


def _live(
    key: str, number: int, placed: Mapping[str, Placed], first: int, known: Mapping[str, float], alternatives: bool
) -> Live | None:
    """The formula of a figure, where there is one; `first` is the row of the map's first figure."""
    path, steps = placed.get("path"), placed.get("steps")
    rows = {figure.key: first + index for index, figure in enumerate(FIGURES)}
    lead_time = known.get("lead_time")
    if steps is None or path is None:
        return None
    if key == "lead_time":
        return _sum(path, "adds", number, first)
    if key == "process_time":
        return _sum(path, "pt", number, rows[key])
    if key == "total_process_time":
        return _sum(steps, "pt", number, rows[key])
    if key == "steps":
        text = f'=COUNTIFS({steps.range("map_no")},$A{rows[key]},{steps.range("typed Kind")},"step")'
        pairs = zip(steps.table.values("map_no"), steps.table.values("typed Kind"), strict=True)
        return Live(text, sum(pair == (number, "step") for pair in pairs))
    if key == "activity_ratio" and lead_time and "process_time" in known:
        return Live(f"=E{rows['process_time']}/E{rows['lead_time']}", known["process_time"] / lead_time)
    if key == "va_ratio" and lead_time:
        return _ratio(_sum(path, "pt", number, rows[key], "va", "VA"), rows["lead_time"], lead_time)
    if key == "owner_coverage" and lead_time:
        return _ratio(_sum(path, "adds", number, rows[key], "owned", "yes"), rows["lead_time"], lead_time)
    if key in {"expected_lead_time", "most_likely_lead_time"} and not alternatives and lead_time is not None:
        return Live(f"=E{rows['lead_time']}", lead_time)
    capacity = placed.get("capacity")
    if capacity is not None and (column := _CAPACITY.get(key)):
        return _sum(capacity, column, number, rows[key])
    if key == "rolled_ca" and not alternatives:
        shares = [
            value
            for at, value in zip(steps.table.values("map_no"), steps.table.values("ca"), strict=True)
            if at == number
        ]
        numbers, ca = steps.range("map_no"), steps.range("ca")
        text = f'=PRODUCT(IF(({numbers}=$A{rows[key]})*({ca}<>""),{ca},1))'
        return Live(text, math.prod(share for share in shares if isinstance(share, (int, float))), array=True)
    return None


def _sum(placed: Placed, key: str, number: int, row: int, where: str = "", is_: str = "") -> Live:
    table = placed.table
    marks = table.values(where) if where else ("",) * len(table.rows)
    triples = zip(table.values("map_no"), table.values(key), marks, strict=True)
    gives = sum(
        value for at, value, mark in triples if at == number and mark == is_ and isinstance(value, (int, float))
    )
    also = f',{placed.range(where)},"{is_}"' if where else ""
    return Live(f"=SUMIFS({placed.range(key)},{placed.range('map_no')},$A{row}{also})", gives)


def _ratio(part: Live, row: int, whole: float) -> Live:
    return part._replace(text=f"{part.text}/E{row}", gives=part.gives / whole)


def _counted(findings: Placed | None, word: str) -> Live | None:
    if findings is None:
        return None
    table = findings.table
    pairs = zip(table.values("severity"), table.values("state"), strict=True)
    text = f'=COUNTIFS({findings.range("severity")},"{word}",{findings.range("state")},"current")'
    return Live(text, sum(pair == (word, "current") for pair in pairs))
