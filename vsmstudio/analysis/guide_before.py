"""The guide's stages from the charter to the audit of workflows: what is asked in the room, and what is still blank."""

from __future__ import annotations

from vsmstudio.analysis.drift import differs
from vsmstudio.analysis.engagement.attendance import attendance
from vsmstudio.analysis.findings.stages import Stage, begun
from vsmstudio.analysis.guide_parts import Checks, Go, Look, Stand, count, listed
from vsmstudio.model.records import LinkKind, Measure, Stakeholder, Step, ValueStream, Workshop, WorkshopKind

# What a charter says, in its words; the owner is asked for with all owners, the demand with the walks.
CHARTER = (
    ("sponsor", "sponsor"), ("facilitator", "facilitator"), ("trigger", "trigger"), ("first_step", "first step"),
    ("last_step", "last step"), ("in_scope", "what is in scope"), ("case", "the case that is mapped"), ("problem", "problem"),
    ("target_conditions", "target conditions"), ("experience", "experience in focus"), ("chartered_on", "day it was agreed"),
)  # fmt: skip
_TOLD = ("sponsor", "facilitator", "first_step", "last_step", "in_scope", "out_of_scope", "case", "problem",
         "target_conditions", "experience", "briefings", "chartered_on")  # fmt: skip


def blank(stream: ValueStream, field: str) -> bool:
    """Is nothing said there?"""
    value = getattr(stream, field)
    return value is None or (isinstance(value, str) and not value.strip())


def charter(look: Look) -> Stand:
    held, document = Checks(), look.document
    held.check(look.streams, "There is no value stream yet. Begin with what a customer receives.", Go(act="new_stream"))
    for stream in look.streams:
        go = Go(page="charter", stream=stream.id)
        bare = [words for field, words in CHARTER if blank(stream, field)]
        if not document.links_to(stream.id, LinkKind.WORKS_ON):
            bare.append("team")
        if not document.links_from(stream.id, LinkKind.SERVES):
            bare.append("customer")
        verb = "is" if len(bare) == 1 else "are"
        words = listed(bare)
        held.all += len(CHARTER) + 1  # the check itself is one more
        held.done += len(CHARTER) + 1 - max(0, len(bare) - 1)
        held.check(not bare, f"{look.of(stream)}{words[:1].upper()}{words[1:]} {verb} blank.", go)
    told = any(not blank(stream, field) for stream in look.streams for field in _TOLD)
    told = told or any(document.links_to(each.id, LinkKind.WORKS_ON) for each in look.streams)
    return held.stand(
        "charter", "Charter", "Agree what is mapped, why, how far, and with whom.", told, Go(page="charter")
    )


def people(look: Look) -> Stand:
    held, document = Checks(), look.document
    engagement, now = document.engagement, begun(document)
    value, who = Go(page="value"), Go(page="stakeholders")
    stakeholders = document.all(Stakeholder)
    held.check(stakeholders, "Nobody is named who has a stake.", who)
    held.each(
        stakeholders, lambda each: not each.value.strip(), "stakeholder", "not said what value means to them.", who
    )
    held.check(
        engagement.value_definition.strip(),
        "The room has not written down what value is.",
        value._replace(field="value_definition"),
    )
    agreed = engagement.value_agreed_on is not None or not engagement.value_definition.strip()
    held.check(
        agreed, "The definition of value bears no day on which it was agreed.", value._replace(field="value_agreed_on")
    )
    measured = {each.stream for each in document.all(Measure)}
    for stream in look.streams:
        go = value._replace(stream=stream.id)
        held.check(
            stream.outcomes.strip(),
            f"{look.of(stream)}No outcome says what the customer gets.",
            go._replace(field="outcomes"),
        )
        held.check(
            stream.id in measured,
            f"{look.of(stream)}No measure shows whether value rises.",
            go._replace(field="measures"),
        )
    measures = document.all(Measure)
    held.each(
        measures, lambda each: each.baseline is None or each.target is None, "measure", "no baseline or target.", value
    )
    return held.stand(
        "value", "Stakeholders and value", "Ask everybody with a stake what value is, and agree on it.",
        {Stage.VALUE, Stage.PEOPLE} & now, who,
    )  # fmt: skip


def first_walk(look: Look) -> Stand:
    held, document = Checks(), look.document
    held.check(look.streams, "There is no value stream to walk along yet.", Go(act="new_stream"))
    for stream in look.streams:
        found = document.current_map(stream.id)
        if found is None:
            words = "No map shows how it is now. Set the state of one of its maps to current."
            held.check(
                False, f"{look.of(stream)}{words}", Go(map=next((each.id for each in look.futures(stream.id)), ""))
            )
            continue
        steps, go = document.steps(found.id), Go(map=found.id)
        held.check(steps, f"{look.of(stream)}The map shows no step yet.", go)
        held.each(
            steps,
            lambda each: each.performer is None,
            "step",
            "nobody who does it.",
            go._replace(panel="steps", field="performer"),
            look.of(stream),
        )
        if len(steps) > 1:
            loose = [each for each in steps if not document.leaving(each.id) and not document.arriving(each.id)]
            words = f"{look.of(stream)}{count(len(loose), 'step')} {'is' if len(loose) == 1 else 'are'} not connected."
            held.check(not loose, words, go._replace(keys=tuple(each.id for each in loose)))
        mapped = attendance(document, stream.id, look.day)
        go = Go(page="workshops", stream=stream.id)
        held.check(mapped.known, f"{look.of(stream)}No mapping workshop says who was there.", go)
        if mapped.known:
            names = listed([document.name(each) for each in mapped.missing])
            held.check(not mapped.missing, f"{look.of(stream)}{names} did not take part in the mapping.", go)
    return held.stand(
        "walk_1", "Walk 1: steps and who", "Walk along the work with those who do it: which steps, and who does each.",
        look.steps(), first_map(look),
    )  # fmt: skip


def second_walk(look: Look) -> Stand:
    held, document = Checks(), look.document
    steps = look.steps()
    for stream, found in look.current():
        held_steps = document.steps(found.id)
        go = Go(map=found.id, panel="steps")
        before = look.of(stream)
        held.check(
            stream.demand is not None,
            f"{before}It is not said how much is asked for.",
            Go(page="charter", stream=stream.id, field="demand"),
        )
        held.each(
            held_steps,
            lambda each: each.process_time is None,
            "step",
            "no processing time.",
            go._replace(field="process_time"),
            before,
        )
        held.each(
            held_steps,
            lambda each: each.lead_time is None and each.wait is None,
            "step",
            "no lead time.",
            go._replace(field="lead_time"),
            before,
        )
        held.each(held_steps, lambda each: each.ca is None, "step", "no %C&A.", go._replace(field="ca"), before)
        held.each(
            held_steps,
            lambda each: each.people is None,
            "step",
            "no number of people.",
            go._replace(field="people"),
            before,
        )
    if not steps:
        held.check(
            False,
            "There are no steps yet to ask about.",
            first_map(look),
        )
    return held.stand(
        "walk_2", "Walk 2: times and quality", "Walk back: how long each step takes, how long work lies, how often it is right.",
        any(_timed(each) for each in steps), first_map(look, "steps"),
    )  # fmt: skip


def audit(look: Look) -> Stand:
    held, document, steps = Checks(), look.document, look.steps()
    for stream, found in look.current():
        held_steps = document.steps(found.id)
        go = Go(page="audit", stream=stream.id)
        held.each(
            held_steps,
            lambda each: not each.as_done.strip(),
            "step",
            "no word on how work is really done.",
            go,
            look.of(stream),
        )
        apart = [each for each in held_steps if differs(each)]
        held.each(
            apart, lambda each: not each.why.strip(), "difference", "no reason why it is done so.", go, look.of(stream)
        )
    if not steps:
        held.check(False, "There are no steps yet to audit.", first_map(look))
    held_workshop = any(each.kind is WorkshopKind.AUDIT and is_held(each, look) for each in document.all(Workshop))
    told = any(each.as_documented.strip() or each.as_done.strip() or each.why.strip() for each in steps)
    return held.stand(
        "audit", "Audit of workflows", "See how work is really done, and ask why. Discovery, not blame.",
        told or held_workshop, Go(page="audit"),
    )  # fmt: skip


def is_held(workshop: Workshop, look: Look) -> bool:
    """Has it taken place by the day of the engagement?"""
    return workshop.date is not None and workshop.date <= look.day


def _timed(step: Step) -> bool:
    return step.process_time is not None or step.lead_time is not None or step.wait is not None or step.ca is not None


def first_map(look: Look, panel: str = "") -> Go:
    for _, found in look.current():
        return Go(map=found.id, panel=panel)
    return Go(act="" if look.streams else "new_stream")
