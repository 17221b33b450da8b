"""What of a drawn thing can be typed where it stands: which figures, in which order, and where each is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from vsmstudio.gui.panels.steps_columns import COLUMNS, Column, change_of
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration, understood
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, EndpointRole, FlowKind, Person, Queue, Record, Step
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import (
    ENDPOINT_HEIGHT,
    ENDPOINT_WIDTH,
    QUEUE_HEIGHT,
    QUEUE_WIDTH,
    STEP_HEIGHT,
    STEP_WIDTH,
)
from vsmstudio.notation.step import DATA, HEAD, shows_wait

_BY_FIELD: dict[str, Column] = {each.field: each for each in COLUMNS}


@dataclass(frozen=True)
class Cell:
    """One figure of a thing: its field, what people call it, what can be typed, and where it is drawn from its corner."""

    field: str
    meaning: str
    such_as: str = ""
    area: Rect | None = None


def cells_of(document: Document, record: Record) -> tuple[Cell, ...]:
    """The cells of a record in the order in which Tab goes through them. None where it bears no name."""
    if isinstance(record, Step):
        return _of_step(document, record)
    if isinstance(record, Queue):
        below = Rect(-10, QUEUE_HEIGHT - 18, QUEUE_WIDTH + 20, 26)
        wait = Cell("wait", "Wait", "such as 3 d or 4 h", below)
        return (Cell("name", "Name", area=Rect(-26, 29, QUEUE_WIDTH + 52, 26)), wait)
    if isinstance(record, Endpoint):
        return (Cell("name", "Name", area=Rect(-26, ENDPOINT_HEIGHT / 2 - 13, ENDPOINT_WIDTH + 52, 26)),)
    return (Cell("name", "Name"),) if hasattr(record, "name") else ()


def _of_step(document: Document, step: Step) -> tuple[Cell, ...]:
    third, top = STEP_WIDTH / 3, HEAD + 18
    places = [Rect(third * at + 1, top, third - 2, 24) for at in range(3)]
    if shows_wait(document, step):
        second = Cell("wait", "Wait in front of the step", "such as 4 h or 2 d", places[1])
    else:
        second = Cell("lead_time", "Lead time", "such as 4 h, 2 d or 3-5 d", places[1])
    return (
        Cell("name", "Name", area=Rect(0, 4, STEP_WIDTH, 26)),
        Cell("process_time", "Processing time", "such as 10 min or 1.5 h", places[0]),
        second,
        Cell("ca", "Complete and accurate", "such as 85 %", places[2]),
        Cell(
            "owner",
            "Accountable owner",
            "a role or a name",
            Rect(2, HEAD + DATA + 3, STEP_WIDTH - 4, STEP_HEIGHT - HEAD - DATA - 6),
        ),
    )


def text_of(document: Document, record: Record, cell: Cell) -> str:
    """What stands in a cell, as it can be typed again."""
    if cell.field == "name" or not isinstance(record, Step | Queue):
        return str(getattr(record, "name", "") or getattr(record, "role", ""))
    return _BY_FIELD[cell.field].text(document, record)


def change_by(document: Document, key: Id, cell: Cell, text: str) -> Change:
    """What typing `text` into a cell does. Raises `ValueError` or `Refused` with what is accepted."""
    if cell.field == "name":
        return edits.rename(document, key, " ".join(text.split()))
    return change_of(document, _BY_FIELD[cell.field], key, text)


def echo(document: Document, key: Id, cell: Cell, text: str) -> str:
    """What was understood of a text; nothing where it is only half typed, or says itself."""
    if cell.field == "name" or not text.strip() or key not in document:
        return ""
    if cell.field == "owner":
        return "" if _is_known(document, text) else "A new person of this name"
    try:
        value = _BY_FIELD[cell.field].read(document, document.node(key), text)
    except ValueError:
        return ""
    return f"= {understood(value, document.engagement.calendar)}" if isinstance(value, Duration) else ""


def _is_known(document: Document, text: str) -> bool:
    name = " ".join(text.split()).casefold()
    return any(person.label.casefold() == name for person in document.people)


def completed(document: Document, cell: Cell, text: str) -> list[str]:
    """The known names that a text begins, the shortest first."""
    begun = text.lstrip().casefold()
    if cell.field != "owner" or not begun:
        return []
    labels = {person.label for person in document.all(Person)}
    return sorted((each for each in labels if each.casefold().startswith(begun)), key=lambda each: (len(each), each))


def step_before(document: Document, key: Id) -> Step | None:
    """The step that work comes from, past queues; the first of several, None where there is none."""
    seen = {key}
    while True:
        sources = [flow.source for flow in document.arriving(key) if flow.kind is FlowKind.WORK]
        if not sources or sources[0] in seen:
            return None
        key = sources[0]
        seen.add(key)
        if (found := document.of(Step, key)) is not None:
            return found


def said_before(document: Document, key: Id, cell: Cell) -> str:
    """What the step before says in the same cell; blank where it says nothing."""
    before = step_before(document, key)
    return text_of(document, before, cell) if before is not None and cell.field != "name" else ""


def neighbour(document: Document, key: Id, back: bool = False) -> Id:
    """The one node that work goes on to, or comes from; blank where there is none or more than one."""
    flows = document.arriving(key) if back else document.leaving(key)
    ends = [flow.source if back else flow.target for flow in flows if flow.kind is FlowKind.WORK]
    return ends[0] if len(ends) == 1 else ""


def flow_to_end(document: Document, key: Id) -> Id:
    """The connection to the end of the stream, where work goes on to that alone; else blank."""
    work = [flow for flow in document.leaving(key) if flow.kind is FlowKind.WORK]
    end = document.of(Endpoint, work[0].target) if len(work) == 1 else None
    return work[0].id if end is not None and end.role is EndpointRole.END else ""
