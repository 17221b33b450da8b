"""Over each column of the grid: its title, and what it is read as. Click it, or Enter, to say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.importing.lines import write_line
from vsmstudio.gui.panels.widgets import chevron, tip
from vsmstudio.model.words import one_line

_HIGH, _PAD, _GRIP = 50, 8, 5  # pixels
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Down}


class Head(NamedTuple):
    """A column: its title, what it is read as in words, and whether it is `used`, kept as a `note`, or nothing of it."""

    title: str
    words: str
    state: str = "used"


class Heads(QHeaderView):
    """`asked`: say what this column is, in a menu that opens at this point of the screen; `went`: bring it into view."""

    asked = Signal(int, QPoint)
    went = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.heads: tuple[Head, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionsClickable(False)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(look.sized(60))
        self.setMouseTracking(True)
        self.setFixedHeight(look.sized(_HIGH))
        self._pressed = -1

    def show_heads(self, heads: Sequence[Head]) -> None:
        """Show what each column is read as now."""
        self.heads = tuple(heads)
        self.go(min(self.current, max(0, len(self.heads) - 1)), scroll=False)
        self.viewport().update()

    def go(self, column: int, scroll: bool = True) -> None:
        """Let the keyboard stand on a column."""
        if not self.heads:
            return
        self.current = max(0, min(column, len(self.heads) - 1))
        head = self.heads[self.current]
        title = head.title or f"column {self.current + 1}"
        self.setAccessibleName(f"{one_line(title, 80)}, read as {head.words}. Enter changes it.")
        if scroll:
            self.went.emit(self.current)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.sized(_HIGH))

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.color("sheet"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("hairline"))
        painter.fillRect(QRect(rect.right(), rect.top() + 8, 1, rect.height() - 16), look.color("hairline"))
        head = self.heads[logical] if logical < len(self.heads) else Head("", "")
        half = rect.height() // 2
        strong = QFont(self.font())
        strong.setPixelSize(look.sized(12))
        plain = QFont(strong)
        strong.setWeight(QFont.Weight.DemiBold)
        inner = rect.adjusted(_PAD, 4, -_PAD, -4)
        title = head.title or f"column {logical + 1}"
        role = "ink" if head.state != "out" else "muted"
        write_line(
            painter, QRect(inner.left(), inner.top(), inner.width(), half - 4), one_line(title, 200), strong, role
        )
        words = QRect(inner.left(), rect.top() + half, inner.width() - look.sized(14), half - 5)
        write_line(painter, words, head.words, plain, "accent" if head.state == "used" else "muted")
        at = QRectF(inner.right() - 9, words.center().y() - 4, 8, 8)
        chevron(painter, at, look.color("accent" if head.state == "used" else "muted"))
        if self.hasFocus() and logical == self.current:
            painter.setPen(look.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for by in (0.5, 1.5):
                painter.drawRoundedRect(QRectF(rect).adjusted(by, by, -by - 1, -by - 1), 4, 4)
        painter.restore()

    # --- mouse and keys -----------------------------------------------------------------------------------------------

    def _near_edge(self, x: int) -> bool:
        at = self.logicalIndexAt(x)
        if at < 0:
            return True
        left = self.sectionViewportPosition(at)
        return x - left < _GRIP or left + self.sectionSize(at) - x < _GRIP

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        x = event.position().toPoint().x()
        self._pressed = -1 if self._near_edge(x) else self.logicalIndexAt(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.logicalIndexAt(event.position().toPoint().x())
        if at >= 0 and at == self._pressed and event.button() is not Qt.MouseButton.MiddleButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go(at)
            self.ask(at)
        self._pressed = -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.logicalIndexAt(event.position().toPoint().x())
        if 0 <= at < len(self.heads):
            head = self.heads[at]
            self.setToolTip(tip(f"{one_line(head.title, 600)}: {head.words}"))

    def ask(self, column: int) -> None:
        """Ask what a column is, under its head."""
        left = max(0, self.sectionViewportPosition(column))
        self.asked.emit(column, self.viewport().mapToGlobal(QPoint(left, self.height() - 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self.heads) - 1
        if key in _OPENS and self.heads:
            self.ask(self.current)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go(self.current + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(0 if key == Qt.Key.Key_Home else last)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
