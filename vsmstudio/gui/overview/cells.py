"""How the cells of the matrix are painted: a grade by its mark and letter, a name with who is accountable under it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from vsmstudio.gui.look import color, larger
from vsmstudio.gui.look import painter as shapes_painter
from vsmstudio.gui.overview.rows import NAMES, Index, Line, MatrixModel
from vsmstudio.gui.overview.words import LETTER, whole_of
from vsmstudio.gui.painter import font
from vsmstudio.gui.panels.frozen_table import FrozenTable
from vsmstudio.gui.panels.widgets import chevron
from vsmstudio.model.records import Criticality
from vsmstudio.notation.parts import diamond

INDENT = 28.0  # where names begin
_MARK = 19.0
_EDGE = QPointF(0, 0.5)


class MatrixPainter(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, table: FrozenTable, rows: MatrixModel) -> None:
        super().__init__(table)
        self._table, self._rows = table, rows

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        rows = self._rows
        line = rows.line(index)
        painter.save()
        area = QRectF(option.rect)
        painter.fillRect(area, color("sheet" if line.step else "head"))
        painter.setPen(color("hairline"))
        painter.drawLine(area.bottomLeft() - _EDGE, area.bottomRight() - _EDGE)
        if index.column() == NAMES:
            self._name(painter, area, line)
        else:
            begins = rows.begins(index.column()) and index.column() > 1
            painter.setPen(color("outline" if begins else "hairline"))
            painter.drawLine(area.topLeft(), area.bottomLeft())
            self._cell(painter, area, rows, line, index)
        if self._table.is_current(index):
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _face(self, size: float, strong: bool = False) -> QFont:
        return font("Inter-SemiBold" if strong else "Inter-Regular", size * larger(), self._table.logicalDpiY())

    def _name(self, painter: QPainter, area: QRectF, line: Line) -> None:
        said = self._rows.naming(line)
        scale = larger()
        left = INDENT + (14.0 if line.step else 0.0)
        if not line.step and line.row.steps:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            spot = QRectF(area.left() + 10, area.center().y() - 4, 8, 8)
            chevron(painter, spot, color("muted"), down=line.row.stream in self._rows.opened)
        upper = QRectF(area.left() + left, area.top() + 3, area.width() - left - 10, 17 * scale)
        lower = QRectF(upper.left(), upper.bottom() - 1, upper.width(), 16 * scale)
        vertical = Qt.AlignmentFlag.AlignVCenter
        if said.total:
            bare = said.total.startswith("no ")
            painter.setFont(self._face(11.0, strong=bare))
            painter.setPen(color("gap" if bare else "muted"))
            painter.drawText(upper, int(vertical | Qt.AlignmentFlag.AlignRight), said.total)
            upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(said.total) - 8)
        painter.setFont(self._face(12.0, strong=not line.step))
        painter.setPen(color("ink"))
        shown = painter.fontMetrics().elidedText(said.name, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, int(vertical), shown)
        if said.gap:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mark = diamond(lower.left() + 4, lower.center().y(), 8, fill="gap")
            shapes_painter().paint(painter, [mark])
            lower.setLeft(lower.left() + 13)
        painter.setFont(self._face(11.0, strong=bool(said.gap)))
        painter.setPen(color("gap" if said.gap else "muted"))
        words = painter.fontMetrics().elidedText(
            said.gap or said.owner, Qt.TextElideMode.ElideRight, int(lower.width())
        )
        painter.drawText(lower, int(vertical), words)

    def _cell(self, painter: QPainter, area: QRectF, rows: MatrixModel, line: Line, index: Index) -> None:
        held = rows.hold(index)
        scale = larger()
        if held is None:
            if self._table.under_pointer(index):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(color("outline"), 1.2, Qt.PenStyle.DashLine))
                size = _MARK * scale
                painter.drawEllipse(QRectF(area.center().x() - size / 2, area.center().y() - size / 2, size, size))
            return
        words = whole_of(held, None if line.step else len(line.row.steps))
        middle = area.center().y() - (7 * scale if words else 0)
        draw_grade(painter, held.grade, area.center().x(), middle, self._table.logicalDpiY())
        if words:
            painter.setFont(self._face(11.0))
            painter.setPen(color("ink"))
            under = QRectF(area.left(), middle + _MARK * scale / 2 - 1, area.width(), 15 * scale)
            painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), words)


def draw_grade(painter: QPainter, grade: Criticality, x: float, y: float, dpi: int) -> None:
    """A grade around a point: a full disc with H, a pale one with M, a thin ring with L."""
    size = _MARK * larger()
    spot = QRectF(x - size / 2, y - size / 2, size, size).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    high, low = grade is Criticality.HIGH, grade is Criticality.LOW
    painter.setPen(QPen(color("outline" if low else "accent"), 1.2 if low else 1.6))
    painter.setBrush(color("accent" if high else "sheet" if low else "accent_soft"))
    painter.drawEllipse(spot)
    painter.setPen(color("on_accent" if high else "ink"))
    painter.setFont(font("Inter-SemiBold" if not low else "Inter-Regular", 11.0 * larger(), dpi))
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), LETTER[grade])
