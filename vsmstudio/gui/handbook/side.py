"""What stands beside the page: the contents, or what a search found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from vsmstudio.gui.handbook.book import Book
from vsmstudio.gui.handbook.contents import Contents
from vsmstudio.gui.handbook.results import Results
from vsmstudio.gui.handbook.searching import search
from vsmstudio.gui.panels.widgets import label


class Side(QStackedWidget):
    """Searches as words are typed into `field`. `chosen`: a place was; `searched`: what is shown is another."""

    chosen = Signal(str)
    searched = Signal()

    def __init__(self, book: Book, field: QLineEdit) -> None:
        super().__init__()
        self._book, self._field = book, field
        self.setObjectName("handbookLeft")
        self.contents, self.results = Contents(book), Results()
        self.nothing = label(name="handbookEmpty", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.contents, self.results, self.nothing):
            self.addWidget(part)
        self.contents.chosen.connect(self.chosen)
        self.results.chosen.connect(self.chosen)
        self.results.above.connect(field.setFocus)
        field.textChanged.connect(self._search)
        field.installEventFilter(self)

    def _search(self, typed: str) -> None:
        found, words = search(self._book, typed), typed.strip()
        self.results.show_found(found)
        self.nothing.setText(f"Nothing in the handbook has all of these words: {words}. Try fewer, or another.")
        self.setCurrentWidget(self.contents if not words else self.results if found else self.nothing)
        self.searched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field: down into what was found, Enter opens the first, Esc ends the search."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Down and self.currentWidget() is self.results:
            self.results.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.choose_current()
        elif event.key() == Qt.Key.Key_Escape and self._field.text():
            self._field.clear()
        else:
            return False
        return True
