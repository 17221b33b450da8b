"""What a person asks for while the workbench is still being built: kept, and done in its order once it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

_POINTED = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_KEPT_KEYS = 200  # nobody types more before the window is there


class Waiting(QObject):
    """Holds the keyboard and the pointer's buttons from the first thing that is kept until all is done.

    `said`: what the person is to read meanwhile; blank when it is over.
    """

    said = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._things: deque[Callable[[], object]] = deque()
        self._typed, self._keys, self._doing = "", 0, False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        self._app = QCoreApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)

    def keep(self, do: Callable[[], object], typed: str = "") -> None:
        """Do it later. `typed`: the letter that it began with."""
        self._things.append(do)
        self._say(typed)

    def _say(self, typed: str) -> None:
        self._typed += typed
        self.said.emit(f"Opening the map for “{self._typed}”…" if self._typed else "Opening…")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._doing:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._keys < _KEPT_KEYS:
                self._keys += 1
                self._things.append(_pressing(event.clone()))
                if self._typed and event.text().isprintable():
                    self._say(event.text())
            return True
        return event.type() in _POINTED

    def go(self) -> None:
        """Do the next thing, and the others after it."""
        if not self._things:
            self._end()
            return
        self._doing = True
        try:
            self._things.popleft()()
        finally:
            self._doing = False
            QTimer.singleShot(0, self.go)

    def _end(self) -> None:
        if self._app is not None:
            self._app.removeEventFilter(self)
        QGuiApplication.restoreOverrideCursor()
        self.said.emit("")
        self.deleteLater()


def _pressing(key: QEvent) -> Callable[[], object]:
    """Press a key where the keyboard is by then."""

    def press() -> None:
        if (held := QApplication.focusWidget()) is not None:
            QCoreApplication.sendEvent(held, key)

    return press
