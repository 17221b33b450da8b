"""Every user operation: `(document, ...) -> Change`. Raises `Refused` with a sentence where the rules forbid it."""

from vsmstudio.model.edits.common import put, remove, rename, update
from vsmstudio.model.edits.copying import copied, copy_map, paste
from vsmstudio.model.edits.healing import delete_and_heal, heal, is_broken
from vsmstudio.model.edits.mapping import (
    STEP_PITCH,
    add_map,
    add_next,
    add_node,
    add_stream,
    connect,
    delete,
    insert,
    move,
    new_document,
    place,
)
from vsmstudio.model.edits.notes import add_note, attach, park, park_note, put_on_map, tick, write
from vsmstudio.model.edits.rerouting import move_into, reconnect, reverse
from vsmstudio.model.edits.room import BRANCH_PITCH
from vsmstudio.model.edits.services import (
    accept,
    add_application,
    add_contract,
    add_person,
    add_revenue,
    add_service,
    add_unit,
    link,
    set_owner,
    underpin,
)

__all__ = [
    "BRANCH_PITCH", "STEP_PITCH", "accept", "add_application", "add_contract", "add_map", "add_next", "add_node", "add_note",
    "add_person", "add_revenue", "add_service", "add_stream", "add_unit", "attach", "connect", "copied", "copy_map",
    "delete", "delete_and_heal", "heal", "insert", "is_broken", "link", "move", "move_into",
    "new_document", "park", "park_note", "paste", "place", "put", "put_on_map", "reconnect", "remove", "rename",
    "reverse", "set_owner", "tick", "underpin", "update", "write",
]  # fmt: skip
