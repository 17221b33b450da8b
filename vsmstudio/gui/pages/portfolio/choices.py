"""What can be tried: services to retire and contracts to end, each ticked in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QStyle, QStyledItemDelegate, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.look import sized
from vsmstudio.gui.panels.widgets import column, label
from vsmstudio.model.ids import Id

_KEY = Qt.ItemDataRole.UserRole
_ABOUT = _KEY + 1
_ROW = 26


class TickPainter(QStyledItemDelegate):
    """Paints a box with its tick, a name, and what stands behind it at the right: alike in every theme."""

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_Active:
            look.fill_selected(painter, area)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        box = QRectF(area.x() + 4, area.center().y() - 7, 14, 14)
        painter.setPen(QPen(look.color("accent" if on else "outline"), 1.2))
        painter.setBrush(look.color("accent" if on else "sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(look.color("on_accent"), 2))
            x, y = box.x(), box.y()
            painter.drawPolyline([QPointF(x + 3, y + 7), QPointF(x + 6, y + 10.5), QPointF(x + 11, y + 4)])
        about = str(index.data(_ABOUT) or "")
        wide = painter.fontMetrics().horizontalAdvance(about)
        painter.setPen(look.color("muted"))
        words = area.adjusted(26, 0, -8, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), about)
        painter.setPen(look.color("ink"))
        room = words.adjusted(0, 0, -wide - 10, 0)
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()


class Ticks(QListWidget):
    """Names that can be ticked with a click or Space. `ticked` tells that one was."""

    ticked = Signal()

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self._most = most
        self._showing = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("ticks")
        self.setItemDelegate(TickPainter(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _: None if self._showing else self.ticked.emit())

    def show_options(self, options: Sequence[tuple[Id, str, str]]) -> None:
        """Offer these: id, name and what stands behind it; what was ticked and is still there stays so."""
        kept, row = set(self.chosen()), self.currentRow()
        self._showing = True
        self.clear()
        for key, name, about in options:
            item = QListWidgetItem(name)
            item.setData(_KEY, key)
            item.setData(_ABOUT, about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {about}" if about else name)
            item.setToolTip(f"<qt>{_escaped(name)}</qt>")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in kept else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(80, sized(_ROW)))
            self.addItem(item)
        if 0 <= row < self.count():
            self.setCurrentRow(row)
        self._showing = False
        self.setFixedHeight(sized(_ROW) * max(1, min(self._most, self.count())) + 2 * self.frameWidth())

    def chosen(self) -> tuple[Id, ...]:
        """What is ticked, from the top."""
        held = [self.item(at) for at in range(self.count())]
        return tuple(str(each.data(_KEY)) for each in held if each.checkState() is Qt.CheckState.Checked)

    def tick(self, key: Id, on: bool = True) -> None:
        """Tick one of them, and bring it into view."""
        for at in range(self.count()):
            if self.item(at).data(_KEY) == key:
                self.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.scrollToItem(self.item(at))

    def clear_ticks(self) -> None:
        """Tick none."""
        self._showing = True
        for at in range(self.count()):
            self.item(at).setCheckState(Qt.CheckState.Unchecked)
        self._showing = False
        self.ticked.emit()


def tick_list(title: str, ticks: Ticks, none: str) -> tuple[QWidget, QWidget]:
    """A list under its title; and what stands there instead where nothing can be ticked."""
    empty = label(none, "quiet", wrap=True)
    made = QWidget()
    made.setLayout(column(label(title, "strong"), ticks, empty, spacing=4))
    return made, empty


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
