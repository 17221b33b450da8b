"""What all cells have in common that are typed in one line: suggestions, refusals, and the keys that leave them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QWidget

from vsmstudio.gui.panels.reference import Option, Suggestions
from vsmstudio.gui.panels.widgets import restyle

Index = QModelIndex | QPersistentModelIndex
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}


class TypedCells(QStyledItemDelegate):
    """A text that cannot stand is refused where it is typed: the cell stays in edit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._popups: dict[QObject, QLineEdit] = {}

    def complain(self, words: str) -> None:
        """Say beside the table why a text cannot stand; blank: nothing is wrong."""
        raise NotImplementedError

    def leave(self, editor: QLineEdit, event: QKeyEvent) -> None:
        """Enter or Tab was pressed: commit or refuse what is typed, and go on."""
        raise NotImplementedError

    def suggest(self, editor: QLineEdit, offered: Sequence[Option], between: str = "") -> None:
        """Offer these while somebody types; `between` parts several in one cell."""
        suggestions = Suggestions(editor, between)
        suggestions.offer(offered)
        editor.setCompleter(suggestions)
        self._popups[suggestions.list] = editor
        suggestions.list.installEventFilter(self)

    def refuse(self, editor: QWidget, words: str) -> None:
        """Mark an open cell and say why its text cannot stand."""
        restyle(editor, "bad")
        editor.setAccessibleDescription(words)
        self.complain(words)

    def calm(self, editor: QWidget) -> None:
        """Somebody types on: what was refused is forgotten."""
        restyle(editor, "")
        self.complain("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._popups:
            return self._in_popup(watched, self._popups[watched], event)
        return super().eventFilter(watched, event)

    def _in_popup(self, popup: QObject, editor: QLineEdit, event: QEvent) -> bool:
        """While suggestions are open they get the keys: Enter and Tab take what is marked, then leave the cell as ever."""
        ends = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in ENTER | TABS
        if not ends or not isinstance(popup, QAbstractItemView) or not isinstance(event, QKeyEvent):
            return False
        marked = popup.currentIndex()
        held = editor.completer()
        if marked.isValid() and isinstance(held, Suggestions):
            editor.setText(held.pathFromIndex(marked))
        popup.hide()
        self.leave(editor, event)
        return True

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.complain("")
        self._popups = {popup: held for popup, held in self._popups.items() if held is not editor}
        super().destroyEditor(editor, index)
