"""The heads of the matrix: names of services written upwards, under what kind they are, over how many streams they underpin."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from vsmstudio.gui.fonts import font
from vsmstudio.gui.look import color, larger
from vsmstudio.gui.look import painter as shapes_painter
from vsmstudio.gui.overview.rows import MatrixModel
from vsmstudio.gui.overview.words import kind_words
from vsmstudio.gui.panels.wrapping import lines_of
from vsmstudio.notation.parts import diamond

_CAPTION, _FOOT, _NAME = 22.0, 24.0, 132.0  # of the kind, of the number of streams, and what names get


class Heads(QHeaderView):
    """`marked` is the column with the keyboard."""

    def __init__(self, parent: QWidget, rows: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.marked = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        return QSize(200, round((_CAPTION + _NAME + _FOOT) * larger()))  # asking every head would take its time

    def face(self, size: float, strong: bool = False) -> QFont:
        return font("Inter-SemiBold" if strong else "Inter-Regular", size * larger(), self.logicalDpiY())

    def mark(self, column: int) -> None:
        """Let the head of a column stand out."""
        if column != self.marked:
            self.marked = column
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads, and over each group what kind of services these are, in sight as long as one of them is."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        scale = larger()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), _CAPTION * scale), color("sheet"))
        painter.setFont(self.face(11.0, strong=True))
        rows, width = self._rows, self.viewport().width()
        starts = [at for at in range(1, rows.columnCount()) if rows.begins(at)]
        for start, end in zip(starts, [*starts[1:], rows.columnCount()], strict=False):  # none without services
            service = rows.service(start)
            left = max(float(self.sectionViewportPosition(start)), 0.0)
            right = float(self.sectionViewportPosition(end - 1) + self.sectionSize(end - 1))
            if service is None or right <= 0 or left >= width:
                continue
            painter.setPen(color("hairline"))
            if self.sectionViewportPosition(start) >= 0 and start > 1:
                painter.drawLine(QPointF(left, 0), QPointF(left, _CAPTION * scale))
            painter.setPen(color("muted"))
            metrics = QFontMetricsF(painter.font())
            options = kind_words(service.kind)
            words = next((each for each in options if metrics.horizontalAdvance(each) <= right - left - 8), options[-1])
            area = QRectF(left + 6, 0, max(0.0, right - left - 8), _CAPTION * scale)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        painter.save()
        area, scale = QRectF(rect), larger()
        painter.fillRect(area, color("accent_soft" if 0 < section == self.marked else "sheet"))
        painter.setPen(color("hairline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if section == 0:
            self._corner(painter, area)
        else:
            if self._rows.begins(section) and section > 1:
                painter.drawLine(area.topLeft(), area.bottomLeft())
            self._service(painter, area, section, scale)
        painter.restore()

    def _corner(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(self.face(11.0, strong=True))
        painter.setPen(color("muted"))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        painter.drawText(area.adjusted(28, 0, -8, -6), left, "Value stream")
        painter.setFont(self.face(11.0))
        painter.drawText(area.adjusted(8, 0, -8, -6), right, "Streams that rest on it")

    def _service(self, painter: QPainter, area: QRectF, section: int, scale: float) -> None:
        service = self._rows.service(section)
        if service is None:
            return
        said = self._rows.service_naming(service)
        foot = QRectF(area.left(), area.bottom() - _FOOT * scale, area.width(), _FOOT * scale)
        unused = said.total == "0"
        painter.setFont(self.face(12.0, strong=True))
        painter.setPen(color("gap" if unused else "ink"))
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignCenter), "none" if unused and area.width() > 36 else said.total
        )
        room = _NAME * scale - 10
        face, small = self.face(12.0, strong=True), self.face(11.0)
        lines = lines_of(said.name, face, room, 2)
        high, low = QFontMetricsF(face).height() - 1, QFontMetricsF(small).height()
        x = area.center().x() - (high * len(lines) + low) / 2
        painter.translate(x, foot.top() - 4)
        painter.rotate(-90)
        painter.setFont(face)
        painter.setPen(color("ink"))
        vertical = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for at, line in enumerate(lines):
            painter.drawText(QRectF(0, at * high, room + 4, high), vertical, line)
        box = QRectF(0, len(lines) * high, room, low)
        painter.setFont(self.face(11.0, strong=bool(said.gap)))
        painter.setPen(color("gap" if said.gap else "muted"))
        if said.gap:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shapes_painter().paint(painter, [diamond(4.0, box.center().y(), 8, fill="gap")])
            painter.setFont(self.face(11.0, strong=True))
            painter.setPen(color("gap"))
            box.adjust(12, 0, 0, 0)
        elided = painter.fontMetrics().elidedText(said.gap or said.owner, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, vertical, elided)
