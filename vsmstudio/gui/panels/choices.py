"""Fields whose value is chosen or ticked, and texts of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QStyledItemDelegate

from vsmstudio.gui.panels.fields import Apply, Field
from vsmstudio.gui.panels.widgets import chevron, insert_within

Options = Sequence[tuple[Any, str]]


class Choice(QComboBox):
    """A list of options that the wheel turns only once it has the focus, so that scrolling a panel changes nothing."""

    def __init__(self, options: Options, name: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # whose rows take the window's look
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.values = [value for value, _ in options]
        for _, words in options:
            self.addItem(words)

    @property
    def value(self) -> Any:
        return self.values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def show_value(self, value: Any) -> None:
        self.setCurrentIndex(self.values.index(value) if value in self.values else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.palette().color(self.foregroundRole())
        chevron(painter, QRectF(self.width() - 18, self.height() / 2 - 4, 8, 8), color)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Field):
    """One of a few values."""

    editor: Choice

    def __init__(self, name: str, apply: Apply, options: Options) -> None:
        super().__init__(name, Choice(options), apply)
        self.editor.activated.connect(self._choose)

    def show_value(self, value: Any) -> None:
        self.value = value
        self.editor.show_value(value)
        self.complain("")

    def _choose(self) -> None:
        refusal = self.apply(self.editor.value) if self.editor.value != self.value else ""
        if refusal:
            self.editor.show_value(self.value)
            self.complain(refusal)


class FlagField(Field):
    """Yes or no; the label is the tick's own."""

    editor: QCheckBox

    def __init__(self, name: str, apply: Apply) -> None:
        super().__init__("", QCheckBox(name), apply)
        self.editor.setAccessibleName(name)
        self.editor.clicked.connect(lambda on: self.complain(self.apply(on)))

    def show_value(self, value: Any) -> None:
        self.value = value
        self.editor.setChecked(bool(value))


_LONGEST = 32_767  # characters that are pasted into a text


class Paragraph(QPlainTextEdit):
    """A text of several lines: Tab leaves it, Esc restores it, Ctrl+Enter commits it."""

    left = Signal()
    restored = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take of what is pasted or dropped as much as a spreadsheet's cell holds."""
        insert_within(self, source, _LONGEST)

    def _fit(self) -> None:
        """As high as the text, up to eight lines; then it scrolls."""
        lines = max(1, round(self.document().size().height()))
        self.setFixedHeight(12 + min(8, lines) * self.fontMetrics().lineSpacing())
        more = lines > 8
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo is the window's, unless there is something typed here to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = self.document()
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if (event.matches(undo) and not held.isUndoAvailable()) or (
                event.matches(redo) and not held.isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.restored.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class LongField(Field):
    """A text of several lines."""

    editor: Paragraph

    def __init__(self, name: str, apply: Apply) -> None:
        super().__init__(name, Paragraph(), apply)
        self.value = ""
        self.editor.left.connect(self.settle)
        self.editor.entered.connect(self.settle)
        self.editor.restored.connect(lambda: self.editor.setPlainText(self.value))

    @property
    def dirty(self) -> bool:
        return self.editor.toPlainText() != str(self.value)

    def show_value(self, value: Any) -> None:
        if self.editor.hasFocus() and self.dirty:
            self.value = value
            return
        self.value = value
        if self.dirty:
            self.editor.setPlainText(value)

    def forget(self) -> None:
        self.editor.setPlainText(self.value)

    def settle(self) -> None:
        if self.dirty:
            self.complain(self.apply(self.editor.toPlainText().strip()))
            self.editor.document().clearUndoRedoStacks()
