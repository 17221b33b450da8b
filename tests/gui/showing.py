"""Windows for tests that have the keyboard, on any desktop."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def show_active(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and wait until it has the keyboard. Where nothing manages windows it must be asked for again."""

    def active() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    window.show()
    qtbot.waitUntil(active, timeout=10_000)
