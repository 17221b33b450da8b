"""What stands beside the value measures: the five kinds in plain words, and what is missing with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from vsmstudio.analysis.results import Finding
from vsmstudio.gui.pages.value.words import KINDS, kinds_said, reason
from vsmstudio.gui.panels.widgets import clear, column, label, restyle
from vsmstudio.model.records import MeasureKind


class Kinds(QWidget):
    """The kinds of measures, what each is, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.counts: dict[MeasureKind, QLabel] = {}
        for at, (kind, (word, means)) in enumerate(KINDS.items()):
            self.counts[kind] = label(name="quiet")
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(word, "strong"), at, 0, top)
            grid.addWidget(label(means, "plainLine", wrap=True), at, 1, top)
            grid.addWidget(self.counts[kind], at, 2, top)

    def show_counts(self, counts: Mapping[MeasureKind, int]) -> None:
        """Say how many measures of each kind a stream has."""
        for kind, said in self.counts.items():
            said.setText(kinds_said(counts.get(kind, 0)))


class Missing(QWidget):
    """Findings about value: what is missing, why that matters, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._column = column(spacing=12)
        self.setLayout(self._column)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; one sentence where there are none."""
        rows = [(each.message, reason(each.rule, each.aspect), each.recommendation) for each in findings]
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._column)
        for message, why, todo in rows:
            said = label(f"◆ {message}", "gapText", wrap=True)
            restyle(said, "gap")
            part = QWidget()
            part.setLayout(
                column(said, label(why, "plainLine", wrap=True), label(f"{todo}.", "partLead", wrap=True), spacing=2)
            )
            self._column.addWidget(part)
        if not rows:
            self._column.addWidget(
                label("Nothing: value is defined, somebody judges it, and it is measured.", "plainLine", wrap=True)
            )
