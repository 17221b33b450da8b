"""Lists whose items have a short line, what it is about, and under it all that is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsmstudio.gui import look
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.words import one_line

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_HIGH, _ROW, _PAD, _MARK = 42, 17, 8, 16  # pixels
_LONGEST = 2000  # characters of a tooltip
_MOST_WRAPPED, _MOST_LINES = 200, 8  # items that are as high as their words; lines of one


class Line(NamedTuple):
    """An item: its head, the words under it, and whether it is a gap; `about` is what it stands for."""

    head: str
    words: str
    gap: bool = False
    about: Any = None


class Lines(QAbstractListModel):
    """The items of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these items; where there are as many as before, what is selected stays so."""
        lines = tuple(lines)
        if lines == self.lines:
            return
        if len(lines) == len(self.lines):
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        whole = one_line(": ".join(filter(None, (line.head, line.words))), _LONGEST)
        if role == Qt.ItemDataRole.DisplayRole:
            return whole
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(whole)
        if role == LINE:
            return line
        return None


class LineList(QListView):
    """The list; items are as high as their words. Long ones cost nothing, as all items are equally high."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.items = Lines()
        self.setModel(self.items)
        self.setItemDelegate(_Painter(self))
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self.items.modelReset.connect(self._measure)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def _measure(self) -> None:
        self.setUniformItemSizes(len(self.items.lines) > _MOST_WRAPPED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the item leads, and presses no button behind it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.about(self.currentIndex()) is not None:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def about(self, index: Index) -> Any:
        """What an item stands for."""
        line = index.data(LINE)
        return line.about if isinstance(line, Line) else None


class _Painter(QStyledItemDelegate):
    """Paints the two lines; a gap has its mark and colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, line = self.parent(), index.data(LINE)
        rows = 2
        if isinstance(view, QListView) and isinstance(line, Line) and not view.uniformItemSizes():
            room = view.viewport().width() - 2 * _PAD - 1 - (look.sized(_MARK) if line.gap else 0)
            rows = max(2, len(_wrapped(line.words, QFontMetrics(option.font), room)) + bool(line.head))
        return QSize(100, look.sized(_HIGH + (rows - 2) * _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, area = index.data(LINE), option.rect
        if not isinstance(line, Line):
            return
        painter.save()
        view = self.parent()
        if option.state & QStyle.StateFlag.State_Selected:
            look.fill_selected(painter, area)
        painter.fillRect(area.adjusted(0, area.height() - 1, 0, 0), look.color("head"))
        left = area.left() + _PAD
        if line.gap:
            painter.setPen(look.color("gap"))
            painter.setFont(option.font)
            painter.drawText(QRect(left, area.top() + 4, _MARK, look.sized(_ROW)), Qt.AlignmentFlag.AlignVCenter, "◆")
            left += look.sized(_MARK)
        room = area.right() - _PAD - left
        fits = max(1, (area.height() - 8) // look.sized(_ROW)) - bool(line.head)
        words = _wrapped(line.words, QFontMetrics(option.font), room, fits)
        top = QRect(left, area.top() + 4, room, look.sized(_ROW))
        if len(words) + bool(line.head) == 1:
            top.moveTop(area.top() + (area.height() - top.height()) // 2)
        if line.head:
            strong = QFont(option.font)
            strong.setWeight(QFont.Weight.DemiBold)
            write_line(painter, top, line.head, strong, "gap" if line.gap else "ink")
            top.translate(0, look.sized(_ROW))
        for each in words:
            write_line(painter, top, each, option.font, "ink" if line.gap or not line.head else "muted")
            top.translate(0, look.sized(_ROW))
        if isinstance(view, QListView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(look.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.restore()


def _wrapped(words: str, metrics: QFontMetrics, room: int, most: int = _MOST_LINES) -> list[str]:
    """A sentence on so many lines; the last has all that is left."""
    found: list[str] = []
    taken = ""
    parts = one_line(words, 600).split(" ")
    for at, part in enumerate(parts):
        if len(found) == most - 1:
            taken = " ".join(filter(None, (taken, *parts[at:])))
            break
        longer = f"{taken} {part}" if taken else part
        if taken and metrics.horizontalAdvance(longer) > room:
            found.append(taken)
            longer = part
        taken = longer
    return [*found, taken] if taken else found


def write_line(painter: QPainter, area: QRect, words: str, font: QFont, role: str) -> None:
    """Words on one line, as many as there is room for, in a colour of the theme."""
    painter.setFont(font)
    painter.setPen(look.color(role))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    shown = painter.fontMetrics().elidedText(one_line(words, 600), Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, flags, shown)
