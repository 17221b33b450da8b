"""Files that macOS asks a running program to open: a document that is double-clicked, or dropped on the icon in the Dock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The application where the system sends such requests. Those that come before somebody listens are kept."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[str] = []
        self._take: Callable[[str], object] = self._waiting.append

    def listen(self, take: Callable[[str], object]) -> None:
        """`take` is called with the path of each file from now on, and of those that waited."""
        self._take = take
        while self._waiting:
            take(self._waiting.pop(0))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._take(event.file())
            return True
        return super().event(event)
