"""What the comparison says, in rows and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.analysis.results import Finding
from vsmstudio.analysis.what_if import Beside, Reach, WhatIf
from vsmstudio.export.tables.words import UNKNOWN, money, part_known, plural
from vsmstudio.gui.panels.aligned import amounts
from vsmstudio.gui.panels.cells import Cell, Head, Row
from vsmstudio.gui.panels.service_sentences import listed
from vsmstudio.model.document import Document

FIGURE_HEADS = (
    Head("", "What is compared", 150, wide=True),
    Head("Now", "As the document stands", 84, right=True),
    Head("Then", "With what is ticked", 84, right=True),
    Head("Change", "Then − now", 84, right=True),
)
FINDING_HEADS = (
    Head("", "Does it come or go?", 90),
    Head("Weight", "How much it matters", 78),
    Head("Finding", "What it says", 320, wide=True),
)


def figure_rows(document: Document, found: WhatIf) -> list[Row]:
    """Totals, then each stream, then each service whose cost differs; every total with what it covers."""
    lines: list[tuple[str, Beside, bool, str]] = [
        (f"Own cost of all services{_covers(found.own_covers)}", found.own, True, ""),
        ("Carried by no stream", found.unallocated, False, ""),
        ("Contracts given to no service", found.unassigned, False, ""),
        ("Spent altogether", found.spend, True, ""),
        ("Revenue", found.revenue, False, ""),
    ]
    for key, each in found.streams.items():
        name = document.name(key) or "Unnamed stream"
        lines.append((f"Carried by {name}{_covers(found.stream_covers[key])}", each, False, key))
    for key, (own, tco) in found.services.items():
        name = document.name(key) or "Unnamed service"
        which, held = ("own cost", own) if own.now != own.then else ("TCO", tco)
        lines.append((f"{name}: {which}", held, False, key))
    say = amounts(value for _, each, _, _ in lines for value in each)
    return [
        (
            Cell(words, key, strong=strong),
            Cell(say(each.now), key, strong=strong),
            Cell(say(each.then), key, strong=strong),
            Cell(_signed(each, say(each.change)), key, strong=strong),
        )
        for words, each, strong, key in lines
        if each != (None, None)
    ]


def _covers(covers: tuple[tuple[int, int], tuple[int, int]]) -> str:
    """What the sums cover, where that is not all."""
    now, then = covers
    if now[0] == now[1] and then[0] == then[1]:
        return ""
    if now == then:
        return f", {part_known(now, 'service')}"
    return f", {now[0]} of {now[1]} known now, {then[0]} of {then[1]} then"


def _signed(each: Beside, words: str) -> str:
    if each.change is None:
        return "not known" if each.now is not None or each.then is not None else UNKNOWN
    return f"+{words}" if each.change > 0 else words


def finding_rows(found: WhatIf) -> list[Row]:
    """Findings that come, those that weigh more or less, and those that go."""
    groups: tuple[tuple[str, tuple[Finding, ...], str], ...] = (
        ("Comes", found.come, "gap"),
        ("Graver", found.graver, "gap"),
        ("Milder", found.milder, "good"),
        ("Goes", found.go, "good"),
    )
    return [
        (
            Cell(word, each.subject if each.subject in found.document else "", color=color),
            Cell(each.severity.word.capitalize(), each.subject),
            Cell(each.message, each.subject, hint=f"{each.message}. {each.recommendation}"),
        )
        for word, group, color in groups
        for each in group
    ]


def headline(document: Document, found: WhatIf) -> str:
    """What it saves and what it costs, in a sentence."""
    currency = document.engagement.currency
    change = found.spend.change
    if change is None or abs(change) < 0.5:
        spent = "What is spent stays the same"
    else:
        spent = f"{money(abs(change), currency)} a year {'less' if change < 0 else 'more'} is spent"
    parts = [spent]
    hit = found.stops
    if hit.steps:
        parts.append(f"{_steps(hit)} would have to do without")
    elif hit.streams:
        parts.append(f"{plural(len(hit.streams), 'stream')} would have to do without")
    elif hit.services:
        parts.append("no step or stream rests on it")
    counts = [f"{plural(len(each), 'finding')} {word}" for each, word in
              ((found.come, "come" if len(found.come) != 1 else "comes"), (found.go, "go" if len(found.go) != 1 else "goes"))
              if each]  # fmt: skip
    return "; ".join([*parts, *counts]) + "."


def _steps(hit: Reach) -> str:
    """`5 steps, 4 of them critical,` or `1 critical step`."""
    if len(hit.steps) == 1:
        return "1 critical step" if hit.critical_steps else "1 step"
    critical = f", {len(hit.critical_steps)} of them critical," if hit.critical_steps else ""
    return f"{plural(len(hit.steps), 'step')}{critical}"


def sentences(document: Document, found: WhatIf) -> list[str]:
    """What would stop, what loses its contract, and what is paid on."""
    said = [*_reach(document, found.stops, "Would stop"), *_reach(document, found.loses, "Would lose a contract")]
    currency = document.engagement.currency
    for each in found.still_paid:
        name = document.name(each.contract) or "A contract"
        said.append(
            f"{name} is paid on: {money(each.amount, currency)} a year of it would be given to no service. End it, too."
        )
    return said


def _reach(document: Document, held: Reach, words: str) -> Iterable[str]:
    if not held.services:
        return []

    def names(keys: Iterable[str]) -> str:
        return listed([document.name(key) or "Unnamed" for key in keys])

    rest = f", and with {'them' if len(held.services) > 1 else 'it'} {names(held.with_it)}" if held.with_it else ""
    said = [f"{words}: {names(held.services)}{rest}."]
    if held.steps:
        critical = f", {len(held.critical_steps)} of them critical" if held.critical_steps else ""
        said.append(
            f"{plural(len(held.steps), 'step')} of {names(held.streams)} rest on that{critical}: {names(held.steps)}."
        )
    elif held.streams:
        said.append(f"{names(held.streams)} {'rests' if len(held.streams) == 1 else 'rest'} on that.")
    ends = [names(held.customers)] if held.customers else []
    if held.revenue is not None:
        covers = part_known(held.revenue_covers, "line")
        ends.append(f"revenue of {money(held.revenue, document.engagement.currency)} a year ({covers})")
    if ends:
        said.append(f"It reaches {', and '.join(ends)}.")
    return said
