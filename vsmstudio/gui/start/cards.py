"""What can be chosen on the start page: a card for each template, a row for each file worked on lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton

from vsmstudio.gui import look
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.settings import Recent
from vsmstudio.gui.start.templates import Template
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Box, Rect, Shape, Words

CARD_WIDTH, CARD_HEIGHT, PICTURE = 252.0, 172.0, 100.0
ROW_HEIGHT, INSET = 52.0, 12
_PAD = 14.0


class Chosen(QAbstractButton):
    """Paints itself with shapes in a room that `larger` words need; the pointer and the keyboard show on its frame."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def shapes(self, width: float, height: float) -> Sequence[Shape]:
        raise NotImplementedError

    def frame(self, width: float, height: float) -> Box:
        """The sheet that it stands on."""
        strong = self.hasFocus()
        edge = "accent" if strong or self.underMouse() else "outline"
        line = 2.5 if strong else 1.0
        return Box(line / 2, line / 2, width - line, height - line, fill="sheet", stroke=edge, line=line, radius=6)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), look.larger()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        look.painter().paint(painter, self.shapes(self.width() / scale, self.height() / scale))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the page moves the focus by place
        else:
            super().keyPressEvent(event)


class Card(Chosen):
    """A template: a small drawing, its title, and what it is good for."""

    def __init__(self, template: Template) -> None:
        super().__init__(template.title, f"{template.words}. Begin a new document from it.")
        self.template = template
        self.drawn: Sequence[Shape] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def picture(self) -> Rect:
        """Where the drawing has its room."""
        return Rect(_PAD, _PAD, CARD_WIDTH - 2 * _PAD, PICTURE - 2 * _PAD)

    def show_drawing(self, shapes: Sequence[Shape]) -> None:
        self.drawn = shapes
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(CARD_WIDTH * look.larger()), round(CARD_HEIGHT * look.larger()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def shapes(self, width: float, height: float) -> Sequence[Shape]:
        room = width - 2 * _PAD
        lines = text.wrap(self.template.words, 12.0, room, lines=2)
        return (
            self.frame(width, height),
            Box(3, 3, width - 6, PICTURE - 3, fill="canvas", radius=4, rounded="top"),
            *self.drawn,
            Words(_PAD, PICTURE + 22, text.shorten(self.template.title, 13.0, room, True), 13.0, bold=True),
            *(Words(_PAD, PICTURE + 41 + 16 * at, line, 12.0, "muted") for at, line in enumerate(lines)),
        )


class RecentRow(Chosen):
    """A file that was worked on: its name, its folder and when. One that is gone says so. `forgotten`: leave it out."""

    forgotten = Signal()

    def __init__(self, recent: Recent, now: datetime) -> None:
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
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the Delete key does it
        self.remove.clicked.connect(self.forgotten)
        self.remove.hide()

    def show_gone(self) -> None:
        """The file is not there any more, or its disk is not."""
        self.gone = True
        self.setAccessibleDescription("Not found. Press Delete to take it off the list.")
        self.remove.show()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(300 * look.larger()), round(ROW_HEIGHT * look.larger()))

    def shapes(self, width: float, height: float) -> Sequence[Shape]:
        color = "muted" if self.gone else "ink"
        said = "Not found" if self.gone else self._when
        right = width - INSET - (28 if self.remove.isVisible() else 0)
        room = width - 2 * INSET - text.width(said, 11.0) - 16 - (28 if self.remove.isVisible() else 0)
        marks: tuple[Shape, ...] = ()
        if self.hasFocus() or self.underMouse():
            marks = (self.frame(width, height),)
        return (
            *marks,
            Words(INSET, 22, text.shorten(self._name, 13.0, room, True), 13.0, color, bold=not self.gone),
            Words(INSET, 40, _shorten_left(self._folder, 11.0, width - 2 * INSET), 11.0, "muted"),
            Words(right, 22, said, 11.0, "gap" if self.gone else "muted", align="right"),
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        self.remove.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.remove.setVisible(self.gone)
        super().leaveEvent(event)

    def resizeEvent(self, event: object) -> None:
        size = self.remove.sizeHint()
        self.remove.move(self.width() - size.width() - 6, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)


def _short(folder: Path) -> str:
    """A folder as people say it: from their home on."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def _shorten_left(words: str, size: float, room: float) -> str:
    """A path's end tells more than its beginning."""
    if text.width(words, size) <= room:
        return words
    while words and text.width("…" + words, size) > room:
        words = words[1:]
    return "…" + words


def _when(said: str, now: datetime) -> str:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return ""
    return when(moment.astimezone(), now)
