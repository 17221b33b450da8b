"""The lowest points of an audience, each with its place beside the critical path and a way to its step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from vsmstudio.analysis.engagement.experience import Voice
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.gui.pages.experience.words import beside, low_points, rating_said
from vsmstudio.gui.pages.parts import link
from vsmstudio.gui.panels.widgets import clear, label, tip
from vsmstudio.model.durations import Calendar

_MOST = 8


class LowPoints(QWidget):
    """A few rows. `jump` tells the step that was pressed."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_voice(self, voice: Voice, result: MapAnalysis, calendar: Calendar) -> None:
        """Show the low points of an audience."""
        rows = [
            (each.step, f"{each.number} {each.name}".strip(), each.rating, each.poor, beside(each, result, calendar))
            for each in low_points(voice)
        ]
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._grid)
        for at, (step, name, rating, poor, place) in enumerate(rows[:_MOST]):
            button = link(name if len(name) <= 36 else f"{name[:35]}…", partial(self.jump.emit, step))
            button.setToolTip(tip(f"Show {name} on the map"))
            said = rating_said(rating).replace("  ", ", ")
            self._grid.addWidget(button, at, 0)
            self._grid.addWidget(label(f"◆ {said}" if poor else said, "gapText" if poor else "plainLine"), at, 1)
            self._grid.addWidget(label(place, "plainLine", wrap=True), at, 2)
        if len(rows) > _MOST:
            self._grid.addWidget(label(f"and {len(rows) - _MOST} more in the table below", "quiet"), _MOST, 0, 1, 3)
