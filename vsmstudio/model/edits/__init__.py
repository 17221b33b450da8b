"""Every user operation: `(document, ...) -> Change`. Raises `Refused` with a sentence where the rules forbid it."""

from vsmstudio.model.edits.common import put, remove, rename, update
from vsmstudio.model.edits.copying import copied, copy_map, paste
from vsmstudio.model.edits.mapping import (
    BRANCH_PITCH,
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
    "BRANCH_PITCH", "STEP_PITCH", "accept", "add_application", "add_contract", "add_map", "add_next", "add_node", "add_person",
    "add_revenue", "add_service", "add_stream", "add_unit", "connect", "copied", "copy_map", "delete", "insert", "link",
    "move", "new_document", "paste", "place", "put", "remove", "rename", "set_owner", "underpin", "update",
]  # fmt: skip
