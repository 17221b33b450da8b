"""The door to event logs: look at a file's columns, read it, and make a map of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vsmstudio.interchange.event_log.csv_log import head_of_csv, read_csv
from vsmstudio.interchange.event_log.log import Log, LogHead
from vsmstudio.interchange.event_log.source import Progress, is_xml
from vsmstudio.interchange.event_log.xes_log import head_of_xes, read_xes
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_choices import EXAMPLES
from vsmstudio.interchange.log_columns import LogColumns


def peek(path: Path) -> LogHead:
    """A log's columns, first rows, and the guess of what is what. Raises `BadSource`."""
    return head_of_xes(path) if is_xml(path) else head_of_csv(path)


def open_log(
    path: Path, choice: LogColumns | None = None, progress: Progress | None = None, head: LogHead | None = None
) -> Log:
    """All events of a log: CSV or XES, either of them gzipped. Raises `BadSource`.

    Columns are those of `choice`, or what is guessed. `progress` is told the share that is read; what it raises stops the
    reading. `head` spares a second look at the first rows.
    """
    head = head or peek(path)
    columns = choice or head.guess
    unknown = [title for title in columns.used if title not in head.titles]
    if unknown:
        raise BadSource(f"{path} has no column “{unknown[0][:60]}”; its columns are {_listed(head.titles)}.")
    if columns.missing:
        what = columns.missing[0]
        raise BadSource(
            f"{path}: which column holds the {what} could not be told; name it, such as --set {EXAMPLES[what]}. "
            f"Its columns are {_listed(head.titles)}."
        )
    return read_csv(path, columns, head, progress) if head.delimiter else read_xes(path, columns, head, progress)


def completed(choice: LogColumns | None, guess: LogColumns) -> LogColumns:
    """What is guessed, save what a person said; `-` says that there is no such column."""
    if choice is None:
        return guess
    said = {name: value for name in choice.__slots__ if (value := getattr(choice, name))}
    if choice.time and choice.time == guess.start:  # said to be the other of the two
        said.setdefault("start", "-")
    if choice.start and choice.start == guess.time:
        said.setdefault("time", "-")
    blank = {"-": "", ("-",): ()}
    return replace(guess, **{name: blank.get(value, value) for name, value in said.items()})


def _listed(titles: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{title[:40]}”" for title in titles[:12])
    return shown + (f" and {len(titles) - 12} more" if len(titles) > 12 else "")
