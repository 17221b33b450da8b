"""Whether it is agreed what value is, for whom, and whether it is measured: `value.*`."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.analysis.services import customers
from vsmstudio.model.dates import day
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    Measure,
    MeasureKind,
    Side,
    Touchpoint,
    Unit,
    ValueStream,
)

UNDEFINED = "value.undefined"


def findings(subject: Subject) -> Iterator[Finding]:
    """First the engagement's definition, then each stream: outcome, customers, measures."""
    streams = subject.document.streams
    if not streams:
        return
    yield from _definition(subject)
    measured: dict[Id, list[Measure]] = {}
    for measure in subject.document.all(Measure):
        measured.setdefault(measure.stream, []).append(measure)
    rated = _rated(subject)
    for stream in streams:
        yield from _outcome(stream)
        yield from _customers(subject, stream)
        yield from _measures(stream, measured.get(stream.id, []), stream.id in rated)


def _definition(subject: Subject) -> Iterator[Finding]:
    engagement = subject.document.engagement
    on = engagement.value_agreed_on
    if not engagement.value_definition.strip():
        message = "The engagement has no definition of value"
        todo = "Ask customers, users and staff what value means to them, write one definition and agree on it"
    elif on is not None and on > subject.date:
        message = f"The definition of value is not agreed yet: that is planned for {day(on)}"
        todo = "Agree on the definition with the stakeholders"
    elif on is None and not engagement.value_agreed_by.strip():
        message = "The definition of value is written down, and nobody has agreed to it"
        todo = "Agree on the definition with the stakeholders, and note who agreed and when"
    else:
        return
    yield Finding(
        rule=UNDEFINED,
        severity=Severity.HIGH,
        subject=engagement.id,
        aspect="definition",
        message=message,
        recommendation=todo,
        evidence={"written": bool(engagement.value_definition.strip()), "agreed_on": on.isoformat() if on else None},
    )


def _outcome(stream: ValueStream) -> Iterator[Finding]:
    if stream.outcomes.strip():
        return
    yield Finding(
        rule=UNDEFINED,
        severity=Severity.HIGH,
        subject=stream.id,
        stream=stream.id,
        aspect="outcome",
        message=f"{_name(stream)} names no outcome",
        recommendation="Write down what its customers can do or have once it has delivered",
    )


def _customers(subject: Subject, stream: ValueStream) -> Iterator[Finding]:
    if customers(subject.document, stream.id):
        return
    ends = _customers_on_map(subject, stream.id)
    at = f", though {listing([unit.name for unit in ends])} stand on its map" if len(ends) > 1 else ""
    if len(ends) == 1:
        at = f", though {ends[0].name or 'a unit'} stands on its map"
    yield Finding(
        rule="value.no-customer",
        severity=Severity.HIGH,
        subject=stream.id,
        stream=stream.id,
        message=f"{_name(stream)} names no customer{at}",
        recommendation=f"Name {listing([unit.name for unit in ends])}, if it is they who receive and judge its outcome"
        if ends
        else RULES["value.no-customer"].remedy,
        evidence={"on_map": [unit.id for unit in ends]},
    )


def _customers_on_map(subject: Subject, stream: Id) -> list[Unit]:
    """The units that stand as customers at the ends of a stream's current map."""
    facts = subject.current(stream)
    nodes = facts.graph.nodes if facts else ()
    ends = [each for each in nodes if isinstance(each, Endpoint) and each.unit]
    units = {
        unit.id: unit
        for each in ends
        if (unit := subject.document.of(Unit, each.unit)) is not None
        and (each.kind is EndpointKind.CUSTOMER or unit.side is Side.CUSTOMER)
    }
    return sorted(units.values(), key=lambda unit: (unit.name, unit.id))


def _measures(stream: ValueStream, measures: list[Measure], rated: bool) -> Iterator[Finding]:
    kinds = [measure.kind for measure in measures]
    evidence = {"measures": {kind.value: kinds.count(kind) for kind in MeasureKind if kind in kinds}}

    def found(rule: str, message: str, todo: str) -> Finding:
        return Finding(
            rule, Severity.MEDIUM, stream.id, message, todo, stream=stream.id, evidence=evidence
        )  # fmt: skip

    if kinds and set(kinds) == {MeasureKind.COST}:
        said = "The one value measure" if len(kinds) == 1 else f"All {len(kinds)} value measures"
        yield found(
            "value.cost-only",
            f"{said} of {_name(stream)} {'is' if len(kinds) == 1 else 'are'} about cost",
            RULES["value.cost-only"].remedy,
        )
    if MeasureKind.OUTPUT in kinds and MeasureKind.OUTCOME not in kinds:
        outputs = counted(kinds.count(MeasureKind.OUTPUT), "output")
        yield found(
            "value.outputs-only",
            f"{_name(stream)} measures {outputs} and no outcome",
            RULES["value.outputs-only"].remedy,
        )
    if MeasureKind.EXPERIENCE not in kinds and not rated:
        yield found(
            "value.no-experience",
            f"{_name(stream)} measures no experience",
            RULES["value.no-experience"].remedy,
        )


def _rated(subject: Subject) -> set[Id]:
    """The streams on whose current map somebody rated a step."""
    rated = {each.step for each in subject.document.all(Touchpoint) if each.rating is not None}
    if not rated:
        return set()
    current = [(stream.id, subject.current(stream.id)) for stream in subject.document.streams]
    return {key for key, facts in current if facts and any(step.id in rated for step in facts.steps)}


def _name(stream: ValueStream) -> str:
    return stream.name or "A value stream"
