"""Whoever asks for the keyboard for a moment gives it back; who had it may be gone by then, as an editor on the canvas is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def give_back(
    before: QWidget | None, otherwise: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
) -> None:
    """Let the one that had the keyboard have it again, where it is still there and can be seen; else another one."""
    (before if before is not None and isValid(before) and before.isVisible() else otherwise).setFocus(reason)
