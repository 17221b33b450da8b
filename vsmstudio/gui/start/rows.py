"""The files worked on lately, a row each on the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolButton

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.start.cards import INSET, Chosen, font_for, write

if TYPE_CHECKING:
    from vsmstudio.gui.settings import Recent
    from vsmstudio.gui.start.glance import File

_HEIGHT = 52.0
_REMOVE = 28.0  # pixels that the button takes by which a row is taken off the list


def rows_of(recent: Sequence[File | Recent]) -> list[RecentRow]:
    """A row for each file, as it is to be said now."""
    now = datetime.now().astimezone()
    return [RecentRow(each, now) for each in recent]


class RecentRow(Chosen):
    """A file that was worked on: its name, its folder and when. One that is gone says so. `forgotten`: leave it out."""

    forgotten = Signal()

    def __init__(self, recent: File | Recent, now: datetime) -> None:
        path = Path(recent.path)
        self.recent, self.gone = recent, False
        self._name, self._folder, self._when = path.stem, _short(path.parent), _when(recent.when, now)
        super().__init__(self._name, f"In {self._folder}, {self._when}. Press Delete to take it off the list.")
        self.setToolTip(recent.path)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remove = QToolButton(self)
        self.remove.setObjectName("small")
        self.remove.setText("×")
        self.remove.setAccessibleName(f"Take {self._name} off the list")
        self.remove.setToolTip("Take it off the list. The file stays.")
        self.remove.clicked.connect(self.forgotten)
        self.remove.hide()

    @property
    def said(self) -> str:
        """What stands beside its name."""
        return "Not found" if self.gone else self._when

    def show_gone(self) -> None:
        """The file is not there any more, or its disk is not."""
        self.gone = True
        self.setAccessibleDescription("Not found. Press Delete to take it off the list.")
        self._offer_removal()
        self.update()

    def _offer_removal(self) -> None:
        from PySide6.QtCore import Qt

        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the Delete key does it
        self.remove.show()

    def sizeHint(self) -> QSize:
        return QSize(round(300 * look.larger()), round(_HEIGHT * look.larger()))

    def draw(self, painter: QPainter, width: float, height: float) -> None:
        if self.hasFocus() or self.underMouse():
            self.frame(painter, width, height)
        right = width - INSET - (_REMOVE if self.remove.isVisible() else 0)
        said_width = QFontMetricsF(font_for(painter, self.said, 11.0)).horizontalAdvance(self.said)
        color, room = "muted" if self.gone else "ink", right - INSET - said_width - 16
        name = _shorten(self._name, room, QFontMetricsF(font_for(painter, self._name, 13.0, True)))
        folder = _shorten(
            self._folder, width - 2 * INSET, QFontMetricsF(font_for(painter, self._folder, 11.0)), end=True
        )
        write(painter, INSET, 22, name, 13.0, color, bold=not self.gone)
        write(painter, INSET, 40, folder, 11.0, "muted")
        write(painter, right - said_width, 22, self.said, 11.0, "gap" if self.gone else "muted")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._offer_removal()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.remove.setVisible(self.gone)
        super().leaveEvent(event)

    def resizeEvent(self, event: object) -> None:
        size = self.remove.sizeHint()
        self.remove.move(self.width() - size.width() - 6, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)


def _shorten(words: str, room: float, metrics: QFontMetricsF, end: bool = False) -> str:
    """As much of the beginning as fits, or of the `end`: of a path that tells more."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    while words and metrics.horizontalAdvance(words + "…") > room:
        words = words[1:] if end else words[:-1]
    return f"…{words}" if end else f"{words}…"


def _short(folder: Path) -> str:
    """A folder as people say it: from their home on."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def _when(said: str, now: datetime) -> str:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return ""
    return when(moment.astimezone(), now)
