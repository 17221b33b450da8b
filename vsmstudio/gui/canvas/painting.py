"""Painting a part of the map, with as much detail as can be seen at its zoom."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from vsmstudio.gui.canvas import colours
from vsmstudio.gui.canvas.afar import AFAR, SMOOTH, Afar
from vsmstudio.gui.canvas.cut import Cuts
from vsmstudio.gui.canvas.near import paint_near, paint_paper
from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.canvas.small import NAMED, SMALL, paint_small
from vsmstudio.gui.painter import Painter
from vsmstudio.notation.shapes import Rect

_MOST = 0.3  # of a map: where so much is seen it is quicker to paint all
_APART = 8  # parts of a region that are looked up one by one; more are looked up as one


class MapPainting:
    """Paints what the scene holds in the colours of `brush`."""

    def __init__(self, canvas: CanvasScene, brush: Painter) -> None:
        self._canvas, self._brush = canvas, brush
        self._afar, self._cuts = Afar(brush), Cuts()

    def __call__(self, painter: QPainter, region: QRegion, zoom: float) -> None:
        """Paint a region that is given in zoomed pixels of the map; so does the painter stand, which is clipped to it."""
        whole = region.boundingRect()
        painter.fillRect(whole, self._brush.color("canvas"))
        parts = list(region) if region.rectCount() <= _APART else [whole]  # type: ignore[call-overload]
        painter.scale(zoom, zoom)
        if zoom >= SMALL:
            for part in parts:
                paint_paper(painter, self._brush, _unzoomed(part, zoom), zoom)
        held = self._canvas.colours
        afar = zoom < (AFAR if self._canvas.count > SMOOTH else NAMED)
        if afar and held.held is None and self._is_most(_rect(_unzoomed(whole, zoom))):
            self._afar.paint_all(painter, self._canvas, zoom)
            return
        items = self._canvas.within_reach([_rect(_unzoomed(part, zoom)) for part in parts])
        if afar:
            self._afar.paint(painter, items, zoom)
        elif zoom < SMALL:
            named = held.held is None or zoom >= colours.SMALL
            paint_small(painter, self._brush, items, zoom, _rect(_unzoomed(whole, zoom)), self._cuts, named)
        else:
            paint_near(painter, self._brush, items, _rect(_unzoomed(whole, zoom)), self._cuts)
        held.paint(painter, self._brush, items, zoom)

    def _is_most(self, seen: Rect) -> bool:
        """Is this a good part of a great map?"""
        area = self._canvas.area
        across = min(seen.right, area.right) - max(seen.x, area.x)
        down = min(seen.bottom, area.bottom) - max(seen.y, area.y)
        if across <= 0 or down <= 0 or self._canvas.count <= SMOOTH:
            return False
        return across * down > _MOST * area.width * area.height


def _unzoomed(part: QRect, zoom: float) -> QRectF:
    """A part of the region, and the pixel around it, in the map's coordinates."""
    return QRectF((part.x() - 1) / zoom, (part.y() - 1) / zoom, (part.width() + 2) / zoom, (part.height() + 2) / zoom)


def _rect(area: QRectF) -> Rect:
    return Rect(area.x(), area.y(), area.width(), area.height())
