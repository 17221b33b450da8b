"""Event logs as text tables: comma, semicolon, tab or bar between columns, a header row, one event per row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from vsmstudio.interchange.event_log.collecting import AT_ONCE, Collector
from vsmstudio.interchange.event_log.heading import SAMPLED, form_of, times_among, unique
from vsmstudio.interchange.event_log.log import Log, LogHead
from vsmstudio.interchange.event_log.source import Progress, encoding_of, lines
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import LogColumns, guess

MOST_COLUMNS = 1000


def head_of_csv(path: Path) -> LogHead:
    """The titles, the first rows and the guess. Raises `BadSource`."""
    encoding = encoding_of(path)
    form = form_of(path, encoding)
    text = lines(path, encoding)
    rows = _Rows(text, path, form.delimiter).wide(0, [])
    titles = unique(next(islice(rows, form.above, None), []))
    samples = tuple(tuple(cell[:200] for cell in row) for row in islice(rows, SAMPLED))
    text.close()
    if len(titles) > MOST_COLUMNS:
        raise BadSource(f"{path} has {len(titles):,} columns; an event log with one event per row is expected.")
    if len(titles) < 2:
        raise BadSource(
            f"{path} has one column only; columns for case, activity and time, divided by comma, semicolon or tab, are "
            "expected."
        )
    return LogHead(
        titles, samples, guess(titles, samples, times_among(titles, samples)), encoding, form.delimiter, form.above
    )


def read_csv(path: Path, columns: LogColumns, head: LogHead, progress: Progress | None = None) -> Log:
    """All events of a text table. Raises `BadSource`."""
    place = {title: at for at, title in enumerate(head.titles)}
    places = [place[title] for title in columns.used]
    width, size = max(places) + 1, len(places)
    collector = Collector(str(path), columns, head)
    begins: list[int] = []  # the line on which each row of a stretch begins
    found = _Rows(lines(path, head.encoding, progress), path, head.delimiter, len(head.titles)).wide(width, begins)
    next(islice(found, head.above, None), None)
    begins.clear()
    # at least a case, an activity and a time, so each row gives a tuple; all of them in one flat list, as a million short
    # ones would keep the collector of garbage busy
    rows = map(itemgetter(*places), found)
    while cells := list(chain.from_iterable(islice(rows, AT_ONCE))):
        collector.add([cells[at::size] for at in range(size)], begins.__getitem__)
        begins.clear()
    notes = [f"{path} is not UTF-8 and was read as Windows-1252."] if head.encoding == "cp1252" else []
    return collector.log(notes)


class _Rows:
    """The rows of a text table that hold something. What an open quotation mark swallows is never lost without a word."""

    def __init__(self, text: Iterator[str], path: Path, delimiter: str, columns: int = 0) -> None:
        self._reader: Any = csv.reader(text, delimiter=delimiter)
        self._path, self._delimiter, self._columns = path, delimiter, columns

    def wide(self, width: int, begins: list[int]) -> Iterator[list[str]]:
        """Each row with at least so many cells; its line is added to `begins`. Raises `BadSource`."""
        reader = self._reader
        line = 1
        try:
            for row in reader:
                if any(row):
                    if len(row) < width:
                        row += [""] * (width - len(row))
                    if reader.line_num > line and self._swallowed(row):
                        raise self._open(line, "several rows lie within one cell")
                    begins.append(line)
                    yield row
                line = reader.line_num + 1
        except csv.Error as error:
            raise self._open(line, str(error)) from None

    def _swallowed(self, row: Sequence[str]) -> bool:
        """Does a cell hold rows of the table? Most of its lines are then divided as rows are."""
        for cell in row:
            within = cell.split("\n")[1:-1]
            alike = sum(each.count(self._delimiter) == self._columns - 1 for each in within)
            if self._columns > 2 and alike and 2 * alike >= len(within):
                return True
        return False

    def _open(self, line: int, what: str) -> BadSource:
        return BadSource(f"{self._path}, line {line}: {what}; close the quotation mark of the cell that begins there.")
