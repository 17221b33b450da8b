"""What steps and units have to do, held against what their people can do."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.capacity import takt_bars
from vsmstudio.analysis.capacity_results import UnitLoad
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, joined, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.export.tables.words import percent
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step, Unit

NAMED = 5  # of a unit's steps
OVER, BUSY = "over 100 %", "over threshold"


def step_columns(currency: str) -> tuple[Column, ...]:
    """The columns of capacity, with the currency in their headers."""
    return (
        *map_columns(),
        Column("number", "No.", width=5),
        Column("step", "Step", width=28),
        Column("performer", "Performer", width=18),
        Column("pt", "PT", Kind.MINUTES, "min", 9),
        Column("batch", "Batch", Kind.NUMBER, width=7),
        Column("crew", "Crew", Kind.NUMBER, width=7),
        Column("visits", "Visits", Kind.NUMBER, width=9),
        Column("people", "People", Kind.NUMBER, width=8),
        Column("availability", "Availability", Kind.RATIO, width=13),
        Column("per_item", "Work per item", Kind.MINUTES, "min", 10),
        Column("takt", "Takt", Kind.MINUTES, "min", 10),
        Column("utilisation", "Utilisation", Kind.RATIO, width=10),
        Column("says", "Says", width=16),
        Column("hours", "Labour", Kind.NUMBER, "h a year", 12, total=True),
        Column("fte", "FTE", Kind.NUMBER, width=9, total=True),
        Column("cost", "Labour cost", Kind.MONEY, f"{currency} a year".strip(), 14, total=True),
    )


def capacity(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """Every step with its work and who shares it; one whose utilisation is over the threshold is flagged. `ids`: the steps.

    Maps of streams without demand are left out: nothing can be said of them.
    """
    engagement = document.engagement
    rows: list[Row] = []
    ids: list[Id] = []
    flagged: set[int] = set()
    for number, held_map, held in chosen_maps(document, analysis, maps):
        found = held.capacity
        if found.takt is None:
            continue
        steps = [step for step in document.steps(held_map.id) if step.id in found.steps]
        for step, bar in zip(steps, takt_bars(steps, found), strict=True):
            load = found.steps[step.id]
            says = says_of(load.utilisation, engagement.bottleneck_threshold)
            if says:
                flagged.add(len(rows))
            if step.id == found.bottleneck:
                says = f"bottleneck, {says}" if says else "bottleneck"
            elif load.utilisation is None and bar.missing:
                says = f"lacks {', '.join(bar.missing)}"
            ids.append(step.id)
            rows.append(
                (
                    *map_cells(document, number, held_map),
                    held.numbers.get(step.id),
                    step.name,
                    document.name(step.performer) or None,
                    _minutes(document, step),
                    step.batch,
                    step.crew,
                    load.visits,
                    step.people,
                    step.availability,
                    load.work_per_item,
                    found.takt,
                    load.utilisation,
                    says or None,
                    load.hours,
                    None if load.hours is None else load.hours / engagement.productive_hours,
                    load.cost,
                )
            )
    note = (
        "Utilisation = PT × crew × visits ÷ (takt × people × availability); PT of a batch is divided by the batch. Blank crew is "
        "1, blank availability 100 %. A blank PT or number of people is unknown and adds nothing to totals."
    )
    return Table("Capacity", step_columns(engagement.currency), tuple(rows), note, tuple(ids), frozenset(flagged))


def _minutes(document: Document, step: Step) -> float | None:
    return step.process_time.minutes(document.engagement.calendar) if step.process_time else None


def says_of(share: float | None, threshold: float) -> str:
    """What a utilisation or load means: over the threshold, over 100 %, or nothing."""
    if share is None or share <= threshold + 1e-9:
        return ""
    return OVER if share > 1 + 1e-9 else BUSY


UNIT_COLUMNS = (
    Column("unit", "Unit", width=28),
    Column("side", "Side", width=10),
    Column("people", "People", Kind.NUMBER, width=9),
    Column("needed", "People needed all the time", Kind.NUMBER, width=13),
    Column("load", "Load", Kind.RATIO, width=9),
    Column("says", "Says", width=15),
    Column("covers", "Steps known", width=12),
    Column("steps", "Its steps, the heaviest first", width=60),
)


def units(document: Document, analysis: Analysis) -> Table:
    """What each unit has to do over all streams' current maps, the highest load first; `ids` are the units.

    Units of which nothing is known are left out; those over the threshold are flagged.
    """
    found = [each for each in analysis.units.values() if each.parts]
    found.sort(key=lambda each: (each.load is None, -(each.load or 0.0), document.name(each.unit), each.unit))
    threshold = document.engagement.bottleneck_threshold
    rows = tuple(_unit(document, each, threshold) for each in found)
    flagged = frozenset(at for at, each in enumerate(found) if says_of(each.load, threshold))
    note = (
        "Load = the people that a unit's steps of all current maps keep busy all the time ÷ its people. Units within a unit "
        "stand by themselves."
    )
    return Table("Units", UNIT_COLUMNS, rows, note, tuple(each.unit for each in found), flagged)


def _unit(document: Document, each: UnitLoad, threshold: float) -> Row:
    ranked = sorted((-part, document.name(key), key) for key, part in each.parts.items())
    whole = sum(each.parts.values())
    named = [f"{name} {percent(-part / whole)}" if whole else name for part, name, _ in ranked[:NAMED]]
    if (more := len(ranked) - NAMED) > 0:
        named.append(f"and {more:,} more")
    unit = document.of(Unit, each.unit)
    return (
        unit.name if unit else None,
        each.side.value,
        each.people,
        whole,
        each.load,
        says_of(each.load, threshold) or None,
        f"{each.covers[0]} of {each.covers[1]}",
        joined(named),
    )
