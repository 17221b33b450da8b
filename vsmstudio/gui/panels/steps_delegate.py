"""How a cell of the steps table is typed and painted."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.reference import Option
from vsmstudio.gui.panels.steps_model import GAP, StepsModel
from vsmstudio.gui.panels.typed_cells import ENTER, TABS, Index, TypedCells
from vsmstudio.gui.panels.widgets import breakable


class CellTyping(Protocol):
    """What the table does for a cell that is typed in it."""

    steps: StepsModel

    def complain(self, words: str) -> None: ...
    def currentIndex(self) -> QModelIndex: ...
    def go_on(self, event: QKeyEvent) -> None: ...
    def is_unnamed(self, text: str) -> bool: ...
    def give_up(self) -> None: ...


class CellDelegate(TypedCells):
    """Cells of steps. Leaving a new step that has no name gives it up."""

    def __init__(self, table: CellTyping, parent: QObject) -> None:
        super().__init__(parent)
        self.table = table

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("cell")
        held = self.table.steps.column(index)
        assert held is not None
        editor.setAccessibleName(held.title)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight if held.right else Qt.AlignmentFlag.AlignLeft)
        if held.offers is not None and held.field != "services":
            self.suggest(editor, [Option(name, name) for name in held.offers(self.table.steps.workspace.document)])
        editor.textEdited.connect(lambda: self.calm(editor))
        return editor

    def complain(self, words: str) -> None:
        self.table.complain(words)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once, on opening: a change elsewhere must not overwrite what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self.table.steps.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in ENTER | TABS:
                self.leave(watched, event)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closeEditor.emit(watched, self.EndEditHint.RevertModelCache)
                self.table.give_up()
                return True
        return super().eventFilter(watched, event)

    def leave(self, editor: QLineEdit, event: QKeyEvent) -> None:
        if not event.modifiers() and event.key() in ENTER and self.table.is_unnamed(editor.text()):
            self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
            self.table.give_up()
            return
        if refusal := self.table.steps.refusal(self.table.currentIndex(), editor.text()):
            self.refuse(editor, refusal)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self.table.go_on(event)

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = breakable(str(index.data() or ""))
        if index.data(GAP):
            option.palette.setColor(QPalette.ColorRole.Text, look.color("gap"))
            option.palette.setColor(QPalette.ColorRole.HighlightedText, look.color("on_selected"))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        if index.data(GAP) and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.color("gap_soft"))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        painter.setPen(look.color("head"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if focused:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))  # inside the cell, or traces stay beside it
