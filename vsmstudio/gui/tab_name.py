"""Typing over the name in a tab, in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class TabName(QLineEdit):
    """Ends once with `done`: what was typed, or None where it was cancelled. Leaving it keeps what was typed."""

    def __init__(
        self, parent: QWidget, area: QRect, name: str, meaning: str, done: Callable[[str | None], None]
    ) -> None:
        super().__init__(name, parent)
        self._done: Callable[[str | None], None] | None = done
        self.setObjectName("nameEditor")
        self.setAccessibleName(meaning)
        self.setPlaceholderText(meaning)
        self.setToolTip("")
        self.setMaxLength(1000)
        self.selectAll()
        self.setGeometry(area)
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while one types, letters are letters
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish()

    def finish(self, keep: bool = True) -> None:
        """End the naming, once."""
        done, self._done = self._done, None
        if done:
            self.hide()
            self.deleteLater()
            done(self.text() if keep else None)
