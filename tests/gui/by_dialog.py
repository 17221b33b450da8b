"""Delivers through the dialog as a person does: opens it, presses Enter, and closes it with Enter once all is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.showing import show_active
from vsmstudio.gui.deliver.dialog import DeliverDialog
from vsmstudio.gui.main_window import MainWindow

ENTER = Qt.Key.Key_Return


def opened(qtbot: QtBot, window: MainWindow) -> DeliverDialog:
    """The dialog that a deed has opened, once it has the keyboard."""
    dialog = window.delivering.dialog
    assert dialog is not None, "no dialog is open"
    show_active(qtbot, dialog)
    return dialog


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def delivered_by_enter(qtbot: QtBot, window: MainWindow) -> str:
    """Enter delivers, and Enter closes; gives what was said of the outcome."""
    dialog = opened(qtbot, window)
    press(ENTER)
    qtbot.waitUntil(lambda: not dialog.outcome.isHidden(), timeout=60_000)
    said = dialog.outcome.words.text()
    show_active(qtbot, dialog)
    press(ENTER)
    assert window.delivering.dialog is None
    show_active(qtbot, window)
    return said
