"""What a service costs, who bears it, and what stops with it, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.analysis.impact import Impact, impact, share_of_lead_time
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import money, part_known, percent, plural
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.model.records import Fallback, Service

MOST_NAMED = 3


def weight_sentences(document: Document, analysis: Analysis, service: Id) -> list[str]:
    """Cost, what no stream carries, the share of lead time that rests on it, and what its failure reaches."""
    return [
        *cost_sentences(document, analysis, service),
        *_resting(document, share_of_lead_time(document, analysis, service)),
        *_stopping(document, analysis, service),
    ]


def cost_sentences(document: Document, analysis: Analysis, service: Id) -> list[str]:
    """What a service costs a year, and how much of it no stream carries; nothing where that is unknown."""
    held = analysis.money.services.get(service)
    if held is None or held.own is None:
        return []
    currency = document.engagement.currency
    said = [f"Costs {money(held.own, currency)} a year"]
    if held.tco is not None and held.borne:
        said[0] += f", {money(held.tco, currency)} with what it rests on"
    if held.unallocated:
        whole = abs(held.unallocated - held.own) <= 1e-9 * held.own
        said.append("No stream carries its cost" if whole else f"{money(held.unallocated, currency)} of it unallocated")
    return said


def _resting(document: Document, shares: Mapping[Id, float]) -> list[str]:
    ranked = sorted(shares, key=lambda key: (-shares[key], document.name(key), key))
    parts = [f"{percent(shares[key])} of the lead time of {document.name(key)}" for key in ranked if shares[key] > 0]
    return [f"{listed(parts)} rests on it"] if parts else []


def _stopping(document: Document, analysis: Analysis, service: Id) -> list[str]:
    held = impact(document, analysis, service)
    return [stop_sentence(document, held)] if held.steps or held.streams else []


def stop_sentence(document: Document, held: Impact) -> str:
    """What stops with a service, in one sentence: `If it stops: 4 steps (2 critical) of Motor claim; ...`."""
    streams = listed([document.name(key) for key in held.streams])
    steps = plural(len(held.steps), "step")
    if held.critical_steps:
        steps += f" ({len(held.critical_steps):,} critical)"
    parts = [f"{steps} of {streams}" if held.steps else f"support of {streams}"]
    if held.customers:
        parts.append(listed([document.name(key) for key in held.customers]))
    if held.stream_revenue:
        known, of = held.revenue_covers
        covers = f" ({part_known(held.revenue_covers, 'line')})" if known < of else ""
        parts.append(f"revenue of {money(held.stream_revenue, document.engagement.currency)} a year{covers}")
    return f"If it stops: {'; '.join(parts)}; {fallback_words(held.fallback)}"


def fallback_words(fallback: Fallback | None) -> str:
    """What people do then: `no fallback`, `a manual fallback`."""
    if fallback is None:
        return "no fallback recorded"
    return {Fallback.NONE: "no fallback", Fallback.MANUAL: "a manual fallback"}.get(fallback, "an alternative")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence; of many the first few, and how many more.

    >>> listed(["A", "B"]), listed(["A", "B", "C", "D", "E"])
    ('A and B', 'A, B, C and 2 more')
    """
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED:,} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def in_short(document: Document, analysis: Analysis, service: Service) -> str:
    """The own cost in the room that a pill has: `420k`, `1.2m`; blank where it is unknown."""
    held = analysis.money.services.get(service.id)
    return "" if held is None or held.own is None else short_money(held.own)
