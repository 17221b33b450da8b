"""The titles of a log's columns: which row of a text table holds them, and which columns hold times."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from vsmstudio.interchange.event_log.source import lines
from vsmstudio.interchange.event_log.stamps import looks_like_times
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import NAMES, is_log, plain

SAMPLED = 1000  # rows from which columns are guessed
DELIMITERS = ",;\t|"
WITHIN = 20  # rows from the top in which the titles stand


class Form(NamedTuple):
    """How a text table is divided, and how many filled rows stand above its titles."""

    delimiter: str
    above: int


def form_of(path: Path, encoding: str) -> Form:
    """The delimiter by which a row at the top has the titles of a log; or else the most columns. Raises `BadSource`.

    Exports may begin with what they are called, the date, or `sep=;`: the titles are the first row that names a case, an
    activity and a time, or else the first that is as wide as the widest.
    """
    found = lines(path, encoding)
    top = list(islice(filter(str.strip, found), WITHIN))
    found.close()
    if not top:
        raise BadSource(f"{path} is empty; an event log with a header row is expected.")
    forms = [(_titles_at(top, delimiter), delimiter) for delimiter in DELIMITERS]
    (_, _, above), delimiter = max(forms, key=lambda each: each[0][:2])
    return Form(delimiter, above)


def _titles_at(top: Sequence[str], delimiter: str) -> tuple[bool, int, int]:
    """Whether a row is a log's titles, how many columns it has, and how many rows stand above it."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows = [row for row in csv.reader(top, delimiter=delimiter) if any(row)]
    for at, row in enumerate(rows):
        if is_log(row):
            return True, len(row), at
    widths = [sum(map(bool, row)) for row in rows] or [0]
    at = widths.index(max(widths))
    return False, len(rows[at]) if rows else 0, at


def unique(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles that tell columns apart: a blank one is named by its place, a second one of its name is numbered."""
    found: dict[str, None] = {}
    for at, title in enumerate(titles, 1):
        name = " ".join(title.removeprefix("\ufeff").split())[:200] or f"Column {at}"
        number = 2
        while name in found:
            name, number = f"{title.strip()[:190]} ({number})", number + 1
        found[name] = None
    return tuple(found)


def times_among(titles: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """The titles of columns that hold times."""
    known = NAMES["time"].keys() | NAMES["start"].keys()
    return [
        title
        for at, title in enumerate(titles)
        if looks_like_times([row[at] for row in samples[:200] if at < len(row)], expected=plain(title) in known)
    ]
