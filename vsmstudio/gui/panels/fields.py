"""Fields of one value each: a label, an editor, what was understood at its right, what is wrong below it.

A field commits on Enter and on leaving it, once per value that differs. What cannot be read stays in the field, framed, with
the sentence of what is accepted; the document keeps the old value, and Esc brings it back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vsmstudio.gui import look, mime
from vsmstudio.gui.panels.widgets import breakable, label, restyle, row, tip
from vsmstudio.model.durations import Duration, parse, typed

Apply = Callable[[Any], str]
"""Carries out the edit with a value; returns why it was refused, or nothing."""


class Entry(QLineEdit):
    """A line that lets Esc restore it, takes a dropped person where `takes` allows, and shows an echo at its right."""

    restored = Signal()
    left = Signal()
    dropped = Signal(str)

    def __init__(self, takes: Callable[[str], bool] | None = None) -> None:
        super().__init__()
        self._takes = takes
        self._calm = ""
        self._at_right = QHBoxLayout(self)
        self._at_right.setContentsMargins(0, 0, 8, 0)
        self._at_right.addStretch(1)
        self.echo = label(name="echo")
        self.echo.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at_right.addWidget(self.echo)

    def say(self, words: str) -> bool:
        """Show what was understood, if there is room for it beside the text."""
        width = self.echo.fontMetrics().horizontalAdvance(words)
        fits = bool(words) and width + self.fontMetrics().horizontalAdvance(self.text()) + 32 <= self.width()
        self.echo.setText(words if fits else "")
        self.echo.setVisible(fits)
        self.setTextMargins(0, 0, width + 10 if fits else 0, 0)
        return fits

    def event(self, event: QEvent) -> bool:
        """Undo is the window's, unless there is something typed here to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return False
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        return (event.matches(undo) and not self.isUndoAvailable()) or (
            event.matches(redo) and not self.isRedoAvailable()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            held = cast("QCompleter | None", self.completer())
            popup = held.popup() if held is not None else None
            if popup is not None and popup.isVisible():
                popup.hide()
            else:
                before = self.text()
                self.restored.emit()
                if self.text() == before:
                    event.ignore()  # nothing to take back: Esc leaves the panel
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        kind, key = mime.unpack(event.mimeData())
        if self._takes and kind == mime.PERSON and self._takes(key):
            self._calm = self.property("state") or ""
            restyle(self, "drop")
            event.acceptProposedAction()
        elif not kind:
            super().dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self.property("state") == "drop":
            restyle(self, self._calm)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        kind, key = mime.unpack(event.mimeData())
        if not kind:
            super().dropEvent(event)
            return
        restyle(self, self._calm)
        event.acceptProposedAction()
        self.dropped.emit(key)


class Field(QWidget):
    """The frame of every field: its label, a place beside the label, the editor, the message below."""

    def __init__(self, name: str, editor: QWidget, apply: Apply) -> None:
        super().__init__()
        self.name, self.editor, self.apply = name, editor, apply
        self.value: Any = None
        self.title = label(name, "fieldLabel")
        editor.setAccessibleName(name)
        self.message = label(name="message", wrap=True)
        self.message.hide()
        self.beside = row(self.title)
        self.beside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        if name:
            layout.addLayout(self.beside)
        else:
            self.title.setParent(self)  # it goes with the field, though nobody sees it
            self.title.hide()
        layout.addWidget(editor)
        layout.addWidget(self.message)

    def lay_beside(self, width: int) -> None:
        """Put the editor at the right of its label, as wide as others that stand so."""
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.editor)
        self.editor.setFixedWidth(look.sized(width))
        self.beside.addWidget(self.editor)
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight)

    def speak_in(self, message: QLabel) -> None:
        """Say what is wrong elsewhere than below the editor: where there is room for a sentence."""
        self.message.deleteLater()
        self.message = message

    def complain(self, words: str) -> None:
        """Say what is wrong with the value, below the editor; nothing: all is well."""
        self.message.setObjectName("message")
        self.message.setText(breakable(words))
        self.message.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        restyle(self.editor, "bad" if words else self.calm_state())

    @property
    def is_bad(self) -> bool:
        return bool(self.editor.property("state") == "bad")

    def calm_state(self) -> str:
        """The state of the style sheet while nothing is wrong."""
        return ""

    def show_value(self, value: Any) -> None:
        """Show a value of the document, unless the person is in the middle of another."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop what is being typed: another record is shown."""

    def settle(self) -> None:
        """Commit what is being typed, before another record is shown."""


class LineField(Field):
    """A value that is typed in one line. `read` raises `ValueError` with what is accepted; `write` is its inverse."""

    editor: Entry

    def __init__(
        self,
        name: str,
        apply: Apply,
        read: Callable[[str], Any] = lambda text: " ".join(text.split()),
        write: Callable[[Any], str] = lambda value: value or "",
        echo: Callable[[Any], str] = lambda value: "",
        takes: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__(name, Entry(takes), apply)
        self.read, self.write, self.echo = read, write, echo
        self._shown = ""
        self._settling = False
        self.below = label(name="echo", wrap=True)
        self.below.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.below)
        self.editor.returnPressed.connect(self._enter)
        self.editor.left.connect(self.settle)
        self.editor.restored.connect(self.restore)
        self.editor.textEdited.connect(self._typing)

    @property
    def dirty(self) -> bool:
        """Does the editor hold something that the document does not?"""
        return self.editor.text() != self._shown

    def show_value(self, value: Any) -> None:
        changed, self.value = value != self.value, value
        if self.dirty and (self.editor.hasFocus() or self.is_bad):
            return
        written = self.write(value)
        if changed or written != self.editor.text() or self.is_bad:
            self._write(written)
        self._echo(value)
        restyle(self.editor, self.calm_state())

    def _write(self, written: str) -> None:
        self._shown = written
        self.editor.setText(written)
        self.editor.setCursorPosition(0)
        self.editor.setToolTip(tip(written) if len(written) > 30 else "")
        self.complain("")

    def restore(self) -> None:
        self._write(self.write(self.value))
        self._echo(self.value)
        self.editor.selectAll()

    def forget(self) -> None:
        self._shown = self.editor.text()
        self.complain("")

    def lay_beside(self, width: int) -> None:
        super().lay_beside(width)
        self.below.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _typing(self, text: str) -> None:
        """While typing, only what is understood is said; what is not may be half a word yet."""
        try:
            self._echo(self.read(text))
        except ValueError:
            self._echo_words("")

    def _enter(self) -> None:
        self.settle()
        if not self.is_bad:
            self.editor.selectAll()

    def settle(self) -> None:
        if self._settling or (not self.dirty and not self.is_bad):
            return
        self._settling = True
        try:
            self._commit()
        finally:
            self._settling = False

    def _commit(self) -> None:
        try:
            value = self.read(self.editor.text())
        except ValueError as error:
            self._refuse(str(error))
            return
        self._shown = self.editor.text()
        refusal = self.apply(value) if value != self.value else ""
        if refusal:
            self._shown = self.write(self.value)
            self._refuse(refusal)
        else:
            self._write(self.write(self.value))
            self._echo(self.value)

    def _refuse(self, words: str) -> None:
        self._echo_words("")
        self.complain(words)

    def _echo(self, value: Any) -> None:
        self._echo_words("" if value is None else self.echo(value))

    def _echo_words(self, words: str) -> None:
        beside = self.editor.say(words)
        self.below.setText("" if beside else breakable(words))
        self.below.setVisible(bool(words) and not beside and not self.is_bad)
        if not self.is_bad:
            self.editor.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.dirty and not self.is_bad:
            self._echo(self.value)


class DurationField(LineField):
    """A duration, with a box that says whether it was measured; without one where it is `agreed`."""

    def __init__(self, name: str, apply: Apply, echo: Callable[[Any], str], agreed: bool = False) -> None:
        self._agreed = agreed
        super().__init__(name, apply, self._read, lambda value: typed(value) if value else "", echo)
        self.measured = QCheckBox("Measured")
        self.measured.setObjectName("measured")
        self.measured.setAccessibleName(f"{name}: measured, not estimated")
        self.measured.setToolTip(tip("Measured, not estimated"))
        self.measured.hide()
        self.measured.clicked.connect(self._measure)
        self.beside.addWidget(self.measured)

    def _read(self, text: str) -> Any:
        return parse(text, self.measured.isChecked())

    def show_value(self, value: Any) -> None:
        self.measured.setVisible(value is not None and not self._agreed)
        self.measured.setChecked(value is not None and value.measured)
        super().show_value(value)

    def _measure(self, measured: bool) -> None:
        if self.value is not None:
            self.apply(Duration(self.value.text, measured))


class NameField(LineField):
    """The name of what is shown, in large letters without a frame."""

    def __init__(self, apply: Apply) -> None:
        super().__init__("", apply)
        self.editor.setObjectName("name")
        self.editor.setAccessibleName("Name")
