"""Contribution and follow-up as formulas over the figures of their maps, and what stands there that no formula follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from vsmstudio.analysis.comparison import COMPARED, Judged
from vsmstudio.analysis.engagement.follow_up import baseline_of
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.table import Table
from vsmstudio.export.xlsx.live import Sheets, or_blank
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

Cells = Mapping[tuple[int, str], str]  # by number of map and figure
Known = Mapping[tuple[int, str], float]
_STANDS = {
    "experience": "Numbers of steps and critical paths stand as VSM Studio found them.",
    "voices": "Which points are the lowest stands as VSM Studio found it.",
    "priorities": "The lead time that each saves, its critical steps and its owner gaps stand as VSM Studio worked them out.",
    "contribution": "What each improvement makes is worked out by VSM Studio, one after the other, and stands here as a value.",
    "claims": "What is computed stands as VSM Studio worked it out from the maps.",
    "followed": "What was promised stands as VSM Studio worked it out.",
    "impact": "What a failure reaches stands as VSM Studio found it.",
    "portfolio": "Which streams a service reaches, and its share of critical paths, stand as VSM Studio found them.",
    "attendance": "Who was there and who was missing stands as VSM Studio found it.",
    "health": "The answers stand as VSM Studio found them.",
}


def with_note(key: str, table: Table) -> Table:
    """The table whose note says what no formula follows when a client changes what was typed."""
    said = _STANDS.get(key)
    return replace(table, note=f"{table.note} {said}".strip()) if said else table


def add_maps(sheets: Sheets, document: Document, analysis: Analysis, cells: Cells, known: Known) -> None:
    """Put figures of maps where follow-up and contribution tell them. `cells` and `known` are those of the summary."""
    numbers = {each.id: number for number, each in enumerate(listed_maps(document, analysis), start=1)}

    def link(sheet: str, row: int, column: str, shown: Id, figure: str) -> None:
        table = sheets.at(sheet).table
        value, at = table.rows[row][table.at(column)], (numbers.get(shown, 0), figure)
        if (
            isinstance(value, (int, float))
            and at in cells
            and math.isclose(known.get(at, math.nan), value, rel_tol=1e-9)
        ):
            sheets.put(sheet, row, column, cells[at])

    if "followed" in sheets:
        row = 0
        for stream in document.streams:
            was, now = baseline_of(document, stream.id), document.current_map(stream.id)
            if was is None or was not in numbers or now is None or now.id not in numbers:
                continue
            for each in COMPARED:
                link("followed", row, "baseline", was, each.key)
                link("followed", row, "now", now.id, each.key)
                _judged(sheets, row, each.more_is_better)
                row += 1
    if "contribution" in sheets:
        table = sheets.at("contribution").table
        figures = [each.key for each in COMPARED if each.key in {column.key for column in table.columns}]
        names = [each.name for each in document.streams]
        for row, (stream, applied, name) in enumerate(
            zip(*(table.values(key) for key in ("stream", "applied", "improvement")), strict=True)
        ):
            ending = {"starts from": " (current)", "ends at": " (future)"}.get(str(applied))
            if ending is None or names.count(str(stream)) != 1:
                continue
            at = document.streams[names.index(str(stream))].id
            maps = [each.id for each in document.maps if each.stream == at and f"{each.name}{ending}" == name]
            for key in figures if len(maps) == 1 else ():
                link("contribution", row, key, maps[0], key)


def _judged(sheets: Sheets, row: int, more_is_better: bool | None) -> None:
    """How now stands to the baseline, where both can be compared."""
    table = sheets.at("followed").table
    if table.rows[row][table.at("judged")] == Judged.INCOMPARABLE.value:
        return
    was, now = (sheets.here("followed", key, row) for key in ("baseline", "now"))
    more, less = ("better", "worse") if more_is_better else ("worse", "better")
    apart = '"differs"' if more_is_better is None else f'IF({now}>{was},"{more}","{less}")'
    near = f"ABS({now}-{was})<=1E-9*MAX(1,ABS({now}),ABS({was}))"
    sheets.put("followed", row, "judged", or_blank(f'IF({near},"same",{apart})', was, now))
