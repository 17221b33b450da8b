"""Shapes to QPainter: the screen's painter of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath, QPen, QPolygonF, QTextLayout

from vsmstudio.gui.fonts import font
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Box, Oval, Point, Poly, Shape, Words, arrow_head, soft_corners
from vsmstudio.notation.theme import LIGHT, thicker

_KEPT = 4096  # texts and lines that need not be set out again when they are painted again


class Painter:
    """Paints shapes in the colours of a theme."""

    def __init__(self, theme: Mapping[str, str] = LIGHT) -> None:
        self._colors: dict[str, QColor] = {}
        self._pens: dict[tuple[str, float, tuple[float, ...]], QPen] = {}
        self._thicker: Mapping[str, float] = {}
        self.retheme(theme)

    def retheme(self, theme: Mapping[str, str]) -> None:
        """Paint in the colours of another theme from now on. Whoever keeps what was painted must drop it."""
        self.theme = theme
        self._colors = {role: QColor(value) for role, value in theme.items()}
        self._thicker, self._pens = thicker(theme), {}

    def color(self, role: str) -> QColor:
        return self._colors[role]

    def paint(self, painter: QPainter, shapes: Iterable[Shape]) -> None:
        """Paint shapes from back to front."""
        dpi = 0
        for shape in shapes:
            if isinstance(shape, Words):
                dpi = dpi or painter.device().logicalDpiY()
                self._words(painter, shape, dpi)
            elif isinstance(shape, Box):
                painter.setPen(self._pen(shape.stroke, shape.line, shape.dash))
                painter.setBrush(self._colors[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
                if shape.radius:
                    painter.drawPath(_box_path(shape))
                else:
                    painter.drawRect(_rect(shape))
            elif isinstance(shape, Poly):
                self._poly(painter, shape)
            else:
                painter.setPen(self._pen(shape.stroke, shape.line, ()))
                painter.setBrush(self._colors[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(_rect(shape))

    def _pen(self, role: str, line: float, dash: tuple[float, ...]) -> QPen:
        key = (role, line, dash)
        pen = self._pens.get(key)
        if pen is None:
            pen = QPen(self._colors[role], line * self._thicker.get(role, 1.0)) if role else QPen(Qt.PenStyle.NoPen)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dash and role:
                pen.setDashPattern([part / line for part in dash])
            self._pens[key] = pen
        return pen

    def _poly(self, painter: QPainter, shape: Poly) -> None:
        painter.setPen(self._pen(shape.stroke, shape.line, shape.dash))
        points = shape.points
        if shape.closed:
            painter.setBrush(self._colors[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
        elif len(points) == 2 and not shape.arrow:
            painter.drawLine(QPointF(*points[0]), QPointF(*points[1]))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_line_path(points, shape.radius, shape.line if shape.arrow else 0.0))
        if shape.arrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colors[shape.stroke])
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in arrow_head(points, shape.line)]))

    def _words(self, painter: QPainter, shape: Words, dpi: int) -> None:
        painter.setPen(self._colors[shape.color])
        y, size = shape.y, shape.size
        for x, face, words in _set(shape.text, shape.bold, size, shape.x, shape.align):
            if face:
                for run, rise in _glyphs(face, words, size, dpi):
                    painter.drawGlyphRun(QPointF(x, y - rise), run)
            else:
                self._frame(painter, words, x, shape, dpi)

    def _frame(self, painter: QPainter, character: str, x: float, shape: Words, dpi: int) -> None:
        """A character that no bundled font holds: its code point in a small frame."""
        size = shape.size
        pen = QPen(self._colors[shape.color], max(0.6, size / 16))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x + size * 0.06, shape.y - size * 0.8, size * 0.88, size * 0.98))
        code = f"{ord(character):X}".rjust(4, "0")
        half = (len(code) + 1) // 2
        painter.setFont(font("Inter-Regular", size * 0.36, dpi))
        for row, part in enumerate((code[:half], code[half:])):
            width = text.width(part, size * 0.36)
            painter.drawText(QPointF(x + (size - width) / 2, shape.y - size * (0.42 - 0.42 * row)), part)


@lru_cache(_KEPT)
def _glyphs(face: str, words: str, size: float, dpi: int) -> tuple[tuple[QGlyphRun, float], ...]:
    """The glyphs of some words, and how far above the baseline they are measured from: the same as drawn text, set out once."""
    layout = QTextLayout(words, font(face, size, dpi))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return tuple((run, line.ascent()) for run in layout.glyphRuns())


@lru_cache(_KEPT)
def _set(words: str, bold: bool, size: float, x: float, align: str) -> tuple[tuple[float, str, str], ...]:
    """Where each run of a line of text begins, its face, and its characters as they are drawn."""
    runs = text.split_runs(words, bold)
    if align != "left":
        x -= text.width(words, size, bold) * (0.5 if align == "center" else 1.0)
    found = []
    for run in runs:
        if run.face:
            found.append((x, run.face, _as_ordered(run)))
            x += _run_width(run) * size
        else:
            found.append((x, "", run.text))
            x += size
    return tuple(found)


@lru_cache(_KEPT)
def _line_path(points: tuple[Point, ...], radius: float, arrow: float) -> QPainterPath:
    """A line with soft corners; where it bears an arrow head of a line of this width, it ends under that."""
    if arrow:
        _, left, right = arrow_head(points, arrow)
        points = (*points[:-1], ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2))
    path = QPainterPath(QPointF(*points[0]))
    if radius and len(points) > 2:
        for begin, corner, end in soft_corners(points, radius):
            path.lineTo(*begin)
            path.quadTo(*corner, *end)
        path.lineTo(*points[-1])
    else:
        for point in points[1:]:
            path.lineTo(*point)
    return path


@cache
def _run_width(run: text.Run) -> float:
    """How far a run moves the pen, in em."""
    face = text.faces()[run.face]
    return sum(face.advance(ord(character)) or 0.0 for character in run.text)


def _as_ordered(run: text.Run) -> str:
    """Runs come in the order in which they are drawn; Qt must not order them again."""
    return f"\u202d{run.text}\u202c" if "Hebrew" in run.face or "Arabic" in run.face else run.text


def _rect(shape: Box | Oval) -> QRectF:
    return QRectF(shape.x, shape.y, shape.width, shape.height)


def _box_path(shape: Box) -> QPainterPath:
    path, rect, r = QPainterPath(), _rect(shape), min(shape.radius, shape.width / 2, shape.height / 2)
    if shape.rounded == "all":
        path.addRoundedRect(rect, r, r)
        return path
    top, bottom = (r, 0.0) if shape.rounded == "top" else (0.0, r)
    path.moveTo(rect.left(), rect.bottom() - bottom)
    path.lineTo(rect.left(), rect.top() + top)
    if top:
        path.arcTo(rect.left(), rect.top(), 2 * r, 2 * r, 180, -90)
        path.lineTo(rect.right() - r, rect.top())
        path.arcTo(rect.right() - 2 * r, rect.top(), 2 * r, 2 * r, 90, -90)
    else:
        path.lineTo(rect.right(), rect.top())
    path.lineTo(rect.right(), rect.bottom() - bottom)
    if bottom:
        path.arcTo(rect.right() - 2 * r, rect.bottom() - 2 * r, 2 * r, 2 * r, 0, -90)
        path.lineTo(rect.left() + r, rect.bottom())
        path.arcTo(rect.left(), rect.bottom() - 2 * r, 2 * r, 2 * r, 270, -90)
    path.closeSubpath()
    return path
