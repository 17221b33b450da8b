"""What is wrong or missing, ranked, each with what to do; one key or a double click leads to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyledItemDelegate, QTableView

from vsmstudio.analysis.results import Finding, Severity
from vsmstudio.gui.panels.widgets import Panel, breakable, column, label, tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.notation.theme import LIGHT

Index = QModelIndex | QPersistentModelIndex
SEVERITY, MESSAGE, RECOMMENDATION = range(3)
_COLORS = {Severity.CRITICAL: "critical", Severity.HIGH: "critical", Severity.MEDIUM: "gap", Severity.LOW: "muted"}


class FindingRows(QAbstractTableModel):
    """Findings as rows; None is the row that divides today's from those of future maps."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Finding | None] = []

    def show_findings(self, rows: list[Finding | None]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        finding = self.rows[index.row()]
        if finding is None:
            return "Future maps" if role == Qt.ItemDataRole.DisplayRole and index.column() == SEVERITY else None
        words = (finding.severity.word.capitalize(), finding.message, finding.recommendation)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return breakable(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{finding.message} {finding.recommendation}")
        return words if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return ("Severity", "Finding", "What to do")[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if 0 <= index.row() < len(self.rows) and self.rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FindingDelegate(QStyledItemDelegate):
    """Paints plain texts, wrapped where they are long; the severity as a shape and a word."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(LIGHT["accent_soft"]))
        model = index.model()
        assert isinstance(model, FindingRows)
        finding = model.rows[index.row()]
        painter.setFont(option.font)
        if finding is None:
            self._divide(painter, area, index)
        elif index.column() == SEVERITY:
            self._severity(painter, area, finding.severity, option)
        else:
            painter.setPen(QColor(LIGHT["ink" if index.column() == MESSAGE else "muted"]))
            wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
            painter.drawText(area.adjusted(8, 7, -8, 0), wrapped, str(index.data()))
        painter.restore()

    def _divide(self, painter: QPainter, area: QRectF, index: Index) -> None:
        painter.setPen(QColor(LIGHT["hairline"]))
        painter.drawLine(area.topLeft() + QPointF(0, 0.5), area.topRight() + QPointF(0, 0.5))
        painter.setPen(QColor(LIGHT["muted"]))
        words = str(index.data() or "")
        painter.drawText(area.adjusted(14, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _severity(self, painter: QPainter, area: QRectF, severity: Severity, option: Any) -> None:
        color = QColor(LIGHT[_COLORS[severity]])
        line = option.fontMetrics.lineSpacing()
        middle = QPointF(area.left() + 19, area.top() + 7 + line / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        mark(painter, middle, severity)
        font = painter.font()
        font.setWeight(font.Weight.DemiBold if severity is not Severity.LOW else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color)
        box = QRectF(area.left() + 30, middle.y() - line / 2, area.width() - 30, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, severity.word.capitalize())

    def sizeHint(self, option: Any, index: Index) -> QSize:
        line = option.fontMetrics.lineSpacing()
        if index.column() == SEVERITY:
            return QSize(96, line + 14)
        box = option.rect.adjusted(8, 0, -8, 0)
        box.setHeight(10000)
        height = option.fontMetrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), str(index.data() or "")).height()
        return QSize(96, min(height, 6 * line) + 14)


def mark(painter: QPainter, at: QPointF, severity: Severity) -> None:
    """A diamond, a triangle or a dot, so that the colour is never alone."""
    x, y = at.x(), at.y()
    if severity <= Severity.HIGH:
        points = [QPointF(x, y - 5), QPointF(x + 5, y), QPointF(x, y + 5), QPointF(x - 5, y)]
        painter.drawPolygon(QPolygonF(points))
    elif severity is Severity.MEDIUM:
        painter.drawPolygon(QPolygonF([QPointF(x, y - 5), QPointF(x + 5, y + 4), QPointF(x - 5, y + 4)]))
    else:
        painter.drawEllipse(at, 4, 4)


class FindingTable(QTableView):
    """The list. Enter or a double click opens a finding's subject."""

    opened = Signal(int)

    def __init__(self, rows: FindingRows) -> None:
        super().__init__()
        rows.setParent(self)
        self.setModel(rows)
        self.texts = FindingDelegate(self)
        self.setItemDelegate(self.texts)
        self.setAccessibleName("Findings")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit(self) -> None:
        """Give the columns their widths and the rows their heights."""
        width = self.viewport().width()
        rest = width - 96
        self.setColumnWidth(SEVERITY, 96)
        message = self._for_messages(rest)
        self.setColumnWidth(MESSAGE, message)
        self.setColumnWidth(RECOMMENDATION, rest - message)
        self.resizeRowsToContents()

    def _for_messages(self, room: int) -> int:
        """The width of the sentences: half of the room, more where they are longer, never all."""
        model = self.model()
        assert isinstance(model, FindingRows)
        said = [finding.message for finding in model.rows if finding is not None]
        wanted = max((self.fontMetrics().horizontalAdvance(words) for words in said), default=0) + 20
        return max(round(room * 0.5), min(round(room * 0.6), wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Findings(Panel):
    """Findings of today's maps, then those of future maps. `counted` says how many count, for the tab's title."""

    counted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Findings")
        self.rows = FindingRows()
        self.table = FindingTable(self.rows)
        self.table.opened.connect(self.open)
        self.empty = label("Nothing was found. Findings appear here as the map grows.", "empty", wrap=True)
        self.empty.setContentsMargins(16, 14, 16, 14)
        self.setLayout(column(self.empty, self.table, spacing=0))
        workspace.changed.connect(self._count)
        workspace.changed.connect(self.refresh_if_seen)

    @property
    def count(self) -> int:
        return sum(not each.future for each in self.workspace.analysis.findings)

    def _count(self) -> None:
        self.counted.emit(self.count)

    def refresh(self) -> None:
        found = self.workspace.analysis.findings
        rows: list[Finding | None] = [each for each in found if not each.future]
        later = [each for each in found if each.future]
        rows += [None, *later] if later else []
        if rows != self.rows.rows:
            self._show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.counted.emit(self.count)

    def _show(self, rows: list[Finding | None]) -> None:
        kept = self.current()
        place = self.table.verticalScrollBar().value()
        self.rows.show_findings(rows)
        self.table.clearSpans()
        if None in rows:
            self.table.setSpan(rows.index(None), 0, 1, 3)
        self.table.fit()
        for index, each in enumerate(rows):
            if each is not None and kept is not None and each.key == kept.key:
                self.table.setCurrentIndex(self.rows.index(index, MESSAGE))
        self.table.verticalScrollBar().setValue(place)

    def current(self) -> Finding | None:
        """The finding on which the list stands."""
        row = self.table.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def open(self, row: int) -> None:
        """Bring the subject of a finding into view."""
        finding = self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None
        if finding is not None:
            self.workspace.show(finding.subject, finding.map)
