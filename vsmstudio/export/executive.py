"""What stands on the one page for those who read one page: the figures, what matters most, what is asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vsmstudio.analysis.results import Analysis, Finding, Severity
from vsmstudio.export.asking import asks
from vsmstudio.export.in_short import in_short
from vsmstudio.export.leads import cost_sentence, unallocated_sentence
from vsmstudio.export.sentences import NO_STEPS, Headline, beside_the_headline, first_sentence, headlines
from vsmstudio.export.tables.labels import numbered
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.records import Map
from vsmstudio.notation import text

FINDINGS, STREAMS = 5, 5
_SIZE, _ROOM = 12.0, 377.0  # of a stream's name in a sentence


class StreamLine(NamedTuple):
    """A stream's current map in three figures; `beside` is what always stands beside a lead time with alternatives or rework."""

    name: str
    held: Map
    headlines: tuple[Headline, ...]
    beside: str


class Executive(NamedTuple):
    """`lead` is the first sentence, `facts` further ones; `streams` those that are shown, of `stream_count` with steps.

    `findings` rank first, with their short names, of `finding_count` of today that were not accepted.
    """

    lead: str
    facts: tuple[str, ...]
    streams: tuple[StreamLine, ...]
    stream_count: int
    findings: tuple[tuple[str, Finding], ...]
    finding_count: int
    asks: tuple[str, ...]


def executive(document: Document, analysis: Analysis, on: date) -> Executive:
    """The whole engagement on a page; of many streams those with the longest lead time."""
    lines = [
        _line(document, analysis, stream.name or "A stream without a name", held)
        for stream in document.streams
        if (held := document.current_map(stream.id))
        and held.id in analysis.maps
        and analysis.maps[held.id].figures.steps
    ]
    ranked = sorted(lines, key=lambda each: -(analysis.maps[each.held.id].figures.lead_time or 0.0))
    found = [(short, each) for short, each in numbered(analysis) if not each.future and each.accepted is None]
    shown = ranked if len(lines) > STREAMS else lines
    return Executive(
        _lead(document, analysis, ranked),
        _facts(document, analysis, on, lines, [each for _, each in found]),
        tuple(shown[:STREAMS]),
        len(lines),
        tuple(found[:FINDINGS]),
        len(found),
        asks(document, analysis, on) if lines else (),
    )


def _line(document: Document, analysis: Analysis, name: str, held: Map) -> StreamLine:
    found = analysis.maps[held.id]
    return StreamLine(name, held, headlines(document, found), _beside(document, analysis, held))


def _beside(document: Document, analysis: Analysis, held: Map) -> str:
    """In few words what else is to be expected: `most likely 10 d, expected 11.7 d, with rework 12.3 d`."""
    found = analysis.maps[held.id]
    figures, calendar = found.figures, document.engagement.calendar
    if figures.lead_time is None or figures.expected_lead_time is None:
        return ""
    said = []
    if len(found.scenarios) > 1:
        said.append(f"longest alternative ({percent(figures.lead_time_probability)})")
        if figures.most_likely_lead_time is not None:
            said.append(f"most likely {show(figures.most_likely_lead_time, calendar)}")
        said.append(f"expected {show(figures.expected_lead_time, calendar)}")
    rework = figures.expected_lead_time_with_rework
    if rework is not None and rework > figures.expected_lead_time + 1e-6:
        said.append(f"with rework {show(rework, calendar)}")
    return ", ".join(said)


def _lead(document: Document, analysis: Analysis, ranked: list[StreamLine]) -> str:
    if not ranked:
        return NO_STEPS
    first = ranked[0]
    said = first_sentence(
        document, text.shorten(" ".join(first.name.split()), _SIZE, _ROOM), first.held, analysis.maps[first.held.id]
    )
    streams = len(document.streams)
    if streams < 2:
        return said
    mapped = f"{len(ranked)} of {streams}" if len(ranked) < streams else f"{streams}"
    return f"{mapped} value streams {'is' if mapped.startswith('1 ') else 'are'} mapped. {said}"


def _facts(
    document: Document, analysis: Analysis, on: date, lines: list[StreamLine], found: list[Finding]
) -> tuple[str, ...]:
    """Further sentences: what stands beside the one lead time, how much was found, what is paid for nothing."""
    said: list[str] = []
    if len(lines) == 1:
        held = lines[0].held
        said += beside_the_headline(document, analysis.maps[held.id])
        said += [f"{subject}: {sentence}" for subject, sentence in in_short(document, analysis, on, held)]
    if found:
        counts = [(each, sum(one.severity is each for one in found)) for each in Severity]
        words = [f"{count} {each.word}" for each, count in counts if count]
        said.append(f"{plural(len(found), 'finding')}: {', '.join(words)}.")
    money = analysis.money
    if money.own is not None:
        said.append(cost_sentence(money, document.engagement.currency))
        if money.unallocated:
            said.append(unallocated_sentence(document, money))
    return tuple(said)
