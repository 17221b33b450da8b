"""Event logs as XES [IEEE 1849], read as a stream: no tree is built, entities and document types are refused.

Columns are the keys of the events' attributes; those of a trace are `case:KEY`, such as `case:concept:name`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from vsmstudio.interchange.event_log.collecting import AT_ONCE, Collector
from vsmstudio.interchange.event_log.csv_log import SAMPLED, times_among
from vsmstudio.interchange.event_log.log import Log, LogHead
from vsmstudio.interchange.event_log.source import Progress, blocks
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import LogColumns, guess

DEEPEST = 64  # elements within each other
MOST_KEYS = 2000  # attributes of one event
LONGEST_TOKEN = 16 * 1024**2  # bytes
_CASE = "case:"


class _Taker(Protocol):
    """Takes what is read: each trace's attributes as they come, each event with its attributes."""

    def event(self, held: dict[str, str], trace: dict[str, str], number: int, line: int) -> None: ...


class _Enough(Exception):
    """As many events as were wanted have been read."""


def head_of_xes(path: Path) -> LogHead:
    """The keys of the first events, these events, and the guess. Raises `BadSource`."""
    first = _First()
    with suppress(_Enough):
        _parse(path, first, None)
    if not first.events:
        raise BadSource(f"{path} holds no event; an XES log with traces and their events is expected.")
    titles = tuple(first.titles)
    samples = tuple(tuple(event.get(title, "")[:200] for title in titles) for event in first.events)
    return LogHead(titles, samples, guess(titles, samples, times_among(titles, samples)))


def read_xes(path: Path, columns: LogColumns, head: LogHead, progress: Progress | None = None) -> Log:
    """All events of an XES file, within limits. Raises `BadSource`."""
    collector = Collector(str(path), columns, head)
    rows = _Rows(collector, columns.used)
    _parse(path, rows, progress)
    rows.flush()
    return collector.log()


class _First:
    """The first events, and the keys that they have."""

    def __init__(self) -> None:
        self.titles: dict[str, None] = {f"{_CASE}concept:name": None}
        self.events: list[dict[str, str]] = []

    def event(self, held: dict[str, str], trace: dict[str, str], number: int, line: int) -> None:
        cells = {f"{_CASE}{key}": value for key, value in trace.items()} | held
        cells.setdefault(f"{_CASE}concept:name", f"Trace {number}")
        self.events.append(cells)
        for title in cells:
            if len(self.titles) < MOST_KEYS:
                self.titles.setdefault(title)
        if len(self.events) >= SAMPLED:
            raise _Enough


class _Rows:
    """All events as rows of the chosen columns."""

    def __init__(self, collector: Collector, titles: Sequence[str]) -> None:
        self._collector = collector
        self._of_trace = [(at, title[len(_CASE) :]) for at, title in enumerate(titles) if title.startswith(_CASE)]
        self._of_event = [title if not title.startswith(_CASE) else "" for title in titles]
        self._rows: list[list[str]] = []
        self._lines: list[int] = []
        self._number = 0
        self._cells: list[tuple[int, str]] = []

    def event(self, held: dict[str, str], trace: dict[str, str], number: int, line: int) -> None:
        if number != self._number:
            self._number = number
            self._cells = [
                (at, trace.get(key) or (f"Trace {number}" if key == "concept:name" else ""))
                for at, key in self._of_trace
            ]
        get = held.get
        row = [get(title, "") for title in self._of_event]
        for at, text in self._cells:
            row[at] = text
        self._rows.append(row)
        self._lines.append(line)
        if len(self._rows) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._collector.add(self._rows, self._lines.__getitem__)
        self._rows, self._lines = [], []


def _parse(path: Path, taker: _Taker, progress: Progress | None) -> None:
    parser = expat.ParserCreate()
    _guard(parser)
    parser.ordered_attributes = True
    parser.specified_attributes = True
    begin, end = _handlers(parser, taker, path)
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        fed = 0
        for block in blocks(path, progress):
            parser.Parse(block, False)
            fed += len(block)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise BadSource(
                    f"{path}, line {parser.CurrentLineNumber}: a piece of text is too long for an event log."
                )
        parser.Parse(b"", True)
    except DefusedXmlException:
        raise BadSource(
            f"{path}, line {parser.CurrentLineNumber}: a document type or entities are declared, which can hide harm; "
            "save the log again without a DOCTYPE."
        ) from None
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, str(error))
        raise BadSource(f"{path}, line {error.lineno}: {what}; a well-formed XES file is expected.") from None


def _handlers(
    parser: expat.XMLParserType, taker: _Taker, path: Path
) -> tuple[Callable[[str, list[str]], None], Callable[[str], None]]:
    """What is called at the start and the end of each element.

    Attributes may be nested in attributes, and traces describe the log in the same keys: only those right within a trace
    or an event are read.
    """
    depth = 0
    at_trace = at_event = -1  # the depth of what is open
    trace: dict[str, str] = {}
    event: dict[str, str] = {}
    number = 0
    take = taker.event

    def begin(tag: str, attributes: list[str]) -> None:
        nonlocal depth, at_trace, at_event, trace, event, number
        depth += 1
        if at_event >= 0:
            if depth == at_event + 1 and len(attributes) >= 4:
                if attributes[0] == "key" and attributes[2] == "value":
                    event[attributes[1]] = attributes[3]
                    if len(event) > MOST_KEYS:
                        raise BadSource(f"{path}, line {parser.CurrentLineNumber}: an event has too many attributes.")
                else:
                    named = dict(zip(attributes[::2], attributes[1::2], strict=False))
                    event[named.get("key", "")] = named.get("value", "")
            elif depth > DEEPEST:
                raise BadSource(f"{path}, line {parser.CurrentLineNumber}: elements lie more than {DEEPEST} deep.")
            return
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "event":
            at_event, event = depth, {}
            if at_trace < 0:
                number += 1
                trace = {}
        elif tag == "trace":
            at_trace, trace = depth, {}
            number += 1
        elif at_trace >= 0 and depth == at_trace + 1:
            named = dict(zip(attributes[::2], attributes[1::2], strict=False))
            if len(trace) < MOST_KEYS:
                trace[named.get("key", "")] = named.get("value", "")
        elif depth == 1 and tag != "log":
            raise BadSource(f"{path} begins with <{tag[:40]}>; an XES event log, which begins with <log>, is expected.")
        if depth > DEEPEST:
            raise BadSource(f"{path}, line {parser.CurrentLineNumber}: elements lie more than {DEEPEST} deep.")

    def end(tag: str) -> None:
        nonlocal depth, at_trace, at_event
        if depth == at_event:
            take(event, trace, number, parser.CurrentLineNumber)
            at_event = -1
        elif depth == at_trace:
            at_trace = -1
        depth -= 1

    return begin, end


def _guard(parser: expat.XMLParserType) -> None:
    """Refuse what makes XML dangerous: document types, entities, and what lies outside the file."""
    guards = DefusedXMLParser(forbid_dtd=True)
    parser.StartDoctypeDeclHandler = guards.defused_start_doctype_decl
    parser.EntityDeclHandler = guards.defused_entity_decl
    parser.UnparsedEntityDeclHandler = guards.defused_unparsed_entity_decl
    parser.ExternalEntityRefHandler = guards.defused_external_entity_ref_handler  # type: ignore[assignment]
