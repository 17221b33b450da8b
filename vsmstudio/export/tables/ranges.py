"""Lead time where durations are ranges: P50, P85, P95, and how often each step is critical."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.export.tables.labels import chosen_maps, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

RANGE_COLUMNS = (
    *map_columns(),
    Column("figure", "Figure", width=26),
    Column("value", "Lead time", Kind.MINUTES, "min", 12),
    Column("meaning", "Meaning", width=60),
    Column("basis", "Basis", width=34),
)
BAR_COLUMNS = (
    *map_columns(),
    Column("low", "From", Kind.MINUTES, "min", 12),
    Column("high", "To", Kind.MINUTES, "min", 12),
    Column("runs", "Runs", Kind.COUNT, width=9),
    Column("share", "Runs done by then", Kind.RATIO, width=12),
)
CRITICALITY_COLUMNS = (
    *map_columns(),
    Column("number", "No.", width=5),
    Column("step", "Step", width=30),
    Column("index", "Criticality index", Kind.RATIO, width=12),
    Column("critical", "On the critical path", width=12),
)


def lead_time_range(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The percentiles of every map with ranges."""
    rows: list[Row] = []
    notes: dict[str, None] = {}
    for number, held_map, held in chosen_maps(document, analysis, maps):
        found = analysis.simulations.get(held_map.id)
        if found is None:
            continue
        cells = map_cells(document, number, held_map)
        notes |= dict.fromkeys(found.notes)
        for name, value, meaning in (
            *percentiles(found),
            ("Mean", found.mean, "Mean of all runs."),
            ("Shortest run", found.low, ""),
            ("Longest run", found.high, ""),
            ("Headline", held.figures.lead_time, "The lead time with the likely value of every range."),
        ):
            rows.append((*cells, name, value, meaning or None, found.basis))
    note = " ".join(f"{each.rstrip('.')}." for each in notes)
    return Table("Lead time range", RANGE_COLUMNS, tuple(rows), note)


def percentiles(found: Simulation) -> tuple[tuple[str, float, str], ...]:
    """(name, minutes, meaning) of P50, P85 and P95."""
    return (
        ("P50", found.p50, "Half of the runs keep within it."),
        ("P85", found.p85, "85 of 100 runs keep within it."),
        ("P95", found.p95, "95 of 100 runs keep within it."),
    )


def histogram(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """How many runs took how long, in equal parts from the shortest to the longest."""
    rows: list[Row] = []
    for number, held_map, _ in chosen_maps(document, analysis, maps):
        found = analysis.simulations.get(held_map.id)
        if found is None:
            continue
        cells = map_cells(document, number, held_map)
        width = (found.high - found.low) / len(found.histogram) if found.histogram else 0.0
        whole, done = sum(found.histogram), 0
        for at, runs in enumerate(found.histogram):
            done += runs
            rows.append((*cells, found.low + at * width, found.low + (at + 1) * width, runs, done / whole))
    return Table("Range histogram", BAR_COLUMNS, tuple(rows), "Runs of the simulation by lead time.")


def criticality(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The share of runs in which each step was critical, for every map with ranges; `ids` are the steps."""
    rows: list[Row] = []
    ids: list[Id] = []
    for number, held_map, held in chosen_maps(document, analysis, maps):
        found = analysis.simulations.get(held_map.id)
        if found is None:
            continue
        for step in document.steps(held_map.id):
            on_path = "yes" if step.id in held.critical_nodes else "no"
            index = found.criticality.get(step.id, 0.0)
            cells = map_cells(document, number, held_map)
            rows.append((*cells, held.numbers.get(step.id), step.name, index, on_path))
            ids.append(step.id)
    note = "The share of runs in which a step was critical. A step off the path with a high index may well become critical."
    return Table("Criticality index", CRITICALITY_COLUMNS, tuple(rows), note, tuple(ids))
