"""What an improvement is in words: its effects, its state, how late it is."""

from __future__ import annotations

from datetime import date

from vsmstudio.export.tables.words import money
from vsmstudio.gui.panels.forms_improvements import METHODS, SOURCES, STATES, overdue_words
from vsmstudio.model.dates import MONTHS, day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, ImprovementState, LinkKind, Map, Person, Step

STATE_WORDS = dict(STATES)
SOURCE_WORDS = dict(SOURCES)
METHOD_WORDS = dict(METHODS)
NOBODY = "Nobody yet"


def short_day(value: date | None) -> str:
    """A date in few letters: `14 Feb 2026`."""
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}" if value else ""


def effect_words(document: Document, held: Improvement, when: str = "expected") -> str:
    """The expected or actual effects in one line: `3 d less lead time, +18 points %C&A`; blank where none is said."""
    parts = []
    for field, words in (("lead_time", "lead time"), ("process_time", "processing time")):
        if (saved := getattr(held, f"{when}_{field}")) is not None:
            parts.append(f"{typed(saved)} less {words}")
    if (points := getattr(held, f"{when}_ca")) is not None:
        parts.append(f"{signed(points * 100)} points %C&A")
    if (saved := getattr(held, f"{when}_cost")) is not None:
        sign = "less" if saved >= 0 else "more"
        parts.append(f"{money(abs(saved), document.engagement.currency)} a year {sign}")
    if (points := getattr(held, f"{when}_experience")) is not None:
        parts.append(f"{signed(points)} experience")
    return ", ".join(parts)


def signed(value: float, decimals: int = 1) -> str:
    """A number with its sign."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value), decimals)}"


def less(minutes: float | None, calendar: Calendar) -> str:
    """Time that is saved, or added, in words: `3 d less`."""
    if minutes is None:
        return ""
    if abs(minutes) < 1e-6:
        return "none"
    return f"{show(abs(minutes), calendar)} {'less' if minutes > 0 else 'more'}"


def owner_words(document: Document, held: Improvement) -> tuple[str, bool]:
    """Who does it, and whether that is a gap: nobody, or a vacant post."""
    person = document.of(Person, held.owner)
    if person is None:
        return NOBODY, True
    return (f"{person.label} (vacant)", True) if person.vacant else (person.label, False)


def due_words(document: Document, held: Improvement) -> tuple[str, bool]:
    """When it is due or was done, and whether it is late."""
    if held.state is ImprovementState.DONE:
        return (f"Done {short_day(held.done_on)}" if held.done_on else "Done, no date"), False
    if late := overdue_words(document, held):
        return late.capitalize(), True
    return (f"Due {short_day(held.due)}" if held.due else "No due date"), False


def source_words(document: Document, held: Improvement) -> str:
    """Where it came from: the kind of source, and what it was about."""
    word = SOURCE_WORDS.get(held.source, "") if held.source else ""
    about = document.name(held.about)
    return ": ".join(part for part in (word, about) if part)


def streams_of(document: Document, key: Id) -> list[Id]:
    """The streams that an improvement changes: themselves, or by a step, or by a service that holds them up."""
    found: dict[Id, None] = {}
    for link in document.links_from(key, LinkKind.CHANGES):
        for stream in _homes(document, link.target):
            found[stream] = None
    return list(found)


def _homes(document: Document, target: Id) -> list[Id]:
    record = document.get(target)
    if isinstance(record, Step):
        home = document.of(Map, record.map)
        return [home.stream] if home else []
    if record is None or record.type == "stream":
        return [target]
    return [each for link in document.links_from(target, LinkKind.UNDERPINS) for each in _homes(document, link.target)]


def sentence(document: Document, held: Improvement) -> str:
    """A card in one sentence, for those who listen."""
    parts = [held.name, STATE_WORDS[held.state].lower(), owner_words(document, held)[0], due_words(document, held)[0]]
    effect = effect_words(document, held)
    return ", ".join(parts + ([f"expected: {effect}"] if effect else [])) + (
        f". Look at it again on {day(held.review_on)}" if held.review_on else ""
    )
