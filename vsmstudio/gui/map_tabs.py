"""The tabs above the canvas: one for every map, stream by stream."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QTabBar

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.records import Map, MapState

_MOST = 44  # characters


class MapTabs(QTabBar):
    """Shows the maps of the document; choosing a tab brings its map into view. `wanted`: a future map from this one."""

    wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("maps")
        self.setAccessibleName("Maps")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentChanged.connect(self._chosen)
        workspace.changed.connect(self.refresh)
        workspace.mapped.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the maps that there are."""
        self.blockSignals(True)
        maps = self._workspace.maps()
        while self.count() > len(maps):
            self.removeTab(self.count() - 1)
        for index, each in enumerate(maps):
            words = f"{self._workspace.document.name(each.stream)} · {_state_words(each)}"
            shown = (words if len(words) <= _MOST else words[: _MOST - 1] + "…").replace("&", "&&")
            if index == self.count():
                self.addTab(shown)
            elif self.tabText(index) != shown:
                self.setTabText(index, shown)
            self.setTabData(index, each.id)
            if each.id == self._workspace.map_id:
                self.setCurrentIndex(index)
        self.blockSignals(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the map of a tab; by the menu key, with the one in view."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.tabAt(event.pos()) if by_mouse else self.currentIndex()
        if index < 0:
            return
        map_id = str(self.tabData(index))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("New future map from this one", lambda: self.wanted.emit(map_id))
        menu.popup(event.globalPos() if by_mouse else self.mapToGlobal(self.tabRect(index).bottomLeft()))

    def _chosen(self, index: int) -> None:
        if index >= 0:
            self._workspace.show_map(self.tabData(index))


def _state_words(held: Map) -> str:
    return "current" if held.state is MapState.CURRENT and held.name == "Current state" else held.name
