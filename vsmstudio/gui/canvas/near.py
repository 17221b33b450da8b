"""The map where it can be read: its elements with all their shapes, on dotted paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from vsmstudio.gui.canvas.cut import Cuts
from vsmstudio.gui.canvas.item import Item
from vsmstudio.gui.painter import Painter
from vsmstudio.notation.shapes import Rect

_PITCH = 24  # of the dots


def paint_near(painter: QPainter, brush: Painter, items: Sequence[Item], seen: Rect, cuts: Cuts) -> None:
    """Paint items, which are sorted from back to front, as far as they are `seen`; all in the map's coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for item in items:
        brush.paint(painter, cuts.shapes(item.piece, seen))


def paint_paper(painter: QPainter, brush: Painter, seen: QRectF, zoom: float) -> None:
    """The dots of the paper."""
    painter.setPen(QPen(brush.color("dot"), 1.6 / zoom))
    left, top = int(seen.left() // _PITCH) * _PITCH, int(seen.top() // _PITCH) * _PITCH
    columns = range(left, int(seen.right()) + _PITCH, _PITCH)
    painter.drawPoints([QPointF(x, y) for y in range(top, int(seen.bottom()) + _PITCH, _PITCH) for x in columns])
