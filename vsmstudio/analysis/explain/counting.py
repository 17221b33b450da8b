"""How counts, takt, work in process and owner coverage came about."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.analysis.explain.explanation import Explanation, Input, Role
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import LITTLE, covered
from vsmstudio.analysis.findings.subject import counted
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, Person, Step

_PERIODS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}


def steps(about: Explained) -> Explanation:
    """How many steps there are."""
    inputs = [Input(about.name(step.id), "1", 1.0, record=step.id) for step in about.steps]
    return about.explained(
        "steps",
        "Steps",
        float(about.result.figures.steps),
        "count",
        "The steps on the map; queues, starts and ends are not counted.",
        "Number of steps",
        inputs,
    )


def handoffs(about: Explained) -> Explanation:
    """Pairs of steps between which work changes hands, on the whole map."""
    pairs = [
        (step, about.document.the(Step, after))
        for step in about.steps
        for after in dict.fromkeys(_next_steps(about, step.id))
    ]
    return _handoffs(
        about,
        "handoffs",
        "Handoffs",
        about.result.figures.handoffs,
        "Work passed from a step to a next step with another performer, through any queues between, on the whole map. "
        "Starts and ends do not count.",
        pairs,
    )


def handoffs_on_path(about: Explained) -> Explanation:
    """The handoffs along the first critical path."""
    pairs = []
    before: Step | None = None
    for part in about.parts:
        node = about.document.get(part.node)
        if isinstance(node, Step):
            if before is not None:
                pairs.append((before, node))
            before = node
        elif isinstance(node, Endpoint):
            before = None
    return _handoffs(
        about,
        "handoffs_on_path",
        "Handoffs on the path",
        about.result.figures.handoffs_on_path,
        "Work passed on to another performer along the critical path.",
        pairs,
    )


def _handoffs(
    about: Explained, key: str, title: str, value: int, rule: str, pairs: Iterable[tuple[Step, Step]]
) -> Explanation:
    inputs = []
    for giver, taker in pairs:
        units = (about.document.name(giver.performer), about.document.name(taker.performer))
        name = f"{about.name(giver.id)} → {about.name(taker.id)}"
        if giver.performer is None or taker.performer is None:
            inputs.append(Input(name, "0", None, Role.BESIDE, taker.id, note="performer blank: not counted"))
        elif giver.performer != taker.performer:
            inputs.append(Input(name, "1", 1.0, record=taker.id, note=f"{units[0]} to {units[1]}"))
    return about.explained(key, title, float(value), "count", rule, "Number of handoffs", inputs)


def _next_steps(about: Explained, step: Id) -> list[Id]:
    """The steps that work goes on to, through any queues, by connections that can happen."""
    graph = about.graph
    found: list[Id] = []
    seen: set[int] = set()
    waiting = [graph.index[step]]
    for at in waiting:  # grows while it is read
        for flow in graph.out[at]:
            after = graph.target[flow]
            if graph.chance[flow] <= 0 or after in seen:
                continue
            seen.add(after)
            if graph.is_step(after):
                found.append(graph.nodes[after].id)
            elif not isinstance(graph.nodes[after], Endpoint):
                waiting.append(after)
    return found


def takt(about: Explained) -> Explanation:
    """Available time per day ÷ demand per day."""
    stream, calendar = about.stream, about.calendar
    inputs = []
    if stream is not None:
        available = stream.available.minutes(calendar) if stream.available else calendar.day
        note = "" if stream.available else "the calendar's day"
        words = about.words(available, "minutes")
        inputs.append(Input("Available working time per day", words, available, record=stream.id, note=note))
        inputs.append(_per_day(about, Role.DIVISOR))
    return about.explained(
        "takt",
        "Takt",
        about.result.figures.takt,
        "minutes",
        "How often a unit must be finished to keep up with demand.",
        "Takt = available time per day ÷ demand per day",
        inputs,
        notes=()
        if about.result.figures.takt is not None
        else ("It is unknown until the stream's demand is filled in",),
    )


def _per_day(about: Explained, role: Role) -> Input:
    """The stream's demand per working day."""
    stream, calendar = about.stream, about.calendar
    if stream is None or stream.demand is None:
        return Input("Demand per day", "–", None, role, about.map.stream, note="blank")
    part = calendar.day / calendar.minutes_in(stream.demand_per)
    words = number(stream.demand * part, 2)
    note = f"{number(stream.demand, 2)} a {_PERIODS[stream.demand_per]}"
    return Input(
        "Demand per day", words, stream.demand * part, role, stream.id, note=note, factors=(stream.demand, part)
    )


def work_in_process(about: Explained) -> Explanation:
    """Demand rate × lead time."""
    figures = about.result.figures
    day = Input("Working time per day", about.words(about.calendar.day, "minutes"), about.calendar.day, Role.DIVISOR)
    missing = [] if figures.work_in_process is not None else ["It is unknown until demand and lead time are known"]
    return about.explained(
        "work_in_process",
        "Work in process",
        figures.work_in_process,
        "number",
        "How many units are under way at a time.",
        "WIP = demand per day × lead time ÷ working time per day",
        [
            about.figure("lead_time", "Lead time", figures.lead_time, "minutes"),
            _per_day(about, Role.FACTOR),
            day,
        ],
        source=LITTLE,
        path=about.path,
        covers=covered(*about.result.coverage.lead_time),
        notes=tuple(missing),
    )


def owner_coverage(about: Explained) -> Explanation:
    """The share of the path's lead time that belongs to steps with an owner."""
    figures, belongs = about.result.figures, about.result.minutes_by_step
    inputs, nobody = [], 0
    for key, minutes in belongs.items():
        step = about.document.the(Step, key)
        owner = about.document.of(Person, step.owner)
        if owner is not None and not owner.vacant:
            said = about.words(minutes, "minutes")
            inputs.append(Input(about.name(key), said, minutes, record=key, note=owner.label))
        else:
            nobody += 1
            note = f"{owner.label} is vacant: counts nothing" if owner else "nobody: counts nothing"
            said = about.words(0.0, "minutes")
            inputs.append(
                Input(about.name(key), said, 0.0, record=key, note=f"{note}, {about.words(minutes, 'minutes')}")
            )
    inputs.append(about.figure("lead_time", "Lead time", figures.lead_time, "minutes", Role.DIVISOR))
    notes = [f"Nobody is accountable for {counted(nobody, 'step')} on the path"] if nobody else []
    return about.explained(
        "owner_coverage",
        "Owner coverage",
        figures.owner_coverage,
        "ratio",
        "The share of the critical path's lead time that has an accountable owner whose place is not vacant. A queue's wait "
        "and a connection's delay belong to the step they lead to, at the end to the step before.",
        "Owner coverage = Σ time that belongs to owned steps ÷ LT",
        inputs,
        path=about.path,
        covers=covered(*about.result.coverage.lead_time),
        notes=tuple(notes),
    )
