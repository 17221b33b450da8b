"""What the card beside the portfolio says of a service: cost, contracts, who carries it, what it rests on, what stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vsmstudio.analysis.impact import Impact, impact, single_points
from vsmstudio.analysis.money_results import ServiceMoney, Standing
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import UNKNOWN, day, money, part_known, percent, plural
from vsmstudio.gui.panels.aligned import amounts
from vsmstudio.gui.panels.service_sentences import fallback_words
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, LinkKind, Step

MOST_LINES = 8
CATEGORIES = {
    "development": "Development",
    "infrastructure": "Infrastructure",
    "maintenance": "Maintenance",
    "vendor": "Vendor",
    "support": "Support",
    "other": "Other",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: words, perhaps an amount, the part (0..1) of the whole as a bar, the record that it leads to, and a `note`
    under it."""

    words: str
    amount: str = ""
    part: float | None = None
    record: Id = ""
    gap: bool = False
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a caption."""

    caption: str
    facts: tuple[Fact, ...]


def parts_of(document: Document, analysis: Analysis, service: Id) -> tuple[Part, ...]:
    """Everything that the card says. Raises `KeyError` where there is no such service."""
    held = analysis.money.services.get(service) or ServiceMoney(service)
    reach = impact(document, analysis, service)
    unit = f"{document.engagement.currency} a year".strip()
    found = (
        Part(f"Cost, {unit}", _costs(document, held)),
        Part("Contracts", _contracts(document, analysis, service)),
        Part("Carried by", _carried(document, held)),
        Part("Rests on", _rests_on(document, analysis, held)),
        Part("If this stops", _stops(document, analysis, reach)),
    )
    return tuple(each for each in found if each.facts)


def _costs(document: Document, held: ServiceMoney) -> tuple[Fact, ...]:
    if held.own is None:
        return (
            Fact("No cost is known. Fill in its costs in the panel at the right, or give it a contract.", gap=True),
        )
    agreed = sum(held.contracts.values())
    rows = [(CATEGORIES.get(name, name), cost) for name, cost in held.typed.items()]
    rows += [("Contracts", agreed)] if held.contracts else []
    say = amounts([cost for _, cost in rows] + [held.own])
    facts = [Fact(words, say(cost), cost / held.own if held.own else 0.0) for words, cost in rows]
    return (*facts, Fact("Own cost", say(held.own), total=True))


def _contracts(document: Document, analysis: Analysis, service: Id) -> tuple[Fact, ...]:
    facts = []
    found = [document.of(Contract, link.source) for link in document.links_to(service, LinkKind.COVERS)]
    for contract in sorted((each for each in found if each is not None), key=lambda each: (each.name, each.id)):
        held = analysis.money.contracts.get(contract.id)
        ended = held is not None and held.standing is Standing.ENDED
        until = "no end recorded" if contract.end is None else f"{'ended' if ended else 'ends'} {day(contract.end)}"
        if held is not None and held.standing is Standing.NOT_STARTED and contract.start:
            until = f"begins {day(contract.start)}"
        amount = held.assigned.get(service) if held is not None else None
        running = held is None or held.standing is Standing.RUNNING
        said = money(amount) if running else UNKNOWN
        facts.append(Fact(contract.name or "Unnamed contract", said, record=contract.id, gap=ended, note=until))
    return _few(facts)


def _carried(document: Document, held: ServiceMoney) -> tuple[Fact, ...]:
    if not held.own:
        return ()
    say = amounts([*held.allocated.values(), held.unallocated, held.own])
    facts = [Fact(document.name(key), say(amount), held.parts[key], key) for key, amount in held.allocated.items()]
    left = held.unallocated or 0.0
    loose = Fact("Unallocated", say(left), left / held.own, gap=left > 0)
    return (*_few(facts), loose, Fact("Own cost", say(held.own), total=True))


def _rests_on(document: Document, analysis: Analysis, held: ServiceMoney) -> tuple[Fact, ...]:
    under = analysis.dependencies.rests_on.get(held.service, ())
    say = amounts([held.borne.get(key) for key in under] + [held.tco])
    facts = [Fact(document.name(key), say(held.borne.get(key)), record=key) for key in under]
    if not facts:
        return ()
    known, of = held.tco_covers
    covers = f", {part_known(held.tco_covers, 'service')}" if known < of else ""
    return (*_few(facts), Fact(f"TCO, with these{covers}", say(held.tco), total=True))


def _stops(document: Document, analysis: Analysis, reach: Impact) -> tuple[Fact, ...]:
    if not (reach.steps or reach.streams or reach.with_it):
        return (Fact("No step or stream stops: it is linked to none."),)
    currency = document.engagement.currency
    facts = []
    single = next(
        (each for each in single_points(document, analysis.maps, analysis.services) if each.service == reach.service),
        None,
    )
    if single is not None:
        where = plural(len(single.steps), "critical step")
        facts.append(Fact(f"Single point of failure under {where}: {fallback_words(reach.fallback)}", gap=True))
    else:
        facts.append(Fact(f"Fallback: {reach.fallback.value if reach.fallback else 'not recorded'}"))
    facts += [
        Fact(f"{percent(reach.share_of_lead_time.get(key))} of the time of {document.name(key)}", record=key)
        for key in reach.streams
    ]
    names = [_step(document, analysis, key, reach) for key in reach.steps]
    facts += _few(names)
    facts += [Fact(f"{document.name(key)} stops with it", record=key) for key in reach.with_it[:MOST_LINES]]
    if reach.customers:
        facts.append(Fact(f"Customers: {', '.join(document.name(key) for key in reach.customers)}"))
    if reach.revenue is not None:
        facts.append(Fact(f"Revenue of the services that stop: {money(reach.revenue, currency)}"))
    if reach.stream_revenue is not None and reach.stream_revenue != reach.revenue:
        facts.append(Fact(f"Revenue of the streams that stop: {money(reach.stream_revenue, currency)}"))
    return tuple(facts)


def _step(document: Document, analysis: Analysis, key: Id, reach: Impact) -> Fact:
    step = document.the(Step, key)
    number = analysis.maps[step.map].numbers.get(key, "") if step.map in analysis.maps else ""
    name = f"{number} {step.name or 'Unnamed step'}".strip()
    return Fact(f"{name}, critical" if key in reach.critical_steps else name, record=key)


def _few(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The first of many, and how many more."""
    found = tuple(facts)
    if len(found) <= MOST_LINES:
        return found
    return (*found[:MOST_LINES], Fact(f"and {len(found) - MOST_LINES:,} more"))
