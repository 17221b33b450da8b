"""Two states of a stream side by side, in the place of the canvas: large enough for a room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from vsmstudio.analysis.comparison import Comparison, Judged
from vsmstudio.export.tables.compared import difference_words, judged_words, value_words
from vsmstudio.gui.panels.compare import ComparePanel
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import column, label, restyle
from vsmstudio.gui.workspace import Workspace
from vsmstudio.notation.two_timelines import ROOM

_TILES = ("lead_time", "process_time", "activity_ratio", "rolled_ca", "handoffs", "fte")
_STATES = {Judged.BETTER: "good", Judged.WORSE: "over"}


class SideBySide(ComparePanel):
    """`closing` wants the map again: the button, or Esc."""

    closing = Signal()
    sizes = ROOM

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setAccessibleName("Compare side by side")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lead.setObjectName("roomLead")
        self.freed.setObjectName("roomSentence")
        self.back = QPushButton("Back to the map")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.closing)
        choices = self._choices.layout()
        if choices is not None:
            choices.addWidget(self.back)
        self.tiles = Tiles()
        body = self._body.layout()
        if body is not None:
            body.removeWidget(self.timelines)
            body.removeWidget(self.too_many)
        self._above = QWidget()
        self._above.setLayout(column(self.tiles, self.timelines, self.too_many, spacing=14, margins=(0, 4, 0, 8)))
        body.insertWidget(2, self._above)  # type: ignore[union-attr]

    def refresh(self) -> None:
        """The way back stands where there is nothing to compare as well."""
        super().refresh()
        self._choices.show()

    def _show(self, found: Comparison) -> None:
        super()._show(found)
        self.tiles.show_figures(self.workspace, found)

    def event(self, event: QEvent) -> bool:
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if own and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)


class Tiles(QWidget):
    """The figures that a room asks about: before and after, and what that saves."""

    def __init__(self) -> None:
        super().__init__()
        line = Flowing()
        line.setContentsMargins(0, 0, 0, 0)
        self.parts = {}
        for key in _TILES:
            parts = label(name="fieldLabel"), label(name="roomFigure"), label(name="roomDelta")
            tile = QWidget()
            tile.setLayout(column(*parts, spacing=1))
            line.addWidget(tile)
            self.parts[key] = (tile, *parts)
        self.setLayout(line)

    def show_figures(self, workspace: Workspace, found: Comparison) -> None:
        """Show what differs; a figure that neither map knows is left out."""
        calendar, currency = workspace.document.engagement.calendar, workspace.document.engagement.currency
        for key, (tile, title, figures, change) in self.parts.items():
            delta = found.delta(key)
            tile.setVisible(delta.before is not None or delta.after is not None)
            before, after = (value_words(value, delta, calendar, currency) for value in (delta.before, delta.after))
            title.setText(delta.title)
            figures.setText(f"{before} → {after}")
            said = difference_words(delta, calendar, currency)
            judged = judged_words(delta)
            change.setText(f"{said} {judged}" if judged.startswith("(") else f"{said}, {judged}" if judged else said)
            restyle(change, _STATES.get(delta.judged, ""))
