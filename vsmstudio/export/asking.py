"""What the client is asked for: in the room's words, else told from findings and plan with names, dates and what comes of it."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.comparison import Judged, compare
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.states import pairs
from vsmstudio.export.sentences import asked_of
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import day, percent, plural
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.improvements import OPEN_STATES, days_overdue, kept
from vsmstudio.model.records import Improvement, ImprovementKind
from vsmstudio.notation import text

OWNERS, DATED, EFFECTS = 3, 2, 2  # lines of each kind
MOST = 6
_SIZE, _ROOM = 9.5, 330.0  # of an improvement's name in a sentence


def asks(document: Document, analysis: Analysis, on: date) -> tuple[str, ...]:
    """A sentence each, the most pressing first: what the engagement asks for; where it says nothing, what follows from it."""
    said = [line.strip().lstrip("•-* ") for line in document.engagement.ask.splitlines()]
    if own := [line for line in said if line]:
        more = len(own) - MOST
        return tuple(own) if more <= 0 else (*own[: MOST - 1], f"{more + 1} more points stand in the workbook.")
    return (*_owners(document, analysis), *_dated(document, on), *_effects(document, analysis))[:MOST]


def _owners(document: Document, analysis: Analysis) -> list[str]:
    """Owners to be named; of several streams each has its turn."""
    current = [document.current_map(stream.id) for stream in document.streams]
    listed = [asked_of(document, analysis, each) for each in current if each and each.id in analysis.maps]
    longest = max((len(each) for each in listed), default=0)
    found = dict.fromkeys(each[at] for at in range(longest) for each in listed if at < len(each))
    return list(found)[:OWNERS]


def _dated(document: Document, on: date) -> list[str]:
    """The improvements that are due first, or overdue."""
    wanted = [
        each
        for each in kept(document)
        if each.state in OPEN_STATES and each.due and each.kind is ImprovementKind.IMPROVEMENT
    ]
    wanted.sort(key=lambda each: (each.due or date.max, each.order, each.id))
    overdue = [each for each in wanted if days_overdue(each, on)]
    lines = [_overdue(document, overdue)] if overdue else []
    coming = [each for each in wanted if each not in overdue]
    return [*lines, *(_due(document, each) for each in coming)][:DATED]


def _overdue(document: Document, overdue: list[Improvement]) -> str:
    first = overdue[0]
    more = f" and {plural(len(overdue) - 1, 'more improvement')}" if len(overdue) > 1 else ""
    return f"Finish {_name(first)}, due since {day(first.due)}{more}, or set a new date."


def _due(document: Document, each: Improvement) -> str:
    owner = owner_words(document, each.owner)
    if owner:
        return f"Complete {_name(each)} by {day(each.due)}: {owner}."
    return f"{_name(each)}, due {day(each.due)}: name who carries it out."


def _name(each: Improvement) -> str:
    return f"“{text.shorten(' '.join(each.name.split()) or 'An improvement without a name', _SIZE, _ROOM)}”"


def _effects(document: Document, analysis: Analysis) -> list[str]:
    """What is to come of it: each stream's first future state."""
    found: dict[str, str] = {}
    calendar = document.engagement.calendar
    for before, after in pairs(document, analysis):
        if before.stream in found:
            continue
        each = compare(document, analysis, before.id, after.id, match_steps=False)
        time, people = each.delta("lead_time"), each.delta("fte")
        if time.judged is not Judged.BETTER or time.before is None or time.after is None or not time.change:
            continue
        freed = -people.difference if people.judged is Judged.BETTER and people.difference else 0.0
        more = f"; {number(freed, 1)} FTE freed" if freed >= 0.05 else ""
        known = "" if time.sure else ", as far as times are known"
        stream = text.shorten(document.name(before.stream), _SIZE, _ROOM / 2)
        found[before.stream] = (
            f"Expected for {stream}: lead time {show(time.after, calendar)} instead of {show(time.before, calendar)} "
            f"(−{percent(abs(time.change))}){more}{known}."
        )
    return list(found.values())[:EFFECTS]
