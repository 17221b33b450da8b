"""The overview of the engagement, in the place of the canvas: a matrix to work in, and a drawing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QStackedWidget, QWidget

from vsmstudio.gui.overview.drawn import DrawnOverview
from vsmstudio.gui.overview.matrix import Matrix
from vsmstudio.gui.panels.widgets import Elided, Panel, column, row
from vsmstudio.model.ids import Id
from vsmstudio.model.records import ValueStream

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class OverviewPage(Panel):
    """`Matrix | Drawing` at the top chooses between the two."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._main = window
        self.workspace = workspace = window.workspace
        self.setAccessibleName("Overview of the engagement")
        self.matrix = Matrix(workspace)
        self.drawn = DrawnOverview(workspace)
        self.matrix_button, self.drawing_button = _segment("Matrix", "left"), _segment("Drawing", "right")
        self.matrix_button.setChecked(True)
        group = QButtonGroup(self)
        for button in (self.matrix_button, self.drawing_button):
            group.addButton(button)
        group.buttonClicked.connect(lambda button: self.show_drawing(button is self.drawing_button))
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a service…")
        self.search.setAccessibleName("Find a service")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(self.matrix.look_for)
        self.search.returnPressed.connect(self.matrix.table.setFocus)
        self.summary = Elided(name="quiet")
        head = QWidget()
        segment = row(self.matrix_button, self.drawing_button, spacing=0)
        line = row(spacing=16)
        line.addLayout(segment)
        line.addWidget(self.search)
        line.addWidget(self.summary, 1)
        line.setContentsMargins(16, 8, 16, 8)
        head.setLayout(line)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.matrix)
        self.pages.addWidget(self.drawn)
        self.setLayout(column(head, self.pages, spacing=0))
        self.setFocusProxy(self.matrix)
        for each in (self.matrix, self.drawn):
            each.opening.connect(self._open)
        self.matrix.naming.connect(self._name)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)

    def show_drawing(self, drawing: bool) -> None:
        """The drawing, or the matrix."""
        (self.drawing_button if drawing else self.matrix_button).setChecked(True)
        shown = self.drawn if drawing else self.matrix
        self.pages.setCurrentWidget(shown)
        self.search.setVisible(not drawing)
        self.setFocusProxy(shown)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.pages.currentWidget() is self.matrix:
            self.matrix.refresh()
        self.summary.show_words(self.matrix.summary)

    def _open(self, key: Id) -> None:
        """A stream's current map, or a step on its map."""
        document = self.workspace.document
        if document.of(ValueStream, key) is None:
            self.workspace.show(key)
            return
        maps = [each.id for each in self.workspace.maps() if each.stream == key]
        current = document.current_map(key)
        if maps:
            self._main.tabs.choose(current.id if current else maps[0])

    def _name(self, service: Id) -> None:
        if service in self.workspace.document:
            self._main.library.show()
            self._main.library.rename(service)


def _segment(words: str, side: str) -> QPushButton:
    made = QPushButton(words)
    made.setObjectName("segment")
    made.setProperty("side", side)
    made.setCheckable(True)
    made.setAutoDefault(False)
    return made
