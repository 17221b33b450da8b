"""Event logs as text tables: comma, semicolon, tab or bar between columns, a header row, one event per row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from vsmstudio.interchange.event_log.collecting import AT_ONCE, Collector
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
    rows = _wide(csv.reader(text, delimiter=delimiter), path, 0, [])
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
    chosen = itemgetter(*places)  # at least a case, an activity and a time
    width, size = max(places) + 1, len(places)
    collector = Collector(str(path), columns, head)
    reader = csv.reader(lines(path, head.encoding, progress), delimiter=head.delimiter)
    begins: list[int] = []  # the line on which each row of a stretch begins
    rows = map(chosen, _wide(reader, path, width, begins))
    next(rows, None)
    begins.clear()
    # cells in one flat list: a million short lists would keep the collector of garbage busy
    while cells := list(chain.from_iterable(islice(rows, AT_ONCE))):
        collector.add([cells[at::size] for at in range(size)], begins.__getitem__)
        begins.clear()
    notes = [f"{path} is not UTF-8 and was read as Windows-1252."] if head.encoding == "cp1252" else []
    return collector.log(notes)


def _wide(reader: Any, path: Path, width: int, begins: list[int]) -> Iterator[list[str]]:
    """The rows that hold something, made wide enough; a cell that never ends is said with its line."""
    line = 1
    try:
        for row in reader:
            if any(row):
                if len(row) < width:
                    row += [""] * (width - len(row))
                begins.append(line)
                yield row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadSource(
            f"{path}, line {line}: {error}; close the quotation mark of the cell that begins there."
        ) from None


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
        if looks_like_times([row[at] for row in samples[:200] if at < len(row)], expected=plain(title) in known)
    ]
