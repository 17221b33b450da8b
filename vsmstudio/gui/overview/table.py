"""The matrix that people work in: a click or a key links, grades and lets go; arrows walk the cells."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

from vsmstudio.gui.look import larger
from vsmstudio.gui.overview.cells import INDENT, MatrixPainter
from vsmstudio.gui.overview.heads import Heads
from vsmstudio.gui.overview.rows import NAMES, Index, MatrixModel
from vsmstudio.gui.overview.words import NEXT
from vsmstudio.gui.panels.frozen_table import FrozenTable
from vsmstudio.model.records import Criticality

_NAMES, _CELL, _ROW = 264, 46, 40  # pixels
_REST = 120  # milliseconds
_HIGH, _MEDIUM, _LOW = Criticality.HIGH, Criticality.MEDIUM, Criticality.LOW
_GRADES: dict[int, Criticality | None] = {
    Qt.Key.Key_H: _HIGH, Qt.Key.Key_1: _HIGH, Qt.Key.Key_M: _MEDIUM, Qt.Key.Key_2: _MEDIUM, Qt.Key.Key_L: _LOW,
    Qt.Key.Key_3: _LOW, Qt.Key.Key_0: None, Qt.Key.Key_Delete: None, Qt.Key.Key_Backspace: None,
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = {*_GRADES, *_ENTER, Qt.Key.Key_Space, Qt.Key.Key_F2}


class MatrixTable(FrozenTable):
    """`graded` tells service, step or stream, and the grade that is wanted (None: no link). `chosen` tells the cell on which
    somebody stands now; `opening` the stream or step whose map is wanted, `naming` a service that is to be renamed."""

    graded = Signal(str, str, object)
    chosen = Signal(QModelIndex)
    opening = Signal(str)
    naming = Signal(str)

    heads: tuple[Heads, ...] = ()
    _hurries = False  # is a key held down? Then what one stands on is told once it is let go

    def __init__(self, rows: MatrixModel) -> None:
        self.rows = rows
        super().__init__(rows, "Services that underpin streams")
        self._pressed = QPersistentModelIndex()
        self.heads = (Heads(self, rows), Heads(self.frozen, rows))
        for table, head in zip((self, self.frozen), self.heads, strict=True):
            table.setHorizontalHeader(head)
            head.sectionClicked.connect(self._head_clicked)
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
            table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.frozen.raise_()  # over the new head
        self._cells = MatrixPainter(self, rows)
        for table in (self, self.frozen):
            table.setItemDelegate(self._cells)
        self._cells.prepare()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(lambda: self.chosen.emit(self.currentIndex()))
        self.frozen.clicked.connect(self._name_clicked)
        self.frozen.doubleClicked.connect(lambda index: self.opening.emit(rows.line(index).key))
        self.sorting.connect(self._column_clicked)
        rows.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give columns and rows their sizes."""
        scale = larger()
        for table in (self, self.frozen):
            table.verticalHeader().setDefaultSectionSize(round(_ROW * scale))
            table.horizontalHeader().setDefaultSectionSize(round(_CELL * scale))
        self.setColumnWidth(NAMES, round(_NAMES * scale))
        self.place()

    # --- where one stands ---------------------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for head in self.heads:
            head.mark(current.column() if current.isValid() else -1)
        for index in (current, previous):
            if index.isValid():
                self.frozen.viewport().update()
        if current.isValid() and self.hasFocus():
            if self._hurries:
                self._later.start()
            else:
                self.chosen.emit(current)

    def under_pointer(self, index: Index) -> bool:
        return bool(self._hovered.isValid() and index == self._hovered)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        QAbstractItemView.mouseMoveEvent(self, event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index if index.column() > NAMES else QModelIndex())

    # --- mouse --------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = QPersistentModelIndex(index) if left and index.column() > NAMES else QPersistentModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QPersistentModelIndex()
        index = self.indexAt(event.position().toPoint())
        if pressed.isValid() and index == pressed:
            self._toggle(index)

    def _name_clicked(self, index: QModelIndex) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        line = self.rows.line(index)
        at = self.frozen.viewport().mapFromGlobal(self.cursor().pos())
        if not line.step and at.x() < INDENT * larger():
            self.open_row(index, line.row.stream not in self.rows.opened)
        else:
            self.chosen.emit(index)

    def _column_clicked(self, column: int) -> None:
        """A click on a head stands on its service."""
        if self.rows.service(column) and self.rows.rowCount():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            row = max(0, self.currentIndex().row())
            self.selectionModel().setCurrentIndex(
                self.rows.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    # --- deeds --------------------------------------------------------------------------------------------------------

    def open_row(self, index: Index, opened: bool) -> None:
        """Show or hide the steps of a row's stream; the person stays on the stream."""
        stream, column = self.rows.line(index).row.stream, index.column()
        self.rows.open(stream, opened)
        row = next(at for at, line in enumerate(self.rows.lines) if line.key == stream)
        self.setCurrentIndex(self.rows.index(row, max(NAMES, column)))

    def _toggle(self, index: Index) -> None:
        self._grade(index, NEXT[self.rows.target(index)])

    def _grade(self, index: Index, grade: Criticality | None, *_: object) -> None:
        service = self.rows.service(index.column()) if index.isValid() else None
        if service is not None:
            self.graded.emit(service.id, self.rows.line(index).key, grade)

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        service, line = self.rows.service(index.column()), self.rows.line(index)
        if service is not None:
            here = QPersistentModelIndex(index)
            for words, grade in (("High", _HIGH), ("Medium", _MEDIUM), ("Low", _LOW), ("No link", None)):
                act = menu.addAction(words)
                act.triggered.connect(partial(self._grade, here, grade))
                act.setCheckable(True)
                act.setChecked(self.rows.target(index) is grade)
            menu.addSeparator()
            menu.addAction("Rename service", lambda: self.naming.emit(service.id))
        if not line.step and line.row.steps:
            opened = line.row.stream in self.rows.opened
            menu.addAction("Hide steps" if opened else "Show steps", lambda: self.open_row(index, not opened))
        menu.addAction("Open on the map", lambda: self.opening.emit(line.key))
        return menu

    # --- keys ---------------------------------------------------------------------------------------------------------

    def _is_own(self, event: QKeyEvent) -> bool:
        return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and event.key() in _OWN

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._hurries = event.isAutoRepeat()
        try:
            self._press(event)
        finally:
            self._hurries = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.heads:
            self.fit()  # words may be larger now

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.prepare()
        super().paintEvent(event)

    def _press(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            QAbstractItemView.keyPressEvent(self, event)
            return
        if index.column() == NAMES:
            if not self._on_name(index, event.key()):
                self._walk(event)
        elif event.key() in _GRADES:
            self._grade(index, _GRADES[event.key()])
        elif event.key() in (*_ENTER, Qt.Key.Key_Space):
            self._toggle(index)
        elif event.key() == Qt.Key.Key_F2:
            service = self.rows.service(index.column())
            self.naming.emit(service.id if service else "")
        else:
            self._walk(event)

    def _on_name(self, index: QModelIndex, key: int) -> bool:
        """Keys on a name: Enter leads to the map, Space and the arrows show and hide the steps of a stream."""
        line = self.rows.line(index)
        opened = line.row.stream in self.rows.opened
        if key in _ENTER:
            self.opening.emit(line.key)
        elif key == Qt.Key.Key_Space and not line.step:
            self.open_row(index, not opened)
        elif key == Qt.Key.Key_Right and not line.step and line.row.steps and not opened:
            self.open_row(index, True)
        elif key == Qt.Key.Key_Left and (opened or line.step):
            self.open_row(index, False)
        else:
            return key in _GRADES or key == Qt.Key.Key_F2
        return True

    def _walk(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            return  # letters mean grades here; they look for nothing
        QAbstractItemView.keyPressEvent(self, event)
