"""Clears a window of all but one widget, and puts everything back exactly as it was."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QMainWindow, QSplitter, QSplitterHandle, QWidget
from shiboken6 import isValid

_NO_FULL_SCREEN = {"offscreen", "minimal", "vnc"}
_STAYS = {"notice"}  # goes away by itself, and says what was done meanwhile


class StageHands:
    """Hides everything around a widget. `restore` shows again what was hidden, with the sizes that it had."""

    def __init__(self, window: QMainWindow, kept: QWidget) -> None:
        self._window = window
        self._state = window.windowState()
        self._hidden: list[QWidget] = []
        self._margins: list[tuple[QLayout, QMargins]] = []
        self._splitters = [(each, each.saveState()) for each in window.findChildren(QSplitter)]
        at: QWidget | None = kept
        self._clear(kept, *_own(kept))
        while at is not None and at is not window:
            around = at.parentWidget()
            if around is not None:
                self._clear(around, at)
                if (layout := around.layout()) is not None and around is not window:
                    self._margins.append((layout, layout.contentsMargins()))
                    layout.setContentsMargins(0, 0, 0, 0)
            at = around
        if QGuiApplication.platformName() not in _NO_FULL_SCREEN:
            window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        self._settle()

    def _clear(self, around: QWidget, *kept: QWidget) -> None:
        for child in around.children():
            if (
                isinstance(child, QWidget)
                and child not in kept
                and not child.isWindow()
                and not child.isHidden()
                and not isinstance(child, QSplitterHandle)
                and child.objectName() not in _STAYS
            ):
                child.hide()
                self._hidden.append(child)

    def restore(self) -> None:
        """Everything as it was before."""
        if self._window.windowState() != self._state:
            self._window.setWindowState(self._state)
        for each in reversed(self._hidden):
            if isValid(each):  # some go away by themselves
                each.show()
        for layout, margins in self._margins:
            layout.setContentsMargins(margins)
        for splitter, state in self._splitters:
            if isValid(splitter):
                splitter.restoreState(state)
        self._settle()

    def _settle(self) -> None:
        """Have everything in its new place at once, from the outside in."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        for layout, _ in reversed(self._margins):
            layout.activate()


def _own(kept: QWidget) -> list[QWidget]:
    """The parts that a scroll area is made of."""
    if not isinstance(kept, QAbstractScrollArea):
        return []
    bars = (kept.horizontalScrollBar().parentWidget(), kept.verticalScrollBar().parentWidget())
    return [kept.viewport(), *(bar for bar in bars if bar is not None)]
