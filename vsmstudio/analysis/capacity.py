"""Work and those who do it: utilisation, bottleneck, labour, work in process, load of units (DOMAIN section 5).

PT typed for a batch is divided by the batch here, and only here: what one unit asks for is its part of the batch's work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vsmstudio.analysis.capacity_results import Capacity, CostPerUnit, QueueSides, StepLoad, TaktBar, UnitLoad
from vsmstudio.analysis.contributions import Contributions, minutes_per_unit, queue_wait
from vsmstudio.analysis.figures import takt
from vsmstudio.analysis.results import Figures, MapAnalysis
from vsmstudio.analysis.stretches import Setting
from vsmstudio.analysis.visits import Visits, visits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Queue, Step, Unit, ValueStream

NAMED = 5  # names in one sentence
HARDLY = 1e-9  # people, or minutes of takt, so few that nothing can be divided by them: somebody mistyped
ENDLESS = 1e15  # minutes of work that mean nothing any more


def with_capacity(
    result: MapAnalysis,
    document: Document,
    setting: Setting,
    adding: Contributions,
    steps: Sequence[Step],
    stream: ValueStream | None,
) -> MapAnalysis:
    """The analysis of a map with its work added: figures, what they cover, and how they are to be read."""
    found = capacity(document, setting, adding, steps, stream)
    figures = with_work(result.figures, found)
    coverage = replace(
        result.coverage,
        utilisation=found.utilisation_covers,
        labour_hours_per_year=found.labour_covers,
        labour_cost_per_year=found.cost_covers,
    )
    return replace(result, figures=figures, coverage=coverage, capacity=found, notes=result.notes + found.notes)


def with_work(figures: Figures, found: Capacity) -> Figures:
    """The figures of a map's times with those of its work."""
    return replace(
        figures,
        bottleneck=found.bottleneck,
        labour_hours_per_year=found.labour_hours_per_year,
        fte=found.fte,
        labour_cost_per_year=found.labour_cost_per_year,
    )


def capacity(
    document: Document,
    setting: Setting,
    adding: Contributions,
    steps: Sequence[Step],
    stream: ValueStream | None,
) -> Capacity:
    """The work of one map; `steps` are its steps in reading order."""
    engagement, calendar = document.engagement, document.engagement.calendar
    typed, per_year = takt(stream, calendar), demand_per_year(stream, calendar)
    pace = typed if typed is not None and typed > HARDLY else None
    costs = {unit.id: unit.hourly_cost for unit in document.units}
    passed = visits(setting)
    loads: dict[Id, StepLoad] = {}
    bottleneck, highest = None, 0.0
    worked = busy = paid = 0
    labour = money = 0.0
    index, process_time, often = setting.graph.index, adding.process_time, passed.nodes
    for step in steps:
        at = index[step.id]
        load = work(step, process_time[at], often[at])
        per_item = utilisation = hours = cost = None
        if load is not None:
            worked += 1
            able = _able(step)
            if able > HARDLY:
                per_item = load / able
                if pace is not None:
                    utilisation = per_item / pace
                    busy += 1
                    if utilisation > highest * (1 + 1e-12):
                        bottleneck, highest = step.id, utilisation
            if per_year is not None:
                hours = load * per_year / 60
                labour += hours
                hourly = costs.get(step.performer) if step.performer else None
                if hourly is not None:
                    cost = hours * hourly
                    money += cost
                    paid += 1
        loads[step.id] = StepLoad(often[at], load, per_item, utilisation, hours, cost)
    known = worked > 0 and per_year is not None
    return Capacity(
        steps=loads,
        queues=_queues(setting, calendar, stream),
        takt=pace,
        demand_per_year=per_year,
        bottleneck=bottleneck,
        labour_hours_per_year=labour if known else None,
        fte=labour / engagement.productive_hours if known else None,
        labour_cost_per_year=money if paid else None,
        utilisation_covers=(busy, len(steps)),
        labour_covers=(worked, len(steps)),
        cost_covers=(paid, len(steps)),
        sampled=passed.sampled,
        notes=_notes(document, setting, passed) if worked else (),
    )


def work(step: Step, process_time: float | None, passes: float | None) -> float | None:
    """The work (minutes of labour) that one demanded unit asks of a step; None where PT or visits are unknown."""
    if process_time is None or passes is None:
        return None
    found = process_time / (step.batch or 1.0) * (step.crew or 1.0) * passes
    return found if found < ENDLESS else None


def _able(step: Step) -> float:
    """The people of a step who are there for it all the time; 0 where they are blank."""
    return (step.people or 0.0) * (step.availability or 1.0)


def demand_per_year(stream: ValueStream | None, calendar: Calendar) -> float | None:
    """Units that are demanded in a working year; None where demand is blank."""
    per_unit = minutes_per_unit(stream, calendar)
    return None if per_unit is None else calendar.minutes_in("y") / per_unit


def cost_per_unit(labour_cost: float | None, allocated: float | None, demand: float | None) -> CostPerUnit:
    """(Labour + own cost of services allocated to the stream) a year ÷ demand a year, and which of the two are known.

    >>> cost_per_unit(90_000.0, 10_000.0, 500.0)
    CostPerUnit(value=200.0, covers=('labour', 'services'))
    >>> cost_per_unit(None, None, 500.0).value is None
    True
    """
    covers = tuple(name for name, value in (("labour", labour_cost), ("services", allocated)) if value is not None)
    if not covers or not demand:
        return CostPerUnit(None, covers)
    return CostPerUnit(((labour_cost or 0.0) + (allocated or 0.0)) / demand, covers)


def unit_loads(document: Document, maps: Mapping[Id, MapAnalysis]) -> dict[Id, UnitLoad]:
    """What each unit that performs steps has to do in the streams' current maps, in the order of units.

    Each step counts at its own stream's takt and availability. A unit's people and steps are its own: those of units
    within it stand by themselves.
    """
    parts: dict[Id, dict[Id, float]] = {}
    counts: dict[Id, int] = {}
    for stream in document.streams:
        shown = document.current_map(stream.id)
        found = maps.get(shown.id) if shown else None
        if shown is None or found is None:
            continue
        pace = found.capacity.takt
        for step in document.steps(shown.id):
            if step.performer is None:
                continue
            counts[step.performer] = counts.get(step.performer, 0) + 1
            load = found.capacity.steps[step.id].load
            able = (pace or 0.0) * (step.availability or 1.0)
            if load is not None and able > HARDLY:
                parts.setdefault(step.performer, {})[step.id] = load / able
    return {
        unit.id: _unit(unit, parts.get(unit.id, {}), counts[unit.id]) for unit in document.units if unit.id in counts
    }


def _unit(unit: Unit, parts: Mapping[Id, float], steps: int) -> UnitLoad:
    needed = sum(parts.values())
    load = needed / unit.people if parts and unit.people and unit.people > HARDLY else None
    return UnitLoad(unit.id, unit.side, unit.people, load, parts, (len(parts), steps))


def takt_bars(steps: Sequence[Step], found: Capacity) -> tuple[TaktBar, ...]:
    """The work per item of each step against takt, in the order of `steps`."""
    bars = []
    for step in steps:
        here = found.steps[step.id]
        minutes = here.work_per_item
        missing: tuple[str, ...] = ()
        if minutes is None:
            lacks = (
                ("PT", step.process_time is None),
                ("people", _able(step) <= HARDLY),
                ("rework", here.visits is None),
            )
            missing = tuple(name for name, lacking in lacks if lacking)
        over = minutes is not None and found.takt is not None and minutes > found.takt * (1 + 1e-9)
        bars.append(TaktBar(step.id, minutes, step.value_class, over, missing))
    return tuple(bars)


def _queues(setting: Setting, calendar: Calendar, stream: ValueStream | None) -> tuple[QueueSides, ...]:
    """Each queue's wait and quantity: the one that was typed, and the other by demand [Little's law]."""
    per_unit = minutes_per_unit(stream, calendar)
    found = []
    for node in setting.graph.nodes:
        if not isinstance(node, Queue):
            continue
        wait, quantity = queue_wait(node, calendar, per_unit), node.quantity
        if node.wait is None:
            found.append(QueueSides(node.id, wait, quantity, "" if wait is None else "wait"))
        elif quantity is None and per_unit and wait is not None:
            found.append(QueueSides(node.id, wait, wait / per_unit, "quantity"))
        else:
            found.append(QueueSides(node.id, wait, quantity, ""))
    return tuple(found)


def _notes(document: Document, setting: Setting, passed: Visits) -> tuple[str, ...]:
    graph, found = setting.graph, []
    if passed.sampled:
        found.append(
            "There are too many ways that work can go to follow them all: visits, labour and utilisation are from a "
            f"sample with seed {setting.seed}"
        )
    if passed.forward:
        flows = [graph.rework[at] for at in passed.forward]
        ways = _listed([f"{document.name(flow.source)} to {document.name(flow.target)}" for flow in flows])
        found.append(f"Rework that leads forward is left out of visits, labour and utilisation: {ways}")
    if passed.endless:
        names = _listed([graph.name(at) for at in passed.endless])
        found.append(
            f"Rework from {names} has no end, so visits, labour and utilisation of what is repeated are unknown"
        )
    return tuple(found)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
