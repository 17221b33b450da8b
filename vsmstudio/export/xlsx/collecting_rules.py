"""What cells of the data-collection workbook take: lists to choose from, numbers, dates; and what they say when clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from vsmstudio.export.tables.inputs import Input, InputKind
from vsmstudio.export.tables.inputs.kinds import ANY

FORMATS = {
    InputKind.NUMBER: "General",
    InputKind.SHARE: "0%",
    InputKind.MONEY: "#,##0",
    InputKind.DATE: "yyyy-mm-dd",
}
TEXT = "@"  # keeps 3-5 from becoming a date, and 007 from becoming 7
_LISTS = {"person": "People", "unit": "Units", "service": "Services", "step": "Steps", "stream": "Streams"}
_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32


def number_format(column: Input) -> str:
    """The format of a column's cells."""
    return FORMATS.get(column.kind, TEXT)


def rule(column: Input, cells: str, first: str, named: Mapping[str, str]) -> Any:
    """The validation of a column's cells. `first` is the first of them; `named` are the cells of names, by sheet."""
    made = _rule(column, first, named)
    made.promptTitle, made.prompt = column.title[:_LONGEST_TITLE], column.hint[:_LONGEST_PROMPT]
    made.showInputMessage = bool(column.hint)
    made.allow_blank = True
    made.add(cells)
    return made


def _rule(column: Input, first: str, named: Mapping[str, str]) -> Any:
    kind = column.kind
    if kind in {InputKind.CHOICE, InputKind.YES_NO}:
        words = ",".join(column.words)
        return _refusing("list", f'"{words}"', f"Choose one of: {', '.join(column.words)}.")
    if kind is InputKind.REFERENCE and (cells := named.get(_LISTS.get(column.refers[0], ""))):
        return DataValidation(type="list", formula1=cells, showErrorMessage=False)  # a new name is welcome
    if kind is InputKind.NUMBER and column.between is not None:
        least, most = column.between
        words = (
            "Write a number, without a unit."
            if column.between == ANY
            else f"Write a number from {least:g} to {most:g}."
        )
        made = _refusing("decimal", f"{least:.0f}", words, "between")
        made.formula2 = f"{most:.0f}"
        return made
    if kind in {InputKind.NUMBER, InputKind.MONEY}:
        return _refusing("decimal", "0", "Write a number of 0 or more, without a unit.", "greaterThanOrEqual")
    if kind is InputKind.SHARE:
        made = _refusing("decimal", "0", "Write a share from 0 % to 100 %, such as 85 %.", "between")
        made.formula2 = "1"
        return made
    if kind is InputKind.DATE:
        return _refusing("date", "DATE(1990,1,1)", "Write a date, such as 2026-12-31.", "greaterThanOrEqual")
    if kind is InputKind.DURATION:
        made = _refusing("custom", f"ISERROR(VALUE({first}))", "Say the unit too: 20 min, 1.5 h, 2 d or 3 wk.")
        made.errorStyle = "warning"
        return made
    return DataValidation(showErrorMessage=False)


def _refusing(kind: Any, formula: str, words: str, operator: Any = None) -> Any:
    return DataValidation(
        type=kind,
        operator=operator,
        formula1=formula,
        showErrorMessage=True,
        errorTitle="Please check",
        error=words[:_LONGEST_PROMPT],
    )
