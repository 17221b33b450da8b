"""Which keys begin a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_typing(event: QKeyEvent) -> bool:
    """Is it a letter or figure that would begin a name? Space and Shift with a figure never are."""
    text = event.text()
    if not text or not text.isprintable() or text.isspace() or event.modifiers() & _COMMANDS:
        return False
    figure = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
    return not (event.modifiers() & Qt.KeyboardModifier.ShiftModifier and (figure or text in '!"@#$%^&*()§/='))
