"""What fields and values are called when people are told about them: `%C&A`, `2 d`, `57 %`, `blank`.

The words agree with the labels of the window's forms, in the middle of a sentence.
"""

from __future__ import annotations

import json
import re
from datetime import date
from enum import Enum
from typing import Any

from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, number, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.money import show_money
from vsmstudio.model.records import (
    COST_FIELDS,
    Convention,
    EndpointRole,
    Handoff,
    Link,
    LinkKind,
    MapState,
    Objection,
    Ranking,
    Record,
    ReworkRule,
    ServiceState,
    Split,
    ValueClass,
)  # fmt: skip
from vsmstudio.model.references import reference_fields

BLANK = "blank"
SHORT = 60  # characters of a text that stands in a sentence

TYPE_WORDS = {
    "engagement": ("engagement", "engagements"),
    "stream": ("value stream", "value streams"),
    "map": ("map", "maps"),
    "step": ("step", "steps"),
    "queue": ("queue", "queues"),
    "endpoint": ("start or end", "starts and ends"),
    "flow": ("connection", "connections"),
    "unit": ("unit", "units"),
    "person": ("person", "people"),
    "service": ("service", "services"),
    "application": ("application", "applications"),
    "contract": ("contract", "contracts"),
    "revenue": ("revenue line", "revenue lines"),
    "acceptance": ("accepted finding", "accepted findings"),
    "objection": ("reason against a proposal", "reasons against proposals"),
    "stakeholder": ("stakeholder", "stakeholders"),
    "workshop": ("workshop", "workshops"),
    "measure": ("value measure", "value measures"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "improvement": ("improvement", "improvements"),
    "ranking": ("earlier order", "earlier orders"),
    "ranked": ("earlier place", "earlier places"),
    "link": ("link", "links"),
    "note": ("note", "notes"),
    "placement": ("place", "places"),
    "kept": ("piece of another program's file", "pieces of another program's file"),
    "unknown": ("entry of a newer version", "entries of a newer version"),
}

_COMMON = {
    "name": "name",
    "notes": "notes",
    "order": "order",
    "owner": "owner",
    "unit": "unit",
    "map": "map",
    "stream": "value stream",
    "key": "id in the client's table",
    "split": "way of passing work on",
    "outcomes": "outcomes",
    "state": "state",
    "date": "date",
    "wait": "wait",
    "people": "people",
    "x": "place",
    "y": "place",
    "raw": "content",
    "extra": "fields of a newer version",
}
FIELD_WORDS: dict[str, dict[str, str]] = {
    "engagement": {
        "client": "client",
        "title": "title",
        "consultant": "consultant",
        "as_of": "as-of date",
        "currency": "currency",
        "value_definition": "agreed definition of value",
        "value_agreed_on": "date on which value was agreed",
        "value_agreed_by": "who agreed what value is",
        "hours_per_day": "working hours a day",
        "days_per_week": "working days a week",
        "weeks_per_year": "working weeks a year",
        "productive_hours": "productive hours per person and year",
        "rework": "rework rule",
        "quality_threshold": "%C&A under which quality is poor",
        "quality_floor": "%C&A under which quality is very poor",
        "streams_per_owner": "streams that one person can own",
        "near_critical": "share of lead time that is nearly critical",
        "bottleneck_threshold": "utilisation over which there is a bottleneck",
        "longest_wait": "share of lead time over which a wait is too long",
        "expiring_days": "days before its end in which a contract is about to end",
        "review_months": "months after which readiness is looked at again",
        "range_shape": "shape of ranges",
        "logo": "logo",
        "version": "version of the deliverables",
        "confidentiality": "confidentiality",
        "paper": "paper",
        "ask": "what is asked of the client",
        "left_out": "sections left out",
        "map_paper": "paper of maps",
        "people_shown": "how people are shown",
    },
    "unit": {"side": "side", "parent": "parent unit", "hourly_cost": "cost per hour"},
    "person": {"role": "role", "vacant": "vacancy"},
    "stream": {
        "sponsor": "sponsor",
        "demand": "demand",
        "demand_per": "period of demand",
        "available": "available time per day",
        "trigger": "trigger",
        "facilitator": "facilitator",
        "first_step": "first step",
        "last_step": "last step",
        "in_scope": "scope",
        "out_of_scope": "what is out of scope",
        "case": "case that is mapped",
        "problem": "problem",
        "target_conditions": "target conditions",
        "experience": "experience in focus",
        "briefings": "briefings",
        "chartered_on": "date of the charter",
    },
    "map": {"convention": "convention", "lanes": "swimlanes"},
    "step": {
        "performer": "performer",
        "process_time": "processing time",
        "lead_time": "lead time",
        "ca": "%C&A",
        "judge": "judge of %C&A",
        "crew": "crew",
        "availability": "availability",
        "batch": "batch size",
        "value_class": "value class",
        "ends_here": "mark that work is meant to end here",
        "barriers": "barriers",
        "as_documented": "way as documented",
        "as_done": "way as done",
        "why": "reason why it is done so",
    },
    "queue": {"quantity": "items waiting"},
    "endpoint": {"kind": "kind", "role": "side of the stream", "starts": "stream that it starts"},
    "flow": {
        "source": "start",
        "target": "end",
        "kind": "kind",
        "mode": "mode",
        "medium": "medium",
        "delay": "delay on the way",
        "share": "share of items",
        "probability": "chance of rework",
        "handoff": "handoff",
        "handoff_what": "what is passed",
        "handoff_complete": "what makes the handoff complete",
        "handoff_within": "time for the handoff",
        "handoff_since": "date of the handoff",
    },
    "service": {
        "kind": "type",
        "manager": "manager",
        "provider": "provider",
        "offerings": "offerings",
        "service_levels": "service levels",
        "warranty": "warranty",
        "cost_development": "yearly cost of development",
        "cost_infrastructure": "yearly cost of infrastructure",
        "cost_maintenance": "yearly cost of maintenance",
        "cost_vendor": "yearly cost of vendors outside contracts",
        "cost_support": "yearly cost of support for its users",
        "cost_other": "other yearly cost",
        "fallback": "fallback",
        "security": "security",
        "continuity": "continuity",
        "remote_use": "remote use",
        "self_service": "self-service",
        "knowledge": "knowledge",
        "reviewed_on": "date of the last review",
    },
    "application": {"lifecycle": "lifecycle"},
    "contract": {
        "supplier": "supplier",
        "annual_value": "yearly value",
        "start": "start",
        "end": "end",
        "notice": "notice",
    },
    "revenue": {"service": "service", "customer": "customer", "amount": "yearly amount"},
    "acceptance": {
        "rule": "rule",
        "subject": "subject",
        "aspect": "aspect",
        "severity": "severity",
        "by": "who accepted it",
        "why": "reason",
        "since": "date",
        "until": "date until which it is accepted",
    },
    "objection": {
        "rule": "rule",
        "subject": "subject",
        "aspect": "aspect",
        "reason": "obstacle",
        "why": "reason",
        "by": "who said it",
        "on": "date",
    },
    "stakeholder": {"who": "person or unit", "interest": "interest", "value": "what value means", "gains": "gain"},
    "workshop": {"kind": "kind"},
    "measure": {
        "kind": "kind",
        "audience": "audience",
        "unit": "unit of measure",
        "baseline": "baseline",
        "target": "target",
        "actual": "actual figure",
        "measured_on": "date of measurement",
    },
    "touchpoint": {"step": "step", "audience": "audience", "rating": "rating", "note": "note"},
    "improvement": {
        "kind": "kind",
        "source": "source",
        "about": "what it came from",
        "rule": "rule",
        "aspect": "aspect",
        "method": "method",
        "horizon": "time to take it up",
        "due": "due date",
        "done_on": "date on which it was done",
        "effort": "effort",
        "benefit": "benefit",
        "rank": "rank",
        "expected_lead_time": "expected gain of lead time",
        "expected_process_time": "expected gain of processing time",
        "expected_ca": "expected gain of %C&A",
        "expected_cost": "expected saving a year",
        "expected_experience": "expected gain of experience",
        "actual_lead_time": "actual gain of lead time",
        "actual_process_time": "actual gain of processing time",
        "actual_ca": "actual gain of %C&A",
        "actual_cost": "actual saving a year",
        "actual_experience": "actual gain of experience",
        "measured_on": "date of measurement",
        "review_on": "date of the next review",
        "lesson": "lesson",
    },
    "ranking": {"on": "date", "why": "reason"},
    "ranked": {"ranking": "earlier order", "improvement": "improvement", "place": "place"},
    "kept": {
        "format": "kind of file",
        "kind": "kind of piece",
        "key": "identifier there",
        "text": "content",
        "about": "record",
    },
    "link": {
        "kind": "kind",
        "source": "start",
        "target": "end",
        "criticality": "criticality",
        "does": "what it does there",
        "share": "share of the cost",
    },
    "note": {
        "kind": "kind",
        "map": "place",
        "text": "text",
        "about": "step that it is about",
        "done": "mark that it is done",
        "by": "writer",
    },
    "placement": {"node": "node"},
    "unknown": {},
}

_VALUES: dict[type[Enum], dict[Any, str]] = {
    ValueClass: {
        ValueClass.VA: "value adding",
        ValueClass.NNVA: "necessary, not value adding",
        ValueClass.NVA: "not value adding",
    },
    Split: {Split.ALL: "to all of them", Split.ONE: "to one of them"},
    EndpointRole: {EndpointRole.START: "the stream starts here", EndpointRole.END: "the stream ends here"},
    Handoff: {Handoff.NOT_ASKED: "not asked yet", Handoff.NONE: "nothing is agreed", Handoff.AGREED: "agreed"},
    MapState: {MapState.CURRENT: "current state", MapState.FUTURE: "future state"},
    ServiceState: {
        ServiceState.PIPELINE: "in the pipeline",
        ServiceState.CATALOGUE: "in the catalogue",
        ServiceState.RETIRED: "retired",
    },
    ReworkRule: {ReworkRule.UNTIL_RIGHT: "until it is right", ReworkRule.ONCE: "once at most"},
    Convention: {
        Convention.SERVICE: "lead times of steps",
        Convention.WAITS: "waits alone",
        Convention.WAITS_PROCESSING: "waits and processing",
    },
}
_SHARES = {"ca", "availability", "share", "probability", "quality_threshold", "quality_floor", "near_critical",
           "bottleneck_threshold", "longest_wait", "expected_ca", "actual_ca"}  # fmt: skip
_MONEY = {*COST_FIELDS, "annual_value", "amount", "hourly_cost", "expected_cost", "actual_cost"}
_PERIODS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")  # would break a line, or turn it around


def link_verb(kind: LinkKind) -> str:
    """What a link says between its source and its target: `rests on`, `is carried by`."""
    return f"is {kind.value}" if kind is LinkKind.CARRIED_BY else kind.value


def type_words(kind: str, count: int = 1) -> str:
    """What records of a kind are called: `step`, `connections`."""
    one, many = TYPE_WORDS.get(kind, TYPE_WORDS["unknown"])
    return one if count == 1 else many


def field_words(kind: str, field: str) -> str:
    """What a field of a kind of record is called; `extra.colour` is a field that this version does not know."""
    head, _, key = field.partition(".")
    if key:
        return f"“{one_line(key)}” of a newer version"
    return FIELD_WORDS.get(kind, {}).get(field) or _COMMON.get(field) or head.replace("_", " ")


def in_value_words(document: Document, record: Record, field: str, value: Any) -> str:
    """What a value of a field of a record says: `2 d, measured`, `57 %`, `Order desk`, `2026-02-14`, `blank`.

    Records that it refers to are named as `document` names them. Texts are given whole, without control characters.
    """
    if field == "logo" and value:
        return "a picture"
    if record.type == "note" and field == "map" and value is None:
        return "the parking lot"
    if value is None or value == "":
        return BLANK
    if isinstance(value, tuple):
        return _several(document, record, field, value)
    if any(reference.field == field for reference in reference_fields(type(record))):
        return name_of(document, value) or "something that is not there"
    if isinstance(value, Duration):
        return f"{typed(value)}, measured" if value.measured else typed(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return _VALUES.get(type(value), {}).get(value) or str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if field in _MONEY:
        return show_money(value, document.engagement.currency)
    if isinstance(value, int | float):
        return f"{number(value * 100, 4)} %" if field in _SHARES else number(value, 4)
    if field == "demand_per":
        return _PERIODS.get(str(value), str(value))
    text = _UNSEEN.sub(" ", str(value)).strip()
    return text or "spaces alone"


def _several(document: Document, record: Record, field: str, value: tuple[Any, ...]) -> str:
    """Fields that only mean something together: a place, a demand, the ends of a connection or link."""
    if record.type == "placement":
        return "at " + ", ".join(number(each, 0) for each in value)
    if record.type == "stream":
        amount, per = value
        return BLANK if amount is None else f"{number(amount, 4)} per {_PERIODS.get(per, per)}"
    if isinstance(record, Link):
        verb = link_verb(value[2])
        return f"{name_of(document, value[0])} {verb} {name_of(document, value[1])}"
    if record.type == "flow":
        return f"{name_of(document, value[0])} → {name_of(document, value[1])}"
    return ", ".join(in_value_words(document, record, field, each) for each in value)


def name_of(document: Document, key: Id | None) -> str:
    """What a person calls a record, on one line and not too long; never its id. A place is called by its node."""
    record = document.get(key)
    if record is None:
        return ""
    if record.type == "placement":
        return name_of(document, getattr(record, "node", None))
    if record.type == "engagement":
        return "the engagement"
    if record.type == "unknown":
        return f"an {type_words('unknown')}" if key != "(file)" else "the file itself"
    if isinstance(record, Objection):
        return f"for {one_line(document.name(key).partition(' · ')[2]) or 'something that is not there'}"
    if isinstance(record, Ranking) and not record.name:
        return f"until {record.on.isoformat()}" if record.on else "without a date"
    return one_line(document.name(key)) or record.word.capitalize()


def one_line(text: str, most: int = SHORT) -> str:
    """A text on one line, without what cannot be seen, cut to `most` characters."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plain_json(text: str) -> Any:
    """The data of JSON text that this version does not know; the text itself where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def capitalised(sentence: str) -> str:
    """The sentence with its first letter raised, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
