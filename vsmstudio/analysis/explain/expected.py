"""How the probability, the most likely and the expected lead time came about, with and without rework."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.repeats import Repeats, repeats
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import LAGUNA_MARKLUND
from vsmstudio.analysis.findings.subject import counted
from vsmstudio.analysis.results import Scenario
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, ReworkRule


def _all_listed(about: Explained) -> bool:
    """Does the analysis list every way that the map can run?"""
    result = about.result
    return result.seed is None and len(result.scenarios) == result.scenario_count


def _name(about: Explained, at: int, scenario: Scenario) -> str:
    names = [about.document.name(key) for key in scenario.path]
    return f"Way {at}: " + " → ".join(names[:3]) + (" → …" if len(names) > 3 else "")


def _first(scenario: Scenario) -> Id:
    return scenario.path[0] if scenario.path else ""


def _too_many(about: Explained) -> tuple[str, ...]:
    if about.result.seed is not None:
        return (f"The ways are too many to go through all: a sample with seed {about.result.seed}",)
    return (f"{about.result.scenario_count:,} ways; those listed are the most likely and the longest",)


def lead_time_probability(about: Explained) -> Explanation:
    """Σ probability of the ways that take as long as the headline."""
    figures, scenarios = about.result.figures, about.result.scenarios
    longest = max((each.lead_time for each in scenarios), default=0.0)
    tolerance = max(1e-6, 1e-12 * longest)
    inputs = []
    for at, each in enumerate(scenarios, start=1):
        counts = each.lead_time >= longest - tolerance
        words = about.words(each.probability, "ratio")
        note = about.words(each.lead_time, "minutes")
        role = Role.TERM if counts else Role.BESIDE
        inputs.append(Input(_name(about, at, each), words, each.probability, role, _first(each), note=note))
    listed = _all_listed(about)
    return about.explained(
        "lead_time_probability",
        "Probability of that lead time",
        figures.lead_time_probability,
        "ratio",
        "How likely it is that work takes as long as the lead time shown: the probability of all ways that take so long.",
        "P = Σ probability of the longest ways",
        inputs,
        operation=Operation.SUM if listed else Operation.GIVEN,
        notes=() if listed else _too_many(about),
    )


def most_likely_lead_time(about: Explained) -> Explanation:
    """The lead time of the way that happens most often."""
    figures, scenarios = about.result.figures, about.result.scenarios
    inputs = []
    for at, each in enumerate(scenarios, start=1):
        words = about.words(each.lead_time, "minutes")
        note = about.words(each.probability, "ratio")
        role = Role.TERM if at == 1 else Role.BESIDE
        inputs.append(Input(_name(about, at, each), words, each.lead_time, role, _first(each), note=note))
    return about.explained(
        "most_likely_lead_time",
        "Most likely lead time",
        figures.most_likely_lead_time,
        "minutes",
        "The lead time of the way that happens most often; of equally likely ones, the longest.",
        "LT of the way with the highest probability",
        inputs,
        path=scenarios[0].path if scenarios else (),
    )


def expected_lead_time(about: Explained) -> Explanation:
    """Σ probability × lead time ÷ Σ probability, over the ways that reach an end."""
    figures = about.result.figures
    listed = _all_listed(about)
    inputs = _weighed(about, [each.lead_time for each in about.result.scenarios])
    return about.explained(
        "expected_lead_time",
        "Expected lead time",
        figures.expected_lead_time,
        "minutes",
        "The mean over all ways that reach an end, each weighed by its probability. With one way alone it is the lead time.",
        "Expected LT = Σ (probability × LT) ÷ Σ probability",
        inputs,
        operation=Operation.SUM if listed else Operation.GIVEN,
        notes=() if listed else _too_many(about),
    )


def _weighed(about: Explained, times: Sequence[float]) -> list[Input]:
    scenarios = about.result.scenarios
    inputs = []
    for at, (each, time) in enumerate(zip(scenarios, times, strict=True), start=1):
        part = each.probability * time
        note = f"{about.words(each.probability, 'ratio')} × {about.words(time, 'minutes')}"
        words = about.words(part, "minutes")
        factors = (each.probability, time)
        inputs.append(Input(_name(about, at, each), words, part, record=_first(each), note=note, factors=factors))
    whole = sum(each.probability for each in scenarios)
    if scenarios:
        inputs.append(Input("Probability of all these ways", about.words(whole, "ratio"), whole, Role.DIVISOR))
    return inputs


_REWORK = {
    ReworkRule.UNTIL_RIGHT: (
        "The expected lead time, with the passes that rework adds until the work is right: a loop with chance p runs "
        "1 ÷ (1 − p) times.",
        "Expected LT with rework = LT + Σ (extra passes × what is repeated)",
        "Absorbing Markov chain",
    ),
    ReworkRule.ONCE: (
        "The expected lead time, with rework that happens once at most: each loop adds its chance × what it repeats, from "
        "where work returns to, to where it came from.",
        "Expected LT with rework = LT + Σ (p × loop body)",
        LAGUNA_MARKLUND,
    ),
}


def expected_lead_time_with_rework(about: Explained) -> Explanation:
    """The expected lead time with the passes that rework adds, each way along its own critical path."""
    figures, scenarios = about.result.figures, about.result.scenarios
    rule, formula, source = _REWORK[about.document.engagement.rework]
    known = figures.expected_lead_time_with_rework is not None
    listed = _all_listed(about)
    found = [_extra(about, each) for each in scenarios] if listed and known else []
    operation, inputs, notes = Operation.GIVEN, [], list(about.result.notes)
    if found and all(each is not None for each in found):
        operation = Operation.SUM
        extras = [each for each in found if each is not None]
        if len(extras) == 1:
            inputs = [
                about.figure("expected_lead_time", "Lead time without rework", figures.expected_lead_time, "minutes")
            ]
            inputs += _repeated(about, extras[0])
            if not extras[0].flows:
                notes.append("No rework leads back along the path")
        else:
            times = [each.lead_time + extra.minutes for each, extra in zip(scenarios, extras, strict=True)]
            inputs = _weighed(about, times)
            formula += ", each way weighed by its probability"
    elif not known:
        notes.append("It is unknown without a lead time, or where rework never ends")
    else:
        notes += _too_many(about)
    return about.explained(
        "expected_lead_time_with_rework",
        "Expected lead time with rework",
        figures.expected_lead_time_with_rework,
        "minutes",
        rule,
        formula,
        inputs,
        source=source,
        operation=operation,
        path=about.path,
        notes=tuple(dict.fromkeys(notes)),
    )


def _extra(about: Explained, scenario: Scenario) -> Repeats | None:
    """What rework adds along the path of one way; None where that path cannot be followed without its endpoints."""
    path = scenario.path
    if about.result.scenario_count == 1:
        path = tuple(part.node for part in about.parts)
    else:
        on_path = {flow for flow in about.graph.rework if flow.source in path or flow.target in path}
        if any(isinstance(about.document.get(key), Endpoint) for flow in on_path for key in (flow.source, flow.target)):
            return None
    return repeats(about.graph, about.adding, [about.graph.index[key] for key in path], _rework(about), about.calendar)


def _rework(about: Explained) -> ReworkRule:
    return about.document.engagement.rework


def _repeated(about: Explained, extra: Repeats) -> list[Input]:
    """Every repeated thing: how much more often, times how long."""
    inputs = []
    for node, passes, minutes in extra.nodes:
        key = about.graph.nodes[node].id
        inputs.append(_times(about, about.name(key), passes, minutes, key))
    for flow, passes, minutes in extra.onward:
        key = about.graph.flows[flow].target
        inputs.append(_times(about, f"On the way to {about.name(key)}", passes, minutes, about.graph.flows[flow].id))
    for at, passes, minutes in extra.flows:
        back = about.graph.rework[at]
        name = f"Rework from {about.name(back.source)} to {about.name(back.target)}"
        note = f"happens {plural_times(passes)}, {about.words(back.probability, 'ratio')} of items each time"
        total = passes * minutes
        inputs.append(
            Input(name, about.words(total, "minutes"), total, record=back.id, note=note, factors=(passes, minutes))
        )
    return inputs


def _times(about: Explained, name: str, passes: float, minutes: float, record: Id) -> Input:
    total = passes * minutes
    note = f"{passes:.3g} more passes × {about.words(minutes, 'minutes')}"
    return Input(name, about.words(total, "minutes"), total, record=record, note=note, factors=(passes, minutes))


def plural_times(number: float) -> str:
    """How often on average, in words: `0.18 times an item`."""
    return f"{number:.2g} times an item" if number < 10 else counted(round(number), "time") + " an item"
