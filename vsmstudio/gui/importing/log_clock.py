"""Which clock ran between two time stamps: round the clock, or the hours at which people work; with both results to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.importing.log_hours import HoursFields
from vsmstudio.gui.importing.share_table import ShareTable
from vsmstudio.gui.panels.cells import Cell, Cells, Head
from vsmstudio.gui.panels.widgets import Scroll, column, label, row
from vsmstudio.interchange.log_choices import Clock, LogSettings

RECORDED = "Both are worked out. The map is made with the one that is chosen, and its notes say so."
_ELAPSED = Head("Round the clock", "All time between two stamps counts; a day has 24 h", 112, right=True)
_LEFT = 320  # pixels


class Compared(NamedTuple):
    """A figure by both clocks, in words."""

    what: str
    elapsed: str
    working: str
    strong: bool = False


class ClockPart(QWidget):
    """`changed`: another clock, or other hours, which may be wrong: `problem` says so."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._compared: tuple[Compared, ...] = ()
        self.elapsed = QRadioButton("R&ound the clock: all time counts")
        self.working = QRadioButton("&Working time: only these hours count")
        self._clocks = QButtonGroup(self)
        for each in (self.elapsed, self.working):
            self._clocks.addButton(each)
        self.elapsed.setChecked(True)
        self._clocks.buttonToggled.connect(self._choose)
        self.hours = HoursFields()
        self.hours.changed.connect(self.changed)
        left = QWidget()
        fields = column(self.elapsed, self.working, spacing=8, margins=(2, 10, 12, 0))
        inner = column(self.hours, margins=(22, 0, 0, 0))
        fields.addLayout(inner)
        fields.addWidget(label(RECORDED, "quiet", wrap=True))
        fields.addStretch(1)
        left.setLayout(fields)
        held = Scroll(left)
        held.setFixedWidth(look.sized(_LEFT))
        self.table = ShareTable(Cells((_ELAPSED,)), "Lead time and longest waits by both clocks")
        whole = row(held, _rule(), self.table, spacing=12)
        whole.setStretchFactor(self.table, 1)
        self.setLayout(whole)

    @property
    def clock(self) -> Clock:
        return "working" if self.working.isChecked() else "elapsed"

    @property
    def problem(self) -> str:
        """What is wrong with the hours, where they count."""
        return self.hours.problem if self.clock == "working" else ""

    def put(self, settings: LogSettings) -> LogSettings:
        """The settings with the clock and the hours that are chosen here."""
        held = self.hours.held
        return replace(
            settings, clock=self.clock, working_days=held.working_days, day_start=held.day_start, day_end=held.day_end,
            holidays=held.holidays,
        )  # fmt: skip

    def show_settings(self, settings: LogSettings) -> None:
        """Choose the clock and the hours of these, without telling anyone."""
        was = self._clocks.blockSignals(True)
        (self.working if settings.clock == "working" else self.elapsed).setChecked(True)
        self._clocks.blockSignals(was)
        self.hours.show_hours(settings)

    def show_compared(self, rows: Sequence[Compared]) -> None:
        """Show figures by both clocks; the chosen one's stand out."""
        self._compared = tuple(rows)
        by_work = self.clock == "working"
        hours = (self.hours.held.day_end - self.hours.held.day_start) / 60
        work = Head(
            "Working time", f"Time outside the working hours does not count; a day has {hours:.3g} h", 112, right=True
        )
        what = Head(f"1 d: 24 h, of work {hours:.3g} h", "Worked out with both clocks, of the same log", 150, wide=True)
        shown = [
            (
                Cell(each.what, strong=each.strong),
                Cell(each.elapsed, color="muted" if by_work else "", strong=not by_work),
                Cell(each.working, color="" if by_work else "muted", strong=by_work),
            )
            for each in rows
        ]
        self.table.show_rows(shown, (what, _ELAPSED, work))

    def _choose(self, _: object, on: bool) -> None:
        if on:
            self.show_compared(self._compared)
            self.changed.emit()


def _rule() -> QFrame:
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedWidth(1)
    return made
