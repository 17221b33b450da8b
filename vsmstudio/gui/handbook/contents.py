"""The contents as a tree: pages in their groups, and the sections of each page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from vsmstudio.gui.handbook.book import Book, Entry

_PLACE = Qt.ItemDataRole.UserRole


class Contents(QTreeWidget):
    """`chosen`: an entry was, by its place."""

    chosen = Signal(str)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.setObjectName("handbookSide")
        self.setAccessibleName("Contents")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self._of: dict[str, QTreeWidgetItem] = {}
        self._groups: list[QTreeWidgetItem] = []
        for book_entry in book.contents:
            self._add(self.invisibleRootItem(), book_entry, deep=False)
            for group in book_entry.children:
                self._groups.append(held := self._add(self.invisibleRootItem(), group))
                held.setExpanded(True)
                face = held.font(0)
                face.setWeight(face.Weight.DemiBold)
                held.setFont(0, face)
        self.itemClicked.connect(self._choose)

    def _add(self, above: QTreeWidgetItem, entry: Entry, deep: bool = True) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [entry.title])
        item.setData(0, _PLACE, entry.place)
        self._of.setdefault(entry.place, item)
        for each in entry.children if deep else ():
            self._add(item, each)
        return item

    def _choose(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None and item.childCount():  # a group of pages
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(item.data(0, _PLACE))

    def show_place(self, place: str) -> None:
        """Select where the reader is: the section, else its page. Other pages fold."""
        name = place.partition("#")[0]
        item, page = self._of.get(place) or self._of.get(name), self._of.get(name)
        for each in self._of.values():
            if each.parent() is not None and each.parent() in self._groups and each is not page:
                each.setExpanded(False)
        if item is None or page is None:
            self.clearSelection()
            return
        page.setExpanded(True)
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._choose(item)
        else:
            super().keyPressEvent(event)
