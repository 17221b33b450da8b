"""The engagement around the maps as `analyse --json` prints it: charter, value, experience, who took part."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from vsmstudio.analysis.engagement.attendance import attendance, present
from vsmstudio.analysis.engagement.experience import experience
from vsmstudio.analysis.engagement.health import health
from vsmstudio.analysis.engagement.measures import progress
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.services import customers
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Measure, Person, Stakeholder, ValueStream, Workshop


def about_engagement(document: Document, date: datetime.date) -> dict[str, Any]:
    """The definition of value, stakeholders of the whole engagement, and all workshops."""
    engagement = document.engagement
    return {
        "consultant": engagement.consultant,
        "as_of": on(engagement.as_of),
        "currency": engagement.currency,
        "value_definition": text(engagement.value_definition),
        "value_agreed_on": on(engagement.value_agreed_on),
        "value_agreed_by": text(engagement.value_agreed_by),
        "stakeholders": _stakeholders(document, None),
        "workshops": [_workshop(document, each, date) for each in document.all(Workshop)],
    }


def streams_as_json(document: Document, date: datetime.date) -> list[dict[str, Any]]:
    """Every stream with its charter, value measures, stakeholders and workshops."""
    return [_stream(document, each, date) for each in document.streams]


def experience_as_json(document: Document, analysis: Analysis, map_id: Id) -> list[dict[str, Any]]:
    """What each audience that was asked says of a map, step by step."""
    return [
        {
            "audience": voice.audience.value,
            "mean": voice.mean,
            "rated": list(voice.rated),
            "points": [
                {
                    "id": point.step,
                    "number": point.number,
                    "name": point.name,
                    "rating": point.rating,
                    "note": text(point.note),
                    "critical": point.critical,
                }
                for point in voice.points
            ],
            "lowest": [point.name for point in voice.lowest],
            "lowest_on_path": [point.name for point in voice.lowest_on_path],
        }
        for voice in experience(document, analysis, map_id).voices
    ]


def health_as_json(document: Document, date: datetime.date) -> list[dict[str, Any]]:
    """The four questions of the health check."""
    return [
        {"key": each.key, "question": each.question, "yes": each.yes, "last": on(each.when), "sentence": each.sentence}
        for each in health(document, date)
    ]


def _stream(document: Document, stream: ValueStream, date: datetime.date) -> dict[str, Any]:
    there = attendance(document, stream.id, date)
    looked = {link.source for link in document.links_to(stream.id, LinkKind.LOOKED_AT)}
    return {
        "id": stream.id,
        "name": stream.name,
        "owner": name(document, stream.owner),
        "customers": [unit.name for unit in customers(document, stream.id)],
        "demand": stream.demand,
        "demand_per": stream.demand_per,
        "charter": {
            "sponsor": name(document, stream.sponsor),
            "facilitator": name(document, stream.facilitator),
            "team": _people(document, stream.id, LinkKind.WORKS_ON),
            "on_call": _people(document, stream.id, LinkKind.ON_CALL),
            "trigger": text(stream.trigger),
            "first_step": text(stream.first_step),
            "last_step": text(stream.last_step),
            "in_scope": text(stream.in_scope),
            "out_of_scope": text(stream.out_of_scope),
            "case": text(stream.case),
            "problem": text(stream.problem),
            "target_conditions": [line.strip() for line in stream.target_conditions.splitlines() if line.strip()],
            "experience": stream.experience.value if stream.experience else None,
            "briefings": text(stream.briefings),
            "chartered_on": on(stream.chartered_on),
        },
        "outcomes": text(stream.outcomes),
        "measures": [_measure(each) for each in document.all(Measure) if each.stream == stream.id],
        "stakeholders": _stakeholders(document, stream.id),
        "workshops": [each.id for each in document.all(Workshop) if each.id in looked],
        "attendance": {
            "known": there.known,
            "represented": names(document, there.represented),
            "missing": names(document, there.missing),
            "it_only": there.it_only,
        },
    }


def _measure(each: Measure) -> dict[str, Any]:
    stands = progress(each)
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind.value,
        "audience": each.audience.value if each.audience else None,
        "unit": each.unit,
        "baseline": each.baseline,
        "target": each.target,
        "actual": each.actual,
        "measured_on": on(each.measured_on),
        "progress": stands.share,
        "judged": stands.judged.value,
        "reached": stands.reached,
    }


def _stakeholders(document: Document, stream: Id | None) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "who": document.name(each.who),
            "interest": text(each.interest),
            "value": text(each.value),
            "gains": text(each.gains),
        }
        for each in document.all(Stakeholder)
        if each.stream == stream
    ]


def _workshop(document: Document, each: Workshop, date: datetime.date) -> dict[str, Any]:
    there = present(document, each, date)
    streams = [link.target for link in document.links_from(each.id, LinkKind.LOOKED_AT)]
    return {
        "id": each.id,
        "name": each.label,
        "kind": each.kind.value,
        "date": on(each.date),
        "held": there.held,
        "streams": names(document, (stream.id for stream in document.streams if stream.id in streams)),
        "attended": names(document, (*there.people, *there.units)),
    }


def _people(document: Document, stream: Id, kind: LinkKind) -> list[str]:
    found = (document.of(Person, link.source) for link in document.links_to(stream, kind))
    return sorted(each.label for each in found if each is not None)


def on(date: datetime.date | None) -> str | None:
    """A date as JSON holds it."""
    return date.isoformat() if date else None


def text(words: str) -> str | None:
    """What was typed; None where it is blank."""
    return words.strip() or None


def name(document: Document, key: Id | None) -> str | None:
    """What a record is called; None where none is named."""
    return document.name(key) or None


def names(document: Document, keys: Iterable[Id]) -> list[str]:
    """What some records are called."""
    return [document.name(key) for key in keys]
