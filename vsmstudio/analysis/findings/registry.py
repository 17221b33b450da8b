"""All rules asked, absorbed findings taken out, the rest ranked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from vsmstudio.analysis.findings import data, data_missing, handoff, owner, owner_services
from vsmstudio.analysis.findings.subject import Subject
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

FAMILIES: tuple[Callable[[Subject], Iterable[Finding]], ...] = (
    owner.findings,
    owner_services.findings,
    handoff.findings,
    data.findings,
    data_missing.findings,
)


def find(
    document: Document, date: datetime.date, facts: Mapping[Id, MapFacts], uses: Mapping[Id, ServiceUse]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """All findings ranked, and apart from them those that others absorbed (`part_of`)."""
    subject = Subject(document, date, facts, uses)
    found = [finding for family in FAMILIES for finding in family(subject)]

    def rank(each: Finding) -> tuple[object, ...]:
        """Current before future, then by severity, share of lead time, rule and name."""
        name = subject.name(each.subject)
        return (each.future, each.severity, -round(each.share, 9), each.rule, name, each.subject, each.map, each.aspect)

    found.sort(key=rank)
    return tuple(each for each in found if each.part_of is None), tuple(each for each in found if each.part_of)
