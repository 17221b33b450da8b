"""What a step has to do, which ways lead through it, and how often ranges make it critical, in plain sentences."""

from __future__ import annotations

from math import fsum

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.export.tables.words import percent
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Queue, Step


def ways_sentences(held: MapAnalysis, node: Id) -> list[str]:
    """On which alternatives' critical paths a node lies; nothing where there are none."""
    if len(held.scenarios) < 2 or held.figures.lead_time is None:
        return []
    on = held.scenarios_of(node)
    count = f"{len(on):,} of {len(held.scenarios):,} alternatives"
    if not on:
        return ["On the path of no alternative"]
    if len(on) == len(held.scenarios):
        return ["On the path of every alternative"]
    names = [
        name
        for name, each in (("the longest", held.worst), ("the most likely", held.most_likely))
        if each is not None and node in each.path
    ]
    chance = percent(fsum(held.scenarios[at].probability for at in on))
    which = f": {' and '.join(names)}" if names else ""
    return [f"On the path of {count}, {chance} of cases{which}"]


def work_sentences(held: MapAnalysis, step: Step, told: bool = False) -> list[str]:
    """The utilisation of a step, and whether it is the bottleneck. `told`: a finding says the figure already."""
    share = held.capacity.utilisation(step.id)
    if share is None:
        return []
    if told:
        return ["The bottleneck: no step is busier"] if held.capacity.bottleneck == step.id else []
    said = f"Utilisation {percent(share)}"
    return [f"{said}: the bottleneck" if held.capacity.bottleneck == step.id else said]


def range_sentences(analysis: Analysis, node: Step | Queue) -> list[str]:
    """How often a node was critical when ranges were drawn; nothing where nothing is a range."""
    found = analysis.simulations.get(node.map)
    if found is None or node.id not in found.criticality:
        return []
    return [f"Critical in {percent(found.criticality[node.id])} of {found.runs:,} simulated runs"]


def load_sentences(analysis: Analysis, unit: Id, told: bool = False) -> list[str]:
    """What a unit has to do over all current maps. `told`: a finding says the figure already."""
    found = analysis.units.get(unit)
    if found is None:
        return []
    steps = f"{found.covers[1]:,} {'step' if found.covers[1] == 1 else 'steps'} of current maps"
    if found.load is None or told:
        return [f"Performs {steps}"]
    busy = f"{number(sum(found.parts.values()))} of its {number(found.people or 0)} people are needed all the time"
    known = "" if found.covers[0] == found.covers[1] else f"; {found.covers[0]} of {found.covers[1]} known"
    return [f"Performs {steps}{known}", f"Load {percent(found.load)}: {busy}"]
