"""The map from afar: boxes in their colours and straight lines, no words. What cannot be read is not painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QPainter

from vsmstudio.gui.canvas.batch import Batch
from vsmstudio.gui.canvas.item import Item
from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.painter import Painter
from vsmstudio.notation.piece import Piece
from vsmstudio.notation.shapes import Box, Poly, Words
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH
from vsmstudio.notation.step import DATA, HEAD

AFAR = 0.35  # below this zoom
_TINY = 0.08  # below this one a box is a dot of its colour
SMOOTH = 600  # things: so many are painted with smooth edges, more without
_GROUND = 6  # what is drawn under this height lies under everything that connects
_STROKE = {"flow": "line", "link": "accent"}


class Afar:
    """Paints the map from afar. What it gathered of a whole great map is kept until that changes."""

    def __init__(self, brush: Painter) -> None:
        self._brush = brush
        self._kept: dict[bool, tuple[int, tuple[Batch, Batch]]] = {}

    def paint_all(self, painter: QPainter, canvas: CanvasScene, zoom: float) -> None:
        """Paint everything; the painter stands in the map's coordinates and is clipped."""
        tiny = zoom < _TINY
        kept = self._kept.get(tiny)
        if kept is None or kept[0] != canvas.state:
            kept = self._kept[tiny] = (canvas.state, gathered((item.piece for item in canvas.drawn), tiny))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for batch in kept[1]:
            batch.paint(painter, self._brush)

    def paint(self, painter: QPainter, items: Sequence[Item], zoom: float) -> None:
        """Paint some items, which are sorted from back to front."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(items) <= SMOOTH)
        for batch in gathered((item.piece for item in items), zoom < _TINY):
            batch.paint(painter, self._brush)


def gathered(pieces: Iterable[Piece], tiny: bool) -> tuple[Batch, Batch]:
    """The boxes and lines of pieces: those that lie under the connections, and the others."""
    ground, front = Batch(), Batch()
    for piece in pieces:
        batch = ground if piece.z < _GROUND else front
        if piece.path:
            edge = piece.edge or _STROKE.get(piece.kind, "line")
            batch.line(piece.path, edge, 2.0 if edge == "critical" and not tiny else 1.0, piece.kind == "link")
        elif piece.tone:
            _step(batch, piece, tiny)
        else:
            _other(batch, piece)
    return ground, front


def _step(batch: Batch, piece: Piece, tiny: bool) -> None:
    (cx, cy), width, height = piece.area.center, STEP_WIDTH, STEP_HEIGHT
    x, y = cx - width / 2, cy - height / 2
    if tiny:
        batch.box(x, y, width, height, "critical" if piece.edge == "critical" else piece.tone, piece.edge)
        return
    batch.box(x, y, width, height, "sheet", piece.edge)
    batch.box(x, y, width, HEAD, piece.tone, piece.edge, 1)
    if piece.gap:
        top = HEAD + DATA + 6
        batch.box(x + 8, y + top, width - 16, height - top - 8, "gap_soft", "gap_line", 1)


def _other(batch: Batch, piece: Piece) -> None:
    """What says no colours of its own: its shapes, without words."""
    for shape in piece.element.shapes:
        if isinstance(shape, Box):
            batch.box(shape.x, shape.y, shape.width, shape.height, shape.fill, shape.stroke)
        elif isinstance(shape, Poly):
            if shape.closed:
                batch.area(shape.points, shape.fill, shape.stroke)
            elif shape.stroke:
                batch.line(shape.points, shape.stroke)
        elif isinstance(shape, Words):
            left = shape.left
            batch.box(left, shape.y - shape.size * 0.7, shape.width, shape.size * 0.7, "hairline", level=2)
