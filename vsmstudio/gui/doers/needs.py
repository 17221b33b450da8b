"""What has to be selected for an action to make sense."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.records import NODE_KINDS, Note, Record


def met(workspace: Workspace) -> Mapping[str, bool]:
    """Each need that an action may have, and whether what is selected meets it now."""
    document, chosen = workspace.document, workspace.selection
    nodes = 0
    for key in chosen:
        nodes += isinstance(document.get(key), NODE_KINDS)
        if nodes > 2:
            break
    return {
        "selection": bool(chosen),
        "name": bool(chosen) and _is_named(document.get(chosen[0])),
        "note": any(document.of(Note, key) for key in chosen),
        "nodes": nodes > 0,
        "several": nodes > 1,
        "many": nodes > 2,
    }


def _is_named(record: Record | None) -> bool:
    """Has it words that can be typed over where it stands?"""
    return not record.parked if isinstance(record, Note) else hasattr(record, "name")
