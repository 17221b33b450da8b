"""Event logs as text tables: comma, semicolon, tab or bar between columns, a header row, one event per row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path

from vsmstudio.interchange.event_log.collecting import AT_ONCE, Collector, Row
from vsmstudio.interchange.event_log.log import Log, LogHead
from vsmstudio.interchange.event_log.source import Progress, encoding_of, lines
from vsmstudio.interchange.event_log.stamps import looks_like_times
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import NAMES, LogColumns, guess, is_log, plain

SAMPLED = 1000  # rows from which columns are guessed
MOST_COLUMNS = 1000
DELIMITERS = ",;\t|"


def head_of_csv(path: Path) -> LogHead:
    """The titles, the first rows and the guess. Raises `BadSource`."""
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    text = lines(path, encoding)
    rows = _filled(csv.reader(text, delimiter=delimiter), path)
    titles = unique(next(rows, []))
    samples = tuple(tuple(cell[:200] for cell in row) for row in islice(rows, SAMPLED))
    text.close()
    if len(titles) > MOST_COLUMNS:
        raise BadSource(f"{path} has {len(titles):,} columns; an event log with one event per row is expected.")
    if len(titles) < 2:
        raise BadSource(
            f"{path} has one column only; columns for case, activity and time, divided by comma, semicolon or tab, are "
            "expected."
        )
    return LogHead(titles, samples, guess(titles, samples, times_among(titles, samples)), encoding, delimiter)


def read_csv(path: Path, columns: LogColumns, head: LogHead, progress: Progress | None = None) -> Log:
    """All events of a text table. Raises `BadSource`."""
    place = {title: at for at, title in enumerate(head.titles)}
    places = [place[title] for title in columns.used]
    chosen = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)
    width = max(places) + 1
    collector = Collector(str(path), columns, head)
    reader = csv.reader(lines(path, head.encoding, progress), delimiter=head.delimiter)
    rows = _filled(reader, path)
    next(rows)
    before = reader.line_num
    while stretch := list(islice(rows, AT_ONCE)):
        short = [at for at, row in enumerate(stretch) if len(row) < width]
        for at in short:
            stretch[at] = [*stretch[at], *[""] * (width - len(stretch[at]))]
        collector.add(list(map(chosen, stretch)), _Lines(stretch, before))
        before = reader.line_num
    notes = [f"{path} is not UTF-8 and was read as Windows-1252."] if head.encoding == "cp1252" else []
    return collector.log(notes)


class _Lines:
    """The line on which a row of a stretch begins; cells of several lines are counted."""

    def __init__(self, rows: Sequence[Row], before: int) -> None:
        self._rows, self._before = rows, before

    def __call__(self, row: int) -> int:
        return self._before + 1 + row + sum(cell.count("\n") for each in self._rows[:row] for cell in each)


def _filled(reader: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    """The rows that hold something; a cell that never ends is said with its line."""
    try:
        yield from filter(any, reader)
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise BadSource(f"{path}, near line {line}: {error}; close the quotation mark of the cell.") from None


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter by which the header row has the titles of a log, or else the most columns."""
    found = lines(path, encoding)
    top = list(islice(filter(str.strip, found), 20))
    found.close()
    if not top:
        raise BadSource(f"{path} is empty; an event log with a header row is expected.")

    def score(delimiter: str) -> tuple[bool, int]:
        try:
            titles = next(csv.reader(top, delimiter=delimiter), [])
        except csv.Error:
            titles = []
        return is_log(titles), len(titles)

    return max(DELIMITERS, key=score)


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
        if looks_like_times([row[at] for row in samples[:200] if at < len(row)], numbers=plain(title) in known)
    ]
