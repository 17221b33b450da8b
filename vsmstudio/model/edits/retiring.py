"""Taking services out of use and contracts to their end, several at once: one change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import remove
from vsmstudio.model.ids import Id
from vsmstudio.model.records import COST_FIELDS, Contract, LinkKind, Record, Revenue, Service, ServiceState
from vsmstudio.model.rules import Refused


def retire(document: Document, services: Iterable[Id], contracts: Iterable[Id] = (), on: date | None = None) -> Change:
    """Retire services and end contracts, from `on` (today unless given).

    A retired service costs and earns nothing, rests on nothing, and no contract pays for it; what relies on it stays linked, so
    that it can be moved. A contract ends the day before `on`; one that covered a retired service is paid all the same until it
    is ended, too. Raises `Refused` where nothing would change.
    """
    last = (on or date.today()) - timedelta(days=1)
    pairs: dict[Id, tuple[Record | None, Record | None]] = {}
    words: list[str] = []
    for key in dict.fromkeys(services):
        held = document.of(Service, key)
        if held is None:
            raise Refused("One of the services is no longer there. Undo brings it back.")
        altered = _without(document, held)
        pairs |= altered
        words += [f"Retire {held.name[:40] or 'a service'}"] if altered else []
    for key in dict.fromkeys(contracts):
        contract = document.of(Contract, key)
        if contract is None:
            raise Refused("One of the contracts is no longer there. Undo brings it back.")
        ended = _ended(contract, last)
        pairs |= {key: (contract, ended)} if ended != contract else {}
        words += [f"End {contract.name[:40] or 'a contract'}"] if ended != contract else []
    if not pairs:
        raise Refused("Nothing would change. Choose a service in use or a contract that runs.")
    return Change(words[0] if len(words) == 1 else f"{words[0]} and {len(words) - 1} more", pairs)


def _without(document: Document, service: Service) -> dict[Id, tuple[Record | None, Record | None]]:
    """What alters where a service is retired: the service, its revenue, and the links by which it costs something."""
    pairs: dict[Id, tuple[Record | None, Record | None]] = {}
    retired = msgspec.structs.replace(service, state=ServiceState.RETIRED, **dict.fromkeys(COST_FIELDS, 0.0))
    if retired != service:
        pairs[service.id] = (service, retired)
    for line in document.all(Revenue):
        if line.service == service.id and line.amount != 0:
            pairs[line.id] = (line, msgspec.structs.replace(line, amount=0.0))
    links = (*document.links_from(service.id, LinkKind.RESTS_ON), *document.links_to(service.id, LinkKind.COVERS))
    return {**pairs, **remove(document, "", [link.id for link in links]).records}  # with what hangs on them


def _ended(contract: Contract, last: date) -> Contract:
    """A contract that ran until a day; what begins later ends before it begins, so it begins on that day, too."""
    if contract.end is not None and contract.end <= last:
        return contract
    late = contract.start is not None and contract.start > last
    return msgspec.structs.replace(contract, end=last, **({"start": last} if late else {}))
