"""CSV and its kin as rows of cells. Damaged quoting stops nothing: the row is taken apart as best as can be, and said.

Where the quoting is sound the rows are exactly those that Python's `csv` gives.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.table_reader import (
    HEADER_WITHIN,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_LINES,
    TableRow,
    cleaned,
    within_limits,
)
from vsmstudio.interchange.torn_rows import Mending

Score = Callable[[Sequence[str]], int]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_SAID = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)  # Excel's own first line
_WIDEST = 100_000  # characters of a line by which delimiters are told
_DELIMITERS = "\t,;|"


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file's bytes, and what there is to say: UTF-8, UTF-16, or else Windows-1252.

    A text that is UTF-8 but for a few bytes stays UTF-8. Raises `BadSource` where it is no text.
    """
    notes: tuple[str, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif wide := _wide(data):
        text = data.decode(wide, "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("utf-8-sig", "replace")
            lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
            if lost * 2 < sum(each > "\x7f" for each in text):
                count = "1 character" if lost == 1 else f"{lost:,} characters"
                notes = (f"{name} is damaged UTF-8: {count} could not be read and stand as \ufffd.",)
            else:
                text = data.decode("cp1252", "replace")
                notes = (f"{name} is not UTF-8 and was read as Windows-1252.",)
                if "\ufffd" in text:
                    notes += (f"{name} holds characters that Windows-1252 does not have; they are shown as \ufffd.",)
    return text, notes


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of the beginning is zero."""
    head = data[:400]
    if len(head) >= 8 and not len(data) % 2:
        if head[1::2].count(0) > len(head) * 0.4 and not head[::2].count(0):
            return "utf-16-le"
        if head[::2].count(0) > len(head) * 0.4 and not head[1::2].count(0):
            return "utf-16-be"
    return ""


def rows_of(text: str, name: str, score: Score) -> tuple[tuple[TableRow, ...], tuple[str, ...]]:
    """The rows that hold something, and notes. `score` says how many columns a row knows by name. Raises `BadSource`."""
    if "\0" in text and text.strip("\ufeff\0 \t\r\n"):
        raise BadSource(f"{name} is no text table; a file with comma, semicolon or tab between columns is expected.")
    text = _HALF.sub("\ufffd", _CONTROL.sub("", text.removeprefix("\ufeff")))
    if not text.strip():
        raise BadSource(f"{name} is empty; a table with a header row is expected, such as Step, PT, LT, %C&A.")
    if max(text.count("\n"), text.count("\r")) >= MOST_LINES:
        raise BadSource(f"{name} has more than {MOST_LINES:,} lines; delete the blank ones.")
    lines = _lines(text)
    said = _SAID.fullmatch(lines[0])
    first = 1 if said else 0
    delimiter = said[1] if said and said[1] not in '"\r\n' else _delimiter(lines[first:1000], score)
    for at, line in enumerate(lines[:HEADER_WITHIN], 1):
        if line.count(delimiter) > _WIDEST:
            raise BadSource(
                f"{name}, line {at} has more than {MOST_COLUMNS} columns; leave out those that are not needed."
            )
    top = _top(lines[first:1000], delimiter)
    width = _width(top, score)
    regular = sum(len(cells) == width for cells in top) >= 0.6 * sum(map(any, top))
    mending = Mending(lines, delimiter, width, regular)
    rows = tuple(within_limits(_filled(mending, first, name), name))
    return rows, tuple(f"{name}: {note}" for note in _notes(rows, mending, width))


def _lines(text: str) -> list[str]:
    """The lines with their ends, as `csv` counts them: \\n, \\r\\n, or \\r alone."""
    return list(io.StringIO(text, newline=""))


def _top(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The first rows by a delimiter, leniently, each as far as a header can be long."""
    found = []
    try:
        for cells in islice(csv.reader((line[:_WIDEST] for line in lines), delimiter=delimiter), HEADER_WITHIN):
            found.append(cells[: MOST_COLUMNS + 1])
    except csv.Error:
        pass
    return found


def _delimiter(lines: Sequence[str], score: Score) -> str:
    """The delimiter by which a row shows the most known columns, then the one that makes the most even table."""
    best, found = (0, 0), "\t"
    for delimiter in _DELIMITERS:
        rows = _top(lines, delimiter)
        header = max(rows, key=score, default=[])
        known = score(header)
        widths = Counter(len(cells) for cells in rows if any(cells))
        width, count = max(widths.items(), key=lambda each: each[1] * (each[0] > 1), default=(1, 0))
        even = count if width > 1 and (not known or len(header) > 1) else 0
        if (known, even) > best:
            best, found = (known, even), delimiter
    return found


def _width(rows: Sequence[Sequence[str]], score: Score) -> int:
    """How many cells a row of the table has: as many as its header, or else as most rows."""
    if not rows:
        return 1
    header = max(rows, key=score)
    if score(header):
        return len(header)
    return Counter(len(cells) for cells in rows if any(cells)).most_common(1)[0][0] if any(map(any, rows)) else 1


def _filled(mending: Mending, first: int, name: str) -> Iterator[TableRow]:
    """The rows that hold something, cleaned and within the bounds of a row."""
    for line, cells, flaw in mending.rows(first):
        if not any(cells):
            continue
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise BadSource(
                f"{name}, line {line} has more than {MOST_COLUMNS} columns; leave out those that are not needed."
            )
        if any(len(cell) > LONGEST_CELL for cell in cells):
            cells = [cell[:LONGEST_CELL] for cell in cells]
            flaw = f"it has a cell of more than {LONGEST_CELL:,} characters; shorten it"
        row = TableRow(line, tuple(map(cleaned, cells[:MOST_COLUMNS])), flaw)
        if any(row.cells):
            yield row


def _notes(rows: Sequence[TableRow], mending: Mending, width: int) -> Iterator[str]:
    if mending.mended:
        yield (
            f"quotation marks are out of place in {_lines_of(mending.mended)}; the cells were told apart as best as "
            "could be. Look at them."
        )
    short = [row.line for row in rows[1:] if len(row.cells) < width and not row.flaw]
    if 0 < len(short) <= len(rows) // 10:
        yield f"{_lines_of(short)} {'has' if len(short) == 1 else 'have'} fewer cells than the header."


def _lines_of(numbers: Sequence[int]) -> str:
    """Line numbers in words: `line 7`, `12 rows (lines 3, 17, 40 and 9 more)`."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    more = f" and {len(numbers) - 10:,} more" if len(numbers) > 10 else ""
    return f"{len(numbers):,} rows (lines {', '.join(map(str, numbers[:10]))}{more})"
