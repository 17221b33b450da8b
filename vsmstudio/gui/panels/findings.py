"""What is wrong or missing, ranked, each with what to do; one key or a double click leads to it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from vsmstudio.analysis.findings.listing import InStages, in_stages, stages_of
from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.gui.panels.findings_rows import MESSAGE, FindingRows, Heading, Row, in_plan
from vsmstudio.gui.panels.findings_table import FindingTable
from vsmstudio.gui.panels.widgets import Panel, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document

LATER, ACCEPTED = "later", "accepted"


class Findings(Panel):
    """Findings of today's maps, then those of future maps, those that come later, and those that were accepted.

    What comes later (stages of the work that have not begun) and what was accepted is folded at first. `counted` says how
    many count, for the tab's title: those of today that are listed. `accepting` hands over the finding that a person wants
    to accept, or whose acceptance they want to take back; `improving` the one that goes into the plan.
    """

    counted = Signal(int)
    accepting = Signal(object)
    improving = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.unfolded: set[str] = set()
        self._sorted: tuple[Document, Analysis, InStages] | None = None
        self.setAccessibleName("Findings")
        self.rows = FindingRows()
        self.table = FindingTable(self.rows)
        self.table.opened.connect(self.open)
        self.table.accepting.connect(self._accept)
        self.table.improving.connect(self._improve)
        self.table.folded.connect(self.fold)
        self.empty = label("Nothing was found. Findings appear here as the map grows.", "empty", wrap=True)
        self.empty.setContentsMargins(16, 14, 16, 14)
        self.setLayout(column(self.empty, self.table, spacing=0))
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self._count)
            signal.connect(self.refresh_if_seen)

    @property
    def count(self) -> int:
        listed, _ = self.in_stages()
        return sum(not each.future for each in listed)

    def in_stages(self) -> InStages:
        """The findings by stage, sorted out once for each analysis."""
        document, analysis = self.workspace.document, self.workspace.analysis
        if self._sorted is None or self._sorted[0] is not document or self._sorted[1] is not analysis:
            self._sorted = (document, analysis, in_stages(document, analysis))
        return self._sorted[2]

    def _count(self) -> None:
        self.counted.emit(self.count)

    def refresh(self) -> None:
        rows = self._rows()
        said = in_plan(self.workspace.document)
        if rows != self.rows.rows or said != self.rows.in_plan:
            self.rows.in_plan = said
            self._show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.counted.emit(self.count)

    def _rows(self) -> list[Row]:
        analysis = self.workspace.analysis
        listed, later = self.in_stages()
        rows: list[Row] = [each for each in listed if not each.future]
        future = [each for each in listed if each.future]
        rows += [Heading("Future maps"), *future] if future else []
        for part, found, words in (
            (LATER, later, f"Later ({len(later):,}): {'; '.join(stages_of(later))}"),
            (ACCEPTED, analysis.accepted, f"Accepted ({len(analysis.accepted):,})"),
        ):
            if found:
                rows.append(Heading(words, part, part in self.unfolded))
                rows += found if part in self.unfolded else ()
        return rows

    def _show(self, rows: list[Row]) -> None:
        kept, at = self.current(), self.table.currentIndex().row()
        place = self.table.verticalScrollBar().value()
        self.rows.show_rows(rows)
        self.table.clearSpans()
        for index, row in enumerate(rows):
            if isinstance(row, Heading):
                self.table.setSpan(index, 0, 1, self.rows.columnCount())
        self.table.fit()
        keys = [row.key if isinstance(row, Finding) else row.part for row in rows]
        if kept is not None and (key := kept.key if isinstance(kept, Finding) else kept.part) in keys:
            at = keys.index(key)
        if kept is not None and rows:
            self.table.setCurrentIndex(self.rows.index(min(at, len(rows) - 1), MESSAGE))
        self.table.verticalScrollBar().setValue(place)

    def current(self) -> Row | None:
        """What the list stands on."""
        row = self.table.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def open(self, row: int) -> None:
        """Bring the subject of a finding into view."""
        finding = self.rows.finding(row)
        if finding is not None:
            self.workspace.show(finding.subject, finding.map)

    def fold(self, row: int) -> None:
        """Show or hide what stands under a heading."""
        heading = self.rows.heading(row)
        if heading is not None and heading.part:
            self.unfolded ^= {heading.part}
            self.refresh()

    def _accept(self, row: int) -> None:
        finding = self.rows.finding(row)
        if finding is not None:
            self.accepting.emit(finding)

    def _improve(self, row: int) -> None:
        finding = self.rows.finding(row)
        if finding is not None:
            self.improving.emit(finding)
