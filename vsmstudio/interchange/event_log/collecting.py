"""Rows of a log on their way into columns: each text gets a number, each time becomes one, what is missing is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.instances import transition_of
from vsmstudio.interchange.event_log.log import MOST_LISTED, UNKNOWN, Codes, DatesRead, Log, LogHead
from vsmstudio.interchange.event_log.stamps import Stamps
from vsmstudio.interchange.imported import BadSource, Problem
from vsmstudio.interchange.log_columns import LogColumns

MOST_EVENTS = 10_000_000
AT_ONCE = 32768  # rows; more would be no faster
LONGEST_NAME = 200  # characters of a text that is kept
BLANKS = frozenset({"", "-", "–", "null", "none", "nan", "n/a", "na", "unknown", "empty", "undefined", "__invalid__"})

Columns = Sequence[Sequence[str]]
Lines = Callable[[int], int]  # the line of a row of the stretch


class _Numbered(dict[str, int]):
    """Texts by numbers, in the order in which they came."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class _Texts:
    """A column, or several that are joined, as numbers of texts."""

    def __init__(self, places: Sequence[int]) -> None:
        self.places = places
        self._known = _Numbered()
        self._codes: list[Codes] = []

    def add(self, columns: Columns) -> None:
        held = [columns[place] for place in self.places]
        texts = held[0] if len(held) == 1 else map(_joined, zip(*held, strict=True))
        self._codes.append(np.fromiter(map(self._known.__getitem__, texts), np.int32, len(held[0])))

    def done(self, optional: bool) -> tuple[Codes, tuple[str, ...]]:
        """All codes and their texts: texts that differ by outer or double spaces alone are one, blanks are −1."""
        merged: dict[str, int] = {}
        to = np.full(len(self._known) + 1, -1, np.int32)
        for text, number in self._known.items():
            clean = _clean(text)
            if clean.casefold() in BLANKS if optional else not clean:
                continue
            to[number] = merged.setdefault(clean, len(merged))
        codes = np.concatenate(self._codes) if self._codes else np.zeros(0, np.int32)
        self._codes = []
        return to[codes], tuple(merged)

    def blank(self) -> NDArray[np.bool_]:
        """Which rows of the last stretch hold nothing; of columns with very many texts only those that are empty."""
        known = self._known
        blanks = (
            [number for text, number in known.items() if not text.strip()]
            if len(known) < 100_000
            else [known.get("", -1)]
        )
        return np.isin(self._codes[-1], blanks)


def _joined(cells: tuple[str, ...]) -> str:
    return " – ".join(filter(None, map(str.strip, dict.fromkeys(cells))))


def _clean(text: str) -> str:
    words = " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+", " ", text).split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"


class Collector:
    """Takes stretches of the columns of `columns.used` in that order, and makes the log of them."""

    def __init__(self, name: str, columns: LogColumns, head: LogHead) -> None:
        self.name, self.columns, self.head = name, columns, head
        place = {title: at for at, title in enumerate(columns.used)}
        self._texts = {
            use: _Texts([place[title] for title in titles])
            for use, titles in (
                ("case", (columns.case,)), ("activity", columns.activity), ("lifecycle", (columns.lifecycle,)),
                ("resource", (columns.resource,)), ("role", (columns.role,)),
            )
            if titles and titles[0]
        }  # fmt: skip
        self._time_at = place[columns.time or columns.start]
        both = columns.start and columns.time and columns.start != columns.time
        self._start_at = place[columns.start] if both else None
        self._time, self._start = Stamps(), Stamps()
        self._lines: list[tuple[int, int, Lines]] = []  # the first row of a stretch, its length, and its lines
        self._raw: dict[int, tuple[str, str]] = {}
        self.count = 0

    def add(self, columns: Columns, lines: Lines) -> None:
        """The next stretch: a cell of each row in every column."""
        rows = len(columns[0])
        if self.count + rows > MOST_EVENTS:
            raise BadSource(f"{self.name} has more than {MOST_EVENTS:,} events; divide it into several logs.")
        for texts in self._texts.values():
            texts.add(columns)
        self._time.add(columns[self._time_at])
        if self._start_at is not None:
            self._start.add(columns[self._start_at])
        self._keep_doubtful(columns[self._time_at], lines)
        self.count += rows

    def _keep_doubtful(self, times: Sequence[str], lines: Lines) -> None:
        """Keep the text and line of rows whose time no reading understands, for the list of problems."""
        if len(self._raw) >= MOST_LISTED:
            return
        last = self._time.stretches[-1]
        unread = (last.day_first == UNKNOWN) | (last.month_first == UNKNOWN)
        for use in ("case", "activity"):
            unread |= self._texts[use].blank()
        for row in np.flatnonzero(unread)[:MOST_LISTED].tolist():
            self._raw[self.count + row] = (str(lines(row)), times[row])

    def log(self, notes: Sequence[str] = ()) -> Log:
        """The log of all rows. Raises `BadSource` where none could be read."""
        case, cases = self._texts["case"].done(optional=False)
        activity, activities = self._texts["activity"].done(optional=False)
        first = self.columns.dates or self._time.first() or self._start.first()  # one order for both columns
        time, offset, dates = self._time.done(first)
        start, start_offset, start_dates = self._start.done(first)
        begun = self._start_at is not None
        if begun:  # work that was only started has no completion, and the other way round
            only = (time == UNKNOWN) & (start != UNKNOWN)
            time, offset = np.where(only, start, time), np.where(only, start_offset, offset)
        good = (case >= 0) & (activity >= 0) & (time != UNKNOWN)
        problems = self._problems(case, activity, time, good)
        if not good.any():
            first = f" First: {problems[0]}." if problems else ""
            raise BadSource(f"{self.name} has no row with a case, an activity and a time.{first}")
        # cases by their first appearance, then by time; a stable sort keeps the order of the file
        order = np.flatnonzero(good)
        order = order[np.lexsort((time[order], case[order]))]
        case, cases = _present(case[order], cases)
        activity, activities = _present(activity[order], activities)
        others = {}
        for use in ("lifecycle", "resource", "role"):
            if use in self._texts:
                codes, names = self._texts[use].done(optional=True)
                others[use] = _present(codes[order], names)
        transition, transitions = others.get("lifecycle", (None, ()))
        resource, resources = others.get("resource", (None, ()))
        role, roles = others.get("role", (None, ()))
        left = int(len(good) - good.sum())
        return Log(
            name=self.name, columns=self.columns, head=self.head,
            case=case, activity=activity, time=time[order], offset=offset[order].astype(np.int32),
            cases=cases, activities=activities,
            start=start[order] if begun else None, start_offset=start_offset[order] if begun else None,
            transition=None if transition is None else _transition_codes(transition, transitions),
            resource=resource, role=role, resources=resources, roles=roles,
            dates=_either(dates, start_dates), left_out=left, problems=problems, notes=tuple(notes),
        )  # fmt: skip

    def _problems(
        self, case: Codes, activity: Codes, time: NDArray[np.int64], good: NDArray[np.bool_]
    ) -> tuple[Problem, ...]:
        found = []
        for row in np.flatnonzero(~good)[:MOST_LISTED].tolist():
            line, text = self._raw.get(row, (str(row + 1), ""))
            if case[row] < 0:
                column, shown, reason = self.columns.case, "", "the case is blank"
            elif activity[row] < 0:
                column, shown, reason = " + ".join(self.columns.activity), "", "the activity is blank"
            else:
                column, shown = self.columns.time or self.columns.start, text
                reason = "it is no date and time such as 2024-03-31 22:59" if text.strip() else "the time is blank"
            found.append(Problem(int(line), column, shown, reason, self.name))
        return tuple(found)


def _present(codes: Codes, names: tuple[str, ...]) -> tuple[Codes, tuple[str, ...]]:
    """Codes and names of what is left: some may have stood in rows alone that could not be read."""
    there = np.bincount(codes[codes >= 0], minlength=len(names)) > 0
    if there.all():
        return codes, names
    to = np.append(np.cumsum(there) - 1, -1).astype(np.int32)  # the last: blanks
    return to[codes], tuple(name for name, held in zip(names, there.tolist(), strict=True) if held)


def _either(dates: DatesRead, other: DatesRead) -> DatesRead:
    return dates if dates.words or not other.words else other


def _transition_codes(codes: Codes, names: Sequence[str]) -> Codes:
    table = np.array([*(transition_of(name) for name in names), transition_of("")], np.int32)
    return table[codes]
