"""What a merge asks, as rows, and what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from vsmstudio.gui.dialogs.merge_rows import Row, rows
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.model.merge import Choice, Clash
from vsmstudio.model.words import one_line

WHAT, BASE, OURS, THEIRS = range(4)
SIDES = {OURS: Choice.OURS, THEIRS: Choice.THEIRS}
_LONGEST = 1500  # characters of a tooltip

Index = QModelIndex | QPersistentModelIndex


class ClashModel(QAbstractTableModel):
    """Headings and questions; everything is as here until chosen otherwise. `chosen` says that a choice changed."""

    chosen = Signal()

    def __init__(self, clashes: Sequence[Clash], name: str) -> None:
        super().__init__()
        self.rows = tuple(rows(clashes, one_line(name, 40)))
        self.choices: dict[tuple[Id, str], Choice] = {}
        self._titles = ("Field", "Before", "Here", one_line(name, 40))

    def choice(self, row: int) -> Choice:
        """What the question of a row is settled by."""
        held = self.rows[row].clashes
        return self.choices.get(held[0].key, Choice.OURS) if held else Choice.OURS

    def choose(self, row: int, choice: Choice) -> None:
        """Settle the question of one row."""
        self._settle(range(row, row + 1), choice)

    def choose_all(self, choice: Choice) -> None:
        self._settle(range(len(self.rows)), choice)

    def _settle(self, these: range, choice: Choice) -> None:
        before = dict(self.choices)
        for row in these:
            self.choices.update({each.key: choice for each in self.rows[row].clashes})
        if self.choices != before:
            self.dataChanged.emit(self.index(these.start, WHAT), self.index(these.stop - 1, THEIRS))
            self.chosen.emit()

    # --- as Qt asks for it --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the arrow keys."""
        if not self.rows[index.row()].asks:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(one_line(self._words(row, index.column()), _LONGEST))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            held = row.asks and SIDES.get(index.column()) == self.choice(index.row())
            return f"{self._titles[index.column()]}: {self._words(row, index.column())}{', chosen' if held else ''}"
        return None

    def _words(self, row: Row, column: int) -> str:
        if not row.asks:
            return (f"{row.what} · {row.where}" if row.where else row.what) if column == WHAT else ""
        return (row.what, row.base, row.ours, row.theirs)[column]
