"""What is blank: `data.missing`, one finding for each map and figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsmstudio.analysis.findings.subject import NAMED, Subject, counted, finding, listing
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Flow, Handoff, MapState, Queue, Service, Step

RULE = "data.missing"
_ASK = "Ask whoever gets the work how often it arrives complete and accurate"


def findings(subject: Subject) -> Iterator[Finding]:
    """Blanks of every map, then people who own something and whose unit is blank."""
    for facts in subject.judged_maps():
        yield from _steps(subject, facts)
        yield from _between_steps(subject, facts)
        yield from _demand(facts)
    yield from _owners_without_unit(subject)


def _blank(
    subject: Subject, facts: MapFacts, figure: str, said: str, missing: Sequence[Id], of: int, noun: str, todo: str
) -> Iterator[Finding]:
    """The finding that `figure` is missing for some of so many records, if it is."""
    if missing:
        names = listing([subject.name(key) for key in missing[:NAMED]], len(missing))
        yield finding(
            facts,
            RULE,
            Severity.LOW,
            facts.map.id,
            aspect=figure,
            message=f"{said} for {len(missing):,} of {counted(of, noun)}: {names}",
            recommendation=todo,
            evidence={"figure": figure, "missing": len(missing), "of": of, "records": list(missing)},
        )


def _steps(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    steps: Sequence[Step] = facts.steps
    if facts.map.convention is Convention.WAITS:
        said, todo = "Waiting time is blank", "Ask how long an item lies before the step"
    else:
        said, todo = "Lead time is blank", "Ask how long an item takes from arriving to being done"
    untimed = [step.id for step in steps if not facts.adding.covered[facts.graph.index[step.id]]]
    yield from _blank(subject, facts, "lead time", said, untimed, len(steps), "step", todo)
    unworked = [step.id for step in steps if step.process_time is None]
    todo = "Ask how long the work itself takes on one item"
    yield from _blank(subject, facts, "process time", "PT is blank", unworked, len(steps), "step", todo)
    unjudged = [step.id for step in steps if step.ca is None]
    yield from _blank(subject, facts, "%C&A", "%C&A is blank", unjudged, len(steps), "step", _ASK)


def _between_steps(subject: Subject, facts: MapFacts) -> Iterator[Finding]:
    queues: Sequence[Queue] = subject.document.queues(facts.map.id)
    unknown = [queue.id for queue in queues if queue.wait is None and queue.quantity is None]
    said, todo = "Wait and quantity are blank", "Count what lies there, or ask how long"
    yield from _blank(subject, facts, "queue", said, unknown, len(queues), "queue", todo)
    rework: Sequence[Flow] = facts.graph.rework
    unsaid = [flow.id for flow in rework if flow.probability is None]
    said, todo = "The share that comes back is blank", "Ask how often it happens"
    yield from _blank(subject, facts, "rework", said, unsaid, len(rework), "rework flow", todo)
    handoffs = [each for each in facts.passings if each.is_handoff]
    unasked = list(dict.fromkeys(each.flows[0].id for each in handoffs if each.answer is Handoff.NOT_ASKED))
    number = len({each.flows[0].id for each in handoffs})
    said, todo = (
        "What was agreed is not known",
        "Ask both sides what is passed, when it is complete, and within what time",
    )
    yield from _blank(subject, facts, "handoffs", said, unasked, number, "handoff", todo)


def _demand(facts: MapFacts) -> Iterator[Finding]:
    stream = facts.stream
    if stream is None or stream.demand is not None or not facts.steps or facts.map.state is MapState.FUTURE:
        return
    yield finding(
        facts,
        RULE,
        Severity.LOW,
        facts.map.id,
        aspect="demand",
        message=f"Demand of {stream.name} is blank, so takt and work in process are unknown",
        recommendation="Ask how many items the customers want per day, week, month or year",
        evidence={"figure": "demand", "missing": 1, "of": 1, "records": [stream.id]},
    )


def _owners_without_unit(subject: Subject) -> Iterator[Finding]:
    """People who own something, yet nobody said where they work: then nobody can tell on which side ownership lies."""
    document = subject.document
    owned: list[Step | Service] = [*document.all(Step), *document.services]
    owners = {each.owner for each in (*owned, *document.streams) if each.owner is not None}
    known = [person for person in document.people if person.id in owners]
    without = [person for person in known if subject.side_of(person) is None]
    if without:
        yield Finding(
            rule="data.missing",
            severity=Severity.LOW,
            subject=document.engagement.id,
            aspect="owner unit",
            message=f"The unit is blank for {len(without):,} of {counted(len(known), 'owner')}: "
            f"{listing([person.label for person in without])}",
            recommendation="Say in which unit they work, so that ownership can be judged",
            evidence={
                "figure": "owner unit",
                "missing": len(without),
                "of": len(known),
                "records": [person.id for person in without],
            },
        )
