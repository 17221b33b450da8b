"""The ranked list: dragged by mouse or moved with Alt+↑ and Alt+↓, each drop one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyledItemDelegate, QTableView

from vsmstudio.gui import look, mime
from vsmstudio.gui.pages.plan.lane import CARD
from vsmstudio.gui.pages.priorities.rows import Line, spoken
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.gui.panels.wrapping import lines_of
from vsmstudio.model.ids import Id

PLACE, NAME, LEAD_TIME, GAPS, EXPERIENCE, COST, EFFORT = range(7)
_HEADS = (
    ("Place", "Its place in the room's order, and how far it went since the order before", 54),
    ("Improvement", "What is to become better, and the streams that it supports", 140),
    ("Lead time", "What it alone takes off the lead time of its streams: computed", 68),
    ("Gaps", "Open findings on owners of what it changes", 42),
    ("Rating", "The lowest rating that anybody gives the steps that it changes, of 5", 48),
    ("Saves", "Money saved a year, as it says", 50),
    ("Effort", "Where the room put it on the plot, of 10", 48),
)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
_ROW, _SIDES = 44, 14  # the height of a row, and what it leaves free at both sides of its words
KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel):
    """Ready lines as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        if list(lines) != self.lines:
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section > NAME else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return tip(_HEADS[section][1]) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == KEY:
            return line.key
        said = (
            f"{line.place} {line.moved}".strip(), line.name, line.lead_time, line.owner_gaps, line.experience, line.cost,
            line.effort,
        )  # fmt: skip
        if role == Qt.ItemDataRole.DisplayRole:
            return said[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(spoken(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line) if index.column() <= NAME else f"{_HEADS[index.column()][0]}: {said[index.column()]}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return held | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else held | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [CARD]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime.pack(CARD, str(indexes[0].data(KEY)) if indexes else "")

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def name_lines(name: str, font: QFont, width: float) -> list[str]:
    """The name of an improvement in a column of this width, in two lines at most."""
    return lines_of(name, _bold(font), width, 2)


class LineDelegate(QStyledItemDelegate):
    """Paints a row: the name over what it supports; the place large, and how far it moved beside it."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        rows = index.model()
        assert isinstance(rows, Lines)
        line = rows.lines[index.row()]
        area = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, area)
        elif line.gap and index.column() == NAME:
            painter.fillRect(area, look.color("gap_soft"))
        painter.setPen(look.color("hairline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        box = area.adjusted(_SIDES - 6, 0, -6, 0)
        painter.setFont(option.font)
        if index.column() == NAME:
            self._name(painter, box, line, option)
        elif index.column() == PLACE:
            self._place(painter, box, line, option)
        else:
            words = str(index.data() or "")
            painter.setPen(look.color("muted" if line.quiet or words == "–" else "ink"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)
        painter.restore()

    def _name(self, painter: QPainter, box: QRectF, line: Line, option: Any) -> None:
        """The name, in two lines where it needs them, over what it supports."""
        height = option.fontMetrics.lineSpacing()
        names = name_lines(line.name, option.font, box.width())
        about = option.fontMetrics.elidedText(line.about, Qt.TextElideMode.ElideRight, int(box.width()))
        faces = [*((words, "muted" if line.quiet else "ink", _bold(option.font)) for words in names),
                 (about, "gap" if line.gap else "muted", option.font)]  # fmt: skip
        top = box.center().y() - height * len(faces) / 2
        for at, (words, color, face) in enumerate(faces):
            painter.setFont(face)
            painter.setPen(look.color(color))
            painter.drawText(QRectF(box.x(), top + at * height, box.width(), height), 0, words)

    def _place(self, painter: QPainter, box: QRectF, line: Line, option: Any) -> None:
        painter.setFont(_bold(option.font))
        painter.setPen(look.color("ink"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box, middle, line.place)
        left = max(painter.fontMetrics().horizontalAdvance(line.place), look.sized(14)) + 6
        painter.setFont(option.font)
        color = "good" if line.moved.startswith("▲") else "critical" if line.moved.startswith("▼") else "muted"
        painter.setPen(look.color(color))
        painter.drawText(box.adjusted(left, 0, 0, 0), middle, line.moved)

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(40, look.sized(_ROW))


class PriorityTable(QTableView):
    """The list, as high as its rows. `ordered` tells the ids in a new order, `chosen` the row the keyboard came to.

    `fixed`: it is only looked at, so nothing can be moved.
    """

    ordered = Signal(list)
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines()
        self.lines.setParent(self)
        self.fixed = False
        self._syncing = False
        self.setModel(self.lines)
        self.setObjectName("records")
        self.setAccessibleName("Priorities")
        self.setItemDelegate(LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.lines.modelReset.connect(self.fit)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self._chose(index))
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY))))

    @property
    def keys(self) -> list[Id]:
        return [each.key for each in self.lines.lines]

    def show_lines(self, lines: Sequence[Line], selected: Id) -> None:
        """Show these rows; the keyboard stays with its record."""
        at = selected or str(self.currentIndex().data(KEY) or "")
        self._syncing = True
        self.lines.show_lines(lines)
        if at in self.keys:
            row = self.keys.index(at)
            if self.currentIndex().row() != row:
                self.setCurrentIndex(self.lines.index(row, NAME))
        self._syncing = False

    def fix(self, fixed: bool) -> None:
        """Let it only be looked at, or be ordered."""
        self.fixed = fixed
        self.setAcceptDrops(not fixed)

    def move_row(self, row: int, to: int) -> None:
        """Let a row stand elsewhere."""
        keys = self.keys
        if self.fixed or not 0 <= row < len(keys) or not 0 <= to < len(keys) or to == row:
            return
        keys.insert(to, keys.pop(row))
        self.ordered.emit(keys)

    def _chose(self, index: QModelIndex) -> None:
        if not self._syncing and index.isValid():
            self.chosen.emit(str(index.data(KEY)))

    # --- sizes -------------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Columns get their widths, the name what is left; the table the height of its rows."""
        widths = [look.sized(each[2]) for each in _HEADS]
        widths[NAME] += max(0, self.viewport().width() - sum(widths))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        room = widths[NAME] - _SIDES
        for at, line in enumerate(self.lines.lines):
            more = (len(name_lines(line.name, self.font(), room)) - 1) * self.fontMetrics().lineSpacing()
            self.setRowHeight(at, look.sized(_ROW) + more)
        head = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        self.setFixedHeight(head + self.verticalHeader().length() + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # --- by hand -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            moves = event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
                Qt.Key.Key_Up,
                Qt.Key.Key_Down,
            )
            if moves or event.key() in _ENTER:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, by = self.currentIndex().row(), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_row(row, row + by)
        elif event.key() in _ENTER and row >= 0:
            self.opened.emit(str(self.currentIndex().data(KEY)))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to a row; what is selected stays until it moves."""
        self._syncing = True
        super().focusInEvent(event)
        self._syncing = False

    def dropEvent(self, event: QDropEvent) -> None:
        key = bytes(event.mimeData().data(CARD).data()).decode("utf-8", "replace")
        row, at = (self.keys.index(key) if key in self.keys else -1), event.position().toPoint()
        under = self.indexAt(at)
        to = under.row() if under.isValid() else len(self.lines.lines)
        if under.isValid() and at.y() > self.visualRect(under).center().y():
            to += 1
        event.setDropAction(Qt.DropAction.CopyAction)  # the rows come anew from the document
        event.accept()
        self.move_row(row, to - 1 if to > row else to)
