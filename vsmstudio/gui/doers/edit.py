"""What the Edit menu does."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.doers.heal import delete
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, Service


class EditDoer(Doer):
    """What the Edit menu does."""

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

    def cut(self) -> None:
        self.window.clipboard.cut()

    def copy(self) -> None:
        self.window.clipboard.copy()

    def paste(self) -> None:
        self.window.clipboard.paste()

    def duplicate(self) -> None:
        self.window.clipboard.duplicate()

    def rename(self) -> None:
        """Type the name of what is selected where it stands: on the map, else in the left panel."""
        if self.workspace.selection:
            key = self.workspace.selection[0]
            if self.view.canvas.item_of(key):
                self.view.making.rename(key)
            else:
                self.window.library.rename(key)

    def delete(self) -> None:
        """Delete what is selected on the canvas; a service that is selected there only leaves this map."""
        document = self.workspace.document
        keys: list[Id] = []
        for key in self.workspace.selection:
            if isinstance(document.get(key), Service):
                keys += self._links_here(document, key) if self.view.canvas.item_of(key) else [key]
            elif self.view.canvas.item_of(key) or document.get(key) is None:
                if document.records[key].type != "stream":
                    keys.append(key)
            else:
                keys.append(key)
        if keys:
            delete(self.workspace, keys, self.window.notice)

    def _links_here(self, document: Document, service: Id) -> list[Id]:
        return [each.id for each in document.all(Link) if each.source == service and self.view.canvas.item_of(each.id)]

    def select_all(self) -> None:
        """Everything that can be moved: nodes, and the notes that are shown."""
        document, map_id = self.workspace.document, self.workspace.map_id
        notes = [note.id for note in document.notes(map_id) if self.view.canvas.item_of(note.id)]
        self.workspace.select([*(node.id for node in document.nodes(map_id)), *notes])
