"""What a finding rests on: its rule, its evidence, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.words import percent, said
from vsmstudio.analysis.findings.catalogue import RULES
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.words import capitalised, field_words

KEY = "finding"


def finding(document: Document, analysis: Analysis, key: str) -> Explanation:
    """The finding of this key, open, absorbed or accepted. Raises `KeyError` where there is none."""
    for each in (*analysis.findings, *analysis.absorbed, *analysis.accepted):
        if each.key == key:
            return explained(document, each)
    raise KeyError(f"no finding {key}")


def explained(document: Document, found: Finding) -> Explanation:
    """One finding with its evidence."""
    calendar = document.engagement.calendar
    inputs = [
        Input(name, words, value, Role.BESIDE, record) for name, words, value, record in _evidence(document, found)
    ]
    rule = RULES.get(found.rule)
    inputs += _thresholds(document, rule.settings if rule else ())
    notes = [f"What to do: {found.recommendation}"] if found.recommendation else []
    if found.share:
        notes.append(f"It concerns {percent(found.share)} of lead time")
    if found.money:
        notes.append(f"It concerns {said(found.money, 'money', calendar, document.engagement.currency)} a year")
    if found.part_of is not None:
        notes.append("It is part of another finding, which stands for it in the list")
    return Explanation(
        subject=found.key,
        key=KEY,
        title=found.message,
        value=None,
        said=found.severity.word,
        rule=rule.checks if rule else f"Rule {found.rule}.",
        formula=found.rule,
        source=rule.source if rule else "",
        operation=Operation.GIVEN,
        inputs=tuple(inputs),
        path=(found.subject,) if found.subject in document else (),
        notes=tuple(notes),
    )


def _thresholds(document: Document, settings: tuple[str, ...]) -> list[Input]:
    """The engagement's settings that the rule is measured by."""
    engagement = document.engagement
    found = []
    for name in settings:
        value = getattr(engagement, name)
        if isinstance(value, (int, float)):
            words = percent(value) if name in _SHARE_SETTINGS else number(float(value), 2)
            title = capitalised(field_words("engagement", name))
            found.append(
                Input(title, words, float(value), Role.BESIDE, engagement.id, note="a setting of the engagement")
            )
    return found


def _evidence(document: Document, found: Finding) -> Iterator[tuple[str, str, float | None, Id]]:
    """(name, in words, number, record) of each piece of evidence; lists of records one by one."""
    if found.subject in document:
        yield "About", document.name(found.subject), None, found.subject
    for name, value in found.evidence.items():
        for each in value if isinstance(value, (list, tuple)) else (value,):
            words, amount, record = _one(document, name, each)
            if words:
                yield _called(name), words, amount, record


def _one(document: Document, name: str, value: Any) -> tuple[str, float | None, Id]:
    if isinstance(value, bool) or value is None:
        return ("yes" if value else "no" if value is False else "", None, "")
    if isinstance(value, (int, float)):
        if "minutes" in name:
            return said(float(value), "minutes", document.engagement.calendar), float(value), ""
        if name in _SHARES or "share" in name:
            return percent(float(value)), float(value), ""
        return number(float(value), 2), float(value), ""
    if isinstance(value, str) and value in document:
        return document.name(value), None, value
    return (str(value) if not isinstance(value, dict) else "", None, "")


_SHARE_SETTINGS = {"quality_threshold", "quality_floor", "near_critical", "bottleneck_threshold", "longest_wait"}
_SHARES = {"ca", "threshold", "utilisation", "total", "load"}


def _called(name: str) -> str:
    return name.replace("_", " ").capitalize()
