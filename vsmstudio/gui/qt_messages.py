"""Qt's own complaints, as they may stand in the log: who complains in Qt, and how badly; their words may name files."""

from __future__ import annotations

import re

from PySide6.QtCore import QtMsgType

from vsmstudio.gui.fault import Fault

_KINDS = {
    QtMsgType.QtWarningMsg: "Qt warning",
    QtMsgType.QtCriticalMsg: "Qt error",
    QtMsgType.QtFatalMsg: "Qt fatal error",
}
_WHO = re.compile(r"Q[A-Z]\w{1,40}(?:::\w{1,40}){0,2}(?=[:(])")


def fault_of_message(kind: QtMsgType, category: str, words: str) -> Fault | None:
    """What is to be kept of a message; None where it is mere information."""
    if kind not in _KINDS:
        return None
    who = _WHO.match(words)
    place = " ".join(([category] if category not in {"", "default"} else []) + ([who[0]] if who else []))
    place = place or "unnamed"
    return Fault(_KINDS[kind], (place,), (kind, place), " ".join(words.split())[:2000])
