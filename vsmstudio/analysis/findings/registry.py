"""All rules asked, absorbed and accepted findings taken out, the rest ranked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from vsmstudio.analysis.capacity_results import UnitLoad
from vsmstudio.analysis.findings import (
    contract,
    data,
    data_missing,
    experience,
    flow,
    flow_load,
    handoff,
    improve,
    owner,
    owner_services,
    owner_steps,
    scope,
    service,
    service_cost,
    service_use,
    stakeholder,
    value,
)
from vsmstudio.analysis.findings.acceptance import judged
from vsmstudio.analysis.findings.subject import Subject
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding
from vsmstudio.analysis.service_facts import ServiceFacts
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Acceptance

FAMILIES: tuple[Callable[[Subject], Iterable[Finding]], ...] = (
    owner.findings,
    owner_steps.findings,
    owner_services.findings,
    scope.findings,
    handoff.findings,
    flow.findings,
    flow_load.findings,
    data.findings,
    data_missing.findings,
    service.findings,
    service_use.findings,
    service_cost.findings,
    contract.findings,
    value.findings,
    experience.findings,
    stakeholder.findings,
    improve.findings,
)


class Found(NamedTuple):
    """Findings ranked: those that are open, those that others absorbed (`part_of`), and those that were accepted."""

    findings: tuple[Finding, ...]
    absorbed: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def find(
    document: Document,
    date: datetime.date,
    facts: Mapping[Id, MapFacts],
    served: ServiceFacts,
    units: Mapping[Id, UnitLoad],
) -> Found:
    """All findings on a date."""
    subject = Subject(document, date, facts, served, units)
    found = [finding for family in FAMILIES for finding in family(subject)]
    if document.all(Acceptance):
        found = judged(document, date, found)
        found += judged(document, date, improve.without_improvement(subject, found))
    else:
        found += list(improve.without_improvement(subject, found))

    def rank(each: Finding) -> tuple[object, ...]:
        """Current before future, then by severity, share of lead time, money a year, rule and name."""
        share, money = each.share, each.money
        weight = (round(-share, 9) if share else 0.0, round(-money, 2) if money else 0.0)
        key = each.subject
        return (each.future, each.severity, *weight, each.rule, subject.name(key), key, each.map, each.aspect)

    found.sort(key=rank)
    whole = [each for each in found if each.part_of is None]
    return Found(
        findings=tuple(each for each in whole if each.accepted is None),
        absorbed=tuple(each for each in found if each.part_of is not None),
        accepted=tuple(each for each in whole if each.accepted is not None),
    )
