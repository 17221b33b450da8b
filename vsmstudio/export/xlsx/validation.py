"""What inputs take, bars behind shares, marks on durations that no formula reads, and tables with filters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as NativeTable
from openpyxl.worksheet.table import TableColumn

from vsmstudio.export.tables.inputs import BY_TITLE, InputKind
from vsmstudio.export.tables.inputs.written import ADDED
from vsmstudio.export.tables.table import Kind, Table
from vsmstudio.export.xlsx.collecting_rules import rule

_BAR: Any = DataBarRule
_WHERE: Any = FormulaRule
_LIMITED = frozenset({InputKind.CHOICE, InputKind.YES_NO, InputKind.NUMBER, InputKind.SHARE})
_OUR_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:%&()+÷–−-]{0,120}")
_NOT_LETTERS = re.compile(r"[^A-Za-z0-9]+")
_READ = {"pt": "PT", "lt": "LT", "wait": "Wait", "delay": "Delay", "available": "Available time per day"}


def durations_of(table: Table) -> frozenset[str]:
    """The keys of columns that hold durations as they are typed."""
    sheet = BY_TITLE.get(table.title)
    if sheet is None:
        return frozenset()
    return frozenset(f"{ADDED}{each.title}" for each in sheet.columns if each.kind is InputKind.DURATION)


def add_rules(sheet: Any, table: Table, first: int, theme: Mapping[str, str]) -> None:
    """Everything that a sheet knows of its columns; `first` is the row of its first record."""
    last = first + len(table.rows) - 1
    if last < first:
        return
    _limit(sheet, table, first, last)
    titles = {column.key: get_column_letter(at) for at, column in enumerate(table.columns, start=1)}
    soft = PatternFill("solid", bgColor=_hex(theme["gap_soft"]))
    for at, column in enumerate(table.columns, start=1):
        letter = get_column_letter(at)
        cells = f"{letter}{first}:{letter}{last}"
        if column.kind is Kind.RATIO and not column.typed and not column.hidden:
            bar = _BAR("num", 0, "max", None, color=_hex(theme["accent_on_ink"]), showValue=True)
            sheet.conditional_formatting.add(cells, bar)
        typed = titles.get(f"{ADDED}{_READ.get(column.key, '')}")
        if typed and not column.typed:
            unread = f'AND(TRIM(${typed}{first})<>"",${letter}{first}="")'
            sheet.conditional_formatting.add(cells, _WHERE([unread], fill=soft))
            sheet.conditional_formatting.add(f"{typed}{first}:{typed}{last}", _WHERE([unread], fill=soft))


def _limit(sheet: Any, table: Table, first: int, last: int) -> None:
    inputs = BY_TITLE.get(table.title)
    if inputs is None or not any(column.typed for column in table.columns):
        return
    if inputs.vertical:
        for row, each in enumerate(inputs.columns[: len(table.rows)], start=first):
            if each.kind in _LIMITED:
                sheet.data_validations.append(rule(each, f"B{row}", f"B{row}", {}))
        return
    asked = {each.title: each for each in inputs.columns}
    for at, column in enumerate(table.columns, start=1):
        found = asked.get(column.title)
        if column.typed and found is not None and found.kind in _LIMITED:
            letter = get_column_letter(at)
            cells = f"{letter}{first}:{letter}{last}"
            sheet.data_validations.append(rule(found, cells, f"{letter}{first}", {}))


def add_native_table(sheet: Any, table: Table, header: int, taken: set[str]) -> None:
    """Make the rows a table with filters of its own where its headers are our words, each but once."""
    heads = [column.header for column in table.columns]
    if not table.rows or len({each.casefold() for each in heads}) < len(heads):
        return
    if not all(_OUR_WORDS.fullmatch(each) for each in heads):
        return
    name = f"table_{_NOT_LETTERS.sub('_', sheet.title).strip('_').casefold()}"
    if name in taken or not sheet.title.isascii():
        return
    taken.add(name)
    cells = f"A{header}:{get_column_letter(len(heads))}{header + len(table.rows)}"
    native = NativeTable(id=len(taken), displayName=name, name=name, ref=cells)
    native.tableColumns = [TableColumn(id=at, name=head) for at, head in enumerate(heads, start=1)]
    native.autoFilter = AutoFilter(ref=cells)
    sheet.auto_filter.ref = None
    sheet._tables.add(native)


def _hex(colour: str) -> str:
    return "FF" + colour.lstrip("#")
