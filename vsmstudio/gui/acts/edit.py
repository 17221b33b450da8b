"""What the Edit menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, Service

ACTS = (
    Act("Undo", "undo", "Ctrl+Z"),
    Act("Redo", "redo", "Ctrl+Shift+Z"),
    SEPARATOR,
    Act("Rename", "rename", "F2", needs="name"),
    Act("Delete", "delete", "Del", needs="selection"),
    Act("Select all", "select_all", "Ctrl+A"),
)


class EditActs(Doer):
    """What the Edit menu does."""

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

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
            self.workspace.do(lambda d: edits.delete(d, keys))

    def _links_here(self, document: Document, service: Id) -> list[Id]:
        return [each.id for each in document.all(Link) if each.source == service and self.view.canvas.item_of(each.id)]

    def select_all(self) -> None:
        self.workspace.select([node.id for node in self.workspace.document.nodes(self.workspace.map_id)])
