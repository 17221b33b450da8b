"""What a search found: a title, its page, and what stands around the words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate

from vsmstudio.gui import look
from vsmstudio.gui.handbook.searching import Found

_FOUND = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE, _LINES = 12, 8, 2  # pixels around an entry, and lines of its excerpt
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
Index = QModelIndex | QPersistentModelIndex


class Results(QListWidget):
    """`chosen`: an entry was, by its place. `above`: the keyboard goes up, out of the list."""

    chosen = Signal(str)
    above = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("handbookSide")
        self.setAccessibleName("What was found")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Lines(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._choose)

    def show_found(self, found: list[Found]) -> None:
        self.clear()
        for each in found:
            item = QListWidgetItem(f"{each.title}. {each.page}. {each.excerpt}")  # as it is read aloud
            item.setData(_FOUND, each)
            self.addItem(item)
        if found:
            self.setCurrentRow(0)

    def choose_current(self) -> None:
        if (item := self.currentItem()) is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_FOUND).place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.above.emit()
        else:
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """Title, page, and two lines of what stands there."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        found: Found = index.data(_FOUND)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, option.rect)
        area = option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        for face, role, words, lines in self._parts(option.font, found):
            painter.setFont(face)
            painter.setPen(look.color(role))
            metrics = painter.fontMetrics()
            room = QRect(area.left(), area.top(), area.width(), lines * metrics.lineSpacing())
            if lines == 1:
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(room, _WRAP, words)
            area.setTop(room.bottom() + 2)
        painter.restore()

    def sizeHint(self, option: Any, index: Index) -> QSize:
        found: Found = index.data(_FOUND)
        lines = [count * QFontMetrics(face).lineSpacing() + 1 for face, _, _, count in self._parts(option.font, found)]
        return QSize(100, sum(lines) + 2 * _ABOVE)

    @staticmethod
    def _parts(font: QFont, found: Found) -> list[tuple[QFont, str, str, int]]:
        title, small = QFont(font), QFont(font)
        title.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(max(9, QFontInfo(font).pixelSize() - 1))
        parts = [(title, "ink", found.title, 1)]
        if found.page != found.title:
            parts.append((small, "accent", found.page, 1))
        if found.excerpt:
            parts.append((small, "muted", found.excerpt, _LINES))
        return parts
