"""The pages in small, with their numbers and the parts that they are in; only those in view are drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.deliver.drawing import Drawing

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH, _ASIDE, _WORDS = 196, 10, 34  # pixels: a page with its room, around it, and for the two lines under it


class PageModel(QAbstractListModel):
    """The pages of what is being drawn."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        drawing.came.connect(lambda at: self.dataChanged.emit(self.index(at), self.index(at)))

    def renew(self) -> None:
        """It is about other pages."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        pages = self._drawing.pages
        return 0 if parent.isValid() or pages is None else len(pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pages = self._drawing.pages
        if pages is None or not 0 <= index.row() < len(pages):
            return None
        number, title = pages.labels[index.row()], pages.titles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return number
        if role == Qt.ItemDataRole.UserRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {number}, {title}" if title else f"Page {number}"
        return None


class _Sheets(QStyledItemDelegate):
    """Paints a page, and what it is called under it."""

    def __init__(self, drawing: Drawing, view: QListView) -> None:
        super().__init__(view)
        self._drawing, self._view = drawing, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pages = self._drawing.pages
        if pages is None:
            return
        area: QRect = option.rect
        words = look.sized(_WORDS)
        across = area.width() - 2 * _ASIDE
        width, height = pages.sizes[index.row()]
        tall = round(across * height / width)
        top = area.y() + _ASIDE + max(0, (area.height() - 2 * _ASIDE - words - tall) // 2)
        sheet = QRect(area.x() + _ASIDE, top, across, tall)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_page(painter, self._drawing, index.row(), sheet, self._view)
        if chosen:
            painter.setPen(QPen(look.color("accent"), 3 if self._view.hasFocus() else 2))
            painter.drawRect(sheet.adjusted(-3, -3, 2, 2))
        said = painter.fontMetrics()
        line = QRect(sheet.x(), sheet.bottom() + 6, across, said.height())
        painter.setPen(look.color("ink"))
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, str(index.data()))
        painter.setPen(look.color("muted"))
        title = said.elidedText(index.data(Qt.ItemDataRole.UserRole) or "", Qt.TextElideMode.ElideRight, across)
        painter.drawText(line.translated(0, said.height()), Qt.AlignmentFlag.AlignHCenter, title)


def paint_page(painter: QPainter, drawing: Drawing, at: int, sheet: QRect, on: QWidget) -> None:
    """Paint a page of the report, on white whatever the theme, as sharp as the screen; white alone until it is drawn."""
    painter.fillRect(sheet, Qt.GlobalColor.white)
    sharp = max(1, round(sheet.width() * on.devicePixelRatioF()))
    image = drawing.image(at, sharp)
    if image is None:
        image = drawing.nearest(at)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if image is not None:
        painter.drawImage(sheet, image)
    painter.setPen(look.color("outline"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet.adjusted(-1, -1, 0, 0))


class Thumbnails(QListView):
    """`opened`: a page is to be seen large (its place, from 0)."""

    opened = Signal(int)

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setObjectName("thumbnails")
        self.setAccessibleName("Pages")
        self.pages = PageModel(drawing)
        self.setModel(self.pages)
        self.setItemDelegate(_Sheets(drawing, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def renew(self) -> None:
        """Show the pages as they are now, from the same place as before."""
        at, down = self.currentIndex().row(), self.verticalScrollBar().value()
        self.pages.renew()
        self._fit()
        self.doItemsLayout()
        self.stand_on(at)
        self.verticalScrollBar().setValue(down)

    def stand_on(self, at: int) -> None:
        """Select a page and bring it into view."""
        index = self.pages.index(max(0, min(at, self.pages.rowCount() - 1)))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _fit(self) -> None:
        """As many beside one another as there is room for, in even columns."""
        room = self.viewport().width() - 2
        wide = room // max(1, room // look.sized(_WIDTH))
        pages = self._drawing.pages
        tallest = max((height / width for width, height in pages.sizes), default=0.7) if pages else 0.7
        tall = round((wide - 2 * _ASIDE) * tallest) + 2 * _ASIDE + look.sized(_WORDS)
        self.setGridSize(QSize(wide, tall))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)  # Enter is the dialog's
