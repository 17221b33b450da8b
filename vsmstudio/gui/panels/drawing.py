"""A drawing made of notation's shapes, in a panel: as wide as it may be, with its words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Element, Rect, Words

_MOST_SAID = 2000  # characters of the description


class Spot(NamedTuple):
    """A part of a drawing that is about one record, and what it says in words."""

    key: Id
    area: Rect
    words: str


class Drawn(NamedTuple):
    """An element, with the parts of it that can be pressed."""

    element: Element
    spots: tuple[Spot, ...] = ()


Draw = Callable[[float], Drawn | None]


class Drawing(QWidget):
    """Shows what a function draws for the width that there is. `pressed` tells the record of a part that was pressed.

    A drawing that turns out wider than it may be is made smaller as a whole.
    """

    pressed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._draw: Draw | None = None
        self._drawn: Drawn | None = None
        self._scale, self._at_width = 1.0, 0

    @property
    def drawn(self) -> Drawn | None:
        return self._drawn

    def show_drawing(self, draw: Draw | None) -> None:
        """Show this from now on; nothing with None."""
        self._draw = draw
        self._draw_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._at_width:
            self._draw_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._draw_again()

    def _draw_again(self) -> None:
        self._at_width, self._scale = self.width(), look.larger()
        self._drawn = self._draw(max(1.0, self.width() / self._scale)) if self._draw else None
        height = 0.0
        if self._drawn is not None:
            element = self._drawn.element
            texts = (each.left + each.width for each in element.shapes if isinstance(each, Words))
            wide = max([element.area.right, *texts]) - element.area.x
            self._scale = min(self._scale, self.width() / wide) if wide > 0 else self._scale
            height = element.area.height * self._scale
        said = self._drawn.element.tip if self._drawn else ""
        self.setAccessibleDescription(said[:_MOST_SAID])
        self.setFixedHeight(math.ceil(height))
        self.update()

    def spot_at(self, at: QPointF) -> Spot | None:
        """The part under a point of the widget."""
        if self._drawn is None:
            return None
        x = at.x() / self._scale + self._drawn.element.area.x
        y = at.y() / self._scale + self._drawn.element.area.y
        for spot in self._drawn.spots:
            if spot.area.x <= x < spot.area.right and spot.area.y <= y < spot.area.bottom:
                return spot
        return None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(spot.words) if spot else "", self)
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.spot_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(spot.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._drawn.element.area.x, -self._drawn.element.area.y)
        look.painter().paint(painter, self._drawn.element.shapes)
