"""What is wrong with owners, in a few words for a badge."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Service, Side, Unit

_SIDE = {Side.BUSINESS: "the business", Side.IT: "IT", Side.SUPPLIER: "a supplier", Side.CUSTOMER: "a customer"}


_BADGED = {
    "owner.service-misplaced",
    "owner.it-service-outside-it",
    "owner.stream-outside",
    "owner.stream-in-it",
    "owner.service-missing",
}


def owner_gaps(document: Document, analysis: Analysis) -> dict[Id, str]:
    """What is wrong with the owners of services and streams, in a few words for a badge."""
    said: dict[Id, str] = {}
    for finding in (*analysis.findings, *analysis.absorbed):
        if finding.rule not in _BADGED:
            continue
        record = document.get(finding.subject)
        owner = document.of(Person, getattr(record, "owner", None))
        unit = document.of(Unit, owner.unit) if owner else None
        where = _SIDE[unit.side] if unit else "another side"
        if finding.rule in {"owner.service-misplaced", "owner.it-service-outside-it", "owner.stream-outside"}:
            said.setdefault(finding.subject, f"Owned by {where}")
        elif finding.rule == "owner.stream-in-it":
            said.setdefault(finding.subject, f"Owned by {where}, customer is external")
        elif finding.rule == "owner.service-missing" and isinstance(record, Service):
            said.setdefault(finding.subject, "No owner")
    return said
