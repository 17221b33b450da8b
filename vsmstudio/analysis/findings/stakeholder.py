"""Whether all who work in a stream mapped it: `stakeholder.it-only`. Current maps only."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.analysis.engagement.attendance import attendance
from vsmstudio.analysis.findings.subject import Subject, counted, listing
from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.model.records import Workshop, WorkshopKind

RULE = "stakeholder.it-only"


def findings(subject: Subject) -> Iterator[Finding]:
    """Each stream with a mapping workshop that was held, and whose attendance was written down."""
    document = subject.document
    if not any(each.kind is WorkshopKind.MAPPING for each in document.all(Workshop)):
        return
    for stream in document.streams:
        there = attendance(document, stream.id, subject.date)
        if not there.known or not (there.it_only or there.missing):
            continue
        held = [each for each in there.workshops if each.held]
        name = stream.name or "a value stream"
        where = f"the {counted(len(held), 'mapping workshop')} of {name}"
        missing = [subject.name(key) for key in there.missing]
        absent = f"{listing(missing)} {'was' if len(missing) == 1 else 'were'} not represented" if missing else ""
        if there.it_only:
            message = f"Nobody but IT was at {where}" + (f": {absent}" if absent else "")
        else:
            message = f"{absent} at {where}" if absent[:1].isupper() else f"At {where}, {absent}"
        yield Finding(
            rule=RULE,
            severity=Severity.MEDIUM,
            subject=stream.id,
            stream=stream.id,
            message=message,
            recommendation=f"Walk the map through with {listing(missing)}, and note who attended"
            if missing
            else "Map it again with the business, and note who attended",
            evidence={
                "missing": list(there.missing),
                "it_only": there.it_only,
                "workshops": [each.workshop for each in held],
            },
        )
