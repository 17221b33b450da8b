"""F6 and Shift+F6: the keyboard goes round the parts of the window, and a frame shows where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from vsmstudio.gui.guard import guarded

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_LINE = 3  # pixels


class Ring(QWidget):
    """A frame around the part that has the keyboard. It lets everything through."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.part: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_around(self, part: QWidget | None) -> None:
        """Frame this part; None: none."""
        if self.part is not None and isValid(self.part):
            self.part.removeEventFilter(self)
        self.part = part
        if part is not None:
            part.installEventFilter(self)
            self._place()
            self.raise_()
        self.setVisible(part is not None)

    def _place(self) -> None:
        if self.part is None:
            return
        self.setGeometry(QRect(self.part.mapTo(self._window, QPoint(0, 0)), self.part.size()))
        inner = self.rect().adjusted(_LINE, _LINE, -_LINE, -_LINE)
        self.setMask(QRegion(self.rect()) - QRegion(inner))  # so that what it frames is painted as ever

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._window.view.painter.color("accent"), _LINE))
        half = _LINE // 2
        painter.drawRect(self.rect().adjusted(half, half, -half - 1, -half - 1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.show_around(None)
        return False


class Parts(QObject):
    """The parts of the window, in the order in which F6 goes through them; each remembers where the keyboard was in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: dict[QWidget, QWidget] = {}
        self.more: list[QWidget] = []  # what floats over the window for a while
        self.ring = Ring(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        window.installEventFilter(self)

    def all(self) -> list[QWidget]:
        """The parts that can be seen."""
        window = self._window
        parts: list[QWidget] = [
            window.guide_column,
            window.library,
            window.stage,
            window.panels,
            window.inspector,
            window.bar,
            *self.more,
        ]
        return [part for part in parts if part.isVisible()]

    def go(self, by: int) -> None:
        """To the next part (1) or the one before (-1)."""
        parts = self.all()
        here = next((at for at, part in enumerate(parts) if _is_in(part, QApplication.focusWidget())), None)
        for step in range(1, len(parts) + 1):
            at = (by * step + (here if here is not None else (-1 if by > 0 else 0))) % len(parts)
            target = self._target(parts[at])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                self.ring.show_around(parts[at])
                return

    def _target(self, part: QWidget) -> QWidget | None:
        """Where the keyboard goes in a part: where it was last, else its first place.

        Never through `nextInFocusChain`: PySide takes what that gives for a child, which goes when the first one goes.
        """
        last = self._last.get(part)
        if last is not None and isValid(last) and _takes_keys(last) and _is_in(part, last):
            return last
        inside = part.currentWidget() if part is self._window.panels or part is self._window.stage else part
        if inside is None:
            return None
        return next((each for each in (inside, *inside.findChildren(QWidget)) if _takes_keys(each)), None)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self._window) or not self._window.isAncestorOf(now):
            return
        part = next((each for each in self.all() if _is_in(each, now)), None)
        if part is not None:
            self._last[part] = now
        if part is None or part is not self.ring.part:
            self.ring.show_around(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.ring.show_around(None)
        return False


def _is_in(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (part is widget or part.isAncestorOf(widget))


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
