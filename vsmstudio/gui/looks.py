"""Which theme the window wears, and the workshop mode, in which a whole room reads along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from vsmstudio.gui import look
from vsmstudio.gui.dressing import dress
from vsmstudio.gui.panels.cells import CellTable
from vsmstudio.gui.panels.findings_table import FindingTable
from vsmstudio.gui.settings import ThemeChoice

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class _Before(NamedTuple):
    """What the workshop mode puts back when it ends."""

    left: bool
    lower: bool
    across: list[int]
    down: list[int]
    zoom: float
    middle: QPointF


class Looks(QObject):
    """Dresses the application anew when the person, or their system, wants another look. `changed`: something is another."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.choice: ThemeChoice = "system"
        self._before: _Before | None = None
        self._made_for = 1.0  # how large words were, when panels were made as large as they are
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        if look.theme_name() != "light":
            window.view.retheme(look.theme())

    # --- theme -------------------------------------------------------------------------------------------------------

    def choose(self, choice: ThemeChoice) -> None:
        """Wear this theme from now on."""
        self.choice = choice
        self._window.acts[f"theme_{choice}"].setChecked(True)
        self._dress()
        self.changed.emit()

    def _follow(self) -> None:
        if self.choice == "system":
            self._dress()

    def _dress(self) -> None:
        name, larger = look.resolved(self.choice), look.FOR_A_ROOM if self.workshop else 1.0
        worn = (name, larger) == (look.theme_name(), look.larger())  # as of a window that was seen before all this
        if worn and larger == self._made_for:
            return
        if not worn:
            dress(cast(QApplication, QApplication.instance()), name, larger)
        self._window.view.retheme(look.theme())
        if larger != self._made_for:
            self._resize(larger / self._made_for)
            self._made_for = larger
        for each in self._window.findChildren(QAbstractItemView):
            each.scheduleDelayedItemsLayout()  # rows ask how high they are

    def _resize(self, ratio: float) -> None:
        """Rows, columns and panels take as much more room as their words."""
        window = self._window
        window.inspector.setMinimumWidth(round(window.inspector.minimumWidth() * ratio))
        window.library.setMinimumWidth(round(window.library.minimumWidth() * ratio))
        window.colouring.fit()
        for table in window.panels.findChildren(QTableView):
            rows, columns = table.verticalHeader(), table.horizontalHeader()
            rows.setDefaultSectionSize(round(rows.defaultSectionSize() * ratio))
            if not isinstance(table, FindingTable | CellTable):  # which find the widths of their columns
                for at in range(columns.count()):
                    table.setColumnWidth(at, round(table.columnWidth(at) * ratio))

    # --- workshop ----------------------------------------------------------------------------------------------------

    @property
    def workshop(self) -> bool:
        """Does a room read along?"""
        return self._before is not None

    def set_workshop(self, on: bool) -> None:
        """Larger words, and the panels that only the facilitator needs fold; the end puts everything back as it was."""
        self._window.acts["workshop"].setChecked(on)
        if on == self.workshop:
            return
        window, before = self._window, self._before
        across, down, view = window.across, window.down, window.view
        if on:
            shown = not window.library.isHidden(), not window.panels.isHidden()
            middle = view.mapToScene(view.viewport().rect().center())
            self._before = _Before(*shown, across.sizes(), down.sizes(), view.zoom, middle)
            window.library.hide()
            window.panels.hide()
            QTimer.singleShot(0, view.first_look)  # when the map has the room
        else:
            self._before = None
        self._dress()
        if before is not None:
            window.library.setVisible(before.left)
            window.panels.setVisible(before.lower)
            across.setSizes(before.across)
            down.setSizes(before.down)
            QTimer.singleShot(0, lambda: self._look_back(before))
        self.changed.emit()

    def _look_back(self, before: _Before) -> None:
        self._window.view.set_zoom(before.zoom)
        self._window.view.centerOn(before.middle)
