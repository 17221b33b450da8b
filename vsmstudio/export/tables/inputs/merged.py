"""A computed table and the input sheet of the same records as one: what is known of them beside what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vsmstudio.export.tables.inputs.kinds import InputSheet
from vsmstudio.export.tables.inputs.written import key_of
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table

_READ_BACK = "What stands under a blue line can be changed here and read back by VSM Studio."


def merged(computed: Table, typed: Table, sheet: InputSheet, renamed: Mapping[str, str] = {}) -> Table:
    """The computed rows with what was typed at their right; records that have no computed row follow, map by map.

    A computed column with the title of a typed one gives its place to it. `renamed` are new titles of computed columns, by
    key. Keys, totals and flags of the computed table stay.
    """
    if not typed.rows:
        return computed
    columns = [replace(each, title=renamed.get(each.key, each.title)) for each in computed.columns]
    titles = {each.title: key_of(each) for each in sheet.columns}
    shared = {at: typed.at(titles[each.title]) for at, each in enumerate(columns) if _is_typed(each, titles)}
    own = [at for at in range(len(typed.columns)) if at not in shared.values()]
    heads = tuple(replace(each, typed=True) if at in shared else each for at, each in enumerate(columns))
    flagged = {computed.ids[at] for at in computed.flagged}
    typed_rows = dict(zip(typed.ids, typed.rows, strict=True))
    computed_rows = dict(zip(computed.ids, computed.rows, strict=True))
    rows: list[tuple[float, Row, str, bool]] = []
    numbers: dict[tuple[Cell, ...], float] = {}
    for key in dict.fromkeys((*computed.ids, *typed.ids)):
        said = typed_rows.get(key)
        left: list[Cell] = list(computed_rows.get(key, (None,) * len(columns)))
        if said is not None:
            for here, there in shared.items():
                left[here] = said[there]
        right = (None,) * (len(own) - 1) + (key,) if said is None else tuple(said[each] for each in own)
        number = _number(left, heads, numbers)
        rows.append((number, (*left, *right), key, key in flagged))
    rows.sort(key=lambda each: each[0])
    return replace(
        computed,
        columns=(*heads, *(typed.columns[at] for at in own)),
        rows=tuple(row for _, row, _, _ in rows),
        ids=tuple(key for _, _, key, _ in rows),
        flagged=frozenset(at for at, row in enumerate(rows) if row[3]),
        note=f"{computed.note} {_READ_BACK}".strip(),
    )


def _is_typed(column: Column, titles: Mapping[str, str]) -> bool:
    return column.title in titles and column.kind is not Kind.MINUTES


def _number(row: list[Cell], heads: tuple[Column, ...], numbers: dict[tuple[Cell, ...], float]) -> float:
    """The number of a row's map, filled in where only other rows of the map have it; rows of no map stay as they are."""
    if heads[0].key != "map_no":
        return 0.0
    about = tuple(row[1:3])
    if row[0] is None:
        row[0] = int(numbers[about]) if about in numbers else None
    elif isinstance(row[0], int):
        numbers[about] = float(row[0])
    return numbers.get(about, float("inf"))
