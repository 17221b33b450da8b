"""What is dragged from the panels onto the canvas, and what goes to the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QStandardItemModel

NODE = "application/x-vsmstudio-node"  # step, queue, customer, supplier, trigger, note or burst
SERVICE = "application/x-vsmstudio-service"  # a service's id
PERSON = "application/x-vsmstudio-person"  # a person's id
NOTE = "application/x-vsmstudio-note"  # the id of a parked note
KINDS = (NODE, SERVICE, PERSON, NOTE)


def empty() -> QMimeData:
    """Something to fill for the clipboard, made by Qt.

    The clipboard keeps it until the program ends. One made in Python would then be asked for after Python has gone.
    """
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for kind in data.formats():
        data.removeFormat(kind)
    return data


def pack(kind: str, value: str) -> QMimeData:
    """Something to drag."""
    data = QMimeData()
    data.setData(kind, QByteArray(value.encode()))
    return data


def unpack(data: QMimeData) -> tuple[str, str]:
    """(kind, value) of what is dragged; blank where it is none of ours."""
    for kind in KINDS:
        if data.hasFormat(kind):
            return kind, bytes(data.data(kind).data()).decode("utf-8", "replace")
    return "", ""
