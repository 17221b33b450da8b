"""What "Do it" will change, record by record, said before it is done."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.gui.panels.service_sentences import listed
from vsmstudio.model.dates import day
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import show_money
from vsmstudio.model.records import COST_FIELDS, Contract, Link, LinkKind, Revenue, Service, ServiceState

MOST = 12  # sentences; the rest is counted


def deeds(document: Document, change: Change) -> list[str]:
    """One sentence for each service, revenue line and contract that a change alters."""
    said = [*_services(document, change), *_revenue(document, change), *_contracts(document, change)]
    return said if len(said) <= MOST else [*said[: MOST - 1], f"And {len(said) - MOST + 1} more like these."]


def _services(document: Document, change: Change) -> Iterable[str]:
    currency = document.engagement.currency
    gone = [each for each, after in change.records.values() if isinstance(each, Link) and after is None]
    altered = [each for each, _ in change.records.values() if isinstance(each, Service)]
    ends = {link.target if link.kind is LinkKind.COVERS else link.source for link in gone}
    for key in dict.fromkeys([*(each.id for each in altered), *sorted(ends)]):
        held = document.the(Service, key)
        parts = []
        if key in change.records:
            if held.state is not ServiceState.RETIRED:
                parts.append("becomes retired")
            costs = [getattr(held, name) for name in COST_FIELDS]
            typed = sum(each for each in costs if each)
            parts.append(f"its typed costs become 0 (now {show_money(typed, currency)} a year)" if typed
                         else "its blank costs become 0" if None in costs else "")  # fmt: skip
        below = [link.target for link in gone if link.kind is LinkKind.RESTS_ON and link.source == key]
        paying = [link.source for link in gone if link.kind is LinkKind.COVERS and link.target == key]
        parts.append(f"it no longer rests on {_names(document, below)}" if below else "")
        parts.append(f"{_names(document, paying)} no longer {_pay(paying)} for it" if paying else "")
        yield f"{held.name or 'A service'}: {'; '.join(part for part in parts if part)}."
    stay = {link.source for each in altered for link in document.links_to(each.id, LinkKind.RESTS_ON)}
    under = any(document.links_from(each.id, LinkKind.UNDERPINS) for each in altered)
    if stay - {each.id for each in altered} or under:
        yield "Steps, streams and services that rely on what is retired stay linked to it, until they are moved."


def _revenue(document: Document, change: Change) -> Iterable[str]:
    for before, after in change.records.values():
        if isinstance(before, Revenue) and isinstance(after, Revenue):
            customer = document.name(before.customer) or "a customer"
            now = f" (now {show_money(before.amount, document.engagement.currency)} a year)" if before.amount else ""
            yield f"Revenue of {document.name(before.service) or 'a service'} from {customer} becomes 0{now}."


def _contracts(document: Document, change: Change) -> Iterable[str]:
    for before, after in change.records.values():
        if isinstance(before, Contract) and isinstance(after, Contract):
            was = f", not on {day(before.end)}" if before.end else ""
            begins = f"; its start moves to that day from {day(before.start)}" if after.start != before.start else ""
            yield f"{before.name or 'A contract'} ends on {day(after.end)}{was}{begins}."


def _names(document: Document, keys: list[Id]) -> str:
    return listed([document.name(key) or "Unnamed" for key in keys])


def _pay(paying: list[Id]) -> str:
    return "pays" if len(paying) == 1 else "pay"
