"""Naming a thing in place: a line editor over its name on the canvas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.gui.painter import font


class NameEditor(QLineEdit):
    """Ends with `done(text, key)`: the text, or None where it was cancelled; the key is Enter, Tab or none of them."""

    def __init__(
        self, parent: QWidget, text: str, zoom: float, done: Callable[[str | None, Qt.Key | None], None]
    ) -> None:
        super().__init__(text, parent)
        self._done: Callable[[str | None, Qt.Key | None], None] | None = done
        self.setObjectName("nameEditor")
        self.setAccessibleName("Name")
        self.setFont(font("Inter-SemiBold", max(11.0, 12.0 * zoom), self.logicalDpiY()))
        self.setMaxLength(1000)
        self.selectAll()
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while one types, letters are letters
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape:
                self.finish(None, None)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self.finish(self.text(), key)
                return True
        if event.type() == QEvent.Type.FocusOut and self._done:
            self.finish(self.text(), None)
        return False

    def finish(self, text: str | None, key: Qt.Key | None) -> None:
        """End the naming, once."""
        done, self._done = self._done, None
        if done:
            self.hide()
            self.deleteLater()
            done(text, key)
