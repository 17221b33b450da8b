"""Improvements, priorities, proposals and what came of them, as `analyse --json` prints them."""

from __future__ import annotations

from typing import Any

from vsmstudio.analysis.as_json_engagement import name, names, on, text
from vsmstudio.analysis.engagement.contribution import Contribution, contributions_of
from vsmstudio.analysis.engagement.follow_up import Followed, State, baseline_of, follow_up
from vsmstudio.analysis.engagement.priorities import Priority, priorities
from vsmstudio.analysis.engagement.proposals import proposals
from vsmstudio.analysis.engagement.touching import touched
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import ordered
from vsmstudio.model.records import EFFECTS, Improvement, LinkKind, Record


def plan_as_json(document: Document, analysis: Analysis) -> dict[str, Any]:
    """What is to become better: the plan, what it contributes, its priorities, proposals of owners, and the follow-up."""
    contributions = {each.id: contributions_of(document, analysis, each.id) for each in document.streams}
    return {
        "improvements": [_improvement(document, analysis, each, contributions) for each in ordered(document)],
        "contributions": [_contribution(document, each) for each in contributions.values() if each.current],
        "priorities": [_priority(document, each) for each in priorities(document, analysis)],
        "proposals": _proposals(document, analysis),
        "follow_up": _follow_ups(document, analysis),
    }


def _improvement(
    document: Document, analysis: Analysis, each: Improvement, contributions: dict[Id, Contribution]
) -> dict[str, Any]:
    touches = touched(document, each.id, analysis.services, analysis.dependencies)
    shares = [(stream, share) for stream, whole in contributions.items() if (share := whole.of(each.id))]
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind.value,
        "state": each.state.value,
        "source": each.source.value if each.source else None,
        "about": _subject(document, each.about),
        "rule": each.rule or None,
        "aspect": each.aspect or None,
        "method": each.method.value if each.method else None,
        "owner": name(document, each.owner),
        "horizon": each.horizon.value if each.horizon else None,
        "due": on(each.due),
        "done_on": on(each.done_on),
        "review_on": on(each.review_on),
        "measured_on": on(each.measured_on),
        "effort": each.effort,
        "benefit": each.benefit,
        "lesson": text(each.lesson),
        "changes": [_subject(document, link.target) for link in document.links_from(each.id, LinkKind.CHANGES)],
        "streams": names(document, touches.reached),
        "claimed": _effects(document, each, "expected"),
        "actual": _effects(document, each, "actual"),
        "contribution": [
            {
                "stream": document.name(stream),
                "applied": share.applied.value,
                "differences": dict(share.differences),
                "checks": [
                    {
                        "key": check.key,
                        "claimed": check.claimed,
                        "computed": check.computed,
                        "judged": check.judged.value,
                    }
                    for check in share.checks
                ],
                "sentence": share.sentence,
            }
            for stream, share in shares
        ],
    }


def _effects(document: Document, each: Improvement, prefix: str) -> dict[str, float | None]:
    """Minutes, points of %C&A (a share), money a year, points of experience; above 0 is better."""
    held = {key: getattr(each, f"{prefix}_{key}") for key in EFFECTS}
    calendar = document.engagement.calendar
    return {key: value.minutes(calendar) if isinstance(value, Duration) else value for key, value in held.items()}


def _contribution(document: Document, each: Contribution) -> dict[str, Any]:
    return {
        "stream": document.name(each.stream),
        "current": each.current,
        "future": each.future,
        "figures": {
            key: {
                "before": each.before[key],
                "after": each.after[key],
                "difference": each.whole[key],
                "not_explained": each.rest[key],
            }
            for key in each.whole
        },
        "notes": list(each.notes),
    }


def _priority(document: Document, each: Priority) -> dict[str, Any]:
    return {
        "improvement": each.improvement,
        "name": document.name(each.improvement),
        "rank": each.rank,
        "earlier_rank": each.earlier,
        "lead_time": each.lead_time,
        "applied": each.applied.value,
        "claimed_lead_time": each.claimed_lead_time,
        "critical_steps": names(document, each.critical_steps),
        "owner_gaps": list(each.owner_gaps),
        "lowest_rating": each.lowest_rating,
        "cost": each.cost,
        "effort": each.effort,
        "benefit": each.benefit,
        "streams": names(document, each.streams),
    }


def _proposals(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "finding": each.key,
            "rule": each.rule,
            "subject": _subject(document, each.subject),
            "owner": name(document, each.now),
            "proposed": name(document, each.proposed),
            "why": text(each.why),
            "todo": each.todo,
            "objection": {
                "reason": each.objection.reason.value,
                "why": text(each.objection.why),
                "by": text(each.objection.by),
                "on": on(each.objection.on),
            }
            if each.objection
            else None,
            "accepted": each.accepted,
        }
        for each in proposals(document, analysis)
    ]


def _follow_ups(document: Document, analysis: Analysis) -> list[dict[str, Any]]:
    """Each stream with an earlier current map: what was promised then, and what came."""
    found = []
    for stream in document.streams:
        current, baseline = document.current_map(stream.id), baseline_of(document, stream.id)
        if current is None or baseline is None or not {current.id, baseline} <= analysis.maps.keys():
            continue
        then, now = State(document, analysis, baseline), State(document, analysis, current.id)
        whole = follow_up(then, now)
        found.append(
            {
                "stream": stream.name,
                "baseline": baseline,
                "now": current.id,
                "promised": whole.promised,
                "summary": whole.summary,
                "figures": {each.key: _followed(each) for each in whole.figures},
                "improvements": [
                    {
                        "id": each.improvement,
                        "name": each.name,
                        "state": each.state.value,
                        "effects": {effect.key: _followed(effect) for effect in each.effects},
                        "sentence": each.sentence,
                    }
                    for each in whole.improvements
                ],
                "notes": list(whole.notes),
            }
        )
    return found


def _followed(each: Followed) -> dict[str, Any]:
    return {
        "baseline": each.baseline,
        "promised": each.promised,
        "now": each.now,
        "kept": each.kept,
        "judged": each.judged.value,
    }


def _subject(document: Document, key: Id | None) -> dict[str, Any] | None:
    held: Record | None = document.get(key)
    return {"kind": held.type, "id": held.id, "name": document.name(held.id)} if held else None
