"""What can be drawn, as tiles that are dragged onto the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from vsmstudio.gui import look, mime
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.notation.note import sheet, star
from vsmstudio.notation.shapes import Box, Poly, Rect, Shape, Words

_SHAPE_WIDTH, _SHAPE_HEIGHT = 32.0, 22.0


def _works(x: float, y: float) -> list[Shape]:
    """A works with its roof, as customers and suppliers are drawn."""
    tooth = _SHAPE_WIDTH / 4
    roof = [(x, y + 9)]
    for i in range(4):
        right = x + tooth * (i + 1)
        roof += [(right - 1.5, y + 1), (right, y + 9 if i < 3 else y + 1)]
    points = (*roof, (x + _SHAPE_WIDTH, y + _SHAPE_HEIGHT), (x, y + _SHAPE_HEIGHT))
    return [Poly(points, stroke="line", fill="head", line=1.0, closed=True)]


def shape_of(kind: str, x: float = 0.0, y: float = 0.0) -> Sequence[Shape]:
    """The small drawing of a kind of node, in an area of 32 × 22 at a place."""
    w, h = _SHAPE_WIDTH, _SHAPE_HEIGHT
    if kind == "step":
        return [
            Box(x, y + 1, w, h - 2, fill="sheet", stroke="line", radius=2),
            Box(x, y + 1, w, 8, fill="head", stroke="line", radius=2, rounded="top"),
        ]
    if kind == "queue":
        return [
            Poly(((x + w / 2, y), (x + w / 2 + 13, y + h), (x + w / 2 - 13, y + h)), "line", "head", 1.0, closed=True)
        ]
    if kind == "trigger":
        return [Box(x, y + 4, w, h - 8, fill="head", stroke="line", radius=7)]
    if kind == "burst":
        return star(Rect(x + 1, y - 2, w - 2, h + 4), spikes=11)
    if kind == "note":
        return sheet(Rect(x + 3, y, w - 6, h), fold=6)
    return _works(x, y)


WORDS = {
    "step": "Step", "queue": "Queue", "customer": "Customer", "supplier": "Supplier", "trigger": "Trigger",
    "burst": "Kaizen burst", "note": "Note",
}  # fmt: skip


class Tile(QWidget):
    """One kind of node: dragged onto the map, or asked for by Enter or a double click."""

    wanted = Signal(str)

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._pressed: QPoint | None = None
        self.setObjectName("tile")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS[kind])
        words = f"Drag a {WORDS[kind].lower()} onto the map, or press Enter to add one"
        self.setAccessibleDescription(words)
        self.setToolTip(tip(words))

    def sizeHint(self) -> QSize:
        return QSize(90, look.sized(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() or self.underMouse() else "outline"
        line, scale = 2.0 if self.hasFocus() else 1.0, look.larger()
        painter.scale(scale, scale)
        width, height = self.width() / scale, self.height() / scale
        middle = width / 2
        shapes = [
            Box(line / 2, line / 2, width - line, height - line, fill="sheet", stroke=edge, radius=4, line=line),
            *shape_of(self.kind, middle - _SHAPE_WIDTH / 2, 8.5),
            Words(middle, height - 8, WORDS[self.kind], 11, align="center"),
        ]
        look.painter().paint(painter, shapes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self.kind)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit(self.kind)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(mime.pack(mime.NODE, self.kind))
        pixmap = self.pixmap()
        drag.setPixmap(pixmap)
        size = pixmap.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def pixmap(self, scale: float = 2.0) -> QPixmap:
        """The shape as it hangs on the pointer."""
        ratio = self.devicePixelRatioF()
        area = QRectF(0, 0, (_SHAPE_WIDTH + 4) * scale, (_SHAPE_HEIGHT + 4) * scale)
        made = QPixmap((area.size() * ratio).toSize())
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        look.painter().paint(painter, shape_of(self.kind, 2, 2))
        painter.end()
        return made


class Tiles(QWidget):
    """All tiles, in two columns; steps, which are most of a map, have a row of their own, so that none stands alone."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.tiles = {kind: Tile(kind) for kind in WORDS}
        for index, tile in enumerate(self.tiles.values()):
            tile.wanted.connect(self.wanted)
            if index == 0:
                layout.addWidget(tile, 0, 0, 1, 2)
            else:
                layout.addWidget(tile, (index + 1) // 2, (index - 1) % 2)
