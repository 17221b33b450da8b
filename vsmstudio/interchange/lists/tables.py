"""Every list as a table that can be read: the columns of the input sheets, and what clients' lists have beside."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.export.tables.inputs import COSTS, ID_TITLE, SHEETS, Input, InputKind, InputSheet
from vsmstudio.model.records import LinkKind

K = InputKind
CATEGORY = "Category"
COST_COLUMNS = tuple(each for each in COSTS.columns if each.kind is K.MONEY)

# columns that clients' lists have and the workbook says elsewhere
MORE: Mapping[str, tuple[Input, ...]] = {
    "Services": (
        Input("Streams", K.REFERENCES, hint="Value streams that it underpins, separated by ;", refers=("stream",),
              link=LinkKind.UNDERPINS),
        Input("Steps", K.REFERENCES, hint="Steps that need it, separated by ;", refers=("step",), link=LinkKind.UNDERPINS),
        Input("Rests on", K.REFERENCES, hint="Services that it needs, separated by ;", refers=("service",),
              link=LinkKind.RESTS_ON),
        Input("Applications", K.REFERENCES, hint="Applications that are part of it, separated by ;", refers=("application",),
              link=LinkKind.SUPPORTS, backwards=True),
        *COST_COLUMNS,
    ),
    "Costs": (Input(CATEGORY, K.CHOICE, hint="Of which kind the amount is, where each has a row.",
                    choices=tuple(each.title for each in COST_COLUMNS)),),
}  # fmt: skip
ID = Input(ID_TITLE, hint="The record's id in VSM Studio.")
LISTS: Mapping[str, InputSheet] = {sheet.title.lower(): sheet for sheet in SHEETS if sheet.title != "Steps"}


def columns_of(sheet: InputSheet) -> tuple[Input, ...]:
    """All columns that a list may have."""
    return (*sheet.columns, *MORE.get(sheet.title, ()), ID)


def column(sheet: InputSheet, title: str) -> Input | None:
    """The column of a title of ours."""
    return next((each for each in columns_of(sheet) if each.title == title), None)
