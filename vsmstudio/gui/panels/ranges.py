"""What the panel of figures says of ranges: how P50, P85 and P95 came about, and how far they are worked out."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QPushButton, QWidget

from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.export.tables.words import percent
from vsmstudio.gui.panels.widgets import label, row
from vsmstudio.gui.simulating import Simulating
from vsmstudio.model.durations import Calendar, show


class Percentile(NamedTuple):
    """One of the figures of ranges: its name, its field of `Simulation`, what stands below it, and what it means."""

    name: str
    field: str
    note: str
    meaning: str


PERCENTILES = (
    Percentile("P50", "p50", "half of the runs", "Half of the runs keep within this lead time."),
    Percentile("P85", "p85", "85 % of the runs", "85 % of the runs keep within this lead time."),
    Percentile("P95", "p95", "95 % of the runs", "95 % of the runs keep within this lead time."),
)


def said(percentile: Percentile, simulation: Simulation, calendar: Calendar) -> str:
    return show(getattr(simulation, percentile.field), calendar)


class RangesLine(QWidget):
    """One quiet line: what was simulated, or how far it is, with a button to stop it or to begin again."""

    def __init__(self, simulating: Simulating) -> None:
        super().__init__()
        self.simulating = simulating
        self.words = label(name="quiet", wrap=True)
        self.button = QPushButton()
        self.button.setObjectName("link")
        self.button.clicked.connect(self._press)
        line = row(self.words, self.button, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        simulating.changed.connect(self.refresh)
        simulating.progressed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        held = self.simulating
        words, button = (self._basis(held.result) if held.result else ""), ""
        if held.slow:
            words, button = f"Working out P50, P85 and P95: {percent(held.share)}", "Cancel"
        elif held.stopped:
            words, button = "P50, P85 and P95 are not worked out for the map as it is.", "Work out"
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(words))

    def _basis(self, simulation: Simulation) -> str:
        ranged, steps = simulation.in_range
        counted = f"{ranged} of {steps} steps {'has' if ranged == 1 else 'have'} a range"
        return ". ".join((simulation.basis, counted, *simulation.notes)) + "."

    def _press(self) -> None:
        if self.simulating.working:
            self.simulating.cancel()
        else:
            self.simulating.begin()
