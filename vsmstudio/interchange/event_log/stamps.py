"""Columns of time stamps as numbers, in whichever form they are written; day and month are told by the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vsmstudio.interchange.event_log.civil import day_numbers, is_date
from vsmstudio.interchange.event_log.distinct import distinct
from vsmstudio.interchange.event_log.layouts import Layout, layout_of
from vsmstudio.interchange.event_log.log import UNKNOWN, Codes, DatesRead, Millis

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
Cells = NDArray[np.uint8]
Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOST_LAYOUTS = 64  # different shapes of one length, in a stretch of rows; what is beyond is no time
_MONTHS = {
    name: month
    for month, names in enumerate(
        ("jan ene gen janv", "feb fev fevr", "mar mrt mars marz", "apr abr avr avri", "may mai mei mag maj", "jun giu juin",
         "jul lug juil", "aug ago aout", "sep set sept", "oct okt out ott", "nov nove", "dec dez dic dece"), 1,
    )
    for name in names.split()
}  # fmt: skip


class Read(NamedTuple):
    """A stretch of a column: milliseconds UTC with the day first and with the month first, and minutes to the wall clock."""

    day_first: Millis
    month_first: Millis
    offset: Codes
    two_way: Mask


@dataclass(slots=True)
class Stamps:
    """A column as it is read, stretch by stretch."""

    stretches: list[Read] = field(default_factory=list)
    example: str = ""
    dotted: bool = False

    def add(self, cells: Sequence[str]) -> None:
        """Read the next cells; what is no time becomes `UNKNOWN`."""
        read, dotted = read_cells(cells)
        self.stretches.append(read)
        if read.two_way.any():
            self.dotted |= dotted
            if not self.example:
                self.example = cells[int(np.argmax(read.two_way))].strip()[:40]

    def first(self) -> str:
        """What comes first in its dates, `day` or `month`; blank where both orders read as many of them."""
        days = sum(int(np.count_nonzero(each.day_first[each.two_way] != UNKNOWN)) for each in self.stretches)
        months = sum(int(np.count_nonzero(each.month_first[each.two_way] != UNKNOWN)) for each in self.stretches)
        return "" if days == months else "day" if days > months else "month"

    def done(self, dates: str = "") -> tuple[Millis, Codes, DatesRead]:
        """The whole column: milliseconds UTC, minutes to the wall clock, and how it was read.

        Where day and month could be swapped, `dates` (`day` or `month`) holds for the column if it is said, else the order
        that reads more of its cells; where both read as many the day comes first.
        """
        told = dates or self.first()
        held = self.stretches or [read_cells([])[0]]
        self.stretches = []
        offset = np.concatenate([each.offset for each in held])
        two_way = np.concatenate([each.two_way for each in held])
        if not two_way.any():
            return np.concatenate([each.day_first for each in held]), offset, DatesRead()
        both = [np.concatenate([each[order] for each in held]) for order in (0, 1)]
        ambiguous = not told and not self.dotted and not np.array_equal(both[0], both[1])
        month_first = told == "month"
        words = "month first (mm/dd/yyyy)" if month_first else "day first (dd/mm/yyyy)"
        return both[month_first], offset, DatesRead(words, self.example, ambiguous)


def read_cells(cells: Sequence[str]) -> tuple[Read, bool]:
    """A stretch of cells; and whether their dates are written with dots, which puts the day first."""
    count = len(cells)
    day, month = np.full(count, UNKNOWN, np.int64), np.full(count, UNKNOWN, np.int64)
    read = Read(day, month, np.zeros(count, np.int32), np.zeros(count, np.bool_))
    dotted = False
    lengths = np.fromiter(map(len, cells), np.int64, count)
    for length in distinct(lengths).tolist():
        if not 4 <= length <= 48:
            continue
        rows = np.flatnonzero(lengths == length)
        chosen = cells if len(rows) == count else [cells[row] for row in rows.tolist()]
        try:
            joined = "".join(chosen).encode("ascii")
        except UnicodeEncodeError:
            joined = "".join(chosen).translate(_PLAIN).encode("ascii", "replace")
        grid = np.frombuffer(joined, np.uint8).reshape(len(rows), length)
        dotted |= _read_grid(grid, rows, read)
    return read, dotted


_PLAIN = {
    ord(accented): plain for accented, plain in zip("äàáâçéèêëíîïñóôöúûüÄÉ", "aaaaceeeeiiinooouuuAE", strict=True)
}
_PLAIN |= {0xA0: " ", 0x202F: " ", 0x2009: " "}


def _read_grid(grid: Cells, rows: Numbers, read: Read) -> bool:
    """Read texts of one length, shape by shape."""
    digit = (grid >= 48) & (grid <= 57)
    letter = ((grid | 32) >= 97) & ((grid | 32) <= 122)
    shapes = np.where(digit, 48, np.where(letter, 97, grid)).astype(np.uint8)
    left = np.arange(len(rows))
    dotted = False
    for _ in range(MOST_LAYOUTS):
        if not len(left):
            break
        shape = shapes[left[0]]
        alike = (shapes[left] == shape).all(axis=1)
        these = left[alike]
        left = left[~alike]
        text = shape.tobytes().decode("ascii")
        trimmed = text.strip(" \t\r\n'\"")
        begin = text.find(trimmed)
        if (layout := layout_of(trimmed)) is None:
            continue
        cells = grid[these, begin : begin + len(trimmed)]
        _read_alike(cells, layout, rows[these], read)
        dotted |= layout.two_way and layout.dotted
    return dotted


def _read_alike(cells: Cells, layout: Layout, rows: Numbers, read: Read) -> None:
    """Read texts of one shape."""
    if layout.scale:
        millis = _plain_numbers(cells, layout)
        read.day_first[rows] = read.month_first[rows] = millis
        return
    parts = layout.parts

    def number(name: str, default: int = 0) -> Numbers:
        span = parts.get(name)
        return _number(cells[:, slice(*span)]) if span else np.full(len(cells), default, np.int64)

    year = number("y")
    if parts["y"][1] - parts["y"][0] == 2:
        year += np.where(year < 70, 2000, 1900)
    hour, minute, second = number("H"), number("M"), number("S")
    fraction = np.zeros(len(cells), np.int64)
    if span := parts.get("f"):
        digits = min(span[1] - span[0], 3)
        fraction = _number(cells[:, span[0] : span[0] + digits]) * 10 ** (3 - digits)
    if span := parts.get("ap"):
        half = cells[:, span[0]] | 32
        hour = np.where((hour >= 1) & (hour <= 12), hour % 12 + np.where(half == ord("p"), 12, 0), 99)
    good = (minute < 60) & (second < 61) & ((hour < 24) | ((hour == 24) & (minute == 0) & (second == 0)))
    offset = np.zeros(len(cells), np.int64)
    if "sign" in parts:
        offset = number("zh") * 60 + number("zm")
        offset = np.where(cells[:, parts["sign"][0]] == ord("-"), -offset, offset)
    of_day = ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset * 60_000
    if layout.two_way:
        first, second_part = number("p"), number("q")
        pairs = ((second_part, first), (first, second_part))
    else:
        month = _months(cells[:, slice(*parts["name"])]) if "name" in parts else number("m", 1)
        pairs = ((month, number("d", 1)),) * 2
    for column, (month, day) in zip((read.day_first, read.month_first), pairs, strict=True):
        known = good & is_date(year, month, day)
        millis = day_numbers(year, month, day) * 86_400_000 + of_day
        column[rows] = np.where(known, millis, UNKNOWN)
    read.offset[rows] = offset
    read.two_way[rows] = layout.two_way


def _number(cells: Cells) -> Numbers:
    """Columns of digits as numbers."""
    value = np.zeros(len(cells), np.int64)
    for column in range(cells.shape[1]):
        value = value * 10 + (cells[:, column].astype(np.int64) - 48)
    return value


def _plain_numbers(cells: Cells, layout: Layout) -> Millis:
    """Seconds, milliseconds or days since their epoch. A number out of all proportion is no time."""
    texts = cells.tobytes().decode("ascii").replace(",", ".")
    width = cells.shape[1]
    values = np.array([float(texts[at : at + width]) for at in range(0, len(texts), width)])
    millis = values * layout.scale + layout.epoch
    good = (millis > -5.4e12) & (millis < 7.3e12)  # the years from 1800 to 2200
    return np.where(good, np.rint(np.where(good, millis, 0)), UNKNOWN).astype(np.int64)


def _months(cells: Cells) -> Numbers:
    """The numbers of months by name; 0 where there is no such name."""
    width = cells.shape[1]
    texts = (cells | 32).tobytes().decode("ascii", "replace")
    return np.array([_month(texts[at : at + width]) for at in range(0, len(texts), width)], np.int64)


def _month(name: str) -> int:
    return _MONTHS.get(name, 0) or _MONTHS.get(name[:4], 0) or _MONTHS.get(name[:3], 0)


def looks_like_times(cells: Sequence[str], expected: bool = False) -> bool:
    """Are most of a column's filled cells time stamps? Where they are `expected`, half are enough, and numbers count.

    >>> looks_like_times(["2012-03-31T22:59:00+01:00", ""]), looks_like_times(["1333234740", "1333234741"])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or (not expected and all(map(_NUMBER.fullmatch, filled))):
        return False
    read, _ = read_cells(filled)
    known = np.count_nonzero((read.day_first != UNKNOWN) | (read.month_first != UNKNOWN))
    return bool(known >= (0.5 if expected else 0.9) * len(filled))
