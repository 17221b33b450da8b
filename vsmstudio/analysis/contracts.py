"""What contracts cost the services that they cover."""

from __future__ import annotations

import datetime

from vsmstudio.analysis.money_results import ContractMoney, Overspent, Standing
from vsmstudio.analysis.portions import portions, typed_over, unborne
from vsmstudio.analysis.relations import Relations
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, LinkKind


def standing(contract: Contract, date: datetime.date) -> Standing:
    """Does a contract run on this date? Its first and last day count; a blank start or end sets no limit."""
    if contract.end is not None and contract.end < date:
        return Standing.ENDED
    if contract.start is not None and contract.start > date:
        return Standing.NOT_STARTED
    return Standing.RUNNING


def contracts(document: Document, date: datetime.date, related: Relations) -> dict[Id, ContractMoney]:
    """What each contract costs which service a year, by contract.

    Only contracts that run on the date cost anything: what has ended is spent no more, and what has not started is not
    spent yet. Value that no service was given stays with the contract, unassigned.
    """
    found: dict[Id, ContractMoney] = {}
    for contract in document.all(Contract):
        value, stands = contract.annual_value, standing(contract, date)
        if value is None or stands is not Standing.RUNNING:
            found[contract.id] = ContractMoney(contract.id, value, stands)
            continue
        links = related.covers.get(contract.id, {})
        parts = portions([link.share for link in links.values()])
        found[contract.id] = ContractMoney(
            contract=contract.id,
            value=value,
            standing=stands,
            assigned={service: value * part for service, part in zip(links, parts, strict=True)},
            unassigned=value * unborne(parts),
        )
    return found


def overspent(related: Relations) -> list[Overspent]:
    """Every record whose typed shares are over 100 %: contracts, services rested on, services carried; by id."""
    found = []
    for kind, shared in (
        (LinkKind.COVERS, related.covers),
        (LinkKind.RESTS_ON, related.rests_on),
        (LinkKind.CARRIED_BY, related.carried_by),
    ):
        for key in sorted(shared):
            total = typed_over([link.share for link in shared[key].values()])
            if total is not None:
                found.append(Overspent(key, kind, total))
    return found
