"""All that is found out about services, their money and chains of streams, from one pass over the links."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from vsmstudio.analysis.chains import chains
from vsmstudio.analysis.dependencies import Dependencies, dependencies
from vsmstudio.analysis.money import money
from vsmstudio.analysis.money_results import Chains, Money
from vsmstudio.analysis.relations import relations
from vsmstudio.analysis.results import MapAnalysis, ServiceUse
from vsmstudio.analysis.service_share import service_shares
from vsmstudio.analysis.services import uses
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


class ServiceFacts(NamedTuple):
    """What `Analysis` holds about services; fields by the same names."""

    services: dict[Id, ServiceUse]
    dependencies: Dependencies
    money: Money
    service_shares: dict[Id, dict[Id, float]]
    chains: Chains


def service_facts(document: Document, date: datetime.date, maps: Mapping[Id, MapAnalysis]) -> ServiceFacts:
    """Uses, dependencies, money on a date, shares of lead time, and chains."""
    related = relations(document)
    depends = dependencies(document, related)
    used = uses(document, maps, related, depends)
    shares = service_shares(maps, related, depends)
    return ServiceFacts(
        services=used,
        dependencies=depends,
        money=money(document, date, related, depends, used),
        service_shares=shares,
        chains=chains(document, maps, shares),
    )
