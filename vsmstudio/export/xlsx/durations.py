"""Durations as they are typed, read by formulas: `1.5 h`, `2 d`, `3-5 d` and `2-3-6 d` as working minutes by the calendar."""

from __future__ import annotations

import re

from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.export.xlsx.sheet import FIRST_ROW
from vsmstudio.model.durations import UNIT_OF, Calendar, Duration

TITLE = "Units of time"
WORDS, MINUTES = "unit_words", "unit_minutes"
DAY, YEAR = "minutes_per_day", "minutes_per_year"
_SAFE = re.compile(r"[0-9A-Za-z .,+\-–]{1,100}")
_SIMPLE = re.compile(r"(\d+(?:[.,]\d+)?)(?:[-–](\d+(?:[.,]\d+)?))?(?:[-–](\d+(?:[.,]\d+)?))? ?([A-Za-z ]*)")
_FORMULAS = {
    "s": "=1/60",
    "min": "=1",
    "h": "=60",
    "d": "=hours_per_day*60",
    "wk": "=hours_per_day*60*days_per_week",
    "mo": "=hours_per_day*60*days_per_week*weeks_per_year/12",
    "y": "=hours_per_day*60*days_per_week*weeks_per_year",
    "cd": "=hours_per_day*60*days_per_week/7",
    "cwk": "=hours_per_day*60*days_per_week",
}
_MEANS = {
    "s": "a second",
    "min": "a minute",
    "h": "an hour",
    "d": "a working day",
    "wk": "a working week",
    "mo": "a working month",
    "y": "a working year, for demand only",
    "cd": "a calendar day, in working time",
    "cwk": "a calendar week, in working time",
}


def units(calendar: Calendar) -> tuple[Table, dict[tuple[int, str], tuple[str, float | str]], dict[str, str]]:
    """The sheet of units with its formulas, and the names of its cells.

    Words are sorted by length, as the longest that a duration ends with counts: `cd`, not `d`.
    """
    words = sorted(UNIT_OF, key=lambda word: (len(word), word))
    listed = [*((word, UNIT_OF[word]) for word in words), ("y", "y")]
    rows = tuple((word, unit, calendar.minutes_in(unit), _MEANS[unit]) for word, unit in listed)
    live: dict[tuple[int, str], tuple[str, float | str]] = {
        (at, "minutes"): (_FORMULAS[unit], calendar.minutes_in(unit)) for at, (_, unit) in enumerate(listed)
    }
    columns = (
        Column("word", "As it is typed", width=18),
        Column("unit", "Unit", width=8),
        Column("minutes", "Working minutes", Kind.NUMBER, width=14),
        Column("means", "Means", width=40),
    )
    note = "By the calendar of the sheet Engagement. Keep the order: the longest word that a duration ends with counts."
    last = FIRST_ROW + len(words) - 1
    day = FIRST_ROW + words.index("d")
    names = {
        WORDS: f"'{TITLE}'!$A${FIRST_ROW}:$A${last}",
        MINUTES: f"'{TITLE}'!$C${FIRST_ROW}:$C${last}",
        DAY: f"'{TITLE}'!$C${day}",
        YEAR: f"'{TITLE}'!$C${last + 1}",
    }
    return Table(TITLE, columns, rows, note), live, names


def number_part(typed: str) -> str:
    """The formula of what stands before the unit of a typed duration: `3-5` of `3-5 d`."""
    unit = f"IFERROR(LOOKUP(2,1/(RIGHT(TRIM({typed}),LEN({WORDS}))={WORDS}),LEN({WORDS})),0)"
    bare = f"LEFT(TRIM({typed}),LEN(TRIM({typed}))-{unit})"
    return f'=SUBSTITUTE(SUBSTITUTE({bare},",","."),"–","-")'


def number_part_of(duration: Duration | None) -> str:
    """What that formula gives."""
    if duration is None:
        return ""
    text = duration.text.strip()
    ending = max((word for word in UNIT_OF if text.casefold().endswith(word)), key=len, default="")
    return text[: len(text) - len(ending)].replace(",", ".").replace("–", "-")


def minutes(typed: str, part: str, duration: Duration | None, calendar: Calendar) -> tuple[str, float | str] | None:
    """The formula of a typed duration in minutes, and what it gives; `part` is the cell of its number.

    A form that the formula cannot read, such as `1h 30m`, gives what the application reads as long as it stands there.
    None where the text cannot stand in a formula.
    """
    number = '_xlfn.NUMBERVALUE({},".")'.format
    dash = f'FIND("-",{part})'
    second = f'FIND("-",{part},{dash}+1)'
    two = f"({number(f'LEFT({part},{dash}-1)')}+{number(f'MID({part},{dash}+1,30)')})/2"
    three = number(f"MID({part},{dash}+1,{second}-{dash}-1)")
    unit = f"IFERROR(LOOKUP(2,1/(RIGHT(TRIM({typed}),LEN({WORDS}))={WORDS}),{MINUTES}),1)"
    read = f'IFERROR(IFERROR({number(part)},IFERROR({two},{three}))*{unit},"")'
    if duration is None:
        return f'=IF({typed}="","",{read})', ""
    gives = duration.minutes(calendar)
    if _is_simple(duration.text):
        return f'=IF({typed}="","",{read})', gives
    if not _SAFE.fullmatch(duration.text):
        return None
    return f'=IF({typed}="","",IF(EXACT({typed},"{duration.text}"),{gives!r},{read}))', gives


def _is_simple(text: str) -> bool:
    """Can the formula read it? One, two or three numbers with one unit at the end."""
    found = _SIMPLE.fullmatch(text)
    if not found or (found[4] and found[4].casefold() not in UNIT_OF):
        return False
    numbers = [float(each.replace(",", ".")) for each in found.groups()[:3] if each]
    return numbers == sorted(numbers)
