"""What rests on what, drawn: what one chooses shows how far it reaches, up and down."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui import look
from vsmstudio.gui.overview.sheet import MARGIN, Sheet, SheetArea
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.notation.dependencies_drawing import dependencies_drawing
from vsmstudio.notation.dependency_graph import DependencyGraph, Level, dependency_graph
from vsmstudio.notation.shapes import Picture

_ASIDE = 0.22  # opacity of what is out of reach of what one looks at
_THINGS = {"stream", "service", "node"}
_HINT = (
    "Dotted: a stream uses a service, thicker the more depends on it. Full: needs. Dashed with a diamond: closes a ring. "
    "Arrow keys walk, Enter chooses, + and − zoom."
)


class DependencySheet(Sheet):
    """Paints the drawing; what is out of reach of the thing under the pointer, else of the chosen one, is faint.

    `asked_menu` tells a thing and a point of the screen for its menu.
    """

    asked_menu = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What rests on what")
        self.graph: DependencyGraph | None = None
        self.reach: frozenset[str] = frozenset()

    def show_picture(self, picture: Picture) -> None:
        self.picture = picture
        self.spots = {each.id: each.area for each in picture.elements if each.kind in _THINGS}
        if self.current not in self.spots:
            self.current = next(iter(self.spots), "")
        self.setAccessibleDescription(". ".join(each.tip for each in picture.elements if each.tip)[:4000])
        self.set_zoom(self.zoom)

    def words(self, key: Id) -> str:
        """What a thing says in words."""
        held = self._element(key)
        return f"{held.tip}. Click to see how far it reaches." if held else ""

    def choose(self, key: Id) -> None:
        """Let this thing's reach stand out; blank: nothing does."""
        self.chosen = (key,) if key in self.spots else ()
        self.current = key if self.chosen else self.current
        self.reach = self.graph.reach(key) if self.graph and self.chosen else frozenset()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        key = self.spot_at(QPointF(event.pos())) if by_mouse else self.current
        if key in self.spots:
            at = (
                event.globalPos()
                if by_mouse
                else self.mapToGlobal(self.on_sheet(self.spots[key]).bottomLeft().toPoint())
            )
            self.current = key
            self.asked_menu.emit(key, at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.color("canvas"))
        if self.picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.graph.reach(self._hovered) if self.graph and self._hovered else frozenset()
        near, seen, paint = hovered or self.reach, QRectF(event.rect()), look.painter()
        painter.save()
        painter.scale(self.zoom, self.zoom)
        painter.translate(MARGIN - self.picture.area.x, MARGIN - self.picture.area.y)
        for element in self.picture.elements:
            if self.on_sheet(element.area.grown(4)).intersects(seen):
                aside = near and element.kind != "caption" and element.id not in near
                painter.setOpacity(_ASIDE if aside else 1.0)
                paint.paint(painter, element.shapes)
        painter.setOpacity(1.0)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for key in self.chosen:
            if key in self.spots:
                painter.setPen(QPen(look.color("accent"), 2.4))
                painter.drawRoundedRect(self.on_sheet(self.spots[key].grown(5)), 6, 6)
        if self.hasFocus() and self.current in self.spots and self.current not in self.chosen:
            painter.setPen(QPen(look.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.on_sheet(self.spots[self.current].grown(5)), 6, 6)


class Window(SheetArea):
    """Takes the room there is, however large the drawing."""

    def sizeHint(self) -> QSize:
        return QSize(320, 220)


class DependencyView(QWidget):
    """The drawing in a view that scrolls, with a line that says how far the chosen thing reaches.

    `trying` asks what would be without a service, `ending` without a contract.
    """

    jump = Signal(str)
    trying = Signal(str)
    ending = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.sheet = DependencySheet()
        self.area = Window(self.sheet)
        self.area.setObjectName("dependencies")
        self.area.setMinimumHeight(220)
        self.said: QLabel = label(_HINT, "quiet", wrap=True)
        self.fit = QPushButton("Fit")
        self.fit.setToolTip("The whole drawing in view")
        self.fit.clicked.connect(self.fit_in)
        line = row(self.said, self.fit)
        line.setStretch(0, 1)
        whole = column(spacing=8)
        whole.addLayout(line)
        whole.addWidget(self.area, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.sheet)
        self._fitted = False
        self.sheet.pressed.connect(self._press)
        self.sheet.asked_menu.connect(lambda key, at: self.menu(key).popup(at))
        workspace.selected.connect(self._select)
        workspace.replaced.connect(self._forget)

    def refresh(self) -> None:
        """Draw the document as it is; at first sight as large as it goes into the width."""
        document, analysis = self.workspace.document, self.workspace.analysis
        graph = dependency_graph(document, analysis)
        picture = dependencies_drawing(document, analysis, graph)
        self.sheet.graph = graph
        if not self._fitted and self.isVisible():
            self._fitted = True
            room = self.area.viewport().width()
            self.sheet.zoom = min(1.0, max(0.7, room / (picture.area.width + 2 * MARGIN)))
            QTimer.singleShot(0, self, lambda: self.area.pan(QPoint()))
        self.sheet.show_picture(picture)
        self._select()

    def _forget(self) -> None:
        self._fitted = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.room = QSize(self.area.viewport().size())
        self.sheet.set_zoom(self.sheet.zoom)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if not self._fitted:
            self.refresh()

    def fit_in(self) -> None:
        """Zoom so that the whole drawing can be seen."""
        if (picture := self.sheet.picture) is not None:
            room = self.area.viewport().size()
            wide, high = picture.area.width + 2 * MARGIN, picture.area.height + 2 * MARGIN
            self.sheet.set_zoom(min(1.0, room.width() / wide, room.height() / high))

    def _press(self, key: Id) -> None:
        """What is chosen is shown at the right; chosen once more, it is no longer."""
        if key in self.workspace.document:
            self.workspace.select(() if self.sheet.chosen == (key,) else (key,))

    def menu(self, key: Id) -> QMenu:
        """What can be done with a thing of the drawing."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        level = self.sheet.graph.levels.get(key) if self.sheet.graph else None
        shows = "Open its map" if level is Level.STREAM else "Show at the right"
        menu.addAction(shows, partial(self.jump.emit, key))
        if level is Level.SERVICE:
            menu.addAction("What if it were retired?", partial(self.trying.emit, key))
        if level is Level.CONTRACT:
            menu.addAction("What if it ended?", partial(self.ending.emit, key))
        return menu

    def _select(self) -> None:
        chosen = self.workspace.selection
        self.sheet.choose(chosen[0] if len(chosen) == 1 else "")
        if self.sheet.chosen and self.isVisible():
            self.area.pan(QPoint())
        self.said.setText(self._words() or _HINT)

    def _words(self) -> str:
        """How far the chosen thing reaches, in a sentence."""
        graph, chosen = self.sheet.graph, self.sheet.chosen
        if graph is None or not chosen:
            return ""
        reached = [graph.levels[key] for key in self.sheet.reach if key in graph.levels and key != chosen[0]]
        names = {Level.STREAM: "stream", Level.SERVICE: "service", Level.APPLICATION: "application",
                 Level.CONTRACT: "contract", Level.SUPPLIER: "supplier"}  # fmt: skip
        counts = [plural(reached.count(level), word) for level, word in names.items() if level in reached]
        name = self.workspace.document.name(chosen[0])
        return (
            f"{name} hangs together with {', '.join(counts)}." if counts else f"{name} stands alone: nothing is linked."
        )
