"""How rolled %C&A came about."""

from __future__ import annotations

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.scenarios import Way, ways
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import MARTIN_OSTERLING, covered
from vsmstudio.analysis.findings.subject import counted
from vsmstudio.model.records import Step

_RULE = (
    "The chance that an item passes every step that runs without being sent back or corrected: the product of all known "
    "%C&A, parallel branches included."
)


def rolled_ca(about: Explained) -> Explanation:
    """Π %C&A over all steps that run; with alternatives, weighed by the probability of each way."""
    value = about.result.figures.rolled_ca
    known, whole = about.result.coverage.ca
    found = ways(about.graph)
    rule, formula, operation = _RULE, "Rolled %C&A = Π %C&A of all steps that run", Operation.PRODUCT
    notes = []
    if found is not None and len(found) == 1:
        inputs = _product(about, found[0])
    elif found is not None:
        inputs = [_way(about, at, way) for at, way in enumerate(found, start=1)]
        rule += " Where work goes one way or another, each way counts by its probability."
        formula, operation = (
            "Rolled %C&A = Σ probability of each way × Π %C&A of the steps that run in it",
            Operation.SUM,
        )
    else:
        inputs = [_beside(about, step) for step in about.steps]
        operation = Operation.GIVEN
        notes.append("There are too many ways to list; the figure goes over all of them, weighed by probability")
        if about.result.seed is not None:
            notes.append(f"Some of them were sampled, with seed {about.result.seed}")
    if known < whole:
        notes.append(f"At most: %C&A of {counted(whole - known, 'step')} is blank and was left out")
    return about.explained(
        "rolled_ca",
        "Rolled %C&A",
        value,
        "ratio",
        rule,
        formula,
        inputs,
        source=MARTIN_OSTERLING,
        operation=operation,
        covers=covered(known, whole),
        notes=tuple(notes),
    )


def _product(about: Explained, way: Way) -> list[Input]:
    runs = {about.graph.nodes[node].id for node in way.running}
    inputs = []
    for step in about.steps:
        if step.id in runs:
            note = "blank: left out" if step.ca is None else _judge(about, step)
            inputs.append(Input(about.name(step.id), about.words(step.ca, "ratio"), step.ca, record=step.id, note=note))
        else:
            inputs.append(_beside(about, step, "never runs"))
    return inputs


def _judge(about: Explained, step: Step) -> str:
    return f"judged by {about.document.name(step.judge)}" if step.judge else ""


def _beside(about: Explained, step: Step, note: str = "") -> Input:
    return Input(about.name(step.id), about.words(step.ca, "ratio"), step.ca, Role.BESIDE, step.id, note=note)


def _way(about: Explained, at: int, way: Way) -> Input:
    """One way with its probability and the %C&A of the steps that run in it."""
    steps = [node for index in way.running if isinstance(node := about.graph.nodes[index], Step)]
    known = [step.ca for step in steps if step.ca is not None]
    factors = (way.probability, *known)
    number = 1.0
    for factor in factors:
        number *= factor
    shown = ", ".join(about.words(ca, "ratio") for ca in known) or "no %C&A known"
    first = steps[0].id if steps else ""
    names = " → ".join(about.document.name(step.id) for step in steps[:3]) + (" → …" if len(steps) > 3 else "")
    note = f"{about.words(way.probability, 'ratio')} × {shown}"
    return Input(f"Way {at}: {names}", about.words(number, "ratio"), number, record=first, note=note, factors=factors)
