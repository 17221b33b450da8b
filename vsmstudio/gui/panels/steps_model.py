"""Steps and queues of the map in view as rows of a table model. It holds their ids; the facts stay in the document."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from vsmstudio.export.tables.words import percent
from vsmstudio.gui import look
from vsmstudio.gui.panels.steps_columns import COLUMNS, CRITICALITY, Column, change_of, takes
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Map, Node, Queue, Step
from vsmstudio.model.rules import Refused

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
GAP = KEY + 1
NUMBER = 0


class StepsModel(QAbstractTableModel):
    """`refused` carries the sentence of why a typed text cannot stand."""

    refused = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.keys: tuple[Id, ...] = ()
        self.fresh: Id = ""  # the step that was just added and has no name of its own yet

    def refresh(self) -> bool:
        """Show the map in view again; True where its rows are others than before."""
        keys = self._read()
        if keys == self.keys:
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, self.columnCount() - 1))
            return False
        self.beginResetModel()
        self.keys = keys
        self.endResetModel()
        return True

    def _read(self) -> tuple[Id, ...]:
        document, held = self.workspace.document, self.workspace.map_id
        if document.of(Map, held) is None:
            return ()
        nodes: list[Node] = [node for node in document.nodes(held) if isinstance(node, Step | Queue)]

        def reading(node: Node) -> tuple[float, float, str]:
            x, y = document.position(node.id) or (float("inf"), 0.0)
            return (x, y, node.id)

        return tuple(node.id for node in sorted(nodes, key=reading))

    # --- what a table asks -------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1 + len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section - 1] if section else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title if column else "#"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(column.meaning if column else "The number on the map")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column is not None and column.right)
        return None

    def node(self, index: Index) -> Node | None:
        key = self.keys[index.row()] if 0 <= index.row() < len(self.keys) else ""
        found = self.workspace.document.get(key)
        return found if isinstance(found, NODE_KINDS) else None

    def column(self, index: Index) -> Column | None:
        return COLUMNS[index.column() - 1] if 0 < index.column() <= len(COLUMNS) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node, column = self.node(index), self.column(index)
        if node is None:
            return None
        if role == KEY:
            return node.id
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(node, column)
        if role == Qt.ItemDataRole.EditRole:
            return "" if column is None or node.id == self.fresh else column.text(self.workspace.document, node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._shown(node, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column is not None and column.right)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title if column else 'Number'}: {self._shown(node, column) or 'blank'}"
        if role == GAP:
            return column is not None and column.field == "owner" and self._is_gap(node)
        if role == Qt.ItemDataRole.ForegroundRole and (column is None or not takes(column, node)):
            return QBrush(look.color("muted"))
        return None

    def _shown(self, node: Node, column: Column | None) -> str:
        if column is None:
            result = self.workspace.result
            return result.numbers.get(node.id, "") if result else ""
        if column.field == CRITICALITY:
            held = self.workspace.simulating.result
            return percent(held.criticality.get(node.id, 0.0)) if held else ""
        if not takes(column, node):
            return ""
        if column.field == "owner" and self._is_gap(node):
            name = column.text(self.workspace.document, node)
            return f"Vacant: {name}" if name else "No accountable owner"
        shown = (column.shown or column.text)(self.workspace.document, node)
        return shown or ("" if column.field == "services" else "–")

    def _is_gap(self, node: Node) -> bool:
        if not isinstance(node, Step):
            return False
        owner = self.workspace.document.get(node.owner)
        return owner is None or bool(getattr(owner, "vacant", False))

    def flags(self, index: Index) -> Qt.ItemFlag:
        node, column = self.node(index), self.column(index)
        held = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return held | Qt.ItemFlag.ItemIsEditable if node and column and takes(column, node) else held

    # --- typing ------------------------------------------------------------------------------------------------------

    def refusal(self, index: Index, text: str) -> str:
        """Why a text cannot stand in a cell; nothing where it can."""
        node, column = self.node(index), self.column(index)
        if node is None or column is None:
            return ""
        try:
            change_of(self.workspace.document, column, node.id, text)
        except (ValueError, Refused) as error:
            return str(error)
        return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node, column = self.node(index), self.column(index)
        if node is None or column is None:
            return False
        try:
            change = change_of(self.workspace.document, column, node.id, str(value))
        except (ValueError, Refused) as error:
            self.refused.emit(str(error))
            return False
        # The name of a new step is one undo step with adding it.
        joins, self.fresh = node.id == self.fresh and column.field == "name", ""
        if joins:
            change = Change(f"Add step {str(value).strip()[:40]}", change.records)
        self.workspace.session.do(change, join=joins)
        return True


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
