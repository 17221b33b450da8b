"""Every user operation: `(document, ...) -> Change`. Raises `Refused` with a sentence where the rules forbid it."""

from vsmstudio.model.edits.common import put, remove, rename, update
from vsmstudio.model.edits.copying import copied, copy_map, paste
from vsmstudio.model.edits.engagement import (
    add_improvement,
    add_measure,
    add_stakeholder,
    add_workshop,
    improve_barrier,
    improve_finding,
    improve_note,
    keep_order,
    object_to,
    order_improvements,
    rate,
    set_joined,
)
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
from vsmstudio.model.edits.remeasuring import copy_later
from vsmstudio.model.edits.rerouting import move_into, reconnect, reverse
from vsmstudio.model.edits.retiring import retire
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
    "BRANCH_PITCH", "STEP_PITCH", "accept", "add_application", "add_contract", "add_improvement", "add_map",
    "add_measure", "add_next", "add_node", "add_note", "add_person", "add_revenue", "add_service", "add_stakeholder",
    "add_stream", "add_unit", "add_workshop", "attach", "connect", "copied", "copy_later", "copy_map", "delete",
    "delete_and_heal", "heal", "improve_barrier", "improve_finding", "improve_note", "insert", "is_broken",
    "keep_order", "link", "move", "move_into", "new_document", "object_to", "order_improvements", "park", "park_note", "paste",
    "place", "put", "put_on_map", "rate", "reconnect", "remove", "rename", "retire", "reverse", "set_joined", "set_owner",
    "tick", "underpin", "update", "write",
]  # fmt: skip
