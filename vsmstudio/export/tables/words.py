"""Figures and dates as people read them, in one way everywhere."""

from __future__ import annotations

import re

from vsmstudio.model import durations
from vsmstudio.model.dates import MONTHS as MONTHS
from vsmstudio.model.dates import day as day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.records import Convention, Engagement, ReworkRule
from vsmstudio.model.words import one_line

UNKNOWN = "–"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|(?:s|min|h|d|wk|mo)\b))")

CONVENTIONS = {
    Convention.SERVICE: "Lead time of a step holds the wait in front of it and its processing time.",
    Convention.WAITS: "Lead time is waiting time; processing time is shown beside it.",
    Convention.WAITS_PROCESSING: "Lead time is waiting time and processing time added up.",
}
REWORK = {
    ReworkRule.UNTIL_RIGHT: "Rework is repeated until it is right: a loop with chance p counts 1 ÷ (1 − p) times.",
    ReworkRule.ONCE: "Rework happens once at most: a loop with chance p adds p times what it repeats.",
}


def percent(value: float | None) -> str:
    """A ratio as a percentage: `57 %`; under 10 % with one decimal; a dash where it is unknown.

    >>> percent(0.57), percent(0.0351), percent(0), percent(0.0001), percent(None)
    ('57 %', '3.5 %', '0 %', '< 0.1 %', '–')
    """
    return UNKNOWN if value is None else durations.percent(value)


def money(value: float | None, currency: str = "") -> str:
    """A sum of money: `12,000 EUR`, with its cents under a hundred; a dash where it is unknown.

    >>> money(1234567.4, "EUR"), money(12.5), money(-0.001), money(None, "EUR")
    ('1,234,567 EUR', '12.50', '0', '–')
    """
    if value is None:
        return UNKNOWN
    cents = 0.005 <= abs(value) < 99.995 and abs(value - round(value)) >= 0.005
    shown = f"{abs(value):,.{2 if cents else 0}f}"
    sign = "−" if value < 0 and shown != "0" else ""
    return f"{sign}{shown} {currency}".rstrip()


def kept(words: str) -> str:
    """The same text, in which no line ends between a figure and its unit.

    >>> kept("6 d, 39 % of lead time")
    '6\\xa0d, 39\\xa0% of lead time'
    """
    return _BEFORE_UNIT.sub("\u00a0", words)


def spoken(minutes: float, calendar: Calendar) -> str:
    """A duration inside a sentence: `10.5 working days`, `1 working day`, `2 h 57 min`."""
    shown = show(minutes, calendar)
    if not shown.endswith(" d"):
        return shown
    return f"{shown[:-2]} working {'day' if shown == '1 d' else 'days'}"


def calendar_days(minutes: float, calendar: Calendar) -> str:
    """The same time read in calendar days, where it is a day or more."""
    days = minutes / calendar.minutes_in("cd")
    return f"{number(days, 0)} calendar days" if days >= 1.5 else ""


def covered(known: tuple[int, int]) -> str:
    """How many steps a sum covers: `9 of 11 steps`."""
    return f"{known[0]} of {known[1]} {'step' if known[1] == 1 else 'steps'}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 step`, `3 steps`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def part_known(known: tuple[int, int], one: str) -> str:
    """What a total covers: `14 services`, `13 of 14 services known`.

    >>> part_known((13, 14), "service"), part_known((1, 1), "line")
    ('13 of 14 services known', '1 line')
    """
    if known[0] >= known[1]:
        return plural(known[1], one)
    return f"{known[0]:,} of {plural(known[1], one)} known"


def yearly(document: Document) -> str:
    """The unit of money a year: `EUR a year`."""
    return f"{document.engagement.currency} a year".strip()


def confidentiality(engagement: Engagement) -> str:
    """What every deliverable says of who may read it: "Confidential" where nothing is said that can be seen."""
    said = " ".join(engagement.confidentiality.split())
    return said if one_line(said) else "Confidential"
