"""What the list of findings holds: findings, and headings between them, of which some fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from vsmstudio.analysis.findings.acceptance import accepted_words
from vsmstudio.analysis.results import Finding
from vsmstudio.export.spoken import finding_sentence
from vsmstudio.gui.panels.widgets import breakable, tip
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import planned

InPlan = tuple[str, Id | None, str]  # rule, subject and aspect of a finding
Index = QModelIndex | QPersistentModelIndex
SEVERITY, MESSAGE, RECOMMENDATION, IMPROVE, DEED = range(5)
ACCEPT, TAKE_BACK = "Accept…", "Take back"
INTO_PLAN, OPEN_PLAN = "Improve", "Open plan"
OF_THE_PLAN = {
    "improve.overdue",
    "improve.unowned",
    "improve.off-path",
    "improve.unlinked",
}  # about improvements themselves


@dataclass(frozen=True)
class Heading:
    """A line between findings. `part` names what it folds (blank: nothing), `shown` whether that is unfolded."""

    words: str
    part: str = ""
    shown: bool = True


Row = Finding | Heading


class FindingRows(QAbstractTableModel):
    """Findings and headings as rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.in_plan: dict[InPlan, str] = {}

    def show_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """The finding in a row; None for headings and beyond."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Finding) else None

    def heading(self, row: int) -> Heading | None:
        """The heading in a row; None for findings and beyond."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Heading) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def planned(self, finding: Finding) -> str:
        """What the plan holds of a finding, in words; nothing where it holds nothing."""
        return self.in_plan.get((finding.rule, finding.subject, finding.aspect), "")

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            return _of_heading(row, role) if index.column() == SEVERITY else None
        planned = self.planned(row)
        words = _words(row, planned)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return breakable(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == DEED:
                return tip("Live with it from now on (A)" if row.accepted is None else "Open it again (A)")
            if index.column() == IMPROVE and row.accepted is None:
                there = planned or row.rule in OF_THE_PLAN
                return tip("Open it in the plan (I)" if there else "Put it into the plan (I)")
            return tip(". ".join(part for part in (row.message, todo(row), planned) if part) + ".")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding_sentence(row)} {planned}".strip() if index.column() == MESSAGE else words
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return ("Severity", "Finding", "What to do", "Improve", "Accept")[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = self.heading(index.row())
        if heading is not None and not heading.part:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def todo(finding: Finding) -> str:
    """What is to be done about a finding, or who accepted it, until when and why."""
    return finding.recommendation if finding.accepted is None else accepted_words(finding.accepted)


def in_plan(document: Document) -> dict[InPlan, str]:
    """What the plan holds, by the findings that it came of."""
    there = planned(document).by_finding
    return {key: f"In the plan: {each.name}" for key, each in there.items()}


def _words(finding: Finding, planned: str) -> tuple[str, str, str, str, str]:
    deed = ACCEPT if finding.accepted is None else TAKE_BACK
    improve = OPEN_PLAN if planned or finding.rule in OF_THE_PLAN else INTO_PLAN if finding.accepted is None else ""
    what = f"{todo(finding)}. {planned}" if planned else todo(finding)
    return finding.severity.word.capitalize(), finding.message, what, improve, deed


def _of_heading(heading: Heading, role: int) -> str | None:
    if role == Qt.ItemDataRole.DisplayRole:
        return heading.words
    if role == Qt.ItemDataRole.AccessibleTextRole:
        state = "" if not heading.part else ", shown" if heading.shown else ", folded"
        return f"{heading.words}{state}"
    return None
