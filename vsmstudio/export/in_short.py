"""What a summary says of value, experience and plan: a sentence each, in report and workbook alike."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.engagement.experience import experience
from vsmstudio.analysis.engagement.measures import measures
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import plural
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import days_overdue
from vsmstudio.model.records import Improvement, ImprovementState, LinkKind, Map, Step, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.experience_curve import shown


def in_short(document: Document, analysis: Analysis, on: date, held: Map) -> tuple[tuple[str, str], ...]:
    """(subject, sentence) of value, experience and plan of a stream and its map; without those of which nothing is known."""
    said = (
        ("Value", _value(document, held.stream)),
        ("Experience", _experience(document, analysis, held)),
        ("Plan", _plan(document, on, held.stream)),
    )
    return tuple(each for each in said if each[1])


def _value(document: Document, stream: Id) -> str:
    found = measures(document, stream)
    if not found:
        return ""
    if all(each.reached is None and each.share is None for each in found):
        return f"{plural(len(found), 'measure')}, not measured again yet."
    reached = sum(each.reached is True for each in found)
    worse = sum(each.share is not None and each.share < 0 for each in found)
    said = f"{reached or 'none'} of {plural(len(found), 'measure')} at {'its' if reached == 1 else 'their'} target"
    return f"{said}, {worse} worse than at the start." if worse else f"{said}."


def _experience(document: Document, analysis: Analysis, held: Map) -> str:
    voices = [each for each in experience(document, analysis, held.id).voices if each.lowest]
    if not voices:
        return ""
    voice = min(voices, key=lambda each: each.lowest[0].rating or 0.0)
    point = voice.lowest[0]
    name = text.shorten(point.name, 9, 160)
    return f"{voice.audience.value}s are least content at {name} ({shown(point.rating or 0.0)} of 5)."


def _plan(document: Document, on: date, stream: Id) -> str:
    own = [each for each in document.all(Improvement) if stream in streams_of(document, each.id)]
    own = [each for each in own if each.state is not ImprovementState.DROPPED]
    if not own:
        return ""
    done = sum(each.state is ImprovementState.DONE for each in own)
    late = sum(days_overdue(each, on) > 0 for each in own)
    return f"{plural(len(own), 'improvement')}, {done} done{f', {late} overdue' if late else ''}."


def streams_of(document: Document, improvement: Id) -> set[Id]:
    """The streams that an improvement names, or whose steps it names."""
    found: set[Id] = set()
    for link in document.links_from(improvement, LinkKind.CHANGES):
        record = document.get(link.target)
        if isinstance(record, ValueStream):
            found.add(record.id)
        elif isinstance(record, Step) and (held := document.of(Map, record.map)):
            found.add(held.stream)
    return found
