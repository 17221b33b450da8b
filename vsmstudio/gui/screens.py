"""Where on the screens a window can be seen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

_LEAST_SEEN = 120  # pixels of the window that a screen must show, for it to open there again


def on_a_screen(area: QRect) -> bool:
    """Would enough of a window there be seen to take hold of it?"""
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(area)
        if seen.width() >= _LEAST_SEEN and seen.height() >= _LEAST_SEEN and seen.y() <= area.y() + 8:
            return True
    return False
