"""The ownership matrix as rows of a table model: nobody first, then people; streams with their steps, then services."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QBrush

from vsmstudio.analysis.matrix import NOBODY, Column, Matrix, Owner, ownership_matrix
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import percent
from vsmstudio.gui import look
from vsmstudio.gui.panels.frozen_table import GAP, KEY, STRONG, Index
from vsmstudio.gui.panels.rows import SIDE_WORD
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

MARK = KEY + 10  # how a cell is marked, blank where it is not
SUBJECT = KEY + 11  # what a column is about
GROUP = KEY + 12  # the words over the first column of a group
PERSON, TOTAL, FIRST = 0, 1, 2  # columns; from the last on they are those of the matrix
_MISPLACED = ("owner.service-misplaced", "owner.it-service-outside-it", "owner.stream-in-it", "owner.stream-outside")


class Mark(StrEnum):
    """What stands where a row and a column meet."""

    ACCOUNTABLE = "accountable"
    VACANT = "vacant"
    MISPLACED = "owned in the wrong place"
    NOBODY = "nobody"


class OwnersModel(QAbstractTableModel):
    """`matrix` is what it shows, its rows from the top."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix((), ())
        self.people: tuple[Owner, ...] = ()
        self.services_from = -1  # the first column of a service
        self._document: Document | None = None
        self._misplaced: Mapping[Id, str] = {}
        self._owns: tuple[frozenset[int], ...] = ()

    def show(self, document: Document, analysis: Analysis) -> None:
        """Show who owns what, as it is now."""
        self.beginResetModel()
        self._document = document
        self.matrix = ownership_matrix(document, analysis)
        nobody = self.matrix.row(NOBODY)
        people = [each for each in self.matrix.rows if each.person != NOBODY]
        self.people = (nobody, *people) if nobody.total else tuple(people)
        self._owns = tuple(frozenset(each.owns) for each in self.people)
        places = (at for at, each in enumerate(self.matrix.columns, start=FIRST) if each.kind == "service")
        self.services_from = next(places, -1)
        self._misplaced = {each.subject: each.message for each in analysis.findings if each.rule in _MISPLACED}
        self.endResetModel()

    def owner(self, row: int) -> Owner | None:
        return self.people[row] if 0 <= row < len(self.people) else None

    def column(self, section: int) -> Column | None:
        """The column of the matrix in a section; None for names and sums."""
        at = section - FIRST
        return self.matrix.columns[at] if 0 <= at < len(self.matrix.columns) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return FIRST + len(self.matrix.columns)

    # --- heads --------------------------------------------------------------------------------------------------------

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self.column(section)
        if column is None:
            return self._of_plain_head(section, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.number} {column.name}".strip() or f"Unnamed {column.kind}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._meant(column))
        if role == SUBJECT:
            return column.subject
        if role == STRONG:
            return column.kind == "stream"
        if role == GROUP:
            return "Services" if section == self.services_from else ""
        return None

    def _of_plain_head(self, section: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return "Person" if section == PERSON else "Owns"
        if role == Qt.ItemDataRole.ToolTipRole:
            people = "People by the side and name of their unit"
            return tip(
                people if section == PERSON else "How many streams, steps of current maps and services somebody owns"
            )
        return None

    def _meant(self, column: Column) -> str:
        assert self._document is not None
        if column.kind == "stream":
            return (
                f"{column.name}: who owns the stream, and the share of its critical lead time in steps that each owns"
            )
        if column.kind == "service":
            return f"Service {column.name}"
        where = f"Step {column.number} {column.name} of {self._document.name(column.stream)}"
        return f"{where}, {percent(column.share)} of its critical lead time" if column.share else where

    # --- cells --------------------------------------------------------------------------------------------------------

    def mark(self, row: int, section: int) -> Mark | None:
        """What stands in a cell."""
        owner, column = self.owner(row), self.column(section)
        if owner is None or column is None or section - FIRST not in self._owns[row]:
            return None
        if owner.person == NOBODY:
            return Mark.NOBODY
        if owner.vacant:
            return Mark.VACANT
        return Mark.MISPLACED if column.subject in self._misplaced else Mark.ACCOUNTABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        owner, section = self.owner(index.row()), index.column()
        if owner is None:
            return None
        if role == KEY:
            return owner.person
        if role == SUBJECT:
            column = self.column(section)
            return column.subject if column is not None else owner.person
        if role == MARK:
            return self.mark(index.row(), section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(owner, section)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = self._said(owner, index.row(), section)
            return tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == GAP:
            return owner.person == NOBODY or (section == PERSON and owner.vacant)
        if role == STRONG:
            return owner.person == NOBODY and section <= TOTAL
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == TOTAL
            return Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
        if role == Qt.ItemDataRole.ForegroundRole and section == TOTAL and not owner.total:
            return QBrush(look.color("muted"))
        return None

    def _shown(self, owner: Owner, section: int) -> str:
        column = self.column(section)
        if section == PERSON:
            return f"Vacant: {owner.label}" if owner.vacant else owner.label
        if section == TOTAL:
            return f"{owner.total:,}"
        if column is not None and column.kind == "stream":
            share = owner.lead_time.get(column.stream)
            return percent(share) if share else ""
        return ""

    def _said(self, owner: Owner, row: int, section: int) -> str:
        """A cell in a sentence, for those who point at it or listen."""
        column = self.column(section)
        if section == PERSON:
            where = f"{owner.unit}, {SIDE_WORD[owner.side]}" if owner.side else "no unit"
            return owner.label if owner.person == NOBODY else f"{self._shown(owner, section)}, {where}"
        if section == TOTAL:
            return f"{owner.total:,}: {owner.streams:,} streams, {owner.steps:,} steps, {owner.services:,} services"
        assert column is not None
        mark = self.mark(row, section)
        about = {
            None: f"{owner.label} does not own {column.name}",
            Mark.NOBODY: f"Nobody is accountable for {column.name}",
            Mark.VACANT: f"{column.name} is owned by {owner.label}, which is vacant",
            Mark.MISPLACED: self._misplaced.get(column.subject, ""),
            Mark.ACCOUNTABLE: f"{owner.label} is accountable for {column.name}",
        }[mark]
        share = owner.lead_time.get(column.stream) if column.kind == "stream" else None
        return f"{about}. {percent(share)} of its critical lead time is in steps of {owner.label}" if share else about
