"""Finding words on the page in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.gui.handbook.reader import Marks, Reader
from vsmstudio.gui.panels.widgets import label, row, small_button


class FindBar(QWidget):
    """A field under the page; Enter goes on, Shift+Enter back, Esc ends. `ended`: the keyboard goes back to the page."""

    ended = Signal()

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._places: Marks = []
        self._at = -1
        self.setObjectName("handbookBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find on this page")
        self.field.setAccessibleName("Find on this page")
        self.field.setMaximumWidth(280)
        self.field.textChanged.connect(self._find)
        self.said = label(name="quiet")
        before, after = small_button("↑", "The one before (Shift+Enter)"), small_button("↓", "The next one (Enter)")
        before.clicked.connect(lambda: self.go(-1))
        after.clicked.connect(lambda: self.go(1))
        close = small_button("×", "Close (Esc)")
        close.clicked.connect(self.end)
        parts = row(self.field, before, after, self.said, spacing=6)
        parts.addStretch(1)
        parts.addWidget(close)
        parts.setContentsMargins(12, 6, 12, 6)
        self.setLayout(parts)
        self.hide()

    def begin(self) -> None:
        """Show the field; what is selected on the page is what is looked for."""
        chosen = self._reader.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.selectAll()
        self.field.setFocus()
        self._find()

    def end(self) -> None:
        """Mark nothing any more."""
        self._places = []
        self._reader.mark([])
        self.hide()
        self.ended.emit()

    def renew(self) -> None:
        """The page is another, or is set anew."""
        if self.isVisible():
            self._find()

    def _find(self) -> None:
        self._places = self._reader.places_of(self.field.text())
        self._at = 0 if self._places else -1
        self._show()

    def go(self, by: int) -> None:
        """To the next place (1) or the one before (-1), round the end."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show()

    def _show(self) -> None:
        self._reader.mark(self._places, self._at)
        found = f"{self._at + 1} of {len(self._places)}" if self._places else "Not on this page"
        self.said.setText(found if self.field.text() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
