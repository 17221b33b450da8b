"""Maps as a whole: a future map begins as the map that it is to replace, so that both can be compared step by step."""

from __future__ import annotations

from datetime import date, timedelta

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map

NAME = "90 days"
AGAIN = "Measured again"
MEASURED_AGAIN = (
    "This is the current map of its stream from now on: the latest is. Type what you measure; "
    "the inspector holds its date."
)


def free_name(document: Document, stream: Id, wanted: str = NAME) -> str:
    """The wanted name for another map of a stream, with a number where a map bears it already."""
    taken = {each.name.casefold() for each in document.maps if each.stream == stream}
    number, name = 1, wanted
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def future_map(document: Document, map_id: Id) -> Change:
    """A future map that begins as this one stands; empty where this one is."""
    held = document.the(Map, map_id)
    name = free_name(document, held.stream)
    return (
        edits.copy_map(document, map_id, name) if document.nodes(map_id) else edits.add_map(document, held.stream, name)
    )


def later_map(document: Document, map_id: Id, today: date) -> Change:
    """A current map that begins as this one stands, of today or of the day after the current map."""
    stream = document.the(Map, map_id).stream
    latest = document.current_map(stream)
    on = today
    if latest is not None and latest.date is not None and today <= latest.date < date.max:
        on = latest.date + timedelta(days=1)
    return edits.copy_later(document, map_id, free_name(document, stream, AGAIN), on)


def measure_again(workspace: Workspace, map_id: Id) -> Id:
    """Begin a later current map as this one stands, and bring it into view. Gives its id; blank where that was refused."""
    before = set(workspace.document.records)
    if not workspace.do(lambda d: later_map(d, map_id, workspace.as_of)):
        return ""
    made = next(each.id for each in workspace.document.maps if each.id not in before)
    workspace.show_map(made)
    return made


def drop_map(workspace: Workspace, map_id: Id) -> None:
    """Delete a map; the last map of a stream takes the stream along. Its neighbour comes into view where it was."""
    held, maps = workspace.document.of(Map, map_id), workspace.maps()
    if held is None:
        return
    if len(maps) == 1:
        workspace.said.emit("A document keeps at least one map. Delete its steps instead.")
        return
    alike = [each.id for each in maps if each.stream == held.stream]
    if workspace.map_id == map_id:
        near = alike if len(alike) > 1 else [each.id for each in maps]
        at = near.index(map_id)
        workspace.show_map(near[at - 1] if at else near[1])
    keys = [map_id] if len(alike) > 1 else [held.stream]
    workspace.do(lambda d: edits.remove(d, f"Delete map {d.name(map_id)[:40]}", keys))
