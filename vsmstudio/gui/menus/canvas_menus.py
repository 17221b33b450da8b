"""Opens the menu of what is selected on the canvas, or of the empty canvas. It never waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from vsmstudio.gui.menus import things
from vsmstudio.gui.menus.asked import Asked, offer
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Note, Step
from vsmstudio.notation.arrange import ARRANGEMENTS

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_NODES = {"step": "Add step here", "queue": "Add queue here", "customer": "Add customer here", "supplier": "Add supplier here",
          "trigger": "Add trigger here"}  # fmt: skip


class CanvasMenus:
    """The window's context menus on the map. `menu` is the one that was opened last, while it is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.menu: QMenu | None = None

    def open(self, at: QPoint) -> None:
        """Open the menu at a point of the screen."""
        if self.menu is not None:
            self.menu.close()
        view = self._window.view
        asked = Asked(self._window, view.mapToScene(view.viewport().mapFromGlobal(at)))
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(lambda: self._closed(menu))
        chosen = self._window.workspace.selection
        if len(chosen) > 1:
            _several(menu, asked)
        elif chosen:
            things.fill(menu, asked, chosen[0])
        else:
            _empty(menu, asked)
        self.menu = menu
        self._window.helping.watch(menu)
        menu.popup(at)

    def _closed(self, menu: QMenu) -> None:
        if self.menu is menu:
            self.menu = None


def _several(menu: QMenu, asked: Asked) -> None:
    """All that is selected, at once."""
    inner = menu.addMenu("Arrange")
    offer(inner, asked, *list(ARRANGEMENTS)[:3], "", *list(ARRANGEMENTS)[3:6], "", *list(ARRANGEMENTS)[6:])
    inner.setEnabled(any(action.isEnabled() for action in inner.actions() if not action.isSeparator()))
    if any(_improvable(asked, key) for key in asked.workspace.selection):
        offer(menu, asked, "improve_this", "")
    offer(
        menu, asked, "tidy_selection", "", "cut", "copy", "paste", "duplicate", "", "copy_picture", "fit_selection", ""
    )
    offer(menu, asked, "delete", "delete_and_connect")


def _improvable(asked: Asked, key: Id) -> bool:
    """Is it a note that says something, or a step with barriers?"""
    record = asked.document.get(key)
    return bool((isinstance(record, Note) and record.text) or (isinstance(record, Step) and record.barriers.strip()))


def _empty(menu: QMenu, asked: Asked) -> None:
    """Where nothing is: what can be put there, and the map as a whole; on a figure under the ladder, how it came about."""
    view = asked.view
    if figure := view.figure_at(asked.at):
        menu.addAction("How was this calculated?", lambda: view.asked_figure.emit(figure))
        menu.addSeparator()
    if asked.workspace.map_id:
        for kind, words in _NODES.items():
            menu.addAction(words, partial(view.making.add, kind, asked.at))
        menu.addAction("Add note here", partial(view.noting.add, "note", asked.at))
    offer(menu, asked, "", "paste", "select_all", "", "tidy_up", "show_lanes", "fit_all", "zoom_100")
