"""What time stamps look like: a text's shape (digits as 0, letters as a) tells where its year, month and hour stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DATES = (
    r"(?P<y>0000)(?P<sep>[-/.])(?P<m>00?)(?P=sep)(?P<d>00?)",
    r"(?P<p>00?)(?P<sep>[-/.])(?P<q>00?)(?P=sep)(?P<y>0000|00)",
    r"(?P<d>00?)[- /.]*(?P<name>aaa+)[- /.,]*(?P<y>0000|00)",
    r"(?P<name>aaa+)[. ]+(?P<d>00?),? +(?P<y>0000)",
    r"(?P<y>0000)(?P<m>00)(?P<d>00)",
)
_TIME = (
    r"(?:(?P<H>00?)[:.](?P<M>00)(?:[:.](?P<S>00)(?:[.,](?P<f>0+))?)?|(?P<H>00)(?P<M>00)(?P<S>00)?)"
    r"(?: ?(?P<ap>aa(?!a)|a\.a\.?))?"
)
_ZONE = r"(?: ?(?P<zone>a|aaa|(?P<sign>[-+])(?P<zh>00):?(?P<zm>00)?))?"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a stamp stand (start, end). `two_way`: day and month could be swapped."""

    parts: dict[str, tuple[int, int]]
    two_way: bool
    dotted: bool
    scale: float = 0.0  # of a plain number: milliseconds in one; 0 is no plain number
    epoch: float = 0.0  # and the milliseconds at which it begins


_NUMBERS = (
    (re.compile(r"0{10}(?:[.,]0+)?"), 1000.0, 0.0),  # seconds since 1970
    (re.compile(r"0{13}(?:[.,]0+)?"), 1.0, 0.0),
    (re.compile(r"0{16}"), 1e-3, 0.0),
    (re.compile(r"0{19}"), 1e-6, 0.0),
    (re.compile(r"0{5}[.,]0+"), 86_400_000.0, -25569 * 86_400_000.0),  # days as spreadsheets count them
)


@lru_cache(maxsize=4096)
def layout_of(shape: str) -> Layout | None:
    """The layout of a shape such as `0000-00-00a00:00:00.000+00:00`; None where it is no time stamp.

    >>> layout_of("00/00/0000 00:00").two_way
    True
    """
    for number, scale, epoch in _NUMBERS:
        if number.fullmatch(shape):
            return Layout({"number": (0, len(shape))}, False, False, scale, epoch)
    for date in _DATES:
        for pattern in _patterns(date):
            if (match := re.fullmatch(pattern, shape)) is not None:
                found = match.groupdict()
                parts = {
                    name.removesuffix("2"): match.span(name) for name, text in found.items() if text and name != "sep"
                }
                return Layout(parts, "p" in parts, found.get("sep") == ".")
    return None


def _patterns(date: str) -> tuple[str, ...]:
    time = _TIME.replace("(?P<H>00)(?P<M>00)(?P<S>00)?", "(?P<H2>00)(?P<M2>00)(?P<S2>00)?")
    day = r"(?:aaa+\.?,? )?"
    between = "[ a_,-]*" if date == _DATES[-1] else "[ a_,-]+"
    return (rf"{day}{date}", rf"{day}{date}(?:{between}{time}{_ZONE})")
