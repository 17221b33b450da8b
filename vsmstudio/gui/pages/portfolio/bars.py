"""Cost bars in the window: rows that the keyboard walks, each told in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.notation.cost_bars import BarRow, CostBars, cost_bars

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Bars(QWidget):
    """`pressed` tells the row on which somebody clicked or pressed Enter."""

    pressed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.rows: tuple[BarRow, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.most: float | None = None
        self.legend = True
        self.at = 0
        self._drawn: CostBars | None = None

    def show_rows(
        self, rows: Sequence[BarRow], heads: Sequence[str], most: float | None = None, legend: bool = True
    ) -> None:
        """Show these bars; `most` money fills one."""
        self.rows, self.heads, self.most, self.legend = tuple(rows), tuple(heads), most, legend
        self.at = min(self.at, max(0, len(rows) - 1))
        self.setAccessibleDescription(". ".join(each.tip for each in rows)[:4000])
        self._draw()

    def _draw(self) -> None:
        width = max(360.0, self.width() / look.larger())
        self._drawn = cost_bars(self.rows, self.heads, width - 2, (1.0, 1.0), self.most, self.legend)
        self.setFixedHeight(look.sized(self._drawn.area.height + 4))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(look.larger(), look.larger())
        for element in self._drawn.elements:
            look.painter().paint(painter, element.shapes)
        if self.hasFocus() and self.rows:
            area = self._areas()[self.at]
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)

    def _areas(self) -> list[QRectF]:
        """Where each row stands."""
        elements = self._drawn.elements[-len(self.rows) :] if self._drawn and self.rows else ()
        return [QRectF(*each.area) for each in elements]

    def row_at(self, y: float) -> int:
        """The row at a height of the widget; −1: none."""
        held = y / look.larger()
        return next((at for at, area in enumerate(self._areas()) if area.top() <= held < area.bottom()), -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), tip(self.rows[row].tip) if row >= 0 else "", self)
            return True
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if own and isinstance(event, QKeyEvent) and event.key() in {*_WAYS, *_ENTER}:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WAYS and self.rows:
            self.at = min(len(self.rows) - 1, max(0, self.at + _WAYS[Qt.Key(event.key())]))
            self.setAccessibleName(f"{self.accessibleName().split(':')[0]}: {self.rows[self.at].tip}")
            self.update()
        elif event.key() in _ENTER and self.rows:
            self._press(self.at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (row := self.row_at(event.position().y())) >= 0:
            self._press(row)

    def _press(self, row: int) -> None:
        self.at = row
        self.update()
        key: Id = self.rows[row].key
        self.pressed.emit(key)
