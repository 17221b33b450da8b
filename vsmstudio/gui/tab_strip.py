"""The row above the canvas: the maps' tabs, what makes another one, and a list of all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from vsmstudio.gui.map_marks import mark_of
from vsmstudio.gui.map_tabs import MapTabs, state_words
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.records import Map


class TabStrip(QWidget):
    """The tabs keep to the left; `+` stands after the last one. `carry_out` takes the name of an action."""

    def __init__(self, workspace: Workspace, tabs: MapTabs, carry_out: Callable[[str], None]) -> None:
        super().__init__()
        self._workspace, self._tabs, self._carry_out = workspace, tabs, carry_out
        tabs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add = _button("+", "New value stream or future map", self._offer)
        self.all = _button("⌄", "All maps", self._list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(tabs)
        row.addWidget(self.add)
        row.addWidget(self.all)
        row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = sum(each.sizeHint().width() + 2 for each in (self.add, self.all))
        self._tabs.fit(max(1, self.width() - taken))

    def _offer(self) -> None:
        """What another tab could be."""
        menu = self._menu()
        menu.addAction("New value stream", lambda: self._carry_out("new_stream"))
        held = self._workspace.document.of(Map, self._workspace.map_id)
        if held is not None:
            name = self._workspace.document.name(held.stream)[:40].replace("&", "&&")
            menu.addAction(f"New future map of {name}", lambda: self._carry_out("new_map"))
            current = self._workspace.document.current_map(held.stream)
            if current is not None and current.id != held.id:
                shown = held.name[:40].replace("&", "&&")
                menu.addAction(f"Copy {shown} as future state", lambda: self._carry_out("copy_future"))
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _list(self) -> None:
        """Every map under its stream, the one in view ticked."""
        menu, document = self._menu(), self._workspace.document
        chosen = str(self._tabs.tabData(self._tabs.currentIndex()) or "")
        self._entry(menu, "Overview", "", chosen == "", "overview")
        before = ""
        for each in self._workspace.maps():
            if each.stream != before:
                before = each.stream
                menu.addSeparator()
            words = f"{document.name(each.stream)[:60]} · {state_words(document, each)[:40]}"
            self._entry(menu, words, each.id, each.id == chosen, each.state.value)
        menu.popup(self.all.mapToGlobal(QPoint(0, self.all.height())))

    def _entry(self, menu: QMenu, words: str, key: str, chosen: bool, mark: str) -> None:
        act = QAction(mark_of(mark, self.palette()), words.replace("&", "&&"), menu)
        if chosen:
            face = act.font()
            face.setWeight(face.Weight.DemiBold)
            act.setFont(face)
        act.triggered.connect(lambda: self._tabs.choose(key))
        menu.addAction(act)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _button(sign: str, what: str, act: Callable[[], None]) -> QToolButton:
    made = QToolButton()
    made.setObjectName("tabTool")
    made.setText(sign)
    made.setAccessibleName(what)
    made.setToolTip(tip(what))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(act)
    return made
