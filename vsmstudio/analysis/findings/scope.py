"""Whether a map shows the whole stream: `scope.*`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.subject import Subject, finding, listing
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.analysis.services import customers
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, EndpointKind, MapState, Side, Unit

RULE = "scope.not-end-to-end"
_TODO = {
    "start": "Follow the work back to the customer's request",
    "end": "Follow the work on to what the customer gets",
    "start or end": "Follow the work from the customer's request to what the customer gets",
}


def findings(subject: Subject) -> Iterator[Finding]:
    """Each current map that has steps: first its two ends, then who works on it."""
    for facts in subject.judged_maps():
        if facts.map.state is not MapState.FUTURE and facts.steps:
            yield from _ends(subject, facts)
            yield from _performers(subject, facts)


def _ends(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    of_stream = {unit.id for unit in customers(subject.document, facts.map.stream)}
    graph = facts.graph
    sides = {"start": graph.starts, "end": graph.ends}
    there = {
        side: [node for at in nodes if isinstance(node := graph.nodes[at], Endpoint)] for side, nodes in sides.items()
    }
    missing = [
        side for side, nodes in there.items() if not any(_is_customer(subject, each, of_stream) for each in nodes)
    ]
    if not missing:
        return
    side = " or ".join(missing)
    others = [
        f"its {each} is {listing([subject.name(node.id) for node in there[each]])}" for each in missing if there[each]
    ]
    yield finding(
        facts,
        RULE,
        Severity.MEDIUM,
        facts.map.id,
        aspect="ends",
        message=f"The map of {_stream(facts)} does not {side} at a customer" + _detail(others),
        recommendation=_TODO[side],
        evidence={
            "missing": missing,
            "starts": [node.id for node in there["start"]],
            "ends": [node.id for node in there["end"]],
        },
    )


def _performers(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    found = {step.performer: subject.document.of(Unit, step.performer) for step in facts.steps}
    units = [unit for unit in found.values() if unit is not None]
    if not units or any(unit.side not in (Side.IT, Side.SUPPLIER) for unit in units):
        return
    where = {Side.IT: "in IT", Side.SUPPLIER: "at a supplier"}
    sides = [where[side] for side in (Side.IT, Side.SUPPLIER) if any(unit.side is side for unit in units)]
    yield finding(
        facts,
        RULE,
        Severity.MEDIUM,
        facts.map.id,
        aspect="performers",
        message=f"All work on the map of {_stream(facts)} is done {' or '.join(sides)}: "
        f"{listing([unit.name for unit in units])}",
        recommendation="Ask who in the business asks for the work and who uses what comes of it, and map their steps too",
        evidence={"units": [unit.id for unit in units]},
    )


def _is_customer(subject: Subject, node: Endpoint, of_stream: set[Id]) -> bool:
    """Does a customer stand there: so marked, a unit outside, or one that the stream names?"""
    if node.kind is EndpointKind.CUSTOMER or node.unit in of_stream:
        return True
    unit = subject.document.of(Unit, node.unit)
    return unit is not None and unit.side is Side.CUSTOMER


def _stream(facts: MapFacts) -> str:
    return (facts.stream.name if facts.stream else "") or "a value stream"


def _detail(others: list[str]) -> str:
    return f": {' and '.join(others)}" if others else ""
