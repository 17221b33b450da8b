"""One page, as large as there is room for, or closer still."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from vsmstudio.gui.deliver.drawing import Drawing
from vsmstudio.gui.deliver.thumbnails import paint_page

_ASIDE, _CLOSER = 12, 2.25  # pixels around the page; how much closer than the whole page


class _Sheet(QWidget):
    """The page itself."""

    clicked = Signal(QPoint)

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.at = 0
        drawing.came.connect(lambda at: self.update() if at == self.at else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        pages = self._drawing.pages
        if pages is None or not self.at < len(pages):
            return
        width, height = pages.sizes[self.at]
        room = self.size() - QSize(2 * _ASIDE, 2 * _ASIDE)
        across = max(16, min(room.width(), round(room.height() * width / height)))
        sheet = QRect(0, 0, across, round(across * height / width))
        sheet.moveCenter(self.rect().center())
        paint_page(QPainter(self), self._drawing, self.at, sheet, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit(event.position().toPoint())


class LargePage(QScrollArea):
    """Shows one page. `turned`: another one is to be shown; `left`: it was seen."""

    turned = Signal(int)
    left = Signal()

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setObjectName("largePage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet = _Sheet(drawing)
        self.sheet.clicked.connect(self._look_closer)
        self.setWidget(self.sheet)
        self.close_up = False

    @property
    def at(self) -> int:
        return self.sheet.at

    def show_page(self, at: int) -> None:
        """Show page `at` (from 0); the last one where there are fewer."""
        pages = self._drawing.pages
        self.sheet.at = max(0, min(at, len(pages) - 1 if pages else 0))
        self.sheet.update()
        if pages:
            label, title = pages.labels[self.at], pages.titles[self.at]
            self.setAccessibleName(f"Page {label}, {title}" if title else f"Page {label}")

    def zoom(self, close_up: bool, towards: QPoint | None = None) -> None:
        """See the whole page, or come closer, towards a point of it."""
        self.close_up = close_up
        self._fit()
        if close_up:
            point = towards or QPoint(0, 0)
            view = self.viewport().size()
            self.horizontalScrollBar().setValue(round(point.x() * _CLOSER - view.width() / 2))
            self.verticalScrollBar().setValue(round(point.y() * _CLOSER - view.height() / 2))
        self.sheet.setCursor(Qt.CursorShape.ArrowCursor if close_up else Qt.CursorShape.PointingHandCursor)

    def _look_closer(self, at: QPoint) -> None:
        self.zoom(not self.close_up, at)

    def _fit(self) -> None:
        self.sheet.resize(self.maximumViewportSize() * (_CLOSER if self.close_up else 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it leaves the page, not the dialog
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        pages = len(self._drawing.pages) if self._drawing.pages else 0
        goals = {
            Qt.Key.Key_PageDown: self.at + 1, Qt.Key.Key_PageUp: self.at - 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: pages - 1,
        }  # fmt: skip
        if not self.close_up:
            goals |= {Qt.Key.Key_Right: self.at + 1, Qt.Key.Key_Left: self.at - 1}
            goals |= {Qt.Key.Key_Down: self.at + 1, Qt.Key.Key_Up: self.at - 1}
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.left.emit()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(not self.close_up if key == Qt.Key.Key_Space else key == Qt.Key.Key_Plus)
        elif key in goals:
            if 0 <= goals[key] < pages:
                self.turned.emit(goals[key])
        else:
            super().keyPressEvent(event)
