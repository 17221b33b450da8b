"""Typing a name or a figure in place: a line editor over it on the canvas, and what is said below it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.fonts import font

_LEAST = 12.0  # pixels: smaller cannot be read, however far one has zoomed out
_NARROWEST, _WIDEST, _EDGE = 56, 340, 8
_AWAY = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def room_of(widget: QWidget) -> QRect:
    """The room that a widget has in its parent; it is asked for anew, as the canvas may lose what it shows itself on."""
    parent = widget.parentWidget()
    return parent.rect() if parent is not None else QRect()


class Ended(Enum):
    """How typing in a cell ended."""

    ENTER = "enter"
    TAB = "tab"
    BACK = "back"  # Shift+Tab
    CANCEL = "cancel"
    LEFT = "left"  # the keyboard went elsewhere


class CellEditor(QLineEdit):
    """A line over what is typed. It ends nothing itself: `ended` says how, and whoever hears it closes the editor.

    `completes` gives the names that a text begins: the first is completed in line, the arrow keys go through them.
    `pasted` hears of a text of several cells on the clipboard and says whether it took it. `again` gives what the step
    before says, for Ctrl+'.
    """

    ended = Signal(Ended)

    def __init__(self, parent: QWidget, meaning: str, text: str) -> None:
        super().__init__(text, parent)
        self.completes: Callable[[str], list[str]] = lambda typed: []
        self.pasted: Callable[[str], bool] = lambda text: False
        self.again: Callable[[], str] = str
        self._typed = ""  # all is selected: what is typed first takes its place
        self._open = True
        self.setObjectName("nameEditor")
        self.setAccessibleName(meaning)
        self.setMaxLength(1000)
        self.selectAll()
        self.installEventFilter(self)
        self.textEdited.connect(self._complete)

    def lay(self, area: QRect, block: QRect, zoom: float) -> None:
        """Lie over an area of the parent, larger where the text needs it: inside the block, if there is room, and the parent."""
        self.setFont(font("Inter-SemiBold", max(_LEAST, 12.5 * zoom), self.logicalDpiY()))
        needed = self.fontMetrics().horizontalAdvance(self.text() + "m") + 16
        room = room_of(self)
        width = max(area.width(), min(needed, 340, room.width()), min(_NARROWEST, room.width()))
        height = max(self.fontMetrics().height() + 8, min(area.height(), int(28 * max(zoom, 1))))
        left = area.center().x() - width // 2
        if width <= block.width():
            left = max(block.left(), min(left, block.right() + 1 - width))
        left = max(0, min(left, room.width() - width))
        top = max(0, min(area.center().y() - height // 2, room.height() - height))
        self.setGeometry(left, top, width, height)

    def silence(self) -> None:
        """Say nothing any more: another editor takes over."""
        self._open = False

    def close_for_good(self) -> None:
        """Say nothing any more, and go."""
        self.silence()
        self.hide()
        self.deleteLater()

    def mark(self, bad: bool) -> None:
        """Frame what cannot be read, in more than a colour: the frame is thicker."""
        c = look.color
        line = f"3px solid {c('gap').name()}" if bad else f"2px solid {c('accent').name()}"
        self.setStyleSheet(
            f"QLineEdit#nameEditor {{ background: {c('gap_soft' if bad else 'sheet').name()}; color: {c('ink').name()};"
            f"border: {line}; border-radius: 3px; padding: 0 4px; }}"
        )

    # --- keys ---------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
                event.accept()  # while one types, letters are letters
                return True
            if event.type() == QEvent.Type.KeyPress and self._press(event):
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _AWAY:
            self._end(Ended.LEFT)
        return False

    def _is_own(self, event: QKeyEvent) -> bool:
        """Is a key for the text, whatever shortcut it may be? Saving and finding go on while one types."""
        key = event.key()
        if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
            return key == Qt.Key.Key_F2
        if not event.modifiers() & _COMMANDS:
            return True
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        if event.matches(undo) or event.matches(redo):
            return self.isUndoAvailable() if event.matches(undo) else self.isRedoAvailable()
        own = (
            QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste,
            QKeySequence.StandardKey.SelectAll,
        )  # fmt: skip
        arrows = key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace)
        return any(event.matches(each) for each in own) or arrows or _is_again(event)

    def _press(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ends = {
            Qt.Key.Key_Escape: Ended.CANCEL, Qt.Key.Key_Return: Ended.ENTER, Qt.Key.Key_Enter: Ended.ENTER,
            Qt.Key.Key_Tab: Ended.BACK if shift else Ended.TAB, Qt.Key.Key_Backtab: Ended.BACK,
        }  # fmt: skip
        if key in ends and not event.modifiers() & _COMMANDS:
            self._end(ends[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._next_match(1 if key == Qt.Key.Key_Down else -1)
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.pasted(QApplication.clipboard().text())
        if _is_again(event) and (said := self.again()):
            self.setText(said)
            self.setModified(True)
            self.textEdited.emit(said)
            return True
        return False

    def _end(self, how: Ended) -> None:
        if self._open:
            self.ended.emit(how)

    # --- completing ---------------------------------------------------------------------------------------------------

    def _complete(self, text: str) -> None:
        """Complete what is typed by the first known name; never while one takes letters away."""
        grows = len(text) > len(self._typed) and text.casefold().startswith(self._typed.casefold())
        self._typed = text
        if grows and self.cursorPosition() == len(text) and (found := self.completes(text)):
            self._show_match(found[0])

    def _next_match(self, by: int) -> None:
        found = self.completes(self._typed)
        if found:
            now = self.text()
            at = found.index(now) + by if now in found else 0
            self._show_match(found[at % len(found)])

    def _show_match(self, name: str) -> None:
        begun = len(self._typed)
        self.setText(name)
        self.setModified(True)
        self.setSelection(len(name), begun - len(name))  # backwards: the cursor stays behind what was typed


def _is_again(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() == Qt.Key.Key_Apostrophe


class Hint(QLabel):
    """A quiet card below what is being typed: what it is, what was understood, or what would be accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("captureHint")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, words: str, bad: bool, beside: QRect, editor: QRect) -> None:
        """Stand below what is worked on, above it where there is no room; nothing: go away."""
        self.setVisible(bool(words))
        if not words:
            self.clear()
            return
        c = look.color
        edge, ink = ("gap_line", "gap") if bad else ("hairline", "muted")
        self.setStyleSheet(
            f"background: {c('gap_soft' if bad else 'sheet').name()}; color: {c(ink).name()}; padding: 3px 6px;"
            f"border: 1px solid {c(edge).name()}; border-radius: 4px; font-size: 12px;"
        )
        room = room_of(self)
        self.setText(words)
        self.ensurePolished()
        across = min(_WIDEST, room.width() - 8) - 2 * _EDGE
        needed = self.fontMetrics().boundingRect(0, 0, across, 1000, int(Qt.TextFlag.TextWordWrap), words)
        self.setFixedSize(needed.width() + 2 * _EDGE + 2, needed.height() + 10)
        below = max(beside.bottom(), editor.bottom()) + 6
        above = min(beside.top(), editor.top()) - 6 - self.height()
        top = below if below + self.height() <= room.height() or above < 0 else above
        left = max(4, min(beside.left(), room.width() - self.width() - 4))
        self.move(left, max(0, min(top, room.height() - self.height())))
        self.raise_()
