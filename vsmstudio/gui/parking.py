"""Parking a note without leaving what one does: a line under the map, and the count in the tab of the parking lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget

from vsmstudio.gui.giving_back import give_back
from vsmstudio.model import edits
from vsmstudio.notation.note import LONGEST

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class ParkLine(QWidget):
    """One line for one note. `said` brings what was typed, `ended` that nothing more comes."""

    said = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("parkLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        caption = QLabel("Park a note")
        caption.setObjectName("caption")
        caption.setTextFormat(Qt.TextFormat.PlainText)
        self.entry = QLineEdit()
        self.entry.setAccessibleName("Park a note")
        self.entry.setPlaceholderText("Type what has to wait. Enter parks it, Esc leaves it.")
        self.entry.setMaxLength(LONGEST)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(12)
        line.addWidget(caption)
        line.addWidget(self.entry, 1)
        self.setFocusProxy(self.entry)
        self.entry.returnPressed.connect(lambda: self.said.emit(self.entry.text()))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class Parking(QObject):
    """Parks what is typed, gives the keyboard back to whoever had it, and counts what waits."""

    def __init__(self, window: MainWindow, line: ParkLine) -> None:
        super().__init__(window)
        self._window, self.line = window, line
        self._before: QWidget | None = None
        line.said.connect(self._park)
        line.ended.connect(self.leave)
        window.workspace.changed.connect(self.count)
        self.count()

    def ask(self) -> None:
        """Open the line under the map; asked again, it is closed."""
        if not self.line.isHidden():
            self.leave()
            return
        self._before = QApplication.focusWidget()
        self.line.show()
        self.line.setFocus()

    def _park(self, words: str) -> None:
        if not words.strip():
            self.leave()
        elif self._window.workspace.do(lambda d: edits.park_note(d, words)):
            waiting = len(self._window.workspace.document.notes(None))
            self.leave()
            self._window.workspace.said.emit(
                f"Parked. {waiting} {'note waits' if waiting == 1 else 'notes wait'} in the parking lot."
            )

    def leave(self) -> None:
        """Close the line; the keyboard goes back."""
        before, self._before = self._before, None
        self.line.entry.clear()
        self.line.hide()
        give_back(before, self._window.view)

    def count(self) -> None:
        """How many notes wait, in the words of the tab."""
        waiting = sum(not note.done for note in self._window.workspace.document.notes(None))
        self._window.panels.say("parking", f"Parking lot {waiting}" if waiting else "Parking lot")
