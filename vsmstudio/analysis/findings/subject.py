"""What all rules read, and the words that they share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vsmstudio.analysis.capacity_results import UnitLoad
from vsmstudio.analysis.engagement.touching import Touched, touched
from vsmstudio.analysis.map_analysis import MapFacts
from vsmstudio.analysis.results import Finding, ServiceUse, Severity
from vsmstudio.analysis.service_facts import ServiceFacts
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState, Person, Side, Unit
from vsmstudio.model.words import one_line


@dataclass(frozen=True, slots=True)
class Subject:
    """A document with all that was found out about it, judged on a date."""

    document: Document
    date: datetime.date
    facts: Mapping[Id, MapFacts]
    served: ServiceFacts
    units: Mapping[Id, UnitLoad]
    _names: dict[Id, str] = field(default_factory=dict)
    _touches: dict[Id, Touched] = field(default_factory=dict)

    def name(self, key: Id | None) -> str:
        """What a person calls the record; each is asked for many times."""
        if key is None:
            return ""
        if key not in self._names:
            self._names[key] = self.document.name(key)
        return self._names[key]

    def touches(self, improvement: Id) -> Touched:
        """What an improvement touches; asked of each by itself, and again for the streams that have none."""
        if improvement not in self._touches:
            self._touches[improvement] = touched(self.document, improvement, self.uses, self.served.dependencies)
        return self._touches[improvement]

    @property
    def uses(self) -> Mapping[Id, ServiceUse]:
        return self.served.services

    @property
    def calendar(self) -> Calendar:
        return self.document.engagement.calendar

    def judged_maps(self) -> list[MapFacts]:
        """The maps that findings are about: not those current ones that a later one replaced."""
        return [
            each
            for each in self.facts.values()
            if each.map.state is MapState.FUTURE or not _replaced(self.document, each.map)
        ]

    def current(self, stream: Id) -> MapFacts | None:
        """The current map of a stream."""
        current = self.document.current_map(stream)
        return self.facts.get(current.id) if current else None

    def share_on(self, stream: Id, service: Id) -> float:
        """The share of a stream's lead time in steps that rest on a service, directly or through others; 0 if unknown."""
        current = self.document.current_map(stream)
        return self.served.service_shares.get(current.id, {}).get(service, 0.0) if current else 0.0

    def most_on(self, service: Id) -> float:
        """The largest such share of any stream."""
        return max((self.share_on(stream, service) for stream in self.uses[service].streams), default=0.0)

    def own_cost(self, service: Id) -> float | None:
        """What a service itself costs a year; None where nothing of that is known."""
        return self.served.money.services[service].own

    def revenue(self, service: Id) -> float:
        """What customers pay a year for a service, as far as it is known."""
        return self.served.money.services[service].revenue or 0.0

    def side_of(self, person: Person | None) -> Side | None:
        """On which side someone works; None where their unit is blank."""
        unit = self.document.of(Unit, person.unit) if person else None
        return unit.side if unit else None

    def duration(self, minutes: float | None) -> str:
        return show(minutes, self.calendar)

    def amount(self, money: float) -> str:
        """Money with its currency, as it reads everywhere: `180,000 EUR`."""
        return f"{number(money, 0 if abs(money) >= 100 else 2)} {self.document.engagement.currency}".strip()


def finding(facts: MapFacts, rule: str, severity: Severity, subject: Id, **said: Any) -> Finding:
    """A finding about something on a map; those of future maps are marked."""
    shown = facts.map
    future = shown.state is MapState.FUTURE
    return Finding(rule, severity, subject, map=shown.id, stream=shown.stream, future=future, **said)


def _replaced(document: Document, current: Map) -> bool:
    """Does the same stream have a current map of a later date?"""
    latest = document.current_map(current.stream)
    return latest is not None and latest.date is not None and (current.date is None or current.date < latest.date)


def percent(share: float) -> str:
    """A share as people say it: `57 %`, `under 1 %`."""
    if 0 < share < 0.005:
        return "under 1 %"
    return f"{share * 100:.0f} %"


def exactly(share: float) -> str:
    """A share that is compared with a threshold, to the tenth: `79.6 %`, `80 %`."""
    return f"{round(share * 100, 1):g} %"


QUOTED = 140  # characters of a note that one sentence holds


def quoted(words: str) -> str:
    """A note in quotation marks, shortened after a word where it is long: `“By phone”`."""
    whole, shown = one_line(words, len(words) + 1), one_line(words, QUOTED)
    if shown != whole and " " in shown[QUOTED // 2 :]:
        shown = shown.rpartition(" ")[0].rstrip(",;:. ") + " …"
    return f"“{shown}”"


NAMED = 3  # things that one sentence names


def listing(names: Sequence[str], total: int | None = None) -> str:
    """`A`, `A and B`, `A, B and 4 more`. Where there are many the first names and how many there are `total` will do."""
    number = len(names) if total is None else total
    shown = [each or "unnamed" for each in names[:NAMED]]
    if number > NAMED:
        shown = [*shown[: NAMED - 1], f"{number - NAMED + 1:,} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, noun: str) -> str:
    """`1 step`, `3 steps`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


VACANT = "owner.vacant"


def vacant(name: str, owner: Person) -> dict[str, Any]:
    """What is said where a vacant place owns a stream, step or service."""
    return {
        "message": f"{name} is owned by {owner.label}, a vacant place",
        "recommendation": f"Fill the place of {owner.label}, or name someone who answers for it until then",
        "evidence": {"owner": owner.label},
    }
