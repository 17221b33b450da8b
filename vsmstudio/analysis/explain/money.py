"""How the money of services came about: own cost, total cost of ownership, allocation, revenue and margin. Money a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vsmstudio.analysis.explain.explanation import Explanation, Input, Operation, Role
from vsmstudio.analysis.explain.words import covered, said
from vsmstudio.analysis.money_results import ServiceMoney
from vsmstudio.analysis.portions import portions
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import COST_FIELDS, LinkKind, Map, Revenue, Service, Step

KEYS = ("own_cost", "tco", "allocated", "unallocated", "revenue", "margin")
_CATEGORIES = {
    "cost_development": "Development",
    "cost_infrastructure": "Infrastructure",
    "cost_maintenance": "Maintenance",
    "cost_vendor": "Vendor, outside recorded contracts",
    "cost_support": "Consumer support",
    "cost_other": "Other",
}


@dataclass(frozen=True)
class ServiceExplained:
    """One service with its money."""

    document: Document
    analysis: Analysis
    service: Service

    @property
    def money(self) -> ServiceMoney:
        return self.analysis.money.services.get(self.service.id) or ServiceMoney(self.service.id)

    def words(self, amount: float | None) -> str:
        engagement = self.document.engagement
        return said(amount, "money", engagement.calendar, engagement.currency)

    def cost(self, name: str, amount: float | None, record: Id = "") -> Input:
        note = "blank: adds nothing" if amount is None else ""
        return Input(name, self.words(amount), amount, record=record or self.service.id, note=note)

    def figure(self, key: str, title: str, amount: float | None, sign: float = 1.0, role: Role = Role.TERM) -> Input:
        """Another figure of this service; `sign` −1 where it is taken off."""
        number = None if amount is None else sign * amount
        note = "taken off" if sign < 0 else ""
        return Input(title, self.words(amount), number, role, self.service.id, key, note)

    def made(
        self, key: str, title: str, value: float | None, rule: str, formula: str, inputs: list[Input]
    ) -> Explanation:
        notes = ("It is unknown: none of its parts is known",) if value is None else ()
        return Explanation(
            subject=self.service.id,
            key=key,
            title=f"{title} of {self.service.name}",
            value=value,
            said=self.words(value) if value is None else f"{self.words(value)} a year",
            rule=rule,
            formula=formula,
            inputs=tuple(inputs),
            notes=notes,
        )


def own_cost(about: ServiceExplained) -> Explanation:
    """Typed categories and shares of contracts."""
    document, service = about.document, about.service
    inputs = [about.cost(_CATEGORIES[name], getattr(service, name)) for name in COST_FIELDS]
    for contract, amount in about.money.contracts.items():
        inputs.append(about.cost(f"Its share of {document.name(contract)}", amount, contract))
    return about.made(
        "own_cost",
        "Own cost",
        about.money.own,
        "What was typed by category, and the service's share of the contracts that run on the as-of date.",
        "Own cost = Σ categories + Σ shares of contracts",
        inputs,
    )


def tco(about: ServiceExplained) -> Explanation:
    """Own cost and what the service bears of those that it rests on."""
    inputs = [about.figure("own_cost", "Own cost", about.money.own)]
    for below, amount in about.money.borne.items():
        part = _borne_part(about, below)
        whole = about.analysis.money.services[below].tco or 0.0
        note = f"{part * 100:.4g} % of {about.words(whole)}"
        name = f"Its part of {about.document.name(below)}"
        inputs.append(
            Input(name, about.words(amount), amount, record=below, figure="tco", note=note, factors=(part, whole))
        )
    made = about.made(
        "tco",
        "Total cost of ownership",
        about.money.tco,
        "The service's own cost, and its part of the total cost of each service that it rests on. These totals overlap, so "
        "they are never added up.",
        "TCO = own cost + Σ part × TCO of what it rests on",
        inputs,
    )
    known, whole_count = about.money.tco_covers
    return _covering(made, covered(known, whole_count, "service") if whole_count else "")


def _borne_part(about: ServiceExplained, below: Id) -> float:
    """The part of another service's cost that this one bears, from the links alone."""
    closing = about.analysis.dependencies.closing
    links = {
        link.source: link
        for link in about.document.links_to(below, LinkKind.RESTS_ON)
        if link.id not in closing and about.document.of(Service, link.source)
    }
    parts = dict(zip(links, portions([link.share for link in links.values()]), strict=True))
    return parts.get(about.service.id, 0.0)


def allocated(about: ServiceExplained) -> Explanation:
    """What streams carry of the own cost."""
    own, inputs = about.money.own, []
    for stream, part in about.money.parts.items():
        if own is not None:
            note = f"{part * 100:.4g} % of {about.words(own)}"
            words = about.words(own * part)
            name = about.document.name(stream)
            inputs.append(Input(name, words, own * part, record=stream, note=note, factors=(part, own)))
    value = sum(about.money.allocated.values()) if own is not None else None
    return about.made(
        "allocated",
        "Allocated cost",
        value,
        "The own cost that goes to value streams: those that the service supports, directly or through services that rest "
        "on it, evenly unless shares are set.",
        "Allocated = Σ share × own cost",
        inputs,
    )


def unallocated(about: ServiceExplained) -> Explanation:
    """The own cost that no stream carries."""
    inputs = [about.figure("own_cost", "Own cost", about.money.own)]
    if about.money.own is not None:
        inputs.append(about.figure("allocated", "Allocated cost", sum(about.money.allocated.values()), -1.0))
    return about.made(
        "unallocated",
        "Cost that no stream carries",
        about.money.unallocated,
        "What is left of the own cost once streams carry their shares.",
        "Unallocated = own cost − allocated",
        inputs,
    )


def revenue(about: ServiceExplained) -> Explanation:
    """What customers pay."""
    lines = [line for line in about.document.all(Revenue) if line.service == about.service.id]
    inputs = [
        about.cost(about.document.name(line.customer) or "No customer named", line.amount, line.id) for line in lines
    ]
    made = about.made(
        "revenue",
        "Revenue",
        about.money.revenue,
        "What customers pay for the service in a year.",
        "Revenue = Σ revenue lines",
        inputs,
    )
    return _covering(made, covered(*about.money.revenue_covers, "line") if lines else "")


def margin(about: ServiceExplained) -> Explanation:
    """Revenue less total cost of ownership."""
    return about.made(
        "margin",
        "Margin",
        about.money.margin,
        "Revenue less the total cost of ownership; unknown where either is.",
        "Margin = revenue − TCO",
        [
            about.figure("revenue", "Revenue", about.money.revenue),
            about.figure("tco", "Total cost of ownership", about.money.tco, -1.0),
        ],
    )


def share_of_lead_time(about: ServiceExplained, map_id: Id) -> Explanation:
    """The part of a map's lead time in steps that rest on the service."""
    document, analysis = about.document, about.analysis
    result = analysis.maps[map_id]
    calendar = document.engagement.calendar
    holders = {about.service.id, *analysis.dependencies.resting_on(about.service.id)}
    through: dict[Id, Id] = {}
    for holder in sorted(holders, key=lambda key: (key != about.service.id, document.name(key), key)):
        for link in document.links_from(holder, LinkKind.UNDERPINS):
            step = document.of(Step, link.target)
            if step is not None and step.map == map_id:
                through.setdefault(step.id, holder)
    inputs = []
    for step_id, minutes in result.minutes_by_step.items():
        if step_id in through:
            by = through[step_id]
            note = "" if by == about.service.id else f"through {document.name(by)}"
            name = f"{result.numbers.get(step_id, '')} {document.name(step_id)}".strip()
            inputs.append(Input(name, said(minutes, "minutes", calendar), minutes, record=step_id, note=note))
    lead_time = result.figures.lead_time
    words = said(lead_time, "minutes", calendar)
    inputs.append(Input("Lead time", words, lead_time, Role.DIVISOR, map_id, "lead_time"))
    shares: Mapping[Id, float] = analysis.service_shares.get(map_id, {})
    value = shares.get(about.service.id, 0.0) if lead_time else None
    stream = document.the(Map, map_id).stream
    return Explanation(
        subject=about.service.id,
        key=f"share_of_lead_time:{map_id}",
        title=f"Share of the lead time of {document.name(stream)} that rests on {about.service.name}",
        value=value,
        said=said(value, "ratio", calendar),
        rule="The part of the critical path's lead time in steps that rest on the service, directly or through others.",
        formula="Share = Σ time that belongs to these steps ÷ LT",
        operation=Operation.SUM,
        inputs=tuple(inputs),
        path=result.critical_paths[0] if result.critical_paths else (),
    )


def _covering(made: Explanation, covers: str) -> Explanation:
    return replace(made, covers=covers)
