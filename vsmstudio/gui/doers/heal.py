"""Deleting steps without leaving a hole in the chain, and closing the hole afterwards."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.notice import Notice
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Flow, Note
from vsmstudio.model.rules import Refused


class HealDoer(Doer):
    """Deleting that heals."""

    def delete_and_connect(self) -> None:
        """Only what stands on the map goes: nodes, connections and notes."""
        document = self.workspace.document
        kinds = (*NODE_KINDS, Flow, Note)
        keys: list[Id] = [key for key in self.workspace.selection if isinstance(document.get(key), kinds)]
        if keys:
            self.workspace.do(lambda d: edits.delete_and_heal(d, keys))


def delete(workspace: Workspace, keys: list[Id], notice: Notice) -> bool:
    """Delete records; where that left a chain in two, offer quietly to connect what is left."""
    before = workspace.document
    deleted: list[Change] = []

    def deed(document: Document) -> Change:
        deleted.append(edits.delete(document, keys))
        return deleted[-1]

    if not workspace.do(deed):
        return False
    if _is_broken(before, deleted[-1]):

        def connect() -> None:
            notice.hide()
            workspace.do(lambda d: edits.heal(before, deleted[-1], d))

        notice.say("The chain is interrupted now.", "Connect what is left", connect)
    return True


def _is_broken(before: Document, deleted: Change) -> bool:
    try:
        return edits.is_broken(before, deleted)
    except Refused:  # it would take more connections than anybody wants
        return False
