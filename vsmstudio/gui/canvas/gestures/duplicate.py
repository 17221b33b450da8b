"""Copies beside what they are copies of, as one thing to undo."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Note


def duplicate(workspace: Workspace, keys: Sequence[Id], dx: float, dy: float) -> bool:
    """Put copies of nodes and notes on the same map, `dx`, `dy` pixels off, and select them. False where it is refused."""
    document = workspace.document
    taken = edits.copied(document, keys)

    def deed(d: Document) -> Change:
        made = edits.paste(d, workspace.map_id, taken, dx, dy)
        return Change(made.label.replace("Paste", "Duplicate", 1), made.records)

    before = set(document.records)
    if not workspace.do(deed):
        return False
    after = workspace.document.records
    workspace.select(key for key in after if key not in before and isinstance(after[key], (*NODE_KINDS, Note)))
    return True
