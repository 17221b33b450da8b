"""The tab of capacity: work against takt on the map in view, the bottleneck, labour, and the load of every unit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.gui.panels.capacity_rows import HEADS, bottleneck_words, is_current, unit_rows
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.drawing import Drawing, Drawn, Spot
from vsmstudio.gui.panels.figure_groups import title_of, words_of
from vsmstudio.gui.panels.figure_tile import Tile
from vsmstudio.gui.panels.tile_grid import tile_grid
from vsmstudio.gui.panels.widgets import LinkButton, Panel, Scroll, Section, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.notation.takt_chart import takt_chart

SHOWN = ("takt", "bottleneck", "work_in_process", "labour_hours_per_year", "fte", "labour_cost_per_year")
MOST_BARS = 80
_BESIDE = 760  # pixels of width from which the chart stands beside the figures
_AROUND, _LEAST, _HIGHEST = 150, 72, 260  # pixels around the bars of the chart; their least and greatest height


class CapacityPanel(Panel):
    """What steps and units have to do against what their people can do. `asked` wants a figure explained, of a record,
    beside a widget."""

    asked = Signal(str, str, QWidget)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Capacity")
        self.empty = label(
            "Draw steps, fill in their PT and people, and the stream's demand: work against takt appears here.",
            "empty", wrap=True,
        )  # fmt: skip
        self.chart = Drawing("Work of each step against takt")
        self.chart.pressed.connect(lambda key: workspace.show(key))
        self._drawn: tuple[Document, MapAnalysis, float] | None = None  # what the chart shows, for which height
        self.bottleneck = LinkButton()
        self.bottleneck.clicked.connect(self._show_bottleneck)
        self.means = label(name="sentence", wrap=True)
        self.caption = label("BOTTLENECK", "caption")
        self.tiles = {key: Tile(title_of(key), key) for key in SHOWN}
        for tile in self.tiles.values():
            tile.explained.connect(lambda key, tile=tile: self.asked.emit(workspace.map_id, key, tile))
        self.table = CellTable(Cells(HEADS), "Load of units")
        self.table.opened.connect(self._open)
        self.table.explained.connect(self._explain)
        self.units = Section("Load of units, over all current maps", self.table)
        self.notes = label(name="quiet", wrap=True)
        said = column(self.caption, self.bottleneck, self.means, spacing=2)
        self._beside = QWidget()
        right = column(spacing=14)
        right.addLayout(said)
        right.addWidget(tile_grid(self.tiles.values()))
        right.addStretch(1)
        self._beside.setLayout(right)
        self._halves = row(spacing=24)
        self._halves.addWidget(self.chart, 4)
        self._halves.addWidget(self._beside, 5)
        self._halves.setAlignment(self.chart, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        whole = column(self.empty, spacing=12, margins=(16, 12, 16, 14))
        whole.addLayout(self._halves)
        whole.addWidget(self.units)
        whole.addWidget(self.notes)
        whole.addStretch(1)
        body.setLayout(whole)
        self._scroll = Scroll(body)
        self.setLayout(column(self._scroll))
        for signal in (workspace.changed, workspace.figured, workspace.mapped, workspace.replaced):
            signal.connect(self.refresh_if_seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """The panel may have become higher behind another tab."""
        super().showEvent(event)
        self._draw()

    def refresh(self) -> None:
        held, document = self.workspace.result, self.workspace.document
        steps = bool(held and held.figures.steps)
        self.empty.setVisible(not steps)
        self.chart.setVisible(steps)
        self._beside.setVisible(steps)
        self.units.setVisible(steps)
        self.notes.setVisible(steps)
        if held is None or not steps:
            self.chart.show_drawing(None)
            self._drawn = None
            return
        name, means = bottleneck_words(document, held)
        self.bottleneck.show_words(name)
        self.bottleneck.setVisible(bool(name))
        self.means.setText(means)
        for key, tile in self.tiles.items():
            tile.show_words(words_of(document, held, key))
        rows = unit_rows(document, self.workspace.analysis)
        self.table.show_rows(rows)
        self.units.setVisible(bool(rows))
        said = [*held.capacity.notes]
        if not is_current(document, self.workspace.map_id):
            said.append("The map in view is not the current one: the load of units counts current maps only")
        self.notes.setText("\n".join(f"{note}." for note in said))
        self.notes.setVisible(bool(said))
        self._draw()

    def _draw(self) -> None:
        """The chart, as high as the panel is, so that it is seen whole."""
        held, document = self.workspace.result, self.workspace.document
        if held is None or not held.figures.steps:
            return
        height = float(max(_LEAST, min(_HIGHEST, self.height() - _AROUND)))
        drawn = self._drawn
        if drawn is not None and drawn[0] is document and drawn[1] is held and drawn[2] == height:
            return
        self._drawn = (document, held, height)

        def draw(width: float) -> Drawn | None:
            chart = takt_chart(document, held, width, height=height, most=MOST_BARS)
            return Drawn(chart.element, tuple(Spot(*each) for each in chart.columns)) if chart else None

        self.chart.show_drawing(draw)

    def _show_bottleneck(self) -> None:
        held = self.workspace.result
        if held is not None and held.capacity.bottleneck:
            self.workspace.show(held.capacity.bottleneck)

    def _open(self, index: QModelIndex) -> None:
        cell = self.table.cells.cell(index)
        if cell is not None and cell.key in self.workspace.document:
            self.workspace.show(cell.key)

    def _explain(self, index: QModelIndex) -> None:
        cell = self.table.cells.cell(index)
        if cell is not None:
            self.asked.emit(cell.key, cell.figure, self.table)
