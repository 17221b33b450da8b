"""Effort and benefit: each improvement is put where the room sees it, with the mouse or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.pages.plan.lane import CARD
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.notation.effort_plot import MOST, Placed, effort_plot, plot_area, value_at
from vsmstudio.notation.shapes import Element, Picture

_STEP, _FINE = 0.5, 0.1
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
_SHARE = 0.95  # of its width that it is high


class EffortPlot(QWidget):
    """The plot. `placed` tells an improvement with its effort and benefit, `taken_off` one that goes back to those that wait,
    `chosen` one that was pressed.
    """

    placed = Signal(str, float, float)
    taken_off = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Effort and benefit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(look.sized(280), look.sized(260))
        self._items: list[Placed] = []
        self._selected: Id = ""
        self._held: Id = ""  # the point that is dragged
        self._from = QPointF()
        self._moved: tuple[float, float] | None = None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(look.sized(260), min(look.sized(560), round(width * _SHARE)))

    def sizeHint(self) -> QSize:
        return QSize(look.sized(480), self.heightForWidth(look.sized(480)))

    @property
    def items(self) -> Sequence[Placed]:
        """What is on the plot, with what is dragged where it is now."""
        if self._moved is None:
            return self._items
        effort, benefit = self._moved
        return [
            each._replace(effort=effort, benefit=benefit) if each.key == self._held else each for each in self._items
        ]

    def show_items(self, items: Sequence[Placed], selected: Id) -> None:
        """Show these points; one of them is marked."""
        self._items, self._selected = list(items), selected
        said = "; ".join(
            f"{each.number} {each.name}: effort {each.effort:g}, benefit {each.benefit:g}" for each in items
        )
        self.setAccessibleDescription(said[:2000])
        self.update()

    def picture(self) -> Picture:
        """The plot as it is now."""
        scale = look.larger()
        return effort_plot(self.items, self.width() / scale, self.height() / scale, self._selected or None)

    def element_at(self, at: QPointF) -> Element | None:
        """The point under the pointer."""
        x, y = at.x() / look.larger(), at.y() / look.larger()
        known = {each.key for each in self._items}
        for each in reversed(self.picture().elements):
            area = each.area
            if each.id in known and area.x <= x < area.right and area.y <= y < area.bottom:
                return each
        return None

    def spot(self, key: Id) -> QPointF:
        """Where a point is drawn."""
        x, y = self.picture().element(key).area.center
        return QPointF(x * look.larger(), y * look.larger())

    def value(self, at: QPointF) -> tuple[float, float]:
        """The effort and benefit of a place of the widget."""
        scale = look.larger()
        area = plot_area(self.width() / scale, self.height() / scale)
        return value_at(area, at.x() / scale, at.y() / scale)

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.element_at(event.position())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._held, self._from, self._moved = found.id, event.position(), None
        self.chosen.emit(found.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            over = self.element_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        if self._moved is None and (event.position() - self._from).manhattanLength() < 4:
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._moved = self.value(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key, to = self._held, self._moved
        self._held, self._moved = "", None
        self.unsetCursor()
        if key and to is not None:
            self.placed.emit(key, *to)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.element_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(found.tip) if found else "", self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in _ARROWS or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            if own or (event.key() == Qt.Key.Key_Escape and self._held):
                event.accept()
                return True
        return super().event(event)

    # --- keyboard ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = next((each for each in self._items if each.key == self._selected), None)
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._held, self._moved = "", None
            self.update()
        elif arrow and held is not None:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            to = [min(MOST, max(0.0, value + by * step)) for value, by in zip(held[3:5], arrow, strict=True)]
            self.placed.emit(held.key, round(to[0], 1), round(to[1], 1))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and held is not None:
            self.taken_off.emit(held.key)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._items:
            keys = [each.key for each in self._items]
            at = keys.index(self._selected) + 1 if self._selected in keys else 0
            self.chosen.emit(keys[at % len(keys)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- dropping ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARD):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(event.mimeData().hasFormat(CARD))

    def dropEvent(self, event: QDropEvent) -> None:
        key = bytes(event.mimeData().data(CARD).data()).decode("utf-8", "replace")
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.placed.emit(key, *self.value(event.position()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.scale(look.larger(), look.larger())
        for element in sorted(self.picture().elements, key=lambda each: each.z):
            look.painter().paint(painter, element.shapes)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
