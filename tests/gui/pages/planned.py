"""A plan for the pages of improvements to be tried on, and a hand that drops its cards."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import document
from vsmstudio.gui import mime
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import parse
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Horizon, Improvement, ImprovementState
from vsmstudio.notation.layout import laid_out

TODAY = date(2026, 6, 30)
NAMES = ("Sign every day", "Forms on line", "Move the archive", "Train the clerks")


def planned() -> Document:
    """Four improvements: overdue, later, one that supports no stream, and one that is done."""
    held = laid_out(document("(Buyer) -> Receive 10min/30min !Clerk -> Approve 5min/2d !Head -> (Gets)", as_of=TODAY))
    for name, changes, fields in (
        (NAMES[0], ["Approve"], {"owner": "person-Head", "due": date(2026, 6, 18), "horizon": Horizon.NOW, "effort": 2.0,
                                 "benefit": 8.0, "expected_lead_time": parse("1d")}),
        (NAMES[1], ["Receive"], {"horizon": Horizon.LATER, "effort": 6.0, "benefit": 5.0}),
        (NAMES[2], [], {"owner": "person-Clerk"}),
        (NAMES[3], ["Receive"], {"owner": "person-Clerk", "state": ImprovementState.DONE, "done_on": date(2026, 5, 4)}),
    ):  # fmt: skip
        held = held.apply(edits.add_improvement(held, name, changes, **fields))
    return held.apply(edits.order_improvements(held, [id_of(held, name) for name in NAMES]))


def id_of(held: Document, name: str) -> Id:
    """The improvement of this name."""
    return next(each.id for each in held.all(Improvement) if each.name == name)


def drop(target: QWidget, kind: str, value: str, at: QPoint) -> None:
    """What arrives at a widget when something is dragged onto it."""
    data = mime.pack(kind, value)
    action, none, key = Qt.DropAction.MoveAction, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(at, action, data, left, key))
    QApplication.sendEvent(target, QDragMoveEvent(at, action, data, left, key))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), action, data, none, key, QEvent.Type.Drop))
    QApplication.processEvents()
