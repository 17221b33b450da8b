"""What is wrong with who is accountable, in the few words of a badge: the same on maps, in the overview and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Service, ServiceState, Step, ValueStream

_NOBODY = {"stream": "No value stream owner", "service": "No owner", "step": "No accountable owner"}


def gap_words(
    document: Document, record: ValueStream | Service | Step, gaps: Mapping[Id, str], used: bool = True
) -> str:
    """The words of the badge of a stream, service or step, or nothing. `gaps` are those that findings know (`owner_gaps`);
    `used`: something rests on the service."""
    if record.id in gaps:
        return gaps[record.id]
    owner = document.of(Person, record.owner)
    if owner is None:
        return _NOBODY[record.type]
    if owner.vacant:
        return f"Vacant: {owner.label}"
    if isinstance(record, Service) and record.state is ServiceState.RETIRED and used:
        return "Retired but in use"
    return ""
