"""The guide's stages from services to the follow-up: what underpins the work, what is found, and what becomes of it."""

from __future__ import annotations

from vsmstudio.analysis.findings.listing import in_stages
from vsmstudio.analysis.findings.stages import Stage, begun
from vsmstudio.analysis.guide_before import first_map, is_held
from vsmstudio.analysis.guide_parts import Checks, Go, Look, Stand, count
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.improvements import planned
from vsmstudio.model.records import (
    COST_FIELDS,
    EFFECTS,
    READINESS_FIELDS,
    Acceptance,
    Audience,
    Improvement,
    ImprovementState,
    LinkKind,
    Map,
    MapState,
    Measure,
    Objection,
    Readiness,
    Service,
    ServiceState,
    Step,
    Workshop,
    WorkshopKind,
)  # fmt: skip

_SAID = (
    "name", "performer", "owner", "process_time", "lead_time", "wait", "ca", "people", "crew", "availability", "batch",
    "value_class",
)  # fmt: skip
_GRAVE = {Severity.CRITICAL, Severity.HIGH}
_WRONG_OWNER = {"owner.service-misplaced", "owner.stream-in-it", "owner.stream-outside", "owner.it-service-outside-it"}


def services(look: Look) -> Stand:
    held, document = Checks(), look.document
    kept = [each for each in document.services if each.state is not ServiceState.RETIRED]
    go = Go(page="portfolio")
    held.check(document.services, "No service is named that underpins the work. Name the first.", Go(act="new_service"))
    for stream, found in look.current():
        bare = [each for each in _critical_steps(look, found) if not document.links_to(each.id, LinkKind.UNDERPINS)]
        words = (
            f"{look.of(stream)}{count(len(bare), 'critical step')} rest{'s' if len(bare) == 1 else ''} on no service."
        )
        whole = document.links_to(stream.id, LinkKind.UNDERPINS)
        held.check(
            not bare or whole, words, Go(map=found.id, keys=tuple(each.id for each in bare[:1]), inspect="services")
        )
    held.each(kept, lambda each: not each.outcomes.strip(), "service", "no outcome.", go._replace(inspect="outcomes"))
    held.each(kept, _costs_bare, "service", "no costs beside development.", go._replace(inspect="cost_infrastructure"))
    held.each(
        kept,
        lambda each: each.fallback is None,
        "service",
        "no word on what people do when it stops.",
        go._replace(inspect="fallback"),
    )
    held.each(kept, _readiness_bare, "service", "a readiness that nobody asked about.", go._replace(inspect="security"))
    return held.stand(
        "services",
        "Services",
        "Name what underpins each step, what it costs, and what it promises.",
        document.services,
        go,
    )


def owners(look: Look) -> Stand:
    held, document = Checks(), look.document
    steps, streams = look.steps(), look.streams
    kept = [each for each in document.services if each.state is not ServiceState.RETIRED]
    walk = Go(page="owner_walk")
    held.each(streams, lambda each: each.owner is None, "stream", "no owner.", walk._replace(field="streams"))
    for stream, found in look.current():
        held.each(
            document.steps(found.id), lambda each: each.owner is None, "step", "nobody who is accountable.",
            Go(map=found.id, panel="steps", field="owner"), look.of(stream),
        )  # fmt: skip
    held.each(kept, lambda each: each.owner is None, "service", "no owner.", walk._replace(field="services"))
    wrong = [
        each
        for each in look.analysis.findings
        if each.rule in _WRONG_OWNER and not each.future and not look.objected(each)
    ]
    if streams or kept:
        words = f"{count(len(wrong), 'owner')} {'stands' if len(wrong) == 1 else 'stand'} in the wrong place."
        held.check(not wrong, words, walk._replace(field="proposals"))
    else:
        held.check(False, "There is nothing yet that could be owned.", Go(act="new_stream"))
    named = any(getattr(each, "owner", None) is not None for each in (*streams, *steps, *kept))
    return held.stand(
        "owners", "Owners", "Find the one who is accountable for each stream, step and service.", named, walk
    )


def experience(look: Look) -> Stand:
    held, document = Checks(), look.document
    steps = look.steps()
    for stream, found in look.current():
        go = Go(page="experience", stream=stream.id)
        focus = stream.experience
        held.check(
            focus,
            f"{look.of(stream)}Whose experience is in focus is not chosen.",
            Go(page="charter", stream=stream.id, field="experience"),
        )
        rated = {
            each.id
            for each in document.steps(found.id)
            if any(t.rating is not None and focus in (None, t.audience) for t in document.touchpoints(each.id))
        }
        whom = f"rating by {'an' if focus is Audience.EMPLOYEE else 'a'} {focus.value}" if focus else "rating"
        held.each(
            document.steps(found.id),
            lambda each, rated=rated: each.id not in rated,
            "step",
            f"no {whom}.",
            go,
            look.of(stream),
        )
    if not steps:
        held.check(False, "There are no steps yet that anybody could rate.", first_map(look))
    return held.stand(
        "experience", "Experience", "Ask how customers, users or employees find each step.",
        Stage.EXPERIENCE in begun(document), Go(page="experience"),
    )  # fmt: skip


def findings(look: Look) -> Stand:
    held, document = Checks(), look.document
    panel, steps = Go(panel="findings"), look.steps()
    taken = planned(document)
    found = in_stages(document, look.analysis)

    def is_open(each: Finding) -> bool:
        return taken.of_finding(each.rule, each.subject, each.aspect) is None and not look.objected(each)

    grave = [each for each in found.listed if each.severity in _GRAVE and not each.future]
    bare = [each for each in grave if is_open(each)]
    if steps:
        words = f"{len(bare)} of {count(len(grave), 'high or critical finding')} {'is' if len(bare) == 1 else 'are'} not taken up"
        words += ": neither in the plan nor accepted."
        held.check(not bare, words, panel._replace(keys=tuple(dict.fromkeys(each.subject for each in bare))[:1]))
        held.done, held.all = held.done + len(grave) - len(bare), held.all + len(grave)
    else:
        held.check(False, "Nothing can be found before there are steps.", first_map(look))
    taken_up = any((taken.by_finding, document.all(Objection), document.all(Acceptance)))
    return held.stand(
        "findings", "Findings", "Take each finding up: into the plan, or accept it with a reason.",
        steps and (taken_up or not grave), panel,
    )  # fmt: skip


def future(look: Look) -> Stand:
    held, document = Checks(), look.document
    any_future = False
    for stream in look.streams:
        maps = look.futures(stream.id)
        any_future = any_future or bool(maps)
        now = document.current_map(stream.id)
        held.check(
            maps,
            f"{look.of(stream)}There is no future state yet. Begin one as the current map stands.",
            Go(act="new_map", map=now.id if now else ""),
        )
        for each in maps:
            steps = document.steps(each.id)
            name = f"{look.of(stream)}{each.name or 'Future state'}: "
            go = Go(map=each.id, panel="steps")
            held.check(steps, f"{name}It shows no step.", go)
            held.check(
                now is None or not steps or _shape(look, each) != _shape(look, now), f"{name}It is still as now.", go
            )
            held.each(steps, _untimed, "step", "no lead time.", go._replace(field="lead_time"), name)
    if not look.streams:
        held.check(False, "There is no stream yet to draw a future of.", Go(act="new_stream"))
    futures = [each.id for each in document.maps if each.state is MapState.FUTURE]
    home = Go(map=futures[0]) if futures else Go(act="new_map")
    return held.stand("future", "Future state", "Draw how it is to be, in 90 days and ideally.", any_future, home)


def plan(look: Look) -> Stand:
    held, document = Checks(), look.document
    go, every = Go(page="plan"), look.improvements()
    live = [each for each in every if each.state is not ImprovementState.DONE]
    held.check(every, "Nothing is in the plan yet.", go)
    held.each(live, lambda each: each.owner is None, "open improvement", "no owner.", go._replace(inspect="owner"))
    held.each(
        live,
        lambda each: each.due is None,
        "open improvement",
        "no day by which it is due.",
        go._replace(inspect="due"),
    )
    held.each(live, lambda each: each.method is None, "open improvement", "no method.", go._replace(inspect="method"))
    held.each(
        live,
        lambda each: not _effect(each, "expected"),
        "open improvement",
        "no expected effect.",
        go._replace(inspect="expected_lead_time"),
    )
    if len(every) > 1:  # one alone has no order
        held.each(every, lambda each: each.rank is None, "improvement", "no rank.", Go(page="priorities"))
    late = [each for each in live if each.due is not None and each.due < look.day]
    if live:
        held.check(not late, f"{count(len(late), 'improvement')} {'is' if len(late) == 1 else 'are'} overdue.", go)
    return held.stand(
        "plan", "Plan", "Decide what is done, by whom and by when, and in which order.",
        Stage.PLAN in begun(document), go,
    )  # fmt: skip


def follow_up(look: Look) -> Stand:
    held, document = Checks(), look.document
    go = Go(page="follow_up")
    done = [each for each in look.improvements() if each.state is ImprovementState.DONE]
    held.check(done, "No improvement is done yet.", Go(page="plan"))
    held.each(
        done,
        lambda each: not _effect(each, "actual"),
        "finished improvement",
        "not been measured again.",
        Go(page="plan", inspect="actual_lead_time"),
    )
    measures = [each for each in document.all(Measure) if each.target is not None]
    held.each(measures, lambda each: each.actual is None, "measure", "not been measured again.", Go(page="value"))
    mapped_again = False
    for stream in look.streams:
        current = [each for each in document.maps if each.stream == stream.id and each.state is MapState.CURRENT]
        mapped_again = mapped_again or len(current) > 1
        held.check(
            len(current) > 1,
            f"{look.of(stream)}It has not been mapped again since the baseline.",
            go._replace(stream=stream.id),
        )
    reviews = [each for each in document.all(Workshop) if each.kind is WorkshopKind.REVIEW]
    held.check(reviews, "No review is held or planned.", Go(page="workshops"))
    measured = any(_effect(each, "actual") for each in done) or any(each.actual is not None for each in measures)
    reviewed = any(is_held(each, look) for each in reviews)
    return held.stand(
        "follow_up", "Follow-up", "Measure again, map again, and see what came of what was promised.",
        measured or mapped_again or reviewed, go,
    )  # fmt: skip


def _critical_steps(look: Look, found: Map) -> list[Step]:
    result = look.analysis.maps.get(found.id)
    on_path = {part.node for part in result.path} if result else set()
    return [each for each in look.document.steps(found.id) if each.id in on_path]


def _costs_bare(service: Service) -> bool:
    return all(getattr(service, each) is None for each in COST_FIELDS if each != "cost_development")


def _readiness_bare(service: Service) -> bool:
    return any(getattr(service, each) is Readiness.NOT_ASKED for each in READINESS_FIELDS)


def _shape(look: Look, held: Map) -> tuple[object, ...]:
    """What a map says of how work is done, wherever it stands on the sheet."""
    document = look.document
    steps = sorted(repr([getattr(each, field) for field in _SAID]) for each in document.steps(held.id))
    kinds = sorted(repr((each.kind, each.share, each.delay, each.probability)) for each in document.flows(held.id))
    return steps, len(document.nodes(held.id)), kinds


def _untimed(step: Step) -> bool:
    return step.lead_time is None and step.wait is None and step.process_time is None


def _effect(each: Improvement, when: str) -> bool:
    return any(getattr(each, f"{when}_{name}") is not None for name in EFFECTS)
