"""How the ownership matrix is drawn: heads that stand upright, groups of columns apart, marks told by their shapes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from vsmstudio.analysis.matrix import Matrix
from vsmstudio.gui import look
from vsmstudio.gui.fonts import font
from vsmstudio.gui.panels.frozen_table import GAP, STRONG, CellPainter, FrozenTable, Index
from vsmstudio.gui.panels.owners_rows import FIRST, GROUP, MARK, PERSON, TOTAL, Mark, OwnersModel
from vsmstudio.gui.panels.wrapping import lines_of
from vsmstudio.notation.parts import diamond
from vsmstudio.notation.shapes import Oval, Shape

PERSON_WIDTH, TOTAL_WIDTH, STREAM_WIDTH, CELL_WIDTH = 176, 52, 72, 26
LEAST_HEAD, MOST_HEAD = 72, 136
_CAPTION = 14.0


class UprightHead(QHeaderView):
    """Heads written upwards from the foot; those of names and sums lie as ever. `room` is their height."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.room = MOST_HEAD

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.room)

    def face(self, strong: bool = False) -> QFont:
        """The font of labels."""
        return font("Inter-SemiBold" if strong else "Inter-Regular", 11.0 * look.larger(), self.logicalDpiY())

    def longest(self, names: list[str]) -> int:
        """How long the longest of these heads is, judged by those with most characters."""
        metrics = QFontMetricsF(self.face())
        return round(max((metrics.horizontalAdvance(name) for name in sorted(names, key=len)[-20:]), default=0))

    def is_service(self, section: int) -> bool:
        model = self.model()
        column = model.column(section) if isinstance(model, OwnersModel) else None
        return column is not None and column.kind == "service"

    def paintEvent(self, event: QPaintEvent) -> None:
        """The heads, and over those of services what they are."""
        super().paintEvent(event)
        model = self.model()
        first = model.services_from if isinstance(model, OwnersModel) else -1
        if first < 0 or self.sectionViewportPosition(first) > self.width():
            return
        painter = QPainter(self.viewport())
        painter.setFont(self.face(strong=True))
        painter.setPen(look.color("muted"))
        painter.drawText(QPointF(self.sectionViewportPosition(first) + 8, 13), "Services")

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        model = self.model()
        painter.save()
        area = QRectF(rect)
        painter.fillRect(area, look.color("sheet"))
        painter.setPen(look.color("hairline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        strong = bool(model.headerData(section, Qt.Orientation.Horizontal, STRONG))
        group = str(model.headerData(section, Qt.Orientation.Horizontal, GROUP) or "")
        if strong or group:
            painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setFont(self.face(strong))
        painter.setPen(look.color("ink" if strong else "muted"))
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if section < FIRST:
            side = Qt.AlignmentFlag.AlignRight if section == TOTAL else Qt.AlignmentFlag.AlignLeft
            painter.drawText(area.adjusted(8, 0, -8, -5), int(side | Qt.AlignmentFlag.AlignBottom), words)
        elif strong:
            foot = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            box = area.adjusted(8, 4, -1, -5)
            most = max(1, int(box.height() / painter.fontMetrics().lineSpacing()))
            painter.drawText(box, int(foot), "\n".join(lines_of(words, painter.font(), box.width(), most)))
        else:
            room = area.height() - 12 - (_CAPTION if self.is_service(section) else 0)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.translate(area.center().x(), area.bottom() - 6)
            painter.rotate(-90)
            line = painter.fontMetrics().height()
            painter.drawText(QRectF(0, -line / 2, room, line), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class MarkPainter(CellPainter):
    """A disc: accountable. A ring: vacant. A diamond in the gap's colour: owned in the wrong place, or by nobody."""

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)

    def inside(self, painter: QPainter, option: Any, index: Index) -> None:
        if index.column() < FIRST:
            super().inside(painter, option, index)
            return
        model = index.model()
        area = QRectF(option.rect)
        begins = bool(
            model.headerData(index.column(), Qt.Orientation.Horizontal, STRONG)
            or model.headerData(index.column(), Qt.Orientation.Horizontal, GROUP)
        )
        if begins:
            painter.setPen(look.color("hairline"))
            painter.drawLine(area.topLeft(), area.bottomLeft())
        words, held = str(index.data() or ""), index.data(MARK)
        mark = Mark(held) if held else None  # Qt hands words over as plain ones
        left = area.left() + 13 if area.width() > 2 * CELL_WIDTH else area.center().x()
        if words:
            painter.setPen(look.color("gap" if index.data(GAP) else "ink"))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area.adjusted(22, 0, -8, 0), int(side), words)
        if mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look.painter().paint(painter, mark_shapes(mark, left, area.center().y()))


def mark_shapes(mark: Mark, x: float, y: float) -> list[Shape]:
    """A mark around a point."""
    if mark is Mark.ACCOUNTABLE:
        return [Oval(x - 4.5, y - 4.5, 9, 9, fill="ink")]
    if mark is Mark.VACANT:
        return [Oval(x - 4, y - 4, 8, 8, stroke="gap", line=1.6)]
    if mark is Mark.MISPLACED:
        return [diamond(x, y, 12, fill="gap_soft", stroke="gap", line=1.6)]
    return [diamond(x, y, 12, fill="gap")]


class OwnersTable(FrozenTable):
    """The matrix. Enter, or a double click, on a mark leads to what is owned, on a name to the person; so does a click on a
    head to what it names."""

    def __init__(self, rows: OwnersModel) -> None:
        super().__init__(rows, "Who owns what")
        self.owners = rows
        self.heads = (UprightHead(self), UprightHead(self.frozen))
        self._measured: Matrix | None = None
        self._longest = MOST_HEAD
        for table, head in zip((self, self.frozen), self.heads, strict=True):
            head.setSectionsClickable(True)
            head.setHighlightSections(False)
            head.setMinimumSectionSize(20)
            head.setDefaultSectionSize(CELL_WIDTH)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            table.setHorizontalHeader(head)
            head.sectionClicked.connect(self._head_clicked)
        self.frozen.raise_()  # over the new head
        self.paint_with(MarkPainter(self))

    def fit(self) -> None:
        """Give columns their widths and heads their height."""
        matrix = self.owners.matrix
        if matrix is not self._measured:
            self._measured = matrix
            self._longest = self.heads[0].longest([f"{each.number} {each.name}" for each in matrix.columns]) + 30
            self.setColumnWidth(PERSON, look.sized(PERSON_WIDTH))
            self.setColumnWidth(TOTAL, look.sized(TOTAL_WIDTH))
            for at, each in enumerate(matrix.columns, start=FIRST):
                wanted = look.sized(STREAM_WIDTH if each.kind == "stream" else CELL_WIDTH)
                if self.columnWidth(at) != wanted:  # a column may hold something else than before
                    self.setColumnWidth(at, wanted)
        self._fit_heads()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heads()

    def _fit_heads(self) -> None:
        """Heads take the height that their words need, where the table has it."""
        for head in self.heads:
            head.room = max(LEAST_HEAD, min(look.sized(MOST_HEAD), self.height() // 2, self._longest))
            head.updateGeometry()
        self.updateGeometries()
        self.place()
