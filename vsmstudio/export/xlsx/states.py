"""Current and future side by side as live formulas over the figures of both maps."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.states import comparisons
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.xlsx.live import Sheets
from vsmstudio.model.document import Document

DELTAS = "deltas"


def add_states(
    sheets: Sheets,
    document: Document,
    analysis: Analysis,
    cells: Mapping[tuple[int, str], str],
    known: Mapping[tuple[int, str], float],
) -> None:
    """Before and after from the summary, and the change between them. `cells` and `known` are by number of map and figure."""
    if DELTAS not in sheets:
        return
    numbers = {each.id: number for number, each in enumerate(listed_maps(document, analysis), start=1)}
    table = sheets.at(DELTAS).table
    row = 0
    for found in comparisons(document, analysis):
        for delta in found.deltas:
            for column, shown, value in (("before", found.before, delta.before), ("after", found.after, delta.after)):
                at = (numbers[shown], delta.key)
                if value is not None and at in cells and math.isclose(known.get(at, math.nan), value, rel_tol=1e-9):
                    sheets.put(DELTAS, row, column, cells[at])
            if delta.change is not None and table.rows[row][table.at("change")] is not None:
                before, after = (sheets.here(DELTAS, key, row) for key in ("before", "after"))
                if delta.before and math.isclose(delta.change, ((delta.after or 0.0) - delta.before) / delta.before):
                    sheets.put(DELTAS, row, "change", f'IF(N({before})=0,"",({after}-{before})/{before})')
            row += 1
