"""Showing files where they lie: selected in the system's file manager where it can do that, else in their folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(paths: Sequence[Path]) -> bool:
    """Open the folder of the first of these files, with the files selected where that is possible; says whether it opened."""
    if not paths:
        return False
    path = paths[0].absolute()
    if path.exists():
        if sys.platform == "win32" and _started("explorer", "/select,", str(path)):
            return True
        if sys.platform == "darwin" and _started("open", "-R", str(path)):
            return True
        if sys.platform.startswith("linux") and _asked_file_manager(paths):
            return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _started(program: str, *arguments: str) -> bool:
    return bool(QProcess.startDetached(program, list(arguments))[0])


def _asked_file_manager(paths: Sequence[Path]) -> bool:
    """Ask the desktop's file manager over the session's bus, which never leaves this computer."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    name, place = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
    message = QDBusMessage.createMethodCall(name, place, name, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path.absolute())).toString() for path in paths], ""])
    answer = bus.call(message, timeout=1000)
    return bool(answer.type() == QDBusMessage.MessageType.ReplyMessage)
