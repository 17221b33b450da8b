"""What the colours of the steps mean, in a corner of the canvas while they are on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.canvas.minimap import WIDTH
from vsmstudio.gui.guard import guarded
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, percent
from vsmstudio.notation.shapes import Element, Rect, Shape, Words
from vsmstudio.notation.tints import BY_OWNER, Colouring, chip, draw_legend

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

_AWAY, _PAD = 12, 10.0  # from the corner, and around what it says
_WIDEST = 760.0


_TITLE = {
    "owner": "Owner", "unit": "Unit", "side": "Side", "value": "Value class", "quality": "%C&A", "utilisation": "Utilisation",
}  # fmt: skip
_LINE, _APART = 21.0, 16.0
_LONGEST, _BAND = 130.0, 220.0  # of a name, and of what a band means


def in_short(colouring: Colouring, room: float) -> Element:
    """The legend in few words, so that it covers little of the map: the code, who that is, and the share of lead time."""
    title = Words(0, 14, f"{_TITLE[colouring.by]}, share of lead time", LABEL, "muted", bold=True)
    shapes: list[Shape] = [title]
    across, line, right = title.width + _APART, _LINE / 2, title.width
    for entry in colouring.legend:
        words = text.shorten(entry.tint.word, LABEL, _LONGEST if colouring.by in BY_OWNER else _BAND)
        if entry.share is not None:
            colon = "" if colouring.by in BY_OWNER else ":"
            words = f"{words}{colon} {percent(entry.share, 1 if entry.share < 0.0995 else 0)}"
        mark, taken = chip(across, line, entry.tint)
        needed = taken + 5 + text.width(words, LABEL)
        if across > 0 and across + needed > room:
            across, line = 0.0, line + _LINE
            mark, _ = chip(across, line, entry.tint)
        shapes += [*mark, Words(across + taken + 5, line + 4, words, LABEL)]
        right = max(right, across + needed)
        across += needed + _APART
    return Element("owners", "caption", tuple(shapes), Rect(0, 0, right, line + _LINE / 2))


class Legend(QWidget):
    """A card over the canvas, at its lower left, or its upper while `stand_above`; the mouse goes through it to the map."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)  # not in its viewport, which would scroll it
        self._view = view
        self._element: Element | None = None
        self._above = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What the colours mean")
        self.hide()
        view.resized.connect(self.refresh)
        view.canvas.coloured.connect(self.refresh)

    def refresh(self) -> None:
        """Say what the colours mean now; nothing where there are none."""
        colouring = self._view.canvas.colours.held
        self._element = None
        if colouring is not None and colouring.legend:
            beside = WIDTH + 2 * _AWAY  # the minimap has the other corner
            room = max(200.0, min(_WIDEST, self._view.width() - beside - 2 * (_AWAY + _PAD)))
            self._element = in_short(colouring, room)
            said = draw_legend(colouring, (0.0, 0.0), room)
            words = [shape.text for shape in said.shapes if isinstance(shape, Words)]
            self.setAccessibleDescription(". ".join(words))
            area = self._element.area
            self.resize(math.ceil(area.width + 2 * _PAD), math.ceil(area.height + _PAD))
            self._place()
        self.setVisible(self._element is not None)
        self.update()

    def stand_above(self, above: bool) -> None:
        """At the upper left, over all else that lies on the canvas, or back in its corner."""
        self._above = above
        self._place()
        if above:
            self.raise_()

    def _place(self) -> None:
        self.move(_AWAY, _AWAY if self._above else self._view.height() - self.height() - _AWAY)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._element is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._view.painter.color("hairline"), 1))
        painter.setBrush(self._view.painter.color("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.translate(_PAD - self._element.area.x, _PAD / 2 - self._element.area.y)
        self._view.painter.paint(painter, self._element.shapes)
