"""How P50, P85 and P95 came about."""

from __future__ import annotations

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import covered
from vsmstudio.model.durations import Duration, typed
from vsmstudio.model.records import Queue, Step


def percentile(about: Explained, key: str) -> Explanation:
    """A percentile of simulated lead times; `key` is `p50`, `p85` or `p95`."""
    held = about.simulation
    value = {"p50": held.p50, "p85": held.p85, "p95": held.p95}[key] if held else None
    share = key[1:]
    if held:
        notes = (f"Simulated: {held.basis}", *held.notes)
    else:
        notes = ("It is shown only where a step, queue or connection has a range, such as 3-5 d, and was simulated",)
    return about.explained(
        key,
        f"P{share} of lead time",
        value,
        "minutes",
        f"{share} of 100 items are done within this time, when every range is drawn anew for each of them.",
        f"P{share} = the lead time that {share} % of the simulated runs keep within",
        _ranges(about),
        operation=Operation.GIVEN,
        covers=f"{covered(*held.in_range)} have a range" if held else "",
        notes=notes,
    )


def _ranges(about: Explained) -> list[Input]:
    inputs = []
    for node in about.document.nodes(about.map_id):
        fields: list[tuple[str, Duration | None]] = []
        if isinstance(node, Step):
            fields = [("LT", node.lead_time), ("wait", node.wait), ("PT", node.process_time)]
        elif isinstance(node, Queue):
            fields = [("wait", node.wait)]
        for word, duration in fields:
            if duration is not None and duration.estimate(about.calendar).is_range:
                name = f"{about.name(node.id)}, {word}"
                inputs.append(Input(name, typed(duration), duration.minutes(about.calendar), Role.BESIDE, node.id))
    return inputs
