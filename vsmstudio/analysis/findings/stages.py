"""Which parts of the work have begun: what nobody has asked about yet is not pressed on the room."""

from __future__ import annotations

from enum import StrEnum

from vsmstudio.model.document import Document
from vsmstudio.model.records import (
    COST_FIELDS,
    READINESS_FIELDS,
    Contract,
    Improvement,
    Measure,
    Readiness,
    Revenue,
    Stakeholder,
    Touchpoint,
    Workshop,
    WorkshopKind,
)  # fmt: skip


class Stage(StrEnum):
    """A part of the work, in the words of the line that says what comes later."""

    MAP = "the map and its owners"
    OUTCOMES = "outcomes of services"
    MONEY = "costs and contracts"
    READINESS = "readiness and fallback"
    VALUE = "the definition and measures of value"
    PEOPLE = "stakeholders and workshops"
    EXPERIENCE = "experience"
    PLAN = "improvements"


def begun(document: Document) -> frozenset[Stage]:
    """The stages on which the document says anything; the map and who owns what are always among them."""
    found = {Stage.MAP}
    if len(document.all(Contract)) + len(document.all(Revenue)):
        found.add(Stage.MONEY)
    for service in document.services:
        if service.outcomes.strip():
            found.add(Stage.OUTCOMES)
        if Stage.MONEY not in found and any(getattr(service, each) is not None for each in COST_FIELDS):
            found.add(Stage.MONEY)
        if Stage.READINESS not in found and (
            service.fallback is not None
            or service.reviewed_on is not None
            or any(getattr(service, each) is not Readiness.NOT_ASKED for each in READINESS_FIELDS)
        ):
            found.add(Stage.READINESS)
    found.update(_around(document))
    return frozenset(found)


def _around(document: Document) -> set[Stage]:
    """The stages around the maps on which the document says anything."""
    workshops = document.all(Workshop)
    engagement = document.engagement
    value = engagement.value_definition.strip() or engagement.value_agreed_on is not None or len(document.all(Measure))
    found = set[Stage]()
    if value or any(each.kind is WorkshopKind.VALUE for each in workshops):
        found.add(Stage.VALUE)
    if len(document.all(Stakeholder)) or len(workshops):
        found.add(Stage.PEOPLE)
    if len(document.all(Touchpoint)):
        found.add(Stage.EXPERIENCE)
    if len(document.all(Improvement)):
        found.add(Stage.PLAN)
    return found
