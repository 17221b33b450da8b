"""The head of a table whose columns stand in groups: the group over its first column, the titles under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from vsmstudio.gui import look

_HEIGHT = 20


class GroupedHead(QHeaderView):
    """A horizontal head in two lines."""

    def __init__(self, groups: Sequence[str], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._groups = tuple(groups)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + look.sized(_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The title at the bottom; over it as much of the group's name as lies over this column."""
        above = look.sized(_HEIGHT)
        painter.save()
        painter.fillRect(rect, look.color("sheet"))
        super().paintSection(painter, rect.adjusted(0, above, 0, 0), logicalIndex)
        painter.restore()
        group = self._groups[logicalIndex]
        first, last = self._span(logicalIndex)
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        painter.save()
        painter.setClipRect(rect)
        font = painter.font()
        font.setPixelSize(look.sized(11))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("ink"))
        box = QRect(left + 8, rect.y() + 4, right - left - 12, above - 4)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), group)
        if logicalIndex == first and first:
            painter.setPen(look.color("hairline"))
            painter.drawLine(rect.left(), rect.top() + 5, rect.left(), rect.bottom())
        painter.restore()

    def _span(self, at: int) -> tuple[int, int]:
        """The first and last column of the group of a column."""
        first = last = at
        while first and self._groups[first - 1] == self._groups[at]:
            first -= 1
        while last + 1 < len(self._groups) and self._groups[last + 1] == self._groups[at]:
            last += 1
        return first, last
