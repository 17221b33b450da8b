"""How the cells of the matrix are painted: a grade by its mark and letter, a name with who is accountable under it."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate

from vsmstudio.gui.fonts import font
from vsmstudio.gui.look import color, larger, theme_name
from vsmstudio.gui.look import painter as shapes_painter
from vsmstudio.gui.overview.rows import NAMES, Index, Line, MatrixModel
from vsmstudio.gui.overview.words import LETTER, whole_of
from vsmstudio.gui.panels.frozen_table import FrozenTable
from vsmstudio.gui.panels.widgets import chevron
from vsmstudio.model.records import Criticality
from vsmstudio.notation.parts import diamond

INDENT = 28.0  # where names begin
_MARK = 19.0
_EDGE = QPointF(0, 0.5)
_ROLES = ("sheet", "head", "hairline", "outline", "accent", "ink", "muted", "gap")


class MatrixPainter(QStyledItemDelegate):
    """Paints one cell. `prepare` is called before a view is painted, so that no cell need ask for the colours of now."""

    def __init__(self, table: FrozenTable, rows: MatrixModel) -> None:
        super().__init__(table)
        self._table, self._rows = table, rows
        self._scale = 1.0
        self._colors: dict[str, QColor] = {}
        self._marks: dict[Criticality, QPixmap] = {}
        self._made_for: object = None

    def prepare(self) -> None:
        """Take the colours and sizes of now."""
        ratio = self._table.devicePixelRatioF()
        made_for = (theme_name(), larger(), ratio, self._table.logicalDpiY())
        if made_for == self._made_for:
            return
        self._made_for, self._scale = made_for, larger()
        self._colors = {role: color(role) for role in _ROLES}
        self._marks = {grade: self._mark(grade, ratio) for grade in Criticality}

    def _mark(self, grade: Criticality, ratio: float) -> QPixmap:
        size = math.ceil(_MARK * self._scale) + 2
        made = QPixmap(math.ceil(size * ratio), math.ceil(size * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        draw_grade(painter, grade, size / 2, size / 2, self._table.logicalDpiY())
        painter.end()
        return made

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        line, colors = self._rows.line(index), self._colors
        area = QRectF(option.rect)
        painter.fillRect(area, colors["sheet" if line.step else "head"])
        painter.setPen(colors["hairline"])
        painter.drawLine(area.bottomLeft() - _EDGE, area.bottomRight() - _EDGE)
        if index.column() == NAMES:
            painter.save()
            self._name(painter, area, line)
            painter.restore()
        else:
            if index.column() > 1 and self._rows.begins(index.column()):
                painter.setPen(colors["outline"])
            painter.drawLine(area.topLeft(), area.bottomLeft())
            self._cell(painter, area, line, index)
        if self._table.is_current(index):
            painter.setPen(QPen(colors["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _face(self, size: float, strong: bool = False) -> QFont:
        return font("Inter-SemiBold" if strong else "Inter-Regular", size * self._scale, self._table.logicalDpiY())

    def _name(self, painter: QPainter, area: QRectF, line: Line) -> None:
        said = self._rows.naming(line)
        scale = self._scale
        left = INDENT + (14.0 if line.step else 0.0)
        if not line.step and line.row.steps:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            spot = QRectF(area.left() + 10, area.center().y() - 4, 8, 8)
            chevron(painter, spot, self._colors["muted"], down=line.row.stream in self._rows.opened)
        upper = QRectF(area.left() + left, area.top() + 3, area.width() - left - 10, 17 * scale)
        lower = QRectF(upper.left(), upper.bottom() - 1, upper.width(), 16 * scale)
        vertical = Qt.AlignmentFlag.AlignVCenter
        if said.total:
            bare = said.total.startswith("no ")
            painter.setFont(self._face(11.0, strong=bare))
            painter.setPen(self._colors["gap" if bare else "muted"])
            painter.drawText(upper, int(vertical | Qt.AlignmentFlag.AlignRight), said.total)
            upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(said.total) - 8)
        painter.setFont(self._face(12.0, strong=not line.step))
        painter.setPen(self._colors["ink"])
        shown = painter.fontMetrics().elidedText(said.name, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, int(vertical), shown)
        if said.gap:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mark = diamond(lower.left() + 4, lower.center().y(), 8, fill="gap")
            shapes_painter().paint(painter, [mark])
            lower.setLeft(lower.left() + 13)
        painter.setFont(self._face(11.0, strong=bool(said.gap)))
        painter.setPen(self._colors["gap" if said.gap else "muted"])
        words = painter.fontMetrics().elidedText(
            said.gap or said.owner, Qt.TextElideMode.ElideRight, int(lower.width())
        )
        painter.drawText(lower, int(vertical), words)

    def _cell(self, painter: QPainter, area: QRectF, line: Line, index: Index) -> None:
        held, scale = self._rows.hold(index), self._scale
        if held is None:
            if self._table.under_pointer(index):
                size = _MARK * scale
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._colors["outline"], 1.2, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QRectF(area.center().x() - size / 2, area.center().y() - size / 2, size, size))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            return
        words = whole_of(held, None if line.step else len(line.row.steps))
        middle = area.center().y() - (7 * scale if words else 0)
        mark = self._marks[held.grade]
        half = mark.deviceIndependentSize().width() / 2
        painter.drawPixmap(QPointF(round(area.center().x() - half), round(middle - half)), mark)
        if words:
            painter.setFont(self._face(11.0))
            painter.setPen(self._colors["ink"])
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
