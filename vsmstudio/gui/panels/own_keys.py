"""Keys that belong to a widget while it has the focus, and not to the window."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claims(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Take one of these keys before a shortcut of the window does: the widget gets it as a key press then."""
    if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
        event.accept()
        return True
    return False
