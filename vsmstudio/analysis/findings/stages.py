"""Which parts of the work have begun: what nobody has asked about yet is not pressed on the room."""

from __future__ import annotations

from enum import StrEnum

from vsmstudio.model.document import Document
from vsmstudio.model.records import COST_FIELDS, READINESS_FIELDS, Contract, Readiness, Revenue


class Stage(StrEnum):
    """A part of the work, in the words of the line that says what comes later."""

    MAP = "the map and its owners"
    OUTCOMES = "outcomes of services"
    MONEY = "costs and contracts"
    READINESS = "readiness and fallback"


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
    return frozenset(found)
