"""Whether the document is saved, always in sight: in words, with a check mark beside them when all is on the file."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel

from vsmstudio.export.tables.words import MONTHS
from vsmstudio.gui import look
from vsmstudio.gui.guard import guarded
from vsmstudio.session import Session

_CHECK = 18  # pixels that the check mark takes
_KEPT = "Everything you do is kept on this computer, should the program stop. "


def saved_words(session: Session, when: datetime | None, now: datetime) -> tuple[str, str, str]:
    """What to say of a document, in short and at length, and its state: `saved`, `open` or `trouble`.

    `when` it was saved last, as far as is known.
    """
    at = _moment(when, now) if when else ""
    if session.trouble:
        return "Not kept for recovery", f"{session.trouble} Save now.", "trouble"
    if session.read_only:
        return "Read-only", "You look at this file. Save it under another name to change it.", "open"
    if session.path is None:
        if not session.dirty:
            return "", "", "open"
        return "Not saved yet", f"{_KEPT}Ctrl+S gives it a file.", "open"
    if session.dirty:
        return (
            f"Not saved since {at}" if at else "Not saved",
            f"{_KEPT}Ctrl+S writes it to {session.path.name}.",
            "open",
        )
    return f"Saved {at}".rstrip(), f"All is in {session.path}.", "saved"


def _moment(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    year = f" {moment.year}" if moment.year != now.year else ""
    return f"{moment.day} {MONTHS[moment.month - 1]}{year}"


class SavedMark(QLabel):
    """Shows it. The check mark is drawn, for no font need hold it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saved")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.state = "open"

    def show_state(self, words: str, about: str, state: str) -> None:
        """Say this from now on."""
        if (words, about, state) == (self.text(), self.toolTip(), self.state):
            return
        self.state = state
        self.setText(words)
        self.setToolTip(about)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self.setContentsMargins(0, 0, self._check if state == "saved" else 0, 0)
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.state == "saved":
            self.setContentsMargins(
                0, 0, self._check, 0
            )  # a style takes margins away, and the mark is as large as words

    @property
    def _check(self) -> int:
        return round(_CHECK * look.larger())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.state != "saved" or not self.text():
            return
        painter, size = QPainter(self), look.larger()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(
                look.color("good"),
                1.8 * size,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.translate(self.width() - 13 * size, self.height() / 2)
        painter.scale(size, size)
        painter.drawPolyline(QPolygonF([QPointF(0, 0.5), QPointF(3.5, 4), QPointF(10, -4)]))
