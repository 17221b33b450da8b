"""The columns of the improvement log, in three sets: the plan, the effects, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.pages.plan.deeds import changes_words, set_changes
from vsmstudio.gui.pages.plan.words import effect_words, owner_words, short_day, source_words
from vsmstudio.gui.panels import joined
from vsmstudio.gui.panels.deeds import set_state
from vsmstudio.gui.panels.forms_improvements import (
    ACTUAL,
    EXPECTED,
    HORIZONS,
    KINDS,
    METHODS,
    SOURCES,
    STATES,
    overdue_words,
)
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import OPEN_STATES, places
from vsmstudio.model.records import Improvement


def _rename(document: Document, key: Id, text: str) -> Change:
    name = " ".join(text.split())
    if not name:
        raise ValueError("Say in a few words what should become better.")
    return edits.rename(document, key, name) if name != document.name(key) else Change("", {})


def _change_state(document: Document, key: Id, text: str) -> Change:
    said = text.strip().casefold()
    found = [state for state, words in STATES if words.casefold().startswith(said) and said]
    if len(found) != 1:
        raise ValueError("Type Open, Running, Done or Dropped.")
    return (
        set_state(document, key, found[0]) if document.the(Improvement, key).state is not found[0] else Change("", {})
    )


def _due(document: Document, held: Improvement) -> str:
    late = overdue_words(document, held)
    return f"{short_day(held.due)}\n▲ {late}" if late else short_day(held.due)


def _nobody(document: Document, held: Improvement) -> bool:
    return held.state in OPEN_STATES and owner_words(document, held)[1]


def _owner(document: Document, held: Improvement) -> str:
    return owner_words(document, held)[0] if held.owner else ""


def _place(document: Document, held: Improvement) -> str:
    place = places(document).get(held.id)
    return str(place) if place else ""


def _on(field: str, label: str, width: int = 88, **more: Any) -> Col:
    return Col(Spec(field, label, "date"), width, shown=lambda d, r: short_day(getattr(r, field)), **more)


NAME = Col(Spec("name", "Improvement"), 176, 3, "What becomes better", change=_rename, bold=True)
CHANGES = Col(
    Spec("changes", "Changes"), 130, 2, "Steps, services and streams, with ; between them",
    text=changes_words, change=set_changes, offers=lambda d: joined.changeable(d, ""), between=";",
)  # fmt: skip
STATE = Col(Spec("state", "State", "choice", STATES), 66, change=_change_state)
PLAN = (
    NAME,
    CHANGES,
    Col(Spec("owner", "Owner", "person"), 108, 1, "Who sees to it", shown=_owner, gap=_nobody, blank="◆ Nobody yet"),
    Col(Spec("due", "Due", "date"), 94, meaning="Such as 2026-02-14", shown=_due,
        gap=lambda d, r: bool(overdue_words(d, r))),
    STATE,
    Col(Spec("horizon", "Take up", "choice", HORIZONS), 66, meaning="Now, next or later"),
    Col(Spec("method", "Method", "choice", METHODS), 88, meaning="Just do it, kaizen event or project"),
)  # fmt: skip
ORIGIN = (
    replace(NAME, width=170),
    Col(Spec("kind", "Kind", "choice", KINDS), 124, meaning="An improvement, or an initiative that runs already"),
    Col(Spec("source", "Came from", "choice", SOURCES), 120, 2, "Where it came from", shown=source_words),
    Col(Spec("rank", "Place", "number"), 52, meaning="Its place in the room's order", shown=_place, computed=True),
    Col(Spec("notes", "Notes", "long"), 120, 2),
)  # fmt: skip


def _effect(spec: Spec, words: str) -> Col:
    return Col(
        replace(spec, label=f"{spec.label}, {words}", group=None), 84, meaning="Better by so much; below 0: worse"
    )


EFFECTS = (
    replace(NAME, width=170),
    *(_effect(spec, "expected") for spec in EXPECTED),
    *(_effect(spec, "actual") for spec in ACTUAL),
)
OUTCOME = (
    replace(NAME, width=170),
    STATE,
    _on("done_on", "Done on"),
    Col(Spec("expected", "Expected"), 130, 2, "What it was to bring", shown=effect_words, computed=True),
    Col(Spec("actual", "Came"), 130, 2, "What came; typed under Effects",
        shown=lambda d, r: effect_words(d, r, "actual"), computed=True),
    _on("measured_on", "Measured again", 100),
    _on("review_on", "Look at it again", 104),
    Col(Spec("lesson", "Lesson", "long"), 140, 3, "What others can learn from it"),
)  # fmt: skip
