"""What can be chosen on the start page, and a card for each template.

This is seen before anything else. So Qt paints it by itself, as the style sheet says, and little is imported: to name one
value of Qt's own namespace from Python takes as long as the whole page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from vsmstudio.gui import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from vsmstudio.gui.start.templates import Template
    from vsmstudio.notation.shapes import Rect, Shape

INSET = 12
_WIDTH, _HEIGHT, _PICTURE, _PAD, _EDGE = 252, 172, 100, 14, 3


class Chosen(QPushButton):
    """A button that holds words of its own; the pointer and the keyboard show on its edge."""

    def __init__(self, kind: str, name: str, about: str) -> None:
        super().__init__()
        self.setObjectName(kind)
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def fit(self) -> None:
        """Put the words where they belong, with the room that they need now."""
        raise NotImplementedError

    def put(self, part: QWidget, x: float, y: float, width: float, height: float) -> None:
        """Put a part where it is while words are as large as usual."""
        scale = look.larger()
        part.setGeometry(round(x * scale), round(y * scale), round(width * scale), round(height * scale))

    def label(self, name: str, words: str) -> QLabel:
        """Words of a kind that the style sheet knows; always as they are, whatever looks like markup in them."""
        made = QLabel(words, self)
        made.setObjectName(name)
        made.setProperty("textFormat", 0)  # plain
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def enterEvent(self, event: QEnterEvent) -> None:
        from PySide6.QtCore import Qt

        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the page moves the focus by place
        else:
            super().keyPressEvent(event)


class Card(Chosen):
    """A template: a small drawing, its title, and what it is good for."""

    def __init__(self, template: Template) -> None:
        super().__init__("card", template.title, f"{template.words}. Begin a new document from it.")
        self.template = template
        self._ground = _Ground(self)
        self._title = self.label("cardTitle", template.title)
        self._words = self.label("startWords", template.words)
        self._words.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def picture(self) -> Rect:
        """Where the drawing has its room."""
        from vsmstudio.notation.shapes import Rect

        return Rect(_PAD, _PAD, _WIDTH - 2 * _PAD, _PICTURE - 2 * _PAD)

    @property
    def drawn(self) -> Sequence[Shape]:
        return self._ground.shapes

    def show_drawing(self, shapes: Sequence[Shape]) -> None:
        self._ground.shapes = shapes
        self._ground.update()

    def fit(self) -> None:
        width = self.width() / look.larger()
        room = width - 2 * _PAD
        self.put(self._ground, _EDGE, _EDGE, width - 2 * _EDGE, _PICTURE - _EDGE)
        self.put(self._title, _PAD, 108, room, 18)
        lines = self._words.heightForWidth(round(room * look.larger())) / look.larger()
        self.put(self._words, _PAD, 128, room, min(lines, _HEIGHT - 130))

    def sizeHint(self) -> QSize:
        return QSize(look.sized(_WIDTH), look.sized(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Ground(QFrame):
    """The upper part of a card, and the drawing on it once there is one."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self.setObjectName("cardGround")
        self.shapes: Sequence[Shape] = ()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shapes:
            from vsmstudio.gui.guard import guarded

            guarded(self._draw)()

    def _draw(self) -> None:
        from PySide6.QtGui import QPainter

        painter, scale = QPainter(self), look.larger()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate((self.width() / scale - _WIDTH) / 2, -_EDGE)
        look.painter().paint(painter, self.shapes)
