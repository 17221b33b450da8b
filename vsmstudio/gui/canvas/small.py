"""The map where it is too small to be read as it is: names as large as they fit into their boxes, other words as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QPainter

from vsmstudio.gui.canvas.batch import Batch
from vsmstudio.gui.canvas.cut import Cuts
from vsmstudio.gui.canvas.item import Item
from vsmstudio.gui.painter import Painter
from vsmstudio.notation import text
from vsmstudio.notation.piece import Piece
from vsmstudio.notation.shapes import Box, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH

SMALL = 0.6  # below this zoom the smallest words have less than 6.5 pixels
NAMED = 0.28  # a map of few things, such as a room sees whole, keeps its names down to this zoom
_LEGIBLE = 8.4  # pixels of the screen
_SIZES = (15.0, 18.0, 21.0, 24.0, 27.0)  # of names; few, so that their lines need not be broken anew at every zoom
_PAD, _STRIP = 6.0, 18.0


def paint_small(
    painter: QPainter, brush: Painter, items: Sequence[Item], zoom: float, seen: Rect, cuts: Cuts, named: bool = True
) -> None:
    """Paint items, which are sorted from back to front, as far as they are `seen`; all in the map's coordinates.

    `named`: with names.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = next((size for size in _SIZES if size * zoom >= _LEGIBLE), _SIZES[-1])
    for item in items:
        piece = item.piece
        if piece.tone:
            brush.paint(painter, _block(piece, size if named else 0.0))
        elif piece.kind == "service":
            brush.paint(painter, _pill(piece, size))
        elif piece.path:
            brush.paint(painter, [shape for shape in cuts.shapes(piece, seen) if isinstance(shape, Poly)])
        else:
            shapes = cuts.shapes(piece, seen)
            _blocks(painter, brush, _captioned(shapes, size) if piece.kind == "experience" and named else shapes, zoom)


def _block(piece: Piece, size: float) -> list[Shape]:
    """A step: its box in the colour of its head, its name, and a strip where nobody is accountable."""
    (cx, cy), width, height = piece.area.center, STEP_WIDTH, STEP_HEIGHT
    x, y = cx - width / 2, cy - height / 2
    thick = 2.4 if piece.edge == "critical" else 1.4
    shapes: list[Shape] = [Box(x, y, width, height, fill=piece.tone, stroke=piece.edge, line=thick, radius=6)]
    room = height - _PAD
    if piece.gap:
        room -= _STRIP + 4
        shapes.append(
            Box(x + _PAD, y + height - _STRIP - 4, width - 2 * _PAD, _STRIP, "gap_soft", "gap_line", 1.4, radius=4)
        )
    return shapes + _name(piece.name, size, Rect(x, y + _PAD / 2, width, room))


def _captioned(shapes: Sequence[Shape], size: float) -> list[Shape]:
    """A curve of experience with the name of its audience as large as other names; the lane's own goes to make room."""
    found: list[Shape] = []
    for shape in shapes:
        if isinstance(shape, Words) and shape.bold and shape.align == "left":
            if shape.color == "ink":
                found.append(Words(shape.x, shape.y, shape.text, size, bold=True))
        else:
            found.append(shape)
    return found


def _pill(piece: Piece, size: float) -> list[Shape]:
    """A service: its pill and its name."""
    element = piece.element
    return [*element.shapes[:1], *_name(element.tip, size, piece.area.grown(-_PAD / 2))]


def _name(words: str, size: float, room: Rect) -> list[Shape]:
    """A name in the middle of some room, in as many lines as fit; none where it shall have no size."""
    if not size:
        return []
    size = _whole(words, size, room.width - 2 * _PAD)
    most = max(1, int(room.height // (size * 1.15)))
    lines = text.wrap(words, size, room.width - 2 * _PAD, bold=True, lines=most)
    top = room.y + (room.height - size * 1.15 * len(lines)) / 2
    return [
        Words(room.center[0], top + size * (0.92 + 1.15 * at), line, size, "ink", bold=True, align="center")
        for at, line in enumerate(lines)
    ]


@lru_cache(maxsize=4096)
def _whole(words: str, size: float, width: float) -> float:
    """The size of a name, up to two less where its longest word would have to be broken otherwise."""
    longest = max((text.width(word, 1.0, bold=True) for word in words.split()), default=0.0)
    sizes = [each for each in reversed(_SIZES) if size - 6 <= each <= size]
    return next((each for each in sizes if longest * each <= width), sizes[-1])


def _blocks(painter: QPainter, brush: Painter, shapes: Sequence[Shape], zoom: float) -> None:
    """What has shapes only: as they are, but words that are too small to be read as blocks."""
    batch = Batch()
    drawn: list[Shape] = []
    for shape in shapes:
        if not isinstance(shape, Words) or shape.size * zoom >= _LEGIBLE:
            drawn.append(shape)
        elif shape.text:
            size = shape.size
            batch.box(
                shape.left, shape.y - size * 0.66, shape.width, size * 0.6, "outline" if shape.bold else "hairline"
            )
    brush.paint(painter, drawn)
    batch.paint(painter, brush)
