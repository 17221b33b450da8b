"""What was painted of the map, kept: panning shows it elsewhere, zooming shows it larger or smaller for a moment.

A sheet is a pixmap that reaches a little beyond the viewport. What changes on the map is spoilt, and only that is painted
again. So a frame costs what copying the viewport costs, however much stands on the map.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

MARGIN = 192  # how far the sheet reaches beyond the viewport; pixels of the screen, as all lengths here
CHUNK = 128  # what panning brings into view is painted in strips of at least this width
_SLICE = 96  # what is painted ahead at once

# Paints a region of the map at a zoom: the painter stands in zoomed pixels of the map, and so does the region.
Paint = Callable[[QPainter, QRegion, float], None]


class Sheet:
    """What `paint` painted around the view."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._pixmap = QPixmap()
        self._zoom = 0.0
        self._rect = QRect()  # what it covers, in zoomed pixels of the map
        self._spoilt = QRegion()

    @property
    def zoom(self) -> float:
        """The zoom at which it was painted; 0 for none."""
        return self._zoom

    @property
    def whole(self) -> bool:
        """Is all of it painted?"""
        return self._spoilt.isEmpty()

    def drop(self) -> None:
        """Forget everything."""
        self._pixmap, self._zoom, self._rect, self._spoilt = QPixmap(), 0.0, QRect(), QRegion()

    def spoil(self, area: QRectF) -> None:
        """Something changed in an area of the map."""
        if self._zoom:
            zoom = self._zoom
            spoilt = QRectF(area.x() * zoom, area.y() * zoom, area.width() * zoom, area.height() * zoom)
            self._spoilt += spoilt.toAlignedRect().adjusted(-2, -2, 2, 2) & self._rect

    def show(self, painter: QPainter, visible: QRect, exposed: QRect, zoom: float, ratio: float) -> None:
        """Show what is `exposed` of the `visible` part of the map, both in zoomed pixels; the painter stands in these."""
        self._reach(visible, zoom, ratio)
        lacking = self._spoilt & exposed
        if not lacking.isEmpty():
            lacks = lacking.boundingRect()
            if (
                lacks.width() < CHUNK or lacks.height() < CHUNK
            ):  # as when panning: not strip by strip, but in good portions
                lacking = self._spoilt & _in_chunks(lacks) & self._rect
            self._mend(lacking)
        painter.drawPixmap(self._rect.topLeft(), self._pixmap)

    def scaled(self, painter: QPainter, exposed: QRect, zoom: float, ground: QColor) -> None:
        """Show it at another zoom than it was painted at, as it is; beyond it there is only ground."""
        scale = zoom / self._zoom
        rect = self._rect
        target = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
        if not target.contains(QRectF(exposed)):
            painter.fillRect(exposed, ground)
        seen = target & QRectF(exposed)
        ratio = self._pixmap.devicePixelRatio() / scale
        source = QRectF(
            (seen.x() - target.x()) * ratio,
            (seen.y() - target.y()) * ratio,
            seen.width() * ratio,
            seen.height() * ratio,
        )
        painter.drawPixmap(seen, self._pixmap, source)

    def ahead(self, visible: QRect) -> bool:
        """Paint a little of what lies around the view, nearest first. False where nothing is left to paint."""
        spoilt = self._spoilt & visible.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        if not self._zoom or spoilt.isEmpty():
            return False
        middle = visible.center()
        part = min(_rects(spoilt), key=lambda rect: (rect.center() - middle).manhattanLength())
        if part.width() >= part.height():
            part.setWidth(min(part.width(), 4 * _SLICE))
            part.setHeight(min(part.height(), _SLICE))
        else:
            part.setHeight(min(part.height(), 4 * _SLICE))
            part.setWidth(min(part.width(), _SLICE))
        self._mend(QRegion(part))
        return not self.whole

    def _reach(self, visible: QRect, zoom: float, ratio: float) -> None:
        """Cover what is visible: keep what was painted of it, and lack the rest."""
        same = zoom == self._zoom and ratio == self._pixmap.devicePixelRatio()
        if same and self._rect.contains(visible):
            return
        rect = visible.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        pixmap = QPixmap(QSize(-int(-rect.width() * ratio // 1), -int(-rect.height() * ratio // 1)))
        pixmap.setDevicePixelRatio(ratio)
        spoilt = QRegion(rect)
        if same and rect.intersects(self._rect):
            painter = QPainter(pixmap)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawPixmap(self._rect.topLeft() - rect.topLeft(), self._pixmap)
            painter.end()
            spoilt -= QRegion(self._rect & rect) - self._spoilt
        self._pixmap, self._zoom, self._rect, self._spoilt = pixmap, zoom, rect, spoilt

    def _mend(self, region: QRegion) -> None:
        """Paint a region."""
        painter = QPainter(self._pixmap)
        try:
            painter.translate(-self._rect.x(), -self._rect.y())
            painter.setClipRegion(region, Qt.ClipOperation.ReplaceClip)
            self._paint(painter, region, self._zoom)
        finally:
            painter.end()
        self._spoilt -= region


def _rects(region: QRegion) -> list[QRect]:
    return [QRect(each) for each in region]  # type: ignore[attr-defined]


def _in_chunks(rect: QRect) -> QRect:
    left, top = rect.left() // CHUNK * CHUNK, rect.top() // CHUNK * CHUNK
    right, bottom = -(-(rect.right() + 1) // CHUNK) * CHUNK, -(-(rect.bottom() + 1) // CHUNK) * CHUNK
    return QRect(QPoint(left, top), QPoint(right - 1, bottom - 1))
