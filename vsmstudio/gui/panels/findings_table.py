"""How the list of findings looks, and what keys and mouse do in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)  # fmt: skip

from vsmstudio.analysis.results import Severity
from vsmstudio.gui import look
from vsmstudio.gui.panels.findings_rows import (
    ACCEPT,
    DEED,
    IMPROVE,
    MESSAGE,
    OF_THE_PLAN,
    RECOMMENDATION,
    SEVERITY,
    TAKE_BACK,
    FindingRows,
    Heading,
    Index,
)  # fmt: skip
from vsmstudio.gui.panels.widgets import chevron
from vsmstudio.gui.panels.wrapping import lines_of

_COLORS = {Severity.CRITICAL: "critical", Severity.HIGH: "critical", Severity.MEDIUM: "gap", Severity.LOW: "muted"}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_OWN_KEYS = _ENTER | {Qt.Key.Key_A, Qt.Key.Key_I, Qt.Key.Key_Space}
_SEVERITY_WIDTH, _DEED_WIDTH = 96, 84
_MOST_LINES = 6  # of one finding
_ROOMY = 620  # pixels from which on there is room for a second link


class FindingDelegate(QStyledItemDelegate):
    """Paints plain texts, wrapped where they are long; the severity as a shape and a word; what can be done as a link."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, area)
        model = index.model()
        assert isinstance(model, FindingRows)
        painter.setFont(option.font)
        heading, finding = model.heading(index.row()), model.finding(index.row())
        if heading is not None:
            self._head(painter, area, heading, index)
        elif finding is not None and index.column() == SEVERITY:
            color = look.color("muted" if finding.accepted else _COLORS[finding.severity])
            self._severity(painter, area, finding.severity, color, option)
        else:
            quiet = index.column() == RECOMMENDATION or (finding is not None and finding.accepted is not None)
            role = "accent" if index.column() in (IMPROVE, DEED) else "muted" if quiet else "ink"
            painter.setPen(look.color(role))
            if role == "accent" and look.color("accent") == look.color("ink"):
                face = painter.font()
                face.setUnderline(True)  # where no colour tells it from other words
                painter.setFont(face)
            wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
            box, words = area.adjusted(8, 7, -8, 0), str(index.data())
            most = option.fontMetrics.lineSpacing() * _MOST_LINES
            if box.height() >= most and painter.boundingRect(box, wrapped, words).height() > most:
                words = "\n".join(lines_of(words, option.font, box.width(), _MOST_LINES))
            painter.drawText(box, wrapped, words)
        painter.restore()

    def _head(self, painter: QPainter, area: QRectF, heading: Heading, index: Index) -> None:
        painter.setPen(look.color("hairline"))
        painter.drawLine(area.topLeft() + QPointF(0, 0.5), area.topRight() + QPointF(0, 0.5))
        left = 14.0
        if heading.part and index.column() == SEVERITY:
            corner = QRectF(area.left() + left, area.center().y() - 2, 8, 8)
            chevron(painter, corner, look.color("muted"), down=heading.shown)
            left += 16
        painter.setPen(look.color("muted"))
        words = str(index.data() or "")
        painter.drawText(
            area.adjusted(left, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )

    def _severity(self, painter: QPainter, area: QRectF, severity: Severity, color: QColor, option: Any) -> None:
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
        if index.column() in (SEVERITY, IMPROVE, DEED):
            return QSize(look.sized(_SEVERITY_WIDTH), line + 14)
        box = option.rect.adjusted(8, 0, -8, 0)
        box.setHeight(10000)
        height = option.fontMetrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), str(index.data() or "")).height()
        return QSize(_SEVERITY_WIDTH, min(height, _MOST_LINES * line) + 14)


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


AT_ONCE, AT_A_TIME = 60, 30  # rows that get their heights with the findings, and each time that nothing else is to do


class FindingTable(QTableView):
    """The list. Enter or a double click opens a finding's subject; `A` or a click on the link accepts it or takes that back;
    `I` or the other link puts it into the plan, or opens it there.

    `opened`, `accepting` and `improving` tell the row of a finding, `folded` that of a heading;
    `reading`: what a rule means is asked for.
    """

    opened = Signal(int)
    accepting = Signal(int)
    improving = Signal(int)
    folded = Signal(int)
    reading = Signal(str)

    def __init__(self, rows: FindingRows) -> None:
        super().__init__()
        self._fitted = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self._fit_rows(AT_A_TIME))
        rows.setParent(self)
        self.rows = rows
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
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._on_double_click)
        self.clicked.connect(self._on_click)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.fit()

    def fit(self) -> None:
        """Give the columns their widths and the rows their heights."""
        severity, deed = look.sized(_SEVERITY_WIDTH), look.sized(_DEED_WIDTH)
        roomy = self.viewport().width() >= look.sized(_ROOMY)
        self.setColumnHidden(IMPROVE, not roomy)
        rest = self.viewport().width() - severity - deed * (2 if roomy else 1)
        self.setColumnWidth(SEVERITY, severity)
        message = self._for_messages(rest)
        self.setColumnWidth(MESSAGE, message)
        self.setColumnWidth(RECOMMENDATION, rest - message)
        for link in (IMPROVE, DEED):
            self.setColumnWidth(link, deed)
        self._fitted = 0
        self._fit_rows(AT_ONCE)

    def _fit_rows(self, number: int) -> None:
        """Give so many more rows their heights, and the others when there is time, so that thousands block nobody."""
        last = min(self._fitted + number, len(self.rows.rows))
        for row in range(self._fitted, last):
            self.resizeRowToContents(row)
        self._fitted = last
        if last < len(self.rows.rows):
            self._later.start()
        else:
            self._later.stop()

    def _for_messages(self, room: int) -> int:
        """The width of the sentences: half of the room, more where they are longer, never all. The first tell enough."""
        first = range(min(AT_ONCE, len(self.rows.rows)))
        said = [each.message for row in first if (each := self.rows.finding(row)) is not None]
        wanted = max((self.fontMetrics().horizontalAdvance(words) for words in said), default=0) + 20
        return max(round(room * 0.5), min(round(room * 0.6), wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # --- what people do in it ----------------------------------------------------------------------------------------

    def _on_click(self, index: QModelIndex) -> None:
        if self.rows.heading(index.row()) is not None:
            self.folded.emit(index.row())
        elif index.column() == DEED:
            self.accepting.emit(index.row())
        elif index.column() == IMPROVE and index.data():
            self.improving.emit(index.row())

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() not in (IMPROVE, DEED) and self.rows.finding(index.row()) is not None:
            self.opened.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        heading = self.rows.heading(index.row())
        linked = index.column() in (IMPROVE, DEED) and bool(index.data())
        link = index.isValid() and (linked if heading is None else bool(heading.part))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if not _is_own(event) or row < 0:
            super().keyPressEvent(event)
        elif self.rows.heading(row) is not None:
            self.folded.emit(row)
        elif event.key() in _ENTER:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_A:
            self.accepting.emit(row)
        elif event.key() == Qt.Key.Key_I:
            self.improving.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = (
            self.indexAt(event.pos()).row()
            if event.reason() is QContextMenuEvent.Reason.Mouse
            else self.currentIndex().row()
        )
        if self.rows.finding(row) is not None:
            self.selectRow(row)
            self.menu(row).popup(event.globalPos())

    def menu(self, row: int) -> QMenu:
        """What can be done with the finding in a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finding = self.rows.finding(row)
        deed = ACCEPT if finding is not None and finding.accepted is None else TAKE_BACK
        menu.addAction("Show on the map").triggered.connect(lambda: self.opened.emit(row))
        there = finding is not None and (self.rows.planned(finding) or finding.rule in OF_THE_PLAN)
        improve = "Open in the plan" if there else "Improve this"
        menu.addAction(improve).triggered.connect(lambda: self.improving.emit(row))
        menu.addAction(deed).triggered.connect(lambda: self.accepting.emit(row))
        if finding is not None:
            menu.addSeparator()
            menu.addAction("What this means\tF1").triggered.connect(lambda: self.reading.emit(finding.rule))
        return menu


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in _OWN_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
