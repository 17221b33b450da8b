"""All ways that work can take: alternatives, and critical paths of equal length."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.export.tables.words import plural
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

MOST = 500  # alternatives of one map that are listed; more are counted

_WAY = Column("way", "Way", width=110)
ALTERNATIVE_COLUMNS = (
    *map_columns(),
    Column("probability", "Probability", Kind.RATIO, width=12),
    Column("lead_time", "Lead time", Kind.MINUTES, "min", 12),
    Column("longest", "Longest", width=9),
    _WAY,
)
TIE_COLUMNS = (*map_columns(), Column("order", "Path", Kind.COUNT, width=7), _WAY)


def alternatives(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The alternatives of every map that has several, the most likely first."""
    rows: list[Row] = []
    said: list[str] = []
    for number, held_map, held in chosen_maps(document, analysis, maps):
        if len(held.scenarios) < 2:
            continue
        longest = max(each.lead_time for each in held.scenarios)
        known = held.figures.lead_time is not None
        cells = map_cells(document, number, held_map)
        for each in held.scenarios[:MOST]:
            is_longest = "longest" if known and each.lead_time >= longest - 1e-6 else None
            way = " → ".join(document.name(key) for key in each.path)
            rows.append((*cells, each.probability, each.lead_time if known else None, is_longest, way))
        left = max(held.scenario_count, len(held.scenarios)) - min(len(held.scenarios), MOST)
        if left:
            said.append(f"{plural(left, 'further alternative')} of {document.name(held_map.id)} not listed.")
        if held.seed is not None:
            said.append(f"Those of {document.name(held_map.id)} are a sample (seed {held.seed}).")
    note = "Every alternative with its own critical path. The longest that can happen is the headline."
    return Table("Alternatives", ALTERNATIVE_COLUMNS, tuple(rows), " ".join([note, *said]))


def critical_paths(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The critical paths of every map that has several of one length, in their order."""
    rows: list[Row] = []
    said: list[str] = []
    for number, held_map, held in chosen_maps(document, analysis, maps):
        if held.critical_path_count < 2:
            continue
        cells = map_cells(document, number, held_map)
        for order, way in enumerate(held.critical_paths, start=1):
            rows.append((*cells, order, " → ".join(document.name(key) for key in way)))
        if left := held.critical_path_count - len(held.critical_paths):
            said.append(f"{plural(left, 'further path')} of {document.name(held_map.id)} not listed.")
    note = "Paths of equal length; figures of the path are those of the first."
    return Table("Equal critical paths", TIE_COLUMNS, tuple(rows), " ".join([note, *said]))
