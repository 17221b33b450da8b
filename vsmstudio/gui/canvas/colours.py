"""The steps' colours on the canvas: by whom they are owned, told in words where the map is too small to be read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from vsmstudio.gui.canvas.item import Item
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.notation.colouring import colours
from vsmstudio.notation.parts import diamond
from vsmstudio.notation.shapes import Box, Rect, Shape, Words
from vsmstudio.notation.tints import By, Colouring, Tint

SMALL = 0.5  # below this zoom the codes in the blocks are too small to be read
TINY = 0.3  # below this one nothing in a block can be read
LEAST = 0.12  # below this one a code is larger than its block
_CODE = 12.0  # pixels of the screen


class Colours:
    """What colours the steps of the map in view. `by` None: nothing does, but the critical path."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.by: By | None = None
        self.held: Colouring | None = None
        self._of: tuple[object, ...] = ()
        self._told: Colouring | None = None

    def now(self) -> Colouring | None:
        """The colouring of the map in view as it is now."""
        workspace = self._workspace
        of = (workspace.document, workspace.analysis, workspace.map_id, self.by)
        if len(of) != len(self._of) or any(a is not b for a, b in zip(of, self._of, strict=True)):
            self._of = of
            known = self.by is not None and workspace.map_id in workspace.analysis.maps
            self.held = (
                colours(workspace.document, workspace.analysis, workspace.map_id, self.by)
                if known and self.by
                else None
            )
        return self.held

    def fresh(self) -> bool:
        """Does the legend say something else than when this was last asked?"""
        told, self._told = self._told, self.held
        if told is None or self.held is None:
            return told is not self.held
        return (told.by, told.legend) != (self.held.by, self.held.legend)

    def paint(self, painter: QPainter, brush: Painter, items: Iterable[Item], zoom: float) -> None:
        """Where the map is small: the code of each owner over its steps, and a mark over those of nobody."""
        if self.held is None or zoom >= SMALL:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in items:
            tint = self.held.tints.get(item.piece.id)
            if tint is not None:
                area = item.piece.area
                if tint.gap:
                    _frame(painter, brush, area, filled=zoom < TINY)
                if zoom >= LEAST or tint.gap:
                    brush.paint(painter, over(area, tint, zoom))


def over(area: Rect, tint: Tint, zoom: float) -> list[Shape]:
    """A mark of one size on the screen, in the middle of a step: a code on a field of its colour, a diamond over a gap."""
    x, y = area.center
    if tint.gap:
        return [diamond(x, y, min(14 / zoom, area.height), fill="gap")]
    size = _CODE / zoom
    words = Words(x, y + size * 0.36, tint.code, size, tint.ink, bold=True, align="center")
    width, height = min(area.width, words.width + size * 0.7), min(area.height, size * 1.5)
    return [Box(x - width / 2, y - height / 2, width, height, fill=tint.fill, stroke="ink", line=0.8 / zoom), words]


def _frame(painter: QPainter, brush: Painter, area: Rect, filled: bool) -> None:
    """A dashed frame as thick as ever, however small the map is."""
    pen = QPen(brush.color("gap"), 2.0, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(brush.color("gap_soft") if filled else Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(QPointF(area.x, area.y), QPointF(area.right, area.bottom)))
