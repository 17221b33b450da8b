"""What the log says about each step: how often, how long, how much comes back, and who does it; with the map above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSplitter, QWidget

from vsmstudio.export.tables.words import UNKNOWN, percent
from vsmstudio.gui.importing.map_preview import MapPreview
from vsmstudio.gui.importing.share_table import ShareTable
from vsmstudio.gui.panels.cells import Cell, Cells, Head
from vsmstudio.gui.panels.widgets import Elided, column, label, row
from vsmstudio.interchange.log_choices import Typical
from vsmstudio.model.words import one_line

_STEP = Head("Step", "The activity in the log", 150, wide=True)
_TIMES = Head("Times", "How often it was done, in the cases that are kept", 64, right=True)
_PT = (
    Head("PT median", "Processing time from start to complete; half took less", 90, right=True),
    Head("PT P85", "85 of 100 took less processing time", 84, right=True),
    Head("Wait median", "Time in front of the step; half waited less", 90, right=True),
    Head("Wait P85", "85 of 100 waited less", 84, right=True),
)
_LT = (
    Head("LT median", "Lead time by the one time that the log has of each event; half took less", 90, right=True),
    Head("LT P85", "85 of 100 took less", 84, right=True),
)
_REST = (
    Head("Comes back", "How often work went back to an earlier step afterwards", 86, right=True),
    Head("%C&A", "The share of cases in which it was done once", 64, right=True),
    Head("Performer", "The unit that did it most often, and how often", 130, wide=True),
    Head("People", "Different people who did it", 60, right=True),
)


class StepFacts(NamedTuple):
    """A step in words and shares; what is not known is blank, or None."""

    name: str
    times: int
    durations: tuple[str, ...]  # PT and wait, median and P85 of each; where only one time is known, LT
    back: float | None
    ca: float | None
    performer: str
    performer_share: float | None
    people: int | None


class StepsPart(QWidget):
    """`changed`: the typical value is to be another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.preview = MapPreview("The map that was discovered")
        self.table = ShareTable(Cells((_STEP, _TIMES, *_REST)), "What the log says about each step")
        self.median = QRadioButton("&median")
        self.mean = QRadioButton("m&ean")
        self.median.setChecked(True)
        self._typical = QButtonGroup(self)
        for each in (self.median, self.mean):
            self._typical.addButton(each)
        self._typical.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)
        self.note = Elided(name="quiet")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = row(label("Typical time of a step:", "sentence"), self.median, self.mean, spacing=10)
        head.addSpacing(12)
        head.addWidget(self.note, 1)
        lower = QWidget()
        below = column(spacing=6, margins=(0, 8, 0, 0))
        below.addLayout(head)
        below.addWidget(self.table, 1)
        lower.setLayout(below)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.preview)
        halves.addWidget(lower)
        halves.setSizes([240, 180])
        whole = column(spacing=0, margins=(0, 8, 0, 0))
        whole.addWidget(halves, 1)
        self.setLayout(whole)

    @property
    def typical(self) -> Typical:
        """`median` or `mean`."""
        return "mean" if self.mean.isChecked() else "median"

    def set_typical(self, typical: str) -> None:
        """Choose it, without telling anyone."""
        was = self._typical.blockSignals(True)
        (self.mean if typical == "mean" else self.median).setChecked(True)
        self._typical.blockSignals(was)

    def show_steps(self, steps: Sequence[StepFacts], timed: bool, note: str) -> None:
        """Show these, in the order of the map. `timed`: starts and completions are known."""
        self.note.show_words(note)
        self.table.show_rows([_row(each) for each in steps], (_STEP, _TIMES, *(_PT if timed else _LT), *_REST))


def _row(each: StepFacts) -> tuple[Cell, ...]:
    performer = one_line(each.performer, 60)
    if performer and each.performer_share is not None:
        performer = f"{performer} ({percent(each.performer_share)})"
    return (
        Cell(one_line(each.name, 80), strong=True, hint=each.name),
        Cell(f"{each.times:,}"),
        *(Cell(words or UNKNOWN) for words in each.durations),
        Cell(percent(each.back)),
        Cell(percent(each.ca)),
        Cell(performer or UNKNOWN, hint=each.performer),
        Cell(UNKNOWN if each.people is None else f"{each.people:,}"),
    )
