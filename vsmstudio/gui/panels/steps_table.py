"""All steps and queues of the map in view as a table: the keyboard twin of the map.

Typing starts editing, Enter commits and goes down, Tab commits and goes right, Esc cancels, Delete clears. Enter on the last
row adds the next step and lets its name be typed. Cells are copied, pasted and filled down as in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)  # fmt: skip

from vsmstudio.gui.panels.deeds import next_step
from vsmstudio.gui.panels.steps_block import Outcome, as_text, filled, filled_down, pasted
from vsmstudio.gui.panels.steps_columns import COLUMNS, CRITICALITY, Column, cleared
from vsmstudio.gui.panels.steps_delegate import CellDelegate
from vsmstudio.gui.panels.steps_model import KEY, StepsModel
from vsmstudio.gui.panels.typed_cells import ENTER, TABS
from vsmstudio.gui.panels.widgets import Panel, breakable, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.interchange.clip_text import TooMuch, read_cells
from vsmstudio.model import edits
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Map, Step

_ANY_HEIGHT = 16777215  # as Qt says it: no limit
_OWN = ENTER | TABS | {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Space}


class StepsView(QTableView):
    """The table itself."""

    def __init__(self, workspace: Workspace, steps: StepsModel) -> None:
        super().__init__()
        self.workspace, self.steps = workspace, steps
        self.message = label(name="message", wrap=True)
        steps.setParent(self)
        self.setModel(steps)
        self.setItemDelegate(CellDelegate(self, self))
        self.setAccessibleName("Steps")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(32)
        self.horizontalHeader().setStretchLastSection(True)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setColumnWidth(0, 36)
        for index, held in enumerate(COLUMNS, start=1):
            self.setColumnWidth(index, held.width)

    def complain(self, words: str) -> None:
        """Say below the table why a text is refused."""
        self.message.setText(breakable(words))
        self.message.setVisible(bool(words))

    # --- keys --------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """What is typed here is for the table, even where the window has a shortcut on it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            typed = plain and (event.key() in _OWN or (event.text().isprintable() and event.text()))
            if typed or self._block_deed(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.steps.keys and self.currentIndex().column() < 1:  # the number cannot be typed
            row = max(0, self.currentIndex().row())
            self.selectionModel().setCurrentIndex(self.steps.index(row, 1), QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER | TABS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_cells()
        elif (deed := self._block_deed(event)) is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def go_on(self, event: QKeyEvent) -> None:
        """Where Enter and Tab lead: down and to the right, with Shift up and to the left."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or event.key() == Qt.Key.Key_Backtab
        if event.key() in ENTER:
            self._go_down(-1 if back else 1)
        elif not self._go_right(-1 if back else 1):
            QWidget.focusNextPrevChild(self, not back)  # past the table's own, which would stay in it

    def _go_down(self, by: int) -> None:
        index = self.currentIndex()
        row = index.row() + by
        if 0 <= row < len(self.steps.keys):
            self.setCurrentIndex(self.steps.index(row, max(1, index.column())))
        elif by > 0:
            self.add_step()

    def _go_right(self, by: int) -> bool:
        """To the next cell that can be filled in, on the next row after the last. False where there is none."""
        count, index = self.steps.columnCount(), self.currentIndex()
        place = index.row() * count + index.column() + by
        while 0 <= place < count * len(self.steps.keys):
            found = self.steps.index(place // count, place % count)
            if found.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(found)
                return True
            place += by
        return False

    def clear_cells(self) -> None:
        """Blank the selected cells as one change."""
        cells = [
            (str(index.data(KEY)), held)
            for index in self.selectedIndexes()
            if (held := self.steps.column(index)) is not None
        ]
        self.workspace.do(lambda document: cleared(document, cells))

    # --- blocks of cells ---------------------------------------------------------------------------------------------

    def _block_deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does to the selected cells, as in a spreadsheet."""
        keys = QKeySequence.StandardKey
        deeds: dict[QKeySequence.StandardKey, Callable[[], None]] = {
            keys.Copy: self.copy_cells, keys.Cut: self.cut_cells, keys.Paste: self.paste_cells, keys.SelectAll: self.selectAll,
        }  # fmt: skip
        if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return self.fill_down
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            return self.select_rows
        return next((deed for key, deed in deeds.items() if event.matches(key)), None)

    def _columns(self) -> list[int]:
        """The columns in sight, but for the number."""
        return [at for at in range(1, self.steps.columnCount()) if not self.isColumnHidden(at)]

    def _block(self) -> tuple[list[int], list[int]]:
        """Rows and columns of what is selected; whole rows where only their numbers are."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows = sorted({each.row() for each in chosen if each.isValid()})
        return rows, sorted({each.column() for each in chosen} & set(self._columns())) or self._columns()

    def _held(self, places: list[int]) -> list[Column]:
        return [COLUMNS[at - 1] for at in places]

    def select_rows(self) -> None:
        """Select the rows whole in which something is selected."""
        chosen = QItemSelection()
        for row in self._block()[0]:
            chosen.select(self.steps.index(row, 1), self.steps.index(row, self.steps.columnCount() - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy_cells(self) -> None:
        """Copy the selected cells as text; whole rows with their header."""
        rows, places = self._block()
        if rows:
            keys = [self.steps.keys[row] for row in rows]
            whole = places == self._columns()
            QApplication.clipboard().setText(as_text(self.workspace.document, keys, self._held(places), whole))

    def cut_cells(self) -> None:
        self.copy_cells()
        self.clear_cells()

    def paste_cells(self) -> None:
        """Lay copied cells over the table from the current one on; a single value fills all that is selected."""
        try:
            cells = read_cells(QApplication.clipboard().text())
        except TooMuch as refusal:
            self.workspace.said.emit(str(refusal))
            return
        if not cells or self.workspace.document.of(Map, self.workspace.map_id) is None:
            return
        document, steps, chosen = self.workspace.document, self.steps, self.selectedIndexes()
        rows, places = self._block()
        if len(cells) == len(cells[0]) == 1 and len(chosen) > 1:
            held = [(steps.keys[each.row()], COLUMNS[each.column() - 1]) for each in chosen if each.column() > 0]
            self._do(filled(document, held, cells[0][0]), "Paste")
        else:
            onward = [at for at in self._columns() if at >= places[0]]
            first = rows[0] if rows else 0
            try:
                found = pasted(document, self.workspace.map_id, steps.keys, first, self._held(onward), cells)
            except TooMuch as refusal:
                self.workspace.said.emit(str(refusal))
            else:
                self._do(found, "Paste")

    def fill_down(self) -> None:
        """The first of the selected rows in those below it; into a single row what stands above it."""
        rows, places = self._block()
        if rows:
            self._do(filled_down(self.workspace.document, self.steps.keys, rows, self._held(places)), "Fill")

    def _do(self, outcome: Outcome, verb: str) -> None:
        """Carry out what a block of cells does as one change, and say what was left out."""
        if self.workspace.do(outcome.change(verb)) and outcome.words:
            self.workspace.said.emit(outcome.words)

    # --- adding ------------------------------------------------------------------------------------------------------

    def add_step(self) -> None:
        """Add the step that follows the last row, or the first of the map, and let its name be typed."""
        document, map_id = self.workspace.document, self.workspace.map_id
        if document.of(Map, map_id) is None:
            return
        node = Step(id=new_id(), map=map_id, name="New step")
        after = self.steps.keys[-1] if self.steps.keys else ""
        if not self.workspace.do(lambda d: next_step(d, after, node) if after else edits.add_node(d, node, 0, 0)):
            return
        self.steps.refresh()
        self.steps.fresh = node.id
        self.setFocus()
        self.edit_name(node.id)

    def edit_name(self, key: Id) -> None:
        index = self.steps.index(self.steps.keys.index(key), 1)
        self.setCurrentIndex(index)
        self.edit(index)

    def is_unnamed(self, text: str) -> bool:
        """Is the step that was just added left without a name?"""
        return bool(self.steps.fresh) and not text.strip() and str(self.currentIndex().data(KEY)) == self.steps.fresh

    def give_up(self) -> None:
        """Esc, or Enter without a name, takes the step back that was just added."""
        fresh, self.steps.fresh = self.steps.fresh, ""
        if fresh and fresh in self.workspace.document:
            self.workspace.session.drop()
            if self.steps.keys:
                self.setCurrentIndex(self.steps.index(len(self.steps.keys) - 1, 1))


class StepsTable(Panel):
    """The panel: the table, what it refuses, and its part in the selection that all views share."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Steps")
        self.steps = StepsModel(workspace)
        self.table = StepsView(workspace, self.steps)
        self.table.message.setContentsMargins(12, 4, 12, 6)
        self.table.message.hide()
        self.empty = label("No steps yet. Press Enter to add the first.", "empty")
        self.empty.setContentsMargins(16, 4, 16, 10)
        self._layout = column(self.table, self.empty, self.table.message, spacing=0)
        self._layout.addStretch(0)
        self._layout.setStretch(0, 1)
        self.setLayout(self._layout)
        self.setFocusProxy(self.table)
        self._syncing = False
        self.steps.refused.connect(workspace.said)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        workspace.selected.connect(self._show_selection)
        for signal in (workspace.changed, workspace.mapped, workspace.replaced):
            signal.connect(self.refresh_if_seen)
        workspace.figured.connect(self._show_numbers)
        self._simulated: object = None  # whose criticality index is shown
        workspace.simulating.changed.connect(self._show_criticality)
        self._show_criticality()

    def _show_criticality(self) -> None:
        """The criticality index, only where something is a range. Painted again only where it is another: while it is being
        worked out each call from Qt waits for its turn."""
        place = next(at for at, each in enumerate(COLUMNS, start=1) if each.field == CRITICALITY)
        result = self.workspace.simulating.result
        self.table.setColumnHidden(place, result is None)
        if result is not self._simulated and self.steps.keys:
            self.steps.dataChanged.emit(self.steps.index(0, place), self.steps.index(len(self.steps.keys) - 1, place))
        self._simulated = result

    def _show_numbers(self) -> None:
        """Steps have other numbers; what is being typed stays."""
        if self.steps.keys:
            self.steps.dataChanged.emit(self.steps.index(0, 0), self.steps.index(len(self.steps.keys) - 1, 0))

    def refresh(self) -> None:
        self._show_criticality()
        index = self.table.currentIndex()
        key, place = index.data(KEY) if index.isValid() else None, index.column()
        self._syncing = True
        if self.steps.refresh() and key in self.steps.keys:
            self.table.setCurrentIndex(self.steps.index(self.steps.keys.index(key), place))
        self._syncing = False
        none = not self.steps.keys
        self.empty.setVisible(none)
        self.table.setMaximumHeight(self.table.horizontalHeader().sizeHint().height() if none else _ANY_HEIGHT)
        bars = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if none else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.table.setHorizontalScrollBarPolicy(bars)
        self._layout.setStretch(3, 1 if none else 0)
        self._show_selection()

    def _rows(self) -> set[Id]:
        return {str(index.data(KEY)) for index in self.table.selectedIndexes()}

    def _choose(self) -> None:
        if not self._syncing and (chosen := self._rows()):
            self.workspace.select(key for key in self.steps.keys if key in chosen)

    def _show_selection(self) -> None:
        """Select the rows of what is selected elsewhere; the column in which the person works stays."""
        wanted = set(self.workspace.selection) & set(self.steps.keys)
        if wanted == self._rows():
            return
        self._select(wanted, max(1, self.table.currentIndex().column()))

    def stand_on(self, key: Id, field: str = "") -> None:
        """The keyboard comes to a step's cell; in the same column all that is selected stays so."""
        self.refresh_if_seen()
        if key in self.steps.keys:
            place = next((at for at, each in enumerate(COLUMNS, start=1) if each.field == field), 1)
            index = self.steps.index(self.steps.keys.index(key), place)
            self.table.setFocus()
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._select(set(self.workspace.selection) & set(self.steps.keys), place)

    def _select(self, wanted: set[Id], place: int) -> None:
        """Select the cells of these steps in one column."""
        self._syncing = True
        model = self.table.selectionModel()
        chosen = QItemSelection()
        rows = [row for row, key in enumerate(self.steps.keys) if key in wanted]
        for row in rows:
            chosen.select(self.steps.index(row, place), self.steps.index(row, place))
        if rows and self.table.currentIndex().row() not in rows:
            model.setCurrentIndex(self.steps.index(rows[0], place), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._syncing = False
