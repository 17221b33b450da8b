"""What can be chosen on the start page, and a card for each template.

This is seen before anything else, so it paints with what Qt has and imports little.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QBrush, QEnterEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vsmstudio.gui import fonts, look
from vsmstudio.gui.guard import guarded
from vsmstudio.gui.start.templates import Template

if TYPE_CHECKING:
    from vsmstudio.notation.shapes import Rect, Shape

CARD_WIDTH, CARD_HEIGHT, PICTURE = 252.0, 172.0, 100.0
INSET = 12
_PAD, _ROUND = 14.0, 6.0
REGULAR, BOLD = "Inter-Regular", "Inter-SemiBold"


class Chosen(QAbstractButton):
    """Paints itself in a room that `larger` words need; the pointer and the keyboard show on its frame."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def draw(self, painter: QPainter, width: float, height: float) -> None:
        raise NotImplementedError

    def frame(self, painter: QPainter, width: float, height: float) -> None:
        """The sheet that it stands on, with `ground` drawn on it."""
        strong = self.hasFocus()
        edge = "accent" if strong or self.underMouse() else "outline"
        line = 2.5 if strong else 1.0
        area = QRectF(line / 2, line / 2, width - line, height - line)
        painter.setPen(look.color("sheet"))
        painter.setBrush(look.color("sheet"))
        painter.drawRoundedRect(area, _ROUND, _ROUND)
        self.ground(painter, width)
        painter.setPen(QPen(look.color(edge), line))
        painter.setBrush(QBrush())
        painter.drawRoundedRect(area, _ROUND, _ROUND)

    def ground(self, painter: QPainter, width: float) -> None:
        """What lies under the edge of the sheet."""

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), look.larger()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.draw(painter, self.width() / scale, self.height() / scale)

    def enterEvent(self, event: QEnterEvent) -> None:
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

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
        super().__init__(template.title, f"{template.words}. Begin a new document from it.")
        self.template = template
        self.drawn: Sequence[Shape] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def picture(self) -> Rect:
        """Where the drawing has its room."""
        from vsmstudio.notation.shapes import Rect

        return Rect(_PAD, _PAD, CARD_WIDTH - 2 * _PAD, PICTURE - 2 * _PAD)

    def show_drawing(self, shapes: Sequence[Shape]) -> None:
        self.drawn = shapes
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(CARD_WIDTH * look.larger()), round(CARD_HEIGHT * look.larger()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ground(self, painter: QPainter, width: float) -> None:
        painter.fillRect(QRectF(3, 3, width - 6, PICTURE - 3), look.color("canvas"))

    def draw(self, painter: QPainter, width: float, height: float) -> None:
        self.frame(painter, width, height)
        write(painter, _PAD, PICTURE + 22, self.template.title, 13.0, bold=True)
        metrics = QFontMetricsF(font_for(painter, self.template.words, 12.0))
        for at, line in enumerate(_lines(self.template.words, width - 2 * _PAD, metrics)):
            write(painter, _PAD, PICTURE + 41 + 16 * at, line, 12.0, "muted")
        if self.drawn:
            look.painter().paint(painter, self.drawn)


def write(
    painter: QPainter, x: float, y: float, words: str, size: float, color: str = "ink", bold: bool = False
) -> None:
    """A line of text from `x` on, on the base line `y`."""
    painter.setPen(look.color(color))
    painter.setFont(font_for(painter, words, size, bold))
    painter.drawText(QPointF(x, y), words)


def font_for(painter: QPainter, words: str, size: float, bold: bool = False) -> QFont:
    """The font of these words, in any script."""
    return fonts.any_font(words, BOLD if bold else REGULAR, size, painter.device().logicalDpiY())


def _lines(words: str, room: float, metrics: QFontMetricsF) -> list[str]:
    """Words of ours in lines that fit."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
