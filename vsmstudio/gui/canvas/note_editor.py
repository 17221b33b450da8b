"""Writing a note in place: several lines over it on the canvas. Enter ends, Shift+Enter begins a line, Esc takes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.fonts import font
from vsmstudio.gui.panels.widgets import insert_within
from vsmstudio.notation.note import LONGEST

_LEAST = 12.0  # pixels: smaller cannot be read, however far one has zoomed out
_WIDTH, _LINES = 190, 12  # at least so wide; at most so many lines high, the rest scrolls
_AWAY = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class NoteEditor(QPlainTextEdit):
    """Says once, to `done`, what was written; None: nothing is to change."""

    def __init__(self, parent: QWidget, meaning: str, text: str, done: Callable[[str | None], None]) -> None:
        super().__init__(parent)
        self._canvas = parent
        self._done: Callable[[str | None], None] | None = done
        self._area, self._zoom = QRect(), 1.0
        self.setAccessibleName(f"Text of the {meaning}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Enter keeps it, Esc leaves it")
        self._was, self._beyond = text, text[LONGEST:]  # what is too long to be shown here stays as it is
        self.setPlainText(text[:LONGEST])
        self.moveCursor(QTextCursor.MoveOperation.End)
        c = look.color
        self.setStyleSheet(
            f"background: {c('note').name()}; color: {c('ink').name()}; border: 2px solid {c('accent').name()};"
            f"border-radius: 3px; padding: 2px; placeholder-text-color: {c('muted').name()};"
        )
        self.textChanged.connect(self._grow)

    def lay(self, area: QRect, zoom: float) -> None:
        """Lie over the note, and grow below it with what is written."""
        self._area, self._zoom = area, zoom
        self.setFont(font("Inter-Regular", max(_LEAST, 11 * zoom), self.logicalDpiY()))
        self._grow()

    def _grow(self) -> None:
        room = self._canvas.rect()
        width = min(max(_WIDTH, self._area.width() + 8), max(80, room.width()))
        self.setFixedWidth(width)
        line = self.fontMetrics().lineSpacing()
        lines = max(2, min(_LINES, round(self.document().size().height())))
        self.setFixedHeight(min(max(line * lines + 18, 48), max(48, room.height())))
        left = min(max(0, self._area.center().x() - width // 2), max(0, room.width() - width))
        self.move(left, min(max(0, self._area.top()), max(0, room.height() - self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, enter = event.key(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape:
            self.finish(None)
        elif (enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or key == Qt.Key.Key_Tab:
            self.finish(self._said())
        elif enter:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            self.finish(self._said())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take of what is pasted or dropped only as much as there is room for."""
        insert_within(self, source, LONGEST)

    def _said(self) -> str:
        return self.toPlainText() + self._beyond if self.document().isModified() else self._was

    def finish(self, said: str | None) -> None:
        """Close, and say what was written."""
        done, self._done = self._done, None
        if done is not None:
            if self.hasFocus():
                self._canvas.setFocus()
            self.hide()
            self.deleteLater()
            done(said)

    def end(self) -> None:
        """Close keeping what was written."""
        self.finish(self._said())
