"""How a step's place in time came about: earliest and latest start, slack, and whether it is critical."""

from __future__ import annotations

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import Kind, covered
from vsmstudio.analysis.results import NodeTimes
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint

_OFF = "It lies on no path from a start to an end, so it has no slack"


def _times(about: Explained, step: Id) -> NodeTimes:
    return about.result.nodes[step]


def _figure(about: Explained, step: Id, key: str, title: str, value: float | None, minus: bool = False) -> Input:
    signed = -value if minus and value is not None else value
    note = "taken off" if minus else ""
    return Input(title, about.words(value, "minutes"), signed, record=step, figure=key, note=note)


def earliest_start(about: Explained, step: Id) -> Explanation:
    """The longest way from a start to the step."""
    way = _way_here(about, about.graph.index[step])
    inputs = _along(about, way)
    return about.explained(
        "earliest_start",
        f"Earliest start of {about.name(step)}",
        _times(about, step).earliest_start,
        "minutes",
        "What lies before the step on the longest way from a start. A join waits for its slowest branch.",
        "Earliest start = Σ (what each node before adds + delays)",
        inputs or [Input("The step is where work starts", "0", 0.0, record=step)],
        subject=step,
        path=tuple(about.graph.nodes[node].id for node in way),
        words=about.words(_times(about, step).earliest_start, "minutes") if inputs else "0",
    )


def latest_start(about: Explained, step: Id) -> Explanation:
    """The lead time less the longest way from the step to an end."""
    value = _times(about, step).latest_start
    inputs = [about.figure("lead_time", "Lead time", _headline(about), "minutes")]
    way = _way_on(about, about.graph.index[step]) if value is not None else []
    for each in _along(about, way, last=True):
        number = None if each.number is None else -each.number
        inputs.append(Input(each.name, each.said, number, record=each.record, note="taken off"))
    return about.explained(
        "latest_start",
        f"Latest start of {about.name(step)}",
        value,
        "minutes",
        "The lead time less what lies on the longest way from this step to an end, the step itself included: a later start "
        "would make the lead time longer.",
        "Latest start = LT − Σ (what this and each node after it adds + delays)",
        inputs,
        subject=step,
        path=tuple(about.graph.nodes[node].id for node in way),
        notes=() if value is not None else (_OFF,),
    )


def slack(about: Explained, step: Id) -> Explanation:
    """How much later a step may start."""
    times = _times(about, step)
    return about.explained(
        "slack",
        f"Slack of {about.name(step)}",
        times.slack,
        "minutes",
        "How much later the step may start without delaying the lead time. On the critical path it is 0.",
        "Slack = latest start − earliest start",
        _slack_inputs(about, step),
        subject=step,
        words="0" if times.slack == 0 else "",
        notes=() if times.slack is not None else (_OFF,),
    )


def _slack_inputs(about: Explained, step: Id) -> list[Input]:
    times = _times(about, step)
    return [
        _figure(about, step, "latest_start", "Latest start", times.latest_start),
        _figure(about, step, "earliest_start", "Earliest start", times.earliest_start, minus=True),
    ]


def critical(about: Explained, step: Id) -> Explanation:
    """Whether a step has no slack; the value is the slack."""
    times = _times(about, step)
    return about.explained(
        "critical",
        f"Is {about.name(step)} critical?",
        times.slack,
        "minutes",
        "A step is critical where it has no slack: any delay of it delays the whole.",
        "Critical: latest start = earliest start",
        _slack_inputs(about, step),
        subject=step,
        words="yes" if times.critical else "no",
        notes=() if times.slack is not None else (_OFF,),
    )


def near_critical(about: Explained, step: Id) -> Explanation:
    """Whether a step has little slack; the value is the slack."""
    times, share = _times(about, step), about.document.engagement.near_critical
    limit = share * (_headline(about) or 0.0)
    beside = Input(
        f"Little is under {about.words(share, 'ratio')} of lead time",
        about.words(limit, "minutes"),
        limit,
        Role.BESIDE,
        about.document.engagement.id,
    )
    return about.explained(
        "near_critical",
        f"Is {about.name(step)} near-critical?",
        times.slack,
        "minutes",
        "A step is near-critical where it is not critical, but has little slack.",
        "Near-critical: 0 < slack < set share × LT",
        [*_slack_inputs(about, step), beside],
        subject=step,
        words="yes" if times.near_critical else "no",
        notes=() if times.slack is not None else (_OFF,),
    )


def criticality_index(about: Explained, step: Id) -> Explanation:
    """The share of simulated runs in which the step was critical."""
    held = about.simulation
    value = held.criticality.get(step, 0.0) if held else None
    kind: Kind = "ratio"
    inputs = [Input("Runs", f"{held.runs:,}", float(held.runs), Role.BESIDE)] if held else []
    notes = (f"Simulated: {held.basis}", *held.notes) if held else ("Nothing was simulated: no step has a range",)
    return about.explained(
        "criticality_index",
        f"Criticality index of {about.name(step)}",
        value,
        kind,
        "The share of simulated runs in which the step was on a critical path.",
        "Criticality index = runs in which the step was critical ÷ all runs",
        inputs,
        subject=step,
        operation=Operation.GIVEN,
        covers=covered(*held.in_range, "step with a range") if held else "",
        notes=notes,
    )


def _headline(about: Explained) -> float | None:
    """The longest path, also where nobody has said how long anything takes: then it is 0."""
    figures = about.result.figures
    if figures.lead_time is not None:
        return figures.lead_time
    return sum((part.adds or 0.0) + part.delay for part in about.parts) if about.parts else None


def _reached(about: Explained) -> list[bool]:
    graph = about.graph
    reached = [False] * len(graph.nodes)
    for start in graph.starts:
        reached[start] = True
    for node in graph.order:
        if reached[node]:
            for flow in graph.out[node]:
                if graph.chance[flow] > 0:
                    reached[graph.target[flow]] = True
    return reached


def _way_here(about: Explained, node: int) -> list[int]:
    """The longest way to a node, from where it begins to that node."""
    graph, reached = about.graph, _reached(about)
    times, flows = about.adding.node_times(), about.adding.flow_times()
    early = [0.0] * len(graph.nodes)
    came: list[int | None] = [None] * len(graph.nodes)
    for at in graph.order:
        for flow in graph.into[at]:
            before = graph.source[flow]
            counts = graph.chance[flow] > 0 and reached[before] if reached[at] else not reached[before]
            arrival = early[before] + times[before] + flows[flow]
            if counts and arrival > early[at]:
                early[at], came[at] = arrival, before
    way = [node]
    while (before_it := came[way[-1]]) is not None:
        way.append(before_it)
    return way[::-1]


def _way_on(about: Explained, node: int) -> list[int]:
    """The longest way from a node to an end that counts."""
    graph = about.graph
    times, flows = about.adding.node_times(), about.adding.flow_times()
    ends = set(graph.ends)
    rest: dict[int, float] = {}
    onward: dict[int, int] = {}
    for at in reversed(graph.order):
        best = 0.0 if at in ends else -1.0
        for flow in graph.out[at]:
            after = graph.target[flow]
            if after in rest and graph.chance[flow] > 0 and flows[flow] + rest[after] > best:
                best, onward[at] = flows[flow] + rest[after], after
        if best >= 0:
            rest[at] = best + times[at]
    way = [node]
    while way[-1] in onward:
        way.append(onward[way[-1]])
    return way


def _along(about: Explained, way: list[int], last: bool = False) -> list[Input]:
    """What the nodes along a way and the flows between them add, with or without the last node."""
    graph, adding = about.graph, about.adding
    flow_times = adding.flow_times()
    inputs = []
    for at, node in enumerate(way):
        record = graph.nodes[node]
        if at:
            flows = [f for f in graph.out[way[at - 1]] if graph.target[f] == node]
            minutes = max((flow_times[flow] for flow in flows if graph.chance[flow] > 0), default=0.0)
            if minutes:
                words = about.words(minutes, "minutes")
                inputs.append(Input(f"On the way to {about.name(record.id)}", words, minutes, record=record.id))
        if (last or node != way[-1]) and not (isinstance(record, Endpoint) and not adding.adds[node]):
            note = "blank: adds nothing" if adding.adds[node] is None else ""
            words = about.words(adding.adds[node], "minutes")
            inputs.append(Input(about.name(record.id), words, adding.adds[node], record=record.id, note=note))
    return inputs
