"""A stage in the guide, and a thing that it lacks: both are pressed like buttons."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vsmstudio.analysis.guide import State
from vsmstudio.analysis.guide_parts import Stand
from vsmstudio.gui import look
from vsmstudio.gui.fonts import font
from vsmstudio.gui.panels.widgets import breakable, tip

_MARK = 14  # pixels of the mark of a state
_LEFT = 34


class Pressed(QAbstractButton):
    """What is pressed by mouse, Enter or Space; the arrow keys go from one to the next (`walked`: by how many)."""

    walked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._over = False

    def face(self, size: float, strong: bool = False) -> QFont:
        return font("Inter-SemiBold" if strong else "Inter-Regular", size * look.larger(), self.logicalDpiY())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def frame(self, painter: QPainter) -> None:
        """The frame of what has the keyboard."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 4, 4)


class StageRow(Pressed):
    """One stage: the mark of its state, its title, and under it its state in words."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._title, self._state, self._words = "", State.AHEAD, ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_stand(self, stand: Stand) -> None:
        """Show how far the stage is."""
        self._title, self._state, self._words = stand.title, stand.state, state_words(stand)
        self.setAccessibleName(f"Stage {self.number}: {stand.title}. {self._words}")
        self.setAccessibleDescription(stand.asks)
        self.setToolTip(tip(stand.asks))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, look.sized(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over:
            painter.fillRect(self.rect(), look.color("head"))
        if self.isChecked():
            look.fill_selected(painter, self.rect())
        size = look.sized(_MARK)
        middle = look.sized(14)
        draw_state(painter, self._state, QRectF(14, middle - size / 2, size, size))
        left = look.sized(_LEFT) + 4
        room = self.width() - left - 8
        painter.setFont(self.face(12.5, strong=self.isChecked()))
        painter.setPen(look.color("ink"))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        vertical = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, 0, room, 2 * middle), vertical, title)
        painter.setFont(self.face(11.0))
        painter.setPen(look.color("ink" if self.isChecked() else "muted"))
        under = QRect(left, 2 * middle - look.sized(5), room, look.sized(16))
        painter.drawText(
            under, vertical, painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        )
        self.frame(painter)


class LackRow(Pressed):
    """One thing that a stage lacks, in as many lines as it takes."""

    def __init__(self, words: str, leads: bool = True) -> None:
        super().__init__()
        self._said = words
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip("Go there") if leads else "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._area(self.width()).height() + 10)

    def sizeHint(self) -> QSize:
        return QSize(180, self._area(look.sized(200)).height() + 10)

    def _area(self, width: int) -> QRect:
        left = look.sized(_LEFT) + 4
        self.setFont(self.face(12.0))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return self.fontMetrics().boundingRect(
            QRect(left, 5, max(40, width - left - 12), 4000), flags, breakable(self._said)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over:
            painter.fillRect(self.rect(), look.color("head"))
        face = self.face(12.0)
        face.setUnderline(self._over or look.color("accent") == look.color("ink"))
        painter.setFont(face)
        painter.setPen(look.color("accent"))
        painter.drawText(
            self._area(self.width()), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), breakable(self._said)
        )
        painter.setBrush(look.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        dot = look.sized(4)
        painter.drawRect(QRectF(look.sized(_LEFT) - 8, 5 + look.sized(6), dot, 1.6))
        self.frame(painter)


def state_words(stand: Stand) -> str:
    """How far a stage is, in words: `Begun, 4 things missing`."""
    if stand.state is State.AHEAD:
        return "Not begun"
    if stand.state is State.DONE:
        return "Nothing missing"
    count = len(stand.lacks)
    return f"Begun, {count} thing{'' if count == 1 else 's'} missing"


def draw_state(painter: QPainter, state: State, area: QRectF) -> None:
    """An empty ring: not begun; a ring half full: begun; a full disc with a tick: nothing lacks."""
    ring = area.adjusted(1.5, 1.5, -1.5, -1.5)
    ink = look.color("accent" if state is not State.AHEAD else "muted")
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if state is State.DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if state is State.BEGUN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(ring.adjusted(2, 2, -2, -2), -90 * 16, 180 * 16)
    elif state is State.DONE:
        pen = QPen(look.color("on_accent"), math.ceil(area.width() / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y, w = area.x(), area.y(), area.width()
        points = [(0.29, 0.52), (0.44, 0.66), (0.71, 0.36)]
        painter.drawPolyline(QPolygonF([QPointF(x + w * a, y + w * b) for a, b in points]))
