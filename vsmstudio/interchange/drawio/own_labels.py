"""The labels of our shapes in draw.io, as the canvas words them; they are texts that may be edited there."""

from __future__ import annotations

from vsmstudio.interchange.drawio.looks import MUTED
from vsmstudio.interchange.drawio.sheet import pixels, safe
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, number, show, typed
from vsmstudio.model.records import Endpoint, Note, NoteKind, Person, Queue, Service, ServiceState, Step
from vsmstudio.notation import text
from vsmstudio.notation.note import BLANK
from vsmstudio.notation.parts import BODY, LABEL, VALUE, fitted, percent
from vsmstudio.notation.service import WORD
from vsmstudio.notation.sizes import STEP_WIDTH
from vsmstudio.notation.step import shows_wait

GAP = "◆ "
DASH = "–"


def step_head(document: Document, step: Step, number_: str) -> str:
    """Number and name, the performer under them."""
    name = f"{number_} {step.name}".strip() or "Unnamed step"
    size = BODY if len(text.wrap(name, BODY, STEP_WIDTH - 24, bold=True, lines=3)) < 3 else 9.0  # all of it, if smaller
    return f'<b style="font-size:{pixels(size)}px">{safe(name)}</b><br>{_small(document.name(step.performer) or DASH)}'


def step_parts(document: Document, step: Step) -> dict[str, str]:
    """The parts of a step's block that can be edited each for itself, and what they say."""
    waits = shows_wait(document, step)
    second = ("Wait", _own_wait(document, step)) if waits else ("LT", typed(step.lead_time))
    parts = {
        "process_time": _figure("PT", typed(step.process_time)),
        "second": _figure(*second),
        "ca": _figure("%C&A", percent(step.ca)),
        "owner": owner_words(document, step),
    }
    if step.people is not None:
        parts["people"] = safe(f"{step.people:g} {'person' if step.people == 1 else 'people'}")
    return parts


def owner_words(document: Document, step: Step) -> str:
    owner = document.of(Person, step.owner)
    said = (
        f"{GAP}No accountable owner"
        if owner is None
        else f"{GAP}Vacant: {owner.label}"
        if owner.vacant
        else owner.label
    )
    size = fitted(said, BODY if owner and not owner.vacant else LABEL, STEP_WIDTH - 34, bold=True, least=8.0)
    return f'<font style="font-size:{pixels(size)}px">{safe(said)}</font>'


def queue_label(queue: Queue) -> str:
    figures = [typed(queue.wait)] if queue.wait else []
    if queue.quantity is not None:
        figures.append(f"{number(queue.quantity)} waiting")
    return f'{safe(queue.name or "Queue")}<br><b style="font-size:12px">{safe(", ".join(figures) or DASH)}</b>'


def endpoint_label(document: Document, endpoint: Endpoint) -> str:
    return safe(endpoint.name or document.name(endpoint.unit) or endpoint.kind.value.capitalize())


def service_label(document: Document, service: Service) -> tuple[str, bool]:
    """(name, type and owner; whether the owner is missing)."""
    word = WORD[service.kind]
    if service.state is not ServiceState.CATALOGUE:
        word += ", retired" if service.state is ServiceState.RETIRED else ", in the pipeline"
    owner = document.of(Person, service.owner)
    wanting = owner is None or owner.vacant
    said = f"{GAP}No owner" if owner is None else f"{GAP}Vacant: {owner.label}" if owner.vacant else owner.label
    name = f'<b style="font-size:12px">{safe(service.name or "Unnamed service")}</b>'
    return f"{name}<br>{_small(word)}<br>{safe(said)}", wanting


def note_label(note: Note) -> str:
    blank = BLANK[NoteKind.BURST if note.kind is NoteKind.BURST else NoteKind.NOTE]
    return safe(note.text.strip()) or _small(blank)


def _figure(label: str, value: str) -> str:
    size = fitted(value, VALUE, STEP_WIDTH / 3 - 10, bold=True, least=8.0)
    return f'{_small(label)}<br><b style="font-size:{pixels(size)}px">{safe(value)}</b>'


def _small(words: str) -> str:
    return f'<font color="{MUTED}" style="font-size:11px">{safe(words)}</font>'


def _own_wait(document: Document, step: Step) -> str:
    if step.wait is not None or step.lead_time is None:
        return typed(step.wait)
    calendar = document.engagement.calendar
    work = step.process_time or Duration("0")
    return show(max(0.0, step.lead_time.minutes(calendar) - work.minutes(calendar)), calendar)
