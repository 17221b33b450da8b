"""Answers the dialogs that a deed opens, one after the other, by pressing the button that bears the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

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
