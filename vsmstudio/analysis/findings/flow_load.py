"""Steps and units that have more to do than they can: `flow.bottleneck`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

from vsmstudio.analysis.capacity_results import StepLoad, UnitLoad
from vsmstudio.analysis.findings.subject import Subject, counted, exactly, finding, listing
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

RULE = "flow.bottleneck"
FULL = 1 + 1e-9  # a load that stands at a threshold is not over it


def findings(subject: Subject) -> Iterator[Finding]:
    """Steps of every map by utilisation, then units by their load over all current maps."""
    limit = subject.document.engagement.bottleneck_threshold * FULL
    for facts in subject.judged_maps():
        for key, step in facts.result.capacity.steps.items():
            if step.utilisation is not None and limit < step.utilisation < math.inf:
                yield _of_step(subject, facts, key, step, step.utilisation)
    for unit in subject.units.values():
        if unit.load is not None and limit < unit.load < math.inf:
            yield _of_unit(subject, unit, unit.load)


def _of_step(subject: Subject, facts: MapFacts, key: Id, step: StepLoad, utilisation: float) -> Finding:
    over, takt = utilisation > FULL, facts.result.capacity.takt
    at_it = cast("Step", facts.graph.nodes[facts.graph.index[key]]).people or 0.0
    pace = f"its {_staff(at_it)} can finish one item every {subject.duration(step.work_per_item)}"
    needs = f"{pace}, and takt is {subject.duration(takt)}"
    name = subject.name(key)
    return finding(
        facts,
        RULE,
        Severity.CRITICAL if over else Severity.MEDIUM,
        key,
        share=facts.share(key) or 0.0,
        message=f"{name} cannot meet demand: utilisation is {exactly(utilisation)}; {needs}"
        if over
        else f"Utilisation of {name} is {exactly(utilisation)}: {needs}",
        recommendation=_ease(subject, facts, key, over),
        evidence={
            "utilisation": utilisation,
            "work_per_item": step.work_per_item,
            "takt": takt,
            "visits": step.visits,
            "threshold": subject.document.engagement.bottleneck_threshold,
        },
    )


def _ease(subject: Subject, facts: MapFacts, key: Id, over: bool) -> str:
    """What to do: one step of a map is its bottleneck, and others that come close are eased after it."""
    bottleneck = facts.result.capacity.bottleneck
    if over:
        return "Take work off this step (rework, waiting for answers, what adds no value), or add people"
    if bottleneck in (None, key):
        return "Take work off this step before any other; what is saved elsewhere waits here"
    return f"Ease {subject.name(bottleneck)} first, the bottleneck of this map; this step is close behind it"


def _people(needed: float, there: float) -> str:
    """`2.8 people`; to the thousandth where the tenth would not tell it from those that are there."""
    said = number(needed)
    if said == number(there) and abs(needed - there) > 1e-6 * there:
        said = number(needed, 3)
    return _staff(needed, said)


def _staff(people: float, said: str = "") -> str:
    """`1 person`, `3 people`."""
    said = said or number(people)
    return f"{said} {'person' if said == '1' else 'people'}"


def _of_unit(subject: Subject, unit: UnitLoad, load: float) -> Finding:
    needed = sum(unit.parts.values())
    known, steps = unit.covers
    least = "" if known == steps else "at least "
    name = subject.name(unit.unit)
    there = unit.people or 0.0
    asks = f"{counted(known, 'step')} on current maps ask{'s' if known == 1 else ''} for"
    has = f"{asks} {least}{_people(needed, there)}, and it has {number(there)}"
    most = sorted(unit.parts, key=lambda key: (-unit.parts[key], subject.name(key)))
    return Finding(
        rule=RULE,
        severity=Severity.CRITICAL if load > FULL else Severity.MEDIUM,
        subject=unit.unit,
        message=f"The load of {name} is {least}{exactly(load)}: {has}",
        recommendation=f"Look at what takes most of its time first: {listing([subject.name(key) for key in most])}",
        evidence={
            "load": load,
            "needed": needed,
            "people": unit.people,
            "steps": most,
            "covers": [known, steps],
            "threshold": subject.document.engagement.bottleneck_threshold,
        },
    )
