"""One figure as a quiet tile that can be pressed: how it came about is one click, or Enter, away."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vsmstudio.gui.panels.widgets import Elided, column, label, restyle, tip
from vsmstudio.gui.panels.wrapping import TwoLines


class Words(NamedTuple):
    """What a tile says. `state` is one of the style sheet's (`over`: more than there may be), which the note says too."""

    value: str
    note: str
    meaning: str
    known: bool
    state: str = ""


class Tile(QAbstractButton):
    """A figure's name, its value, and what it covers. `explained` asks how the figure of its key came about."""

    explained = Signal(str)

    def __init__(self, name: str, key: str = "") -> None:
        super().__init__()
        self.name, self.key = name, key
        self.setObjectName("figureTile")
        self.value = label(name="figure")
        self.note = TwoLines("quiet")
        title = Elided(name, "quiet")
        parts = column(title, self.value, self.note, spacing=1, margins=(6, 4, 6, 4))
        parts.addStretch(1)  # beside a tile whose note takes two lines
        self.setLayout(parts)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for part in (title, self.value, self.note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if key:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.setAccessibleDescription("Press Enter for how it came about")
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        if self.key:
            self.explained.emit(self.key)

    def show_words(self, words: Words) -> None:
        self.value.setText(words.value)
        restyle(self.value, words.state if words.known else "unknown")
        self.note.show_words(words.note)
        self.setToolTip(tip(words.meaning))
        self.setAccessibleName(f"{self.name}: {words.value if words.known else 'unknown'}. {words.note}")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing while it rests; a frame under the hand or with the keyboard."""
        if not self.key or not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self.palette()
        painter.setPen(colors.highlight().color() if self.hasFocus() else colors.mid().color())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
