"""The lower part of the assistant: what will be made or changed, and beside it what could not be read or was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui import look
from vsmstudio.gui.importing.lines import Line, LineList
from vsmstudio.gui.importing.outcome import Outcome, Row
from vsmstudio.gui.panels.frozen_table import ROW_HEIGHT
from vsmstudio.gui.panels.widgets import breakable, label, tip
from vsmstudio.interchange.imported import Problem
from vsmstudio.model.words import capitalised

Index = QModelIndex | QPersistentModelIndex
TITLES = ("What", "Name", "Field", "Now", "Then")
WHAT, NAME, FIELD, NOW, THEN = range(5)
_WHERE = "Where"  # it stands, of what is new
_MOST = 5000  # items of a list; the rest is counted


class DifferenceModel(QAbstractTableModel):
    """The rows of the difference, each a field that changes or a record that is new."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _WHERE if section == THEN and all(each.new for each in self.rows) else TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        words = (row.kind, row.name, row.field, row.now, row.then)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (WHAT, NOW):
            return look.color("muted")
        return None


class DifferenceTable(QTableView):
    """The difference to read."""

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("difference")
        self.setAccessibleName("What would change in this document")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.sized(ROW_HEIGHT))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        for column, width in enumerate((134, 160, 104, 100)):
            self.setColumnWidth(column, look.sized(width))


class ResultPane(QSplitter):
    """`wanted`: show the place of this problem. `rejoining`: connect steps as the file does, or leave them as they are."""

    wanted = Signal(object)
    rejoining = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(17)
        self.setObjectName("quietSplitter")
        self.setChildrenCollapsible(False)
        self.made = label(name="sentence", wrap=True)
        self.changed = label(name="sentence", wrap=True)
        self.difference = DifferenceModel()
        self.table = DifferenceTable(self.difference)
        self.rejoin = QCheckBox("&Connect these steps as the file does")
        self.rejoin.toggled.connect(lambda _: self.rejoining.emit())
        left = self._part("WHAT WILL BE MADE", self.made, self.changed, self.rejoin, self.table)
        left.addStretch(0)
        self.troubles = LineList("What could not be read, and what was noticed")
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        self.caption = label(name="caption")
        side.addWidget(self.caption)
        side.addWidget(self.troubles, 1)
        self.addWidget(self._side)
        self.setSizes([620, 440])
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.troubles.clicked.connect(self._want)
        self.troubles.activated.connect(self._want)
        self.troubles.selectionModel().currentChanged.connect(self._current)
        self._side.hide()
        self.only: tuple[str, ...] = ()  # what the file is called, where there is only one

    def _part(self, caption: str, *widgets: QWidget) -> QVBoxLayout:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(caption, "caption"))
        for each in widgets:
            column.addWidget(each, 1 if isinstance(each, QTableView) else 0)
        self.addWidget(part)
        return column

    def show_outcome(self, outcome: Outcome | None, words: str = "") -> None:
        """Show what would be made; where nothing is known yet, these words."""
        made = outcome.made if outcome else words
        if outcome is not None and outcome.nothing:
            made = "Nothing: all that is in it is here already."
        self.made.setText(breakable(made))
        self.changed.setText(breakable(f"{outcome.changed} {outcome.stays}".strip() if outcome else ""))
        self.changed.setVisible(bool(self.changed.text()))
        differ = bool(outcome and (outcome.rejoins or self.rejoin.isChecked()))
        self.rejoin.setVisible(differ and outcome is not None and outcome.change is not None)
        self.difference.show_rows(outcome.rows if outcome else ())
        self.table.setVisible(bool(outcome and outcome.rows))
        fresh = outcome is not None and all(each.new for each in outcome.rows)
        for column in (FIELD, NOW):
            self.table.setColumnHidden(column, fresh)

    def show_troubles(
        self, problems: Sequence[Problem], unsure: Sequence[str], notes: Sequence[str], unlisted: int = 0
    ) -> None:
        """List what could not be read (and `unlisted` rows more), then what was decided, then what was noticed."""
        lines = [Line(self._where(each), capitalised(each.reason), gap=True, about=each) for each in problems[:_MOST]]
        more = max(0, len(problems) - _MOST) + unlisted
        if more:
            lines.append(Line("", f"… and {more:,} more.", gap=True))
        lines += [Line("", self._short(each)) for each in (*unsure, *notes)][:_MOST]
        self.troubles.items.show_lines(lines)
        said = []
        if problems:
            said.append(f"{plural(rows_of(problems) + unlisted, 'row')} cannot be read")
        if unsure or notes:
            said.append(plural(len(unsure) + len(notes), "note"))
        self.caption.setText(" · ".join(said).upper())
        self._side.setVisible(bool(lines))

    def _where(self, problem: Problem) -> str:
        """The place of a problem; its file is named where there are several, its sheet where it has one."""
        source = problem.source
        for name in self.only:
            if source == name or source.startswith(f"{name}, "):
                source = capitalised(source[len(name) :].lstrip(", "))
                break
        parts = [source, f"line {problem.row:,}" if problem.row else "", problem.column]
        if problem.text:
            parts.append(f"“{problem.text}”")
        words = " · ".join(filter(None, parts))
        return words if source else capitalised(words)  # a file is called as it is

    def _short(self, note: str) -> str:
        """A note without the name of the file, where there is only one."""
        for name in self.only:
            rest = note.removeprefix(name)
            if rest != note and rest[:1] in {":", ","}:
                return capitalised(rest.lstrip(":, "))
        return note

    def _current(self, index: QModelIndex) -> None:
        if self.troubles.hasFocus():
            self._want(index)

    def _want(self, index: QModelIndex) -> None:
        problem = self.troubles.about(index)
        if isinstance(problem, Problem):
            self.wanted.emit(problem)


def rows_of(problems: Sequence[Problem]) -> int:
    """How many rows problems are in: a row with two bad cells is one."""
    return len({(each.source, each.row) for each in problems})
