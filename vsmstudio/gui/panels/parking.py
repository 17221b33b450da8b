"""The parking lot: what came up and has to wait, of the whole engagement. Typed in a line, ticked off, put on a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from vsmstudio.gui import look, mime
from vsmstudio.gui.panels.widgets import Panel, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Note
from vsmstudio.notation.note import LONGEST
from vsmstudio.notation.shapes import Box, Poly

KEY = Qt.ItemDataRole.UserRole
HEADS = ("Note", "Kind", "About", "Written by")
_TEXT, _KIND, _ABOUT, _BY = range(4)
_EDITABLE = {_TEXT, _BY}


class _Ticked(QStyledItemDelegate):
    """Draws the box to tick itself, so that it can be seen in every theme."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.palette.setColor(QPalette.ColorRole.Highlight, look.color("selected"))
        option.palette.setColor(QPalette.ColorRole.HighlightedText, look.color("on_selected"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        tree = self.parent()
        if index.column() != _TEXT or not isinstance(tree, QTreeWidget):
            return
        area = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, tree)
        x, y = area.center().x() - 6.5, area.center().y() - 6.5
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        ground, ink = ("selected", "on_selected") if chosen else ("sheet", "ink")
        box = Box(x, y, 14, 14, fill=ground, stroke="on_selected" if chosen else "line", radius=3)
        done = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        tick = Poly(((x + 3.5, y + 7), (x + 6, y + 10), (x + 10.5, y + 4)), stroke=ink, line=1.8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look.painter().paint(painter, [box, tick] if done else [box])
        painter.restore()


class NoteList(QTreeWidget):
    """The parked notes: ticked, written in place, dragged onto the map. `unwanted` names one that is to be deleted."""

    unwanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("parked")
        self.setAccessibleName("Parked notes")
        self.setHeaderLabels(HEADS)
        self.setItemDelegate(_Ticked(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeView::item { height: 26px; } QHeaderView::section { padding-left: 5px; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        return mime.pack(mime.NOTE, str(items[0].data(_TEXT, KEY))) if items else QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            checked = item.checkState(_TEXT) is Qt.CheckState.Checked
            item.setCheckState(_TEXT, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.editItem(item, _TEXT)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and item is not None:
            self.unwanted.emit(item.data(_TEXT, KEY))
        else:
            super().keyPressEvent(event)


class ParkingPanel(Panel):
    """The lower tab. `put` puts a note on the map in view."""

    def __init__(self, workspace: Workspace, put: Callable[[Id], None]) -> None:
        super().__init__()
        self.workspace = workspace
        self._put = put
        self._showing = False
        self.setAccessibleName("Parking lot")
        self.entry = QLineEdit()
        self.entry.setAccessibleName("Park a note")
        self.entry.setPlaceholderText("Type what has to wait, and press Enter")
        self.entry.setMaxLength(LONGEST)
        self.entry.returnPressed.connect(self._park)
        self.button = QPushButton("Put on the map")
        self.button.setToolTip("Or drag the note onto the map; onto a step, and it is about that")
        self.button.clicked.connect(self.put_chosen)
        line = row(self.entry, self.button, spacing=12)
        line.setStretch(0, 1)
        line.setContentsMargins(16, 10, 16, 6)
        self.list = NoteList()
        self.list.itemChanged.connect(self._edited)
        self.list.itemSelectionChanged.connect(self._chosen)
        self.list.unwanted.connect(lambda key: workspace.do(lambda d: edits.delete(d, [key])))
        self.empty = label(
            "Nothing is parked. What comes up and has to wait is kept here, for all maps.", "empty", wrap=True
        )
        self.empty.setContentsMargins(16, 6, 16, 14)
        body = column(spacing=0)
        body.addLayout(line)
        body.addWidget(self.empty)
        body.addLayout(column(self.list, margins=(11, 0, 11, 8)), 1)
        self.setLayout(body)
        self.setFocusProxy(self.entry)
        workspace.changed.connect(self.refresh_if_seen)
        workspace.selected.connect(self._select)

    # --- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        document = self.workspace.document
        notes = document.notes(None)
        self._showing = True
        self.empty.setVisible(not notes)
        self.list.setVisible(bool(notes))
        while self.list.topLevelItemCount() > len(notes):
            self.list.takeTopLevelItem(self.list.topLevelItemCount() - 1)
        for at, note in enumerate(notes):
            item = self.list.topLevelItem(at)
            if item is None:
                item = QTreeWidgetItem(self.list)
            self._show(item, note)
        self._showing = False
        self._select()

    def _show(self, item: QTreeWidgetItem, note: Note) -> None:
        document = self.workspace.document
        item.setData(_TEXT, KEY, note.id)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        )  # fmt: skip
        item.setCheckState(_TEXT, Qt.CheckState.Checked if note.done else Qt.CheckState.Unchecked)
        said = (" ".join(note.text.split()), note.word.capitalize(), document.name(note.about), note.by)
        for column_, words in enumerate(said):
            item.setText(column_, words)
        item.setToolTip(_TEXT, "Tick what is done. Drag a note onto the map to put it there.")
        font = item.font(_TEXT)
        font.setStrikeOut(note.done)
        item.setFont(_TEXT, font)

    def _select(self) -> None:
        """The row of the note that is selected, if it is here."""
        if not self.isVisible():
            return
        chosen = self.workspace.selection
        self._showing = True
        self.list.clearSelection()
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None and (item.data(_TEXT, KEY),) == chosen:
                self.list.setCurrentItem(item)
        self._showing = False
        self.button.setEnabled(bool(self.list.selectedItems()))

    # --- doing --------------------------------------------------------------------------------------------------------

    def _park(self) -> None:
        if self.workspace.do(lambda d: edits.park_note(d, self.entry.text())):
            self.entry.clear()
            self.list.scrollToBottom()

    def _chosen(self) -> None:
        if not self._showing and (found := self.list.selectedItems()):
            self.workspace.select([found[0].data(_TEXT, KEY)])
        self.button.setEnabled(bool(self.list.selectedItems()))

    def _edited(self, item: QTreeWidgetItem, at: int) -> None:
        """A tick or a text was changed by hand."""
        note = self.workspace.document.of(Note, item.data(_TEXT, KEY))
        if self._showing or note is None:
            return
        done, said = item.checkState(_TEXT) is Qt.CheckState.Checked, item.text(at)
        if done != note.done:
            self.workspace.do(lambda d: edits.tick(d, note.id, done))
        elif at == _TEXT and said.strip() and said != " ".join(note.text.split()):
            self.workspace.do(lambda d: edits.write(d, note.id, said))
        elif at == _BY and said != note.by:
            self.workspace.do(lambda d: edits.update(d, note.id, by=said))
        self.refresh_if_seen()

    def put_chosen(self) -> None:
        """Put the chosen note on the map in view."""
        for item in self.list.selectedItems():
            self._put(str(item.data(_TEXT, KEY)))
