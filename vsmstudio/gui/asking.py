"""One clear question or message in a box: what it is about, why, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

CANCEL = ""


def ask(parent: QWidget, what: str, why: str, offers: Sequence[tuple[str, str]], details: str = "") -> str:
    """Ask, and give the key of the chosen offer; blank for cancel. `offers` are (key, words); the first one is meant.

    An offer with a blank key is the way out, and what Esc means.
    """
    box = QMessageBox(parent)
    box.setWindowTitle("VSM Studio")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(why)
    if details:
        box.setDetailedText(details)
    keys = {}
    for key, words in offers:
        role = QMessageBox.ButtonRole.AcceptRole if key else QMessageBox.ButtonRole.RejectRole
        button = box.addButton(words, role)
        keys[button] = key
        if not key:
            box.setEscapeButton(button)
        if len(keys) == 1:
            box.setDefaultButton(button)
    box.exec()
    return next((key for button, key in keys.items() if button is box.clickedButton()), CANCEL)
