"""The plan, the health check, value measures, experience and the follow-up as plain lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from vsmstudio.analysis.engagement.contribution import Check, contributions_of
from vsmstudio.analysis.engagement.experience import experience
from vsmstudio.analysis.engagement.follow_up import State, baseline_of, follow_up
from vsmstudio.analysis.engagement.health import health
from vsmstudio.analysis.engagement.measures import progress
from vsmstudio.analysis.engagement.priorities import priorities
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import UNKNOWN, money, plural
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.ratings import AUDIENCES
from vsmstudio.model.records import Engagement, Improvement, Measure, Person, Workshop
from vsmstudio.model.words import one_line

MOST = 20  # lines of one kind


def measure_lines(document: Document) -> Iterator[str]:
    """Each value measure with baseline, target and actual."""
    listed = [each for stream in document.streams for each in document.all(Measure) if each.stream == stream.id]
    for each in listed[:MOST]:
        unit = f" {each.unit}" if each.unit else ""
        figures = [
            f"{word} {number(value, 2)}{unit}"
            for word, value in (("baseline", each.baseline), ("target", each.target), ("actual", each.actual))
            if value is not None
        ]
        said = ", ".join([one_line(each.name), *figures])
        yield f"  {_name(document, each.stream)}, {each.kind.value}: {said}. {progress(each).sentence}"
    yield from _more(len(listed), "measure")


def experience_lines(document: Document, analysis: Analysis) -> Iterator[str]:
    """What each audience says of the current maps: the mean and the lowest points."""
    for stream in document.streams:
        current = document.current_map(stream.id)
        if current is None or current.id not in analysis.maps:
            continue
        for voice in experience(document, analysis, current.id).voices:
            if voice.mean is None:
                continue
            lowest = ", ".join(one_line(point.name) for point in voice.lowest[:3])
            low = voice.lowest[0].rating or 0.0
            yield (
                f"  {_name(document, stream.id)}: {AUDIENCES[voice.audience]} rate "
                f"{plural(voice.rated[0], 'step')} {number(voice.mean)} of 5 on average, lowest {lowest} ({number(low)})"
            )


def plan_lines(document: Document, analysis: Analysis) -> Iterator[str]:
    """The improvements in the room's order, each with who does it, and what it contributes to each stream."""
    listed = priorities(document, analysis)
    contributions = [contributions_of(document, analysis, stream.id) for stream in document.streams]
    for each in listed[:MOST]:
        held = document.the(Improvement, each.improvement)
        owner = document.of(Person, held.owner)
        due = f", due {day(held.due)}" if held.due else ""
        place = f"{each.rank}." if each.rank else "–"
        whose = one_line(owner.label) if owner else "nobody"
        yield f"  {place:4}{one_line(held.name)}: {held.state.value}, {whose}{due}"
        for whole in contributions:
            if (share := whole.of(each.improvement)) is not None:
                yield f"      {_name(document, whole.stream)}: {share.sentence}"
                for check in share.checks:
                    if check.computed is not None and check.judged in ("worse", "better"):
                        yield f"      {_check_words(document, check)}"
        if each.supports_nothing:
            yield "      It supports no stream"
    yield from _more(len(listed), "improvement")
    for whole in contributions:
        rest = whole.rest.get("lead_time")
        if whole.future and rest:
            yield f"  {_name(document, whole.stream)}: {_time(document, rest)} of lead time is not explained by improvements"


def health_lines(document: Document, date: datetime.date) -> Iterator[str]:
    """The four questions, once the document says anything that they are about."""
    asked = len(document.all(Workshop)) or len(document.all(Improvement)) or _value(document.engagement)
    if not asked:
        return
    for each in health(document, date):
        yield f"  {'Yes' if each.yes else 'No':4}{each.question} {each.sentence}"


def follow_up_lines(document: Document, analysis: Analysis) -> Iterator[str]:
    """Each stream with an earlier current map: what was promised and what came."""
    for stream in document.streams:
        current, baseline = document.current_map(stream.id), baseline_of(document, stream.id)
        if current is None or baseline is None or not {current.id, baseline} <= analysis.maps.keys():
            continue
        whole = follow_up(State(document, analysis, baseline), State(document, analysis, current.id))
        if whole.summary:
            yield f"  {_name(document, stream.id)}: {whole.summary}"
        for each in whole.improvements[:MOST]:
            yield f"    {one_line(each.name)}: {each.sentence}"


def _check_words(document: Document, check: Check) -> str:
    """`Claims 3 d of lead time, the maps give 1.5 d`."""
    words = {
        "lead_time": "of lead time",
        "process_time": "of processing time",
        "ca": "of %C&A",
        "cost": "a year, in labour",
        "experience": "of experience",
    }
    return f"Claims {_amount(document, check.key, check.claimed)} {words[check.key]}, the maps give " + _amount(
        document, check.key, check.computed
    )


def _amount(document: Document, key: str, value: float | None) -> str:
    if value is None:
        return UNKNOWN
    if key in ("lead_time", "process_time"):
        return _time(document, value)
    if key == "cost":
        return money(value, document.engagement.currency)
    return f"{number(value * 100)} points" if key == "ca" else f"{number(value)} points"


def _time(document: Document, minutes: float) -> str:
    said = show(abs(minutes), document.engagement.calendar)
    return f"−{said}" if minutes < 0 else said


def _value(engagement: Engagement) -> bool:
    return bool(engagement.value_definition.strip()) or engagement.value_agreed_on is not None


def _name(document: Document, key: str) -> str:
    return one_line(document.name(key))


def _more(count: int, noun: str) -> Iterator[str]:
    if count > MOST:
        yield f"  and {plural(count - MOST, 'further ' + noun)}"
