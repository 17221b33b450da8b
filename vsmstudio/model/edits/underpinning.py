"""How strongly a service underpins a step or a stream: linked, graded and let go again, each as one change."""

from __future__ import annotations

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import remove, update
from vsmstudio.model.edits.services import underpin
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Link, LinkKind


def link_between(document: Document, service: Id, target: Id) -> Link | None:
    """The link by which a service underpins a step or a stream; None where it does not."""
    return next((each for each in document.links_from(service, LinkKind.UNDERPINS) if each.target == target), None)


def grade(document: Document, service: Id, target: Id, criticality: Criticality | None) -> Change:
    """Let a service underpin a step or a stream this strongly; None: no more. Raises `Refused` where it cannot."""
    names = f"{document.name(service)[:30]}", document.name(target)[:30]
    held = link_between(document, service, target)
    if criticality is None:
        gone = [each.id for each in document.links_from(service, LinkKind.UNDERPINS) if each.target == target]
        return remove(document, f"Unlink {names[0]} from {names[1]}", gone)
    if held is None:
        return underpin(document, service, target, criticality)
    return update(document, held.id, f"Grade {names[0]} under {names[1]} {criticality.value}", criticality=criticality)
