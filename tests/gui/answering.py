"""Answers the dialogs that a deed opens, one after the other, by pressing the button that bears the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from vsmstudio.gui.importing.dialog import ImportDialog
from vsmstudio.model import edits
from vsmstudio.model.document import Document

Answer = str | Callable[[QDialog], None]


class Asked(list[str]):
    """What the dialogs said, all their labels together."""


@contextmanager
def answered(*answers: Answer) -> Iterator[Asked]:
    """Within, each dialog gets the next answer: the words of a button, or a function that does it. All are needed."""
    waiting, asked = list(answers), Asked()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        asked.append("\n".join(each.text() for each in dialog.findChildren(QLabel)))
        if not waiting:
            dialog.reject()
            return
        answer = waiting.pop(0)
        if callable(answer):
            answer(dialog)
        else:
            press(dialog, answer)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(30)
    try:
        yield asked
    finally:
        timer.stop()
    assert not waiting, f"nobody asked for {waiting}; asked was {asked}"
    assert len(asked) == len(answers), f"one more was asked: {asked[-1]}"


def press(dialog: QDialog, words: str) -> None:
    """Press the button of a dialog that bears the words."""
    buttons = {each.text().replace("&", ""): each for each in dialog.findChildren(QPushButton) if each.isVisible()}
    if words not in buttons:
        dialog.reject()
        raise AssertionError(f"there is no button {words!r}, only {sorted(buttons)}")
    QTest.mouseClick(buttons[words], Qt.MouseButton.LeftButton)


def imported(qtbot: QtBot, dialog: ImportDialog) -> Document:
    """Press Import, and give the new document, or what a new one becomes."""
    QTest.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.document is not None or dialog.change is not None, timeout=20_000)
    if dialog.document is not None:
        return dialog.document
    assert dialog.change is not None
    return edits.new_document().apply(dialog.change)
