"""How a cell of a page's table is typed and painted."""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStyle, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.pages.records.model import GAP, RecordsModel
from vsmstudio.gui.panels.reference import Suggestions
from vsmstudio.gui.panels.typed_cells import ENTER, TABS, Index, TypedCells

Editor = QLineEdit | QPlainTextEdit
_ABOVE = 7  # pixels over the words of a cell


class Typed(Protocol):
    """What a table does for a cell that is typed in it."""

    @property
    def rows(self) -> RecordsModel: ...
    def currentIndex(self) -> QModelIndex: ...
    def viewport(self) -> QWidget: ...
    def columnWidth(self, column: int) -> int: ...
    def fontMetrics(self) -> QFontMetrics: ...
    def complain(self, words: str) -> None: ...
    def go_on(self, event: QKeyEvent) -> None: ...


class RecordsDelegate(TypedCells):
    """A cell may be typed in several lines. Shift+Enter begins a line in a long one."""

    def __init__(self, view: Typed, parent: QObject | None = None) -> None:
        super().__init__(parent or cast("QObject", view))
        self._view = view
        self._typed: list[Editor] = []  # open now; Qt hands events of others here that have already gone

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        column, rows = self._view.rows.columns[index.column()], self._view.rows
        editor: Editor
        if column.spec.kind == "long" and not rows.adds(index):
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
            editor.document().setDocumentMargin(3)
            editor.textChanged.connect(lambda: self.calm(editor))
        else:
            editor = QLineEdit(parent)
            editor.textEdited.connect(lambda: self.calm(editor))
            editor.setAlignment(Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft)
            if offered := column.options(rows.workspace.document):
                self.suggest(editor, offered, column.between)
        editor.setObjectName("cell")
        editor.setAccessibleName(column.spec.label)
        self._typed.append(editor)
        return editor

    def complain(self, words: str) -> None:
        self._view.complain(words)

    def typed(self) -> str | None:
        """What stands in the cell that is open, if one is."""
        return _text(self._typed[-1]) if self._typed else None

    def type_on(self, text: str) -> None:
        """Let a text stand in the cell that is open, as if it had just been typed."""
        if self._typed:
            editor = self._typed[-1]
            if isinstance(editor, QPlainTextEdit):
                editor.setPlainText(text)
                editor.moveCursor(QTextCursor.MoveOperation.End)
            else:
                editor.setText(text)

    def settle(self) -> None:
        """Commit what is being typed, where it can stand."""
        for editor in [*self._typed]:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, self.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once, on opening: a change elsewhere must not overwrite what is being typed."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        self._view.rows.setData(index, _text(editor))

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        area: QRect = option.rect
        if isinstance(editor, QPlainTextEdit):
            area = area.adjusted(0, 0, 0, max(0, look.sized(76) - area.height()))
            bottom = self._view.viewport().height()
            if area.bottom() > bottom:
                area.moveBottom(max(bottom, area.height()))
        else:
            area = QRect(area.x(), area.y() + 1, area.width(), look.sized(28))
        editor.setGeometry(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._popups:
            return super().eventFilter(watched, event)
        held = (
            watched.parent()
            if isinstance(watched, QWidget) and isinstance(watched.parent(), QPlainTextEdit)
            else watched
        )
        if isinstance(held, Editor) and not any(held is each for each in self._typed):
            return False
        if isinstance(held, Editor) and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            line = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and isinstance(held, QPlainTextEdit)
            if event.key() in ENTER and line:
                return False
            if event.key() in ENTER | TABS:
                self.leave(held, event)
                return True
            if event.key() == Qt.Key.Key_Down and isinstance(held, QLineEdit) and self._offers(held):
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closeEditor.emit(held, self.EndEditHint.RevertModelCache)
                return True
        return super().eventFilter(watched, event)

    def _offers(self, editor: QLineEdit) -> bool:
        """Arrow down shows all that can be chosen."""
        held = editor.completer()
        if isinstance(held, Suggestions) and not held.list.isVisible():
            held.show_all()
            return True
        return False

    def leave(self, editor: Editor, event: QKeyEvent) -> None:
        index = self._view.currentIndex()
        if refusal := self._view.rows.refusal(index, _text(editor)):
            self.refuse(editor, refusal)
            return
        held = editor.completer() if isinstance(editor, QLineEdit) else None
        if isinstance(held, Suggestions):
            held.list.hide()
        adds = self._view.rows.adds(index) and bool(_text(editor).strip())
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        if not adds:  # what was added has the keyboard already
            self._view.go_on(event)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._typed = [each for each in self._typed if each is not editor]
        super().destroyEditor(editor, index)

    # --- painting ----------------------------------------------------------------------------------------------------

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """As high as the words in the column's width."""
        width = self._view.columnWidth(index.column()) - 2 * _ABOVE
        words = str(index.data() or "")
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        face = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(face) if isinstance(face, QFont) else self._view.fontMetrics()
        area = metrics.boundingRect(QRect(0, 0, max(20, width), 4000), flags, words)
        return QSize(width, area.height() + 2 * _ABOVE)

    def initStyleOption(self, option: Any, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(GAP):
            option.palette.setColor(QPalette.ColorRole.Text, look.color("gap"))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        self.initStyleOption(option, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            look.fill_selected(painter, option.rect)
        elif index.data(GAP):
            painter.fillRect(option.rect, look.color("gap_soft"))
        painter.setPen(
            option.palette.color(QPalette.ColorRole.Text)
        )  # chosen, too: its ground is pale, or that of the sheet
        painter.setFont(option.font)
        align = option.displayAlignment | Qt.TextFlag.TextWordWrap
        painter.drawText(option.rect.adjusted(_ABOVE, _ABOVE, -_ABOVE, -1), int(align), option.text)
        painter.setPen(look.color("hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _text(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
