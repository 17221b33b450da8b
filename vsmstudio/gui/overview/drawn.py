"""All streams with their services as a drawing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from vsmstudio.gui.overview.sheet import MARGIN, Sheet, SheetArea
from vsmstudio.gui.panels.widgets import Panel, column
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.notation.overview import overview


class DrawnOverview(Panel):
    """The drawing in a view that scrolls. `opening` wants the map of a stream."""

    opening = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("All streams with their services")
        self.sheet = Sheet()
        self.area = SheetArea(self.sheet)
        self._fitted = False
        self.setLayout(column(self.area, spacing=0))
        self.setFocusProxy(self.sheet)
        self.sheet.pressed.connect(self._press)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)
        workspace.selected.connect(self._select)
        workspace.replaced.connect(self._forget)

    def _forget(self) -> None:
        self._fitted = False

    def refresh(self) -> None:
        """Draw the document as it is; at first sight as large as it goes into the width."""
        picture = overview(self.workspace.document, self.workspace.analysis)
        if not self._fitted:
            self._fitted = True
            room = self.area.viewport().width()
            self.sheet.zoom = min(1.0, max(0.6, (room - 16) / (picture.area.width + 2 * MARGIN)))
        self.sheet.show_picture(picture)
        self._select()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.room = self.area.viewport().size()
        self.sheet.set_zoom(self.sheet.zoom)

    def _select(self) -> None:
        self.sheet.chosen = self.workspace.selection
        self.sheet.update()

    def _press(self, key: Id) -> None:
        """A stream opens its map; a service is shown in the inspector."""
        if key in self.workspace.document:
            if self.workspace.document.records[key].type == "stream":
                self.opening.emit(key)
            else:
                self.workspace.select([key])
