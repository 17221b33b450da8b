"""The files worked on lately, a row each on the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton

from vsmstudio.gui import fonts, look
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.start.cards import INSET, Chosen

if TYPE_CHECKING:
    from vsmstudio.gui.settings import Recent
    from vsmstudio.gui.start.glance import File

_WIDTH, _HEIGHT = 300, 52
_REMOVE = 28  # pixels that the button takes by which a row is taken off the list


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
        self._name, self._folder, self.said = path.stem, _short(path.parent), _when(recent.when, now)
        super().__init__("recent", self._name, f"In {self._folder}, {self.said}. Press Delete to take it off the list.")
        self.setToolTip(recent.path)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = (
            self.label("cardTitle", ""), self.label("recentWords", ""), self.label("recentWords", self.said),
        )  # fmt: skip
        for label, words in zip(self._words, (self._name, self._folder), strict=False):
            label.setFont(fonts.for_words(words, self.font()))
        self.remove = QToolButton(self)
        self.remove.setObjectName("small")
        self.remove.setText("×")
        self.remove.setAccessibleName(f"Take {self._name} off the list")
        self.remove.setToolTip("Take it off the list. The file stays.")
        self.remove.setProperty("focusPolicy", 0)  # none: the Delete key does it
        self.remove.clicked.connect(self.forgotten)
        self.remove.hide()

    def show_gone(self) -> None:
        """The file is not there any more, or its disk is not."""
        self.gone, self.said = True, "Not found"
        self.setAccessibleDescription("Not found. Press Delete to take it off the list.")
        name, _, said = self._words
        for label, kind in ((name, "cardTitleGone"), (said, "recentGone")):
            label.setObjectName(kind)
            self.style().polish(label)
        said.setText(self.said)
        self._offer_removal(True)

    def _offer_removal(self, offered: bool) -> None:
        self.remove.setVisible(offered)
        self.fit()

    def fit(self) -> None:
        name, folder, said = self._words
        width = self.width() / look.larger()
        right = width - INSET - (0 if self.remove.isHidden() else _REMOVE)
        said_width = _width(said, self.said)
        _shorten(name, self._name, right - INSET - said_width - 16)
        _shorten(folder, self._folder, width - 2 * INSET, end=True)
        self.put(name, INSET, 8, right - INSET - said_width - 16, 18)
        self.put(folder, INSET, 28, width - 2 * INSET, 16)
        self.put(said, right - said_width, 9, said_width, 16)
        size = self.remove.sizeHint()
        self.remove.move(self.width() - size.width() - 6, look.sized(17) - size.height() // 2)

    def sizeHint(self) -> QSize:
        return QSize(look.sized(_WIDTH), look.sized(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, look.sized(_HEIGHT))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._offer_removal(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._offer_removal(self.gone)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)


def _width(label: QLabel, words: str) -> float:
    """How wide words are on a label, while words are as large as usual."""
    label.ensurePolished()
    return (QFontMetricsF(label.font()).horizontalAdvance(words) + 1) / look.larger()


def _shorten(label: QLabel, words: str, room: float, end: bool = False) -> None:
    """Say as much of the beginning as fits, or of the `end`: of a path that tells more."""
    said = words
    while words and _width(label, said) > room:
        words = words[1:] if end else words[:-1]
        said = f"…{words}" if end else f"{words}…"
    label.setText(said)


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
