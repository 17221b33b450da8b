"""Columns beside what is typed: durations in minutes, and what demand means, so that formulas can go on from there."""

from __future__ import annotations

from dataclasses import replace

from vsmstudio.analysis.capacity import demand_per_year
from vsmstudio.analysis.contributions import minutes_per_unit
from vsmstudio.analysis.figures import takt
from vsmstudio.export.tables.inputs.written import ADDED
from vsmstudio.export.tables.table import Cell, Column, Kind, Table
from vsmstudio.export.xlsx import durations
from vsmstudio.export.xlsx.live import Sheets
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Flow, Queue, Step, ValueStream

STEPS, FLOWS, STREAMS = "steps", "typed Flows", "typed Streams"
OF_STEP = (("pt", "PT", "process_time"), ("lt", "LT", "lead_time"), ("wait", "Wait", "wait"))
_READ = "read "  # what keys of columns begin with that hold the number of a duration
_STREAM = (
    Column(f"{_READ}available", "Available read", width=10, hidden=True),
    Column("available", "Available", Kind.MINUTES, "min a day", 12),
    Column("pace", "From one item to the next", Kind.NUMBER, "min", 12),
    Column("takt", "Takt", Kind.MINUTES, "min", 11),
    Column("demand", "Demand a year", Kind.NUMBER, width=11),
)


def with_columns(document: Document, key: str, table: Table) -> Table:
    """A sheet's table with the columns that formulas fill."""
    if key == STEPS and any(column.key == f"{ADDED}PT" for column in table.columns):
        return _steps(document, table)
    if key == FLOWS:
        columns = (Column(f"{_READ}delay", "Delay read", hidden=True), Column("delay", "Delay", Kind.MINUTES, "min", 9))
        return _extended(table, columns, [(None, _minutes(document, key, "delay")) for key in table.ids])
    if key == STREAMS:
        return _extended(table, _STREAM, [_demand(document, key) for key in table.ids])
    return table


def add_inputs(sheets: Sheets, document: Document) -> None:
    """The formulas that read what was typed."""
    if sheets.read_back(STEPS):
        for row, key in enumerate(sheets.at(STEPS).table.ids):
            record = document.get(key)
            fields = OF_STEP if isinstance(record, Step) else OF_STEP[2:] if isinstance(record, Queue) else ()
            for each, title, field in fields:
                _duration(sheets, document, STEPS, row, title, each, getattr(record, field))
    if sheets.read_back(FLOWS):
        for row, key in enumerate(sheets.at(FLOWS).table.ids):
            record = document.of(Flow, key)
            _duration(sheets, document, FLOWS, row, "Delay", "delay", record.delay if record else None)
    if sheets.read_back(STREAMS):
        for row, key in enumerate(sheets.at(STREAMS).table.ids):
            stream = document.of(ValueStream, key)
            _duration(
                sheets,
                document,
                STREAMS,
                row,
                "Available time per day",
                "available",
                stream.available if stream else None,
            )
            _stream(sheets, row)


def _stream(sheets: Sheets, row: int) -> None:
    demand, per, available, pace = (
        sheets.here(STREAMS, key, row) for key in (f"{ADDED}Demand", f"{ADDED}Demand per", "available", "pace")
    )
    unit = f'IF({per}="y",{durations.YEAR},IFERROR(LOOKUP(2,1/({durations.WORDS}={per}),{durations.MINUTES}),0))'
    sheets.put(STREAMS, row, "pace", f'IF(OR(N({demand})=0,{unit}=0),"",{unit}/{demand})')
    day = f'IF({available}="",{durations.DAY},{available})'
    sheets.put(STREAMS, row, "takt", f'IF({pace}="","",{day}*{pace}/{durations.DAY})')
    sheets.put(STREAMS, row, "demand", f'IF({pace}="","",{durations.YEAR}/{pace})')


def _duration(
    sheets: Sheets, document: Document, sheet: str, row: int, title: str, key: str, held: Duration | None
) -> None:
    """The minutes of a typed duration, and the number in it."""
    typed, part = sheets.here(sheet, f"{ADDED}{title}", row), sheets.here(sheet, f"{_READ}{key}", row)
    found = durations.minutes(typed, part, held, document.engagement.calendar)
    if found is None:
        return
    words, gives = found
    formulas = sheets.formulas.setdefault(sheet, {})
    formulas[row, f"{_READ}{key}"] = (durations.number_part(typed), durations.number_part_of(held))
    formulas[row, key] = (words, gives)


def _steps(document: Document, table: Table) -> Table:
    """Durations as typed stand beside their minutes; those of queues have minutes, too."""
    parts = [Column(f"{_READ}{key}", f"{title} read", hidden=True) for key, title, _ in OF_STEP]
    waits: list[tuple[Cell, ...]] = [(None,) * len(parts) for _ in table.ids]
    made = _extended(table, parts, waits)
    at = made.at("wait")
    rows = []
    for key, row in zip(made.ids, made.rows, strict=True):
        wait = _minutes(document, key, "wait") if isinstance(document.get(key), Queue) else row[at]
        rows.append((*row[:at], wait, *row[at + 1 :]))
    order = [column.key for column in made.columns]
    for key, title, _ in OF_STEP:
        for moved in (f"{ADDED}{title}", f"{_READ}{key}"):
            order.remove(moved)
        order.insert(order.index(key), f"{ADDED}{title}")
        order.insert(order.index(key) + 1, f"{_READ}{key}")
    return replace(made, rows=tuple(rows)).only(*order)


def _extended(table: Table, columns: tuple[Column, ...] | list[Column], cells: list[tuple[Cell, ...]]) -> Table:
    rows = tuple((*row, *more) for row, more in zip(table.rows, cells, strict=True))
    return replace(table, columns=(*table.columns, *columns), rows=rows)


def _minutes(document: Document, key: str, field: str) -> float | None:
    held = getattr(document.get(key), field, None)
    return held.minutes(document.engagement.calendar) if isinstance(held, Duration) else None


def _demand(document: Document, key: str) -> tuple[Cell, ...]:
    stream, calendar = document.of(ValueStream, key), document.engagement.calendar
    return (
        None,
        _minutes(document, key, "available"),
        minutes_per_unit(stream, calendar),
        takt(stream, calendar),
        demand_per_year(stream, calendar),
    )
