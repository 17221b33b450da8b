"""Frames around what the tour points at. They let everything through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from vsmstudio.gui import look
from vsmstudio.gui.guard import guarded

_LINE, _AROUND = 3, 3  # pixels: of the frame, and between it and what it frames


class Frames(QWidget):
    """One widget over the window, cut to the lines of the frames, so that what they surround is painted as ever."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._frames: list[QRect] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_around(self, things: Sequence[QRect]) -> None:
        """Frame these parts of the window; none: nothing."""
        over = self.parentWidget()
        whole = over.rect() if over is not None else QRect()
        around = _LINE + _AROUND
        self._frames = [each.adjusted(-around, -around, around, around).intersected(whole) for each in things]
        if not self._frames:
            self.hide()
            return
        lines = QRegion()
        for each in self._frames:
            lines += QRegion(each) - QRegion(each.adjusted(_LINE, _LINE, -_LINE, -_LINE))
        self.setGeometry(whole)
        self.setMask(lines)
        self.show()
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(look.color("accent"), _LINE))
        for each in self._frames:
            half = _LINE // 2
            painter.drawRect(each.adjusted(half, half, -half - 1, -half - 1))
        painter.end()
