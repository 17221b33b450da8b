"""Event logs as XES [IEEE 1849], read as a stream: no tree is built, entities and document types are refused.

Columns are the keys of the events' attributes; those of a trace are `case:KEY`, such as `case:concept:name`.
"""

from __future__ import annotations

from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from vsmstudio.interchange.event_log.collecting import AT_ONCE, Collector
from vsmstudio.interchange.event_log.heading import SAMPLED, times_among
from vsmstudio.interchange.event_log.log import Log, LogHead
from vsmstudio.interchange.event_log.source import Progress, blocks
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.log_columns import LogColumns, guess

DEEPEST = 64  # elements within each other
MOST_KEYS = 2000  # attributes of one event
LONGEST_TOKEN = 16 * 1024**2  # bytes
_CASE = "case:"


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
    rows = _Rows(collector, columns)
    _parse(path, rows, progress)
    rows.flush(0)
    return collector.log()


class _First:
    """The first events, and the keys that they have."""

    def __init__(self) -> None:
        self.titles: dict[str, None] = {f"{_CASE}concept:name": None}
        self.events: list[dict[str, str]] = []
        self.place: dict[str, str] | None = None
        self._trace: dict[str, str] = {}

    def trace(self, held: dict[str, str], number: int) -> dict[str, str]:
        self._trace = {f"{_CASE}concept:name": f"Trace {number}"}
        self._trace |= {f"{_CASE}{key}": value for key, value in held.items() if value}
        return self._trace

    def event(self, cells: dict[str, str], parser: expat.XMLParserType) -> None:
        self.events.append(cells)
        for title in cells:
            if len(self.titles) < MOST_KEYS:
                self.titles.setdefault(title)
        if len(self.events) >= SAMPLED:
            raise _Enough


class _Rows:
    """All events as rows of the chosen columns."""

    def __init__(self, collector: Collector, columns: LogColumns) -> None:
        self._collector = collector
        titles = columns.used
        self.place = {title: at for at, title in enumerate(titles) if not title.startswith(_CASE)}
        self._of_trace = [(at, title[len(_CASE) :]) for at, title in enumerate(titles) if title.startswith(_CASE)]
        self._blank = [""] * len(titles)
        self._needed = itemgetter(
            *(titles.index(each) for each in (columns.case, columns.activity[0], columns.time or columns.start))
        )
        self._cells: list[str] = []  # of all rows, one after another
        self._count = 0
        self._lines: dict[int, int] = {}

    def trace(self, held: dict[str, str], number: int) -> list[str]:
        """What each row of a trace begins as."""
        row = self._blank.copy()
        for at, key in self._of_trace:
            row[at] = held.get(key) or (f"Trace {number}" if key == "concept:name" else "")
        return row

    def event(self, cells: list[str], parser: expat.XMLParserType) -> None:
        if not all(self._needed(cells)):
            self._lines[self._count] = parser.CurrentLineNumber
        self._cells += cells
        self._count += 1
        if self._count >= AT_ONCE:
            self.flush(parser.CurrentLineNumber)

    def flush(self, line: int) -> None:
        """Hand over the rows. Rows of which no line was kept are said to be about where these rows end."""
        if self._count:
            lines, size = self._lines, len(self._blank)
            self._collector.add([self._cells[at::size] for at in range(size)], lambda row: lines.get(row, line))
        self._cells, self._count, self._lines = [], 0, {}


def _parse(path: Path, taker: _First | _Rows, progress: Progress | None) -> None:
    parser = expat.ParserCreate()
    _guard(parser)
    parser.ordered_attributes = True
    parser.specified_attributes = True
    _Reading(parser, taker, path).begin()
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


class _Reading:
    """What is called at the start and the end of each element, one pair outside of events and one within them.

    Attributes may be nested in attributes, and a log describes itself in the same keys: only those right within a trace or
    an event are read. A pair of functions with as little to do as can be: they are called some ten million times.
    """

    def __init__(self, parser: expat.XMLParserType, taker: _First | _Rows, path: Path) -> None:
        self._parser, self._taker, self._path = parser, taker, path

    def begin(self) -> None:
        parser, taker = self._parser, self._taker
        place = taker.place
        take: Any = taker.event
        depth = level = number = 0
        at_trace = -1
        held: dict[str, str] = {}  # a trace's attributes
        template: Any = None  # what its events begin as
        cells: Any = None  # the event that is open

        def outside(tag: str, attributes: list[str]) -> None:
            nonlocal depth, at_trace, held, template, cells, number
            depth += 1
            tag = tag.rpartition(":")[2]
            if tag == "event":
                if at_trace < 0:
                    number, held, template = number + 1, {}, None
                if template is None:
                    template = taker.trace(held, number)
                cells = template.copy()
                parser.StartElementHandler = within if place is not None else within_all
                parser.EndElementHandler = end_within
            elif tag == "trace":
                at_trace, held, template = depth, {}, None
                number += 1
            elif at_trace >= 0 and depth == at_trace + 1:
                if len(held) < MOST_KEYS:
                    key, value = _pair(attributes)
                    held[key] = value
                template = None
            elif depth == 1 and tag != "log":
                raise BadSource(
                    f"{self._path} begins with <{tag[:40]}>; an XES event log, which begins with <log>, is expected."
                )
            if depth > DEEPEST:
                self._too_deep()

        def end_outside(tag: str) -> None:
            nonlocal depth, at_trace
            if depth == at_trace:
                at_trace = -1
            depth -= 1

        def within(tag: str, attributes: list[str]) -> None:
            nonlocal level
            if not level:
                if len(attributes) != 4 or attributes[0] != "key":
                    attributes = ["", *_pair(attributes)]
                    attributes.insert(2, "")
                at = place.get(attributes[1])  # type: ignore[union-attr]
                if at is not None:
                    cells[at] = attributes[3]
            elif level > DEEPEST:
                self._too_deep()
            level += 1

        def within_all(tag: str, attributes: list[str]) -> None:
            nonlocal level
            if not level and len(cells) < MOST_KEYS:
                key, value = _pair(attributes)
                cells[key] = value
            elif level > DEEPEST:
                self._too_deep()
            level += 1

        def end_within(tag: str) -> None:
            nonlocal level, depth
            if level:
                level -= 1
                return
            depth -= 1
            parser.StartElementHandler = outside
            parser.EndElementHandler = end_outside
            take(cells, parser)

        parser.StartElementHandler = outside
        parser.EndElementHandler = end_outside

    def _too_deep(self) -> None:
        raise BadSource(f"{self._path}, line {self._parser.CurrentLineNumber}: elements lie more than {DEEPEST} deep.")


def _pair(attributes: list[str]) -> tuple[str, str]:
    """The key and the value of an XES attribute."""
    named = dict(zip(attributes[::2], attributes[1::2], strict=False))
    return named.get("key", ""), named.get("value", "")


def _guard(parser: expat.XMLParserType) -> None:
    """Refuse what makes XML dangerous: document types, entities, and what lies outside the file."""
    guards = DefusedXMLParser(forbid_dtd=True)
    parser.StartDoctypeDeclHandler = guards.defused_start_doctype_decl
    parser.EntityDeclHandler = guards.defused_entity_decl
    parser.UnparsedEntityDeclHandler = guards.defused_unparsed_entity_decl
    parser.ExternalEntityRefHandler = guards.defused_external_entity_ref_handler  # type: ignore[assignment]
