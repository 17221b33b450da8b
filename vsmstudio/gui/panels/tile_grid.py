"""Tiles of one width, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from vsmstudio.gui import look


class Grid(QLayout):
    """Tiles in as many columns of one width as fit."""

    GAP, LEAST = 12, 128

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), dry=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect)

    def sizeHint(self) -> QSize:
        return QSize(4 * self.LEAST, self.heightForWidth(4 * self.LEAST))

    def minimumSize(self) -> QSize:
        return QSize(look.sized(self.LEAST), 0)

    def _place(self, rect: QRect, dry: bool = False) -> int:
        columns = max(1, (rect.width() + self.GAP) // (look.sized(self.LEAST) + self.GAP))
        width = (rect.width() - self.GAP * (columns - 1)) // columns
        shown = [item for item in self._items if not item.isEmpty()]
        y = rect.y()
        for first in range(0, len(shown), columns):
            beside = shown[first : first + columns]
            height = max(_height(item, width) for item in beside)
            for at, item in enumerate(beside if not dry else ()):
                item.setGeometry(QRect(rect.x() + at * (width + self.GAP), y, width, height))
            y += height + self.GAP
        return max(0, y - self.GAP - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def tile_grid(tiles: Iterable[QWidget]) -> QWidget:
    """A widget that holds tiles."""
    grid = Grid()
    for tile in tiles:
        grid.addWidget(tile)
    made = QWidget()
    made.setLayout(grid)
    return made


class Flowing(Grid):
    """Parts as wide as each has to be, one beside another, in as many rows as that takes."""

    GAP, BELOW = 28, 8

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        width = sum(widths) + self.GAP * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0), 0)

    def _place(self, rect: QRect, dry: bool = False) -> int:
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, tall = rect.x(), y + tall + self.BELOW, 0
            if not dry:
                item.setGeometry(QRect(x, y, min(size.width(), rect.width()), size.height()))
            x, tall = x + size.width() + self.GAP, max(tall, size.height())
        return y + tall - rect.y()
