"""How work, those who do it and what that costs came about: visits, utilisation, bottleneck, labour, cost per unit."""

from __future__ import annotations

from math import prod

from vsmstudio.analysis.capacity import demand_per_year
from vsmstudio.analysis.capacity_results import Covers, StepLoad
from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.scenarios import ways
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import covered, said
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ReworkRule, Step, Unit

_WORK = "PT × crew × visits"
_BATCH = "PT typed for a batch is divided by the batch size"


def _load(about: Explained, step: Id) -> StepLoad:
    return about.result.capacity.steps.get(step, StepLoad(None, None, None, None, None, None))


def _worked(about: Explained, step: Step) -> tuple[float, ...] | None:
    """What is multiplied to the work that one unit asks of a step; None where PT or visits are unknown."""
    passes = _load(about, step.id).visits
    if step.process_time is None or passes is None:
        return None
    return step.process_time.minutes(about.calendar), step.crew or 1.0, 1 / (step.batch or 1.0), passes


def _work_words(about: Explained, step: Step) -> str:
    """The same in words: `PT 20 min × crew 2 × 1.25 visits`."""
    factors = _worked(about, step)
    if factors is None:
        return "PT blank: adds nothing" if step.process_time is None else "visits unknown: adds nothing"
    parts = [f"PT {about.words(factors[0], 'minutes')}"]
    if step.batch:
        parts[0] += f" ÷ batch of {number(step.batch, 2)}"
    if step.crew:
        parts.append(f"crew {number(step.crew, 2)}")
    if abs(factors[3] - 1) > 1e-9:
        parts.append(f"{number(factors[3], 3)} visits")
    return " × ".join(parts)


def visits(about: Explained, step: Id) -> Explanation:
    """How often one demanded unit passes through a step."""
    graph = about.graph
    value = _load(about, step).visits
    loops = [flow for flow in graph.rework if flow.probability]
    found = None if loops else ways(graph)
    inputs, notes = [], []
    operation = Operation.SUM
    if found is not None:
        for at, way in enumerate(found, start=1):
            runs = any(graph.nodes[node].id == step for node in way.running)
            words = about.words(way.probability, "ratio")
            role = Role.TERM if runs else Role.BESIDE
            note = "it runs" if runs else "it does not run"
            inputs.append(Input(f"Way {at}", words, way.probability, role, note=note))
    else:
        operation = Operation.GIVEN
        for flow in loops:
            name = f"Rework from {about.name(flow.source)} to {about.name(flow.target)}"
            inputs.append(Input(name, about.words(flow.probability, "ratio"), flow.probability, Role.BESIDE, flow.id))
        until = about.document.engagement.rework is ReworkRule.UNTIL_RIGHT
        notes.append("Rework is repeated until it is right" if until else "Rework happens once at most")
        notes.append("It was worked out over the whole map: rework sends units back, and what lies between runs again")
        notes += about.result.capacity.notes
    if value is None:
        notes.append("It is unknown: rework never ends")
    return about.explained(
        "visits",
        f"Visits of {about.name(step)}",
        value,
        "number",
        "How often one demanded unit passes through the step: the share of its alternatives, and the passes that rework "
        "adds.",
        "Visits = chance that the step runs + passes that rework adds",
        inputs,
        subject=step,
        operation=operation,
        notes=tuple(notes),
    )


def utilisation(about: Explained, step_id: Id) -> Explanation:
    """Work of a step ÷ what its people can do."""
    step, pace = about.document.the(Step, step_id), about.result.figures.takt
    value = _load(about, step_id).utilisation
    factors = _worked(about, step)
    inputs, missing = [], []
    if factors is None:
        missing.append("PT" if step.process_time is None else "visits")
    else:
        inputs.append(Input("Processing time", about.words(factors[0], "minutes"), factors[0], record=step_id))
        if step.batch:
            inputs.append(
                Input("One of a batch", f"÷ {number(step.batch, 2)}", factors[2], Role.FACTOR, step_id, note=_BATCH)
            )
        note = "" if step.crew else "blank: 1"
        inputs.append(
            Input("Crew on one item at once", number(factors[1], 2), factors[1], Role.FACTOR, step_id, note=note)
        )
        inputs.append(Input("Visits", number(factors[3], 3), factors[3], Role.FACTOR, step_id, "visits"))
    if pace is None:
        missing.append("the stream's demand")
    if not step.people:
        missing.append("people")
    if pace is not None and step.people:
        free = step.availability or 1.0
        can = (pace, step.people, free)
        words = " × ".join((about.words(pace, "minutes"), number(step.people, 2), about.words(free, "ratio")))
        made = Input(
            "Takt × people × availability",
            about.words(pace * step.people * free, "minutes"),
            pace * step.people * free,
            Role.DIVISOR,
            about.map_id,
            "takt",
            words,
            can,
        )
        inputs.append(made)
    return about.explained(
        "utilisation",
        f"Utilisation of {about.name(step_id)}",
        value,
        "ratio",
        "The work that one unit asks for, against what the step's people can do until the next unit is due. Above 100 % the "
        "step cannot meet demand.",
        f"Utilisation = {_WORK} ÷ (takt × people × availability)",
        inputs,
        subject=step_id,
        notes=(f"It is unknown until {' and '.join(missing)} are filled in",) if value is None and missing else (),
    )


def bottleneck(about: Explained) -> Explanation:
    """The step of the highest utilisation; the value is that utilisation."""
    found = about.result.capacity
    inputs = []
    for step, load in found.steps.items():
        note = "unknown" if load.utilisation is None else ""
        words = about.words(load.utilisation, "ratio")
        inputs.append(Input(about.name(step), words, load.utilisation, record=step, figure="utilisation", note=note))
    value = found.highest_utilisation
    words = f"{about.name(found.bottleneck)}, {about.words(value, 'ratio')}" if found.bottleneck else "–"
    return about.explained(
        "bottleneck",
        "Bottleneck",
        value,
        "ratio",
        "The step with the highest utilisation. It sets the pace of the whole.",
        "Bottleneck = step of the largest utilisation",
        inputs,
        operation=Operation.LARGEST,
        path=(found.bottleneck,) if found.bottleneck else (),
        covers=covered(*found.utilisation_covers),
        words=words,
        notes=() if found.bottleneck else ("It is unknown until demand, PT and people are filled in",),
    )


def labour_hours_per_year(about: Explained) -> Explanation:
    """Σ work of all steps × demand per year."""
    found = about.result.capacity
    demand = demand_per_year(about.stream, about.calendar)
    inputs = []
    for step in about.steps:
        factors = _worked(about, step)
        hours: float | None = None
        all_factors: tuple[float, ...] = ()
        if factors is not None and demand is not None:
            all_factors = (*factors, demand, 1 / 60)
            hours = prod(all_factors)
        note = _work_words(about, step)
        words = "–" if hours is None else f"{number(hours, 1)} h"
        inputs.append(Input(about.name(step.id), words, hours, record=step.id, note=note, factors=all_factors))
    return about.explained(
        "labour_hours_per_year",
        "Labour hours per year",
        found.labour_hours_per_year,
        "number",
        "The hours that people work on a year's demand, over all steps.",
        f"Labour hours = Σ ({_WORK}) × demand per year ÷ 60",
        inputs,
        covers=covered(*found.labour_covers),
        words="" if found.labour_hours_per_year is None else f"{number(found.labour_hours_per_year, 0)} h",
        notes=_demand_notes(about, demand, found.labour_covers),
    )


def _demand_notes(about: Explained, demand: float | None, covers: Covers) -> tuple[str, ...]:
    if demand is None:
        return ("It is unknown until the stream's demand is filled in",)
    notes = [f"Demand is {number(demand, 0)} a year"]
    if covers[0] < covers[1]:
        notes.append("At least: what is blank adds nothing")
    return (*notes, *about.result.capacity.notes)


def fte(about: Explained) -> Explanation:
    """Labour hours ÷ productive hours of one person."""
    figures, engagement = about.result.figures, about.document.engagement
    hours = engagement.productive_hours
    return about.explained(
        "fte",
        "Full-time equivalents",
        figures.fte,
        "number",
        "How many people that is, at the productive hours of one person in a year.",
        "FTE = labour hours per year ÷ productive hours per person-year",
        [
            about.figure("labour_hours_per_year", "Labour hours per year", figures.labour_hours_per_year, "number"),
            Input("Productive hours per person-year", number(hours, 0), hours, Role.DIVISOR, engagement.id),
        ],
        covers=covered(*about.result.capacity.labour_covers),
    )


def labour_cost_per_year(about: Explained) -> Explanation:
    """Σ hours of each step × its performer's hourly cost."""
    found = about.result.capacity
    inputs = []
    for step in about.steps:
        hours = _load(about, step.id).hours
        performer = about.document.of(Unit, step.performer)
        hourly = performer.hourly_cost if performer else None
        cost: float | None = None
        factors: tuple[float, ...] = ()
        if hours is None:
            note = "hours unknown: adds nothing"
        elif hourly is None:
            note = "hourly cost of the performer blank: adds nothing" if performer else "performer blank: adds nothing"
        else:
            cost, factors = hours * hourly, (hours, hourly)
            note = f"{number(hours, 1)} h × {about.words(hourly, 'money')}"
        inputs.append(
            Input(about.name(step.id), about.words(cost, "money"), cost, record=step.id, note=note, factors=factors)
        )
    return about.explained(
        "labour_cost_per_year",
        "Labour cost per year",
        found.labour_cost_per_year,
        "money",
        "Labour hours of each step at the hourly cost of the unit that performs it.",
        "Labour cost = Σ hours × hourly cost of the performer",
        inputs,
        covers=covered(*found.cost_covers),
    )


def cost_per_unit(about: Explained) -> Explanation:
    """(Labour + services allocated to the stream) ÷ demand."""
    figures, stream = about.result.figures, about.map.stream
    money = about.analysis.money.streams.get(stream)
    demand = demand_per_year(about.stream, about.calendar)
    inputs = [about.figure("labour_cost_per_year", "Labour a year", figures.labour_cost_per_year, "money")]
    for service, amount in (money.services if money else {}).items():
        name = f"Allocated cost of {about.document.name(service)}"
        inputs.append(Input(name, about.words(amount, "money"), amount, record=service, figure="allocated"))
    words = "–" if demand is None else number(demand, 0)
    inputs.append(Input("Demand per year", words, demand, Role.DIVISOR, stream))
    notes = (
        []
        if figures.cost_per_unit is not None
        else ["It is unknown until demand, and labour or services, have figures"]
    )
    if about.map.state.value == "future":
        notes.append("Services are taken to cost what they cost today")
    return about.explained(
        "cost_per_unit",
        "Cost per unit",
        figures.cost_per_unit,
        "money",
        "Labour and the own cost of services allocated to the stream in a year, by the units that are demanded in a year.",
        "Cost per unit = (labour + allocated own cost of services) ÷ demand per year",
        inputs,
        notes=tuple(notes),
    )


def unit_load(document: Document, analysis: Analysis, unit: Id) -> Explanation:
    """The load of a unit over all its steps in the streams' current maps. Raises `KeyError` where it performs none."""
    found = analysis.units[unit]
    held, calendar = document.the(Unit, unit), document.engagement.calendar
    inputs = []
    for key, part in found.parts.items():
        step = document.the(Step, key)
        result = analysis.maps[step.map]
        name = f"{result.numbers.get(key, '')} {document.name(key)}".strip()
        pace, load = result.capacity.takt or 0.0, result.capacity.steps[key].load or 0.0
        free = step.availability or 1.0
        note = f"{said(load, 'minutes', calendar)} of work every {said(pace, 'minutes', calendar)}"
        note += f", at {said(free, 'ratio', calendar)} of the time" if free < 1 else ""
        factors = (load, 1 / pace, 1 / free) if pace else ()
        inputs.append(Input(name, f"{number(part, 2)} people", part, record=key, note=note, factors=factors))
    people = "–" if found.people is None else number(found.people, 2)
    inputs.append(Input("People of the unit", people, found.people, Role.DIVISOR, unit))
    missing = "It is unknown until demand, PT of its steps and the unit's people are filled in"
    return Explanation(
        subject=unit,
        key="load",
        title=f"Load of {held.name}",
        value=found.load,
        said=said(found.load, "ratio", calendar),
        rule="What the unit's steps in all streams' current maps ask for, against the people that it has.",
        formula="Load = Σ (PT × crew × visits ÷ (takt × availability)) ÷ people of the unit",
        inputs=tuple(inputs),
        covers=covered(*found.covers),
        notes=() if found.load is not None else (missing,),
    )
