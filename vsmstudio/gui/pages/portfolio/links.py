"""Who and what a service is joined to, as names with ; between them that can be typed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vsmstudio.gui.panels import reference
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind


@dataclass(frozen=True)
class Joined:
    """A kind of link of services; `outward`: it leads from the service. `what` are those that can be named."""

    kind: LinkKind
    what: str
    outward: bool = False


CUSTOMERS = Joined(LinkKind.SERVES, "units", outward=True)
RESTS_ON = Joined(LinkKind.RESTS_ON, "services", outward=True)
USED_BY = Joined(LinkKind.RESTS_ON, "services")
APPLICATIONS = Joined(LinkKind.SUPPORTS, "applications")
CONTRACTS = Joined(LinkKind.COVERS, "contracts")

_OFFERS = {
    "units": reference.units,
    "services": reference.services,
    "applications": reference.applications,
    "contracts": reference.contracts,
}
_ADD = {
    "units": edits.add_unit,
    "services": edits.add_service,
    "applications": edits.add_application,
    "contracts": edits.add_contract,
}


def offers(document: Document, joined: Joined) -> Sequence[reference.Option]:
    """What can be named."""
    return _OFFERS[joined.what](document)


def joined_to(document: Document, service: Id, joined: Joined) -> dict[Id, Id]:
    """What a service is joined to, by name, each with its link."""
    links = document.links_from(service, joined.kind) if joined.outward else document.links_to(service, joined.kind)
    found = {(link.target if joined.outward else link.source): link.id for link in links}
    return dict(sorted(found.items(), key=lambda pair: (document.name(pair[0]).casefold(), pair[0])))


def names_of(document: Document, service: Id, joined: Joined) -> str:
    """Their names, to be typed again."""
    return "; ".join(document.name(key) for key in joined_to(document, service, joined))


def join(document: Document, service: Id, joined: Joined, typed: str) -> Change:
    """Let a service be joined to those that are named, and to no others; a new name makes what it names.

    Raises `ValueError` where a name is of several, `Refused` where the rules forbid a link.
    """
    held = joined_to(document, service, joined)
    label = f"Set {joined.kind.value} of {document.name(service)[:40]}"
    change = Change(label, {})
    wanted: dict[Id, None] = {}
    for part in (each for each in typed.split(";") if each.strip()):
        now = document.apply(change)
        by_name = {document.name(key).casefold(): key for key in held}
        found = by_name.get(" ".join(part.split()).casefold()) or reference.read_name(
            part, offers(now, joined), joined.what
        )
        if isinstance(found, reference.New):
            made = _ADD[joined.what](now, str(found))
            change, found = change.then(made, label), next(iter(made.records))
        if found is not None:
            wanted[str(found)] = None
    for key, link in held.items():
        if key not in wanted:
            change = change.then(edits.remove(document.apply(change), label, [link]), label)
    for key in wanted:
        if key not in held:
            source, target = (service, key) if joined.outward else (key, service)
            change = change.then(edits.link(document.apply(change), source, target, joined.kind), label)
    return change
