"""What the colours of the steps mean, in a corner of the canvas while they are on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.guard import guarded
from vsmstudio.notation.ownership import draw_legend
from vsmstudio.notation.shapes import Element, Words

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_AWAY, _PAD = 12, 10.0  # from the corner, and around what it says
_WIDEST = 760.0


class Legend(QWidget):
    """A card over the canvas, at its lower left; the mouse goes through it to the map."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)  # not in its viewport, which would scroll it
        self._view = view
        self._element: Element | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What the colours mean")
        self.hide()
        view.installEventFilter(self)
        view.canvas.coloured.connect(self.refresh)

    def refresh(self) -> None:
        """Say what the colours mean now; nothing where there are none."""
        colouring = self._view.canvas.colours.held
        self._element = None
        if colouring is not None and colouring.legend:
            self._element = draw_legend(
                colouring, (0.0, 0.0), max(200.0, min(_WIDEST, self._view.width() - 2 * (_AWAY + _PAD)))
            )
            words = [shape.text for shape in self._element.shapes if isinstance(shape, Words)]
            self.setAccessibleDescription(". ".join(words))
            area = self._element.area
            self.resize(math.ceil(area.width + 2 * _PAD), math.ceil(area.height + _PAD))
            self._place()
        self.setVisible(self._element is not None)
        self.update()

    def _place(self) -> None:
        self.move(_AWAY, self._view.height() - self.height() - _AWAY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.refresh()
        return super().eventFilter(watched, event)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._element is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._view.painter.color("hairline"), 1))
        painter.setBrush(self._view.painter.color("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.translate(_PAD - self._element.area.x, _PAD / 2 - self._element.area.y)
        self._view.painter.paint(painter, self._element.shapes)
