"""Copy, cut, paste and duplicate: things of a map as they are, texts of a spreadsheet as steps, cells of tables as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QAbstractListModel, QByteArray, QEvent, QMimeData, QObject, QPointF, QRectF
from PySide6.QtGui import QCursor, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from vsmstudio.gui import mime
from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.clipboard_graft import graft, place_for
from vsmstudio.gui.clipboard_place import bounds, free_place, taken_areas, things_of
from vsmstudio.gui.clipboard_records import RECORDS, as_text, pack, taken, unpack
from vsmstudio.gui.clipboard_steps import steps_in
from vsmstudio.gui.workspace import NO_MAP, Workspace
from vsmstudio.interchange.clip_text import write_cells
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Map, Note, Record
from vsmstudio.model.rules import Refused
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import GRID, STEP_PITCH, STEP_WIDTH

_NOTHING = "There is nothing to paste. Copy steps here, or names or rows in a spreadsheet."
_BELOW = 56.0


class Clipboard(QObject):
    """What the Edit menu's copying does, wherever the keyboard is; and texts that are dropped on the canvas."""

    def __init__(self, workspace: Workspace, view: CanvasView) -> None:
        super().__init__(view)
        self._workspace, self._view = workspace, view
        view.making.capture.spread = self.spread
        view.viewport().installEventFilter(self)

    # --- copying ------------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy what the keyboard is on: marked text, cells of a table, else what is selected on the map."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            widget.copy()
        elif (own := _own_deed(widget, "copy_cells")) is not None:
            own()
        elif isinstance(widget, QAbstractItemView):
            QApplication.clipboard().setText(_rows_of(widget))
        else:
            self._copy_things()

    def _copy_things(self) -> bool:
        workspace = self._workspace
        keys = self._chosen()
        if not self._is_seen():
            return False
        if not keys:
            workspace.said.emit("Select steps, queues or notes on the map first, then copy them.")
            return False
        data = mime.empty()
        data.setData(RECORDS, QByteArray(pack(taken(workspace.document, keys))))
        data.setText(as_text(workspace.document, keys))
        QApplication.clipboard().setMimeData(data)
        return True

    def _is_seen(self) -> bool:
        """Is the map in view? What nobody sees is not worked on."""
        if not self._view.isVisible():
            self._workspace.said.emit("Open a map first: nothing is copied or pasted where it cannot be seen.")
        return self._view.isVisible()

    def _chosen(self) -> list[Id]:
        """The nodes and notes that are selected on the map in view."""
        document, map_id = self._workspace.document, self._workspace.map_id
        here = {each.id for each in (*document.nodes(map_id), *document.notes(map_id))}
        return [key for key in self._workspace.selection if key in here]

    def cut(self) -> None:
        """Copy, and take away."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            widget.cut()
        elif (own := _own_deed(widget, "cut_cells")) is not None:
            own()
        elif self._copy_things():
            keys = self._chosen()

            def deed(document: Document) -> Change:
                change = edits.delete(document, keys)
                return Change(change.label.replace("Delete", "Cut", 1), change.records)

            self._workspace.do(deed)

    # --- pasting ------------------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Paste where the keyboard is: into a text or a table, else onto the map."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            widget.paste()
        elif (own := _own_deed(widget, "paste_cells")) is not None:
            own()
        else:
            self.paste_here()

    def paste_here(self) -> None:
        """Paste onto the map in view: things as they were copied, texts as steps."""
        if not self._is_seen():
            return
        data = cast("QMimeData | None", QApplication.clipboard().mimeData())  # None: it went with whoever had filled it
        if data is None:
            data = QMimeData()
        brought = unpack(bytes(data.data(RECORDS).data())) if data.hasFormat(RECORDS) else None
        if brought is not None:
            self._put(brought, self._where(brought), "Paste")
        elif data.hasText() and data.text().strip():
            self.spread(data.text(), self._after())
        else:
            self._workspace.said.emit(_NOTHING)

    def duplicate(self) -> None:
        """Copies of what is selected beside it, connected among themselves as it is."""
        document, keys = self._workspace.document, self._chosen()
        if not self._is_seen():
            return
        if not keys:
            self._workspace.said.emit("Select steps, queues or notes on the map first, then duplicate them.")
            return
        brought = taken(document, keys)
        whole = bounds(brought, things_of(brought))
        beside = (whole.right + STEP_PITCH - STEP_WIDTH, whole.y)
        if free_place(brought, beside, self._taken()) != (beside[0] - whole.x, 0.0):
            beside = (whole.x, whole.y)  # below, then
        self._put(brought, beside, "Duplicate")

    def spread(self, text: str, after: Id = "", at: QPointF | None = None) -> bool:
        """Make connected steps of a text: behind a step, else free of all others. True where something came of it."""
        workspace = self._workspace
        held = workspace.document.of(Map, workspace.map_id)
        if held is None:
            return workspace.has_map()
        found = steps_in(text, held.convention)
        if isinstance(found, str):
            workspace.said.emit(found)
            return False
        was_empty = not workspace.document.nodes(workspace.map_id)
        wanted = (at.x(), at.y()) if at is not None else self._free_row()
        if self._put(found.document, wanted, "Paste", after if len(found.document.maps) == 1 else ""):
            if was_empty:
                self._view.first_look()
            workspace.said.emit(found.words)
            return True
        return False

    def _put(self, brought: Document, wanted: Point, verb: str, after: Id = "") -> bool:
        """Bring things onto the map as one undo step, and select them."""
        workspace, map_id = self._workspace, self._workspace.map_id
        before = set(workspace.document.records)

        def deed(document: Document) -> Change:
            if document.of(Map, map_id) is None:
                raise Refused(NO_MAP)
            by, room = place_for(document, brought, map_id, after, wanted)
            change = room.then(graft(document.apply(room), map_id, brought, by, "", after))
            return Change(_label(verb, brought), change.records)

        if not workspace.do(deed):
            return False
        document = workspace.document
        made = [each.id for each in (*document.nodes(map_id), *document.notes(map_id)) if each.id not in before]
        workspace.select(made)
        for key in (made[-1], made[0]):
            self._view.reveal(key)
        return True

    # --- where --------------------------------------------------------------------------------------------------------

    def _after(self) -> Id:
        """The one node that is selected."""
        chosen = self._workspace.selection
        one = len(chosen) == 1 and isinstance(self._workspace.document.get(chosen[0]), NODE_KINDS)
        return chosen[0] if one else ""

    def _taken(self) -> list[Rect]:
        return taken_areas(self._workspace.document, self._workspace.map_id)

    def _free_row(self) -> Point:
        """Where a new chain begins: below the map, at its left."""
        areas = self._taken()
        if not areas:
            return (0.0, 0.0)
        return (min(each.x for each in areas), max(each.bottom for each in areas) + _BELOW)

    def _where(self, brought: Document) -> Point:
        """Where copied things go: to their own place where that is in view, else to the pointer or the middle of the view."""
        view, whole = self._view, bounds(brought, things_of(brought))
        room = QRectF(view.mapToScene(view.viewport().rect()).boundingRect())
        if self._workspace.map_id in brought and room.intersects(QRectF(*whole)):
            return (whole.x, whole.y)
        pointer = view.viewport().mapFromGlobal(QCursor.pos())
        inside = view.viewport().rect().contains(pointer) and view.underMouse()
        middle = view.mapToScene(pointer) if inside else room.center()
        corner = (middle.x() - whole.width / 2, middle.y() - whole.height / 2)
        return (round(corner[0] / GRID) * GRID, round(corner[1] / GRID) * GRID)

    # --- dropping -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text that is dragged in from another program becomes steps where it is dropped."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if _is_text(event.mimeData()) and self._workspace.map_id:
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent) and _is_text(event.mimeData()):
            event.acceptProposedAction()
            self._view.setFocus()
            self.spread(event.mimeData().text(), at=self._view.mapToScene(event.position().toPoint()))
            return True
        return False


def _is_text(data: QMimeData | None) -> bool:
    if data is None or data.hasUrls() or mime.unpack(data)[0]:
        return False
    return data.hasText() and bool(data.text().strip())


def _label(verb: str, brought: Document) -> str:
    """`Paste 3 steps`, `Duplicate step Receive`."""
    nodes: list[Record] = [node for each in brought.maps for node in brought.nodes(each.id)]
    things = nodes or things_of(brought)
    if len(things) == 1:
        return f"{verb} {things[0].word} {brought.name(things[0].id)[:40]}".strip()
    kinds = {each.word for each in things} if not isinstance(things[0], Note) else {"note"}
    return f"{verb} {len(things)} {kinds.pop() + 's' if len(kinds) == 1 else 'things'}"


def _own_deed(widget: QWidget | None, name: str) -> Callable[[], None] | None:
    """What a table does itself."""
    found = getattr(widget, name, None)
    return found if callable(found) else None


def _rows_of(table: QAbstractItemView) -> str:
    """The selected rows of a table as text; the current one where nothing is selected."""
    model, current = table.model(), table.currentIndex().row()
    rows = sorted({each.row() for each in table.selectedIndexes()}) or [current] * (current >= 0)
    hidden = getattr(table, "isColumnHidden", lambda at: False)
    count = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    columns = [at for at in range(count) if not hidden(at)]
    return write_cells([[str(model.index(row, at).data() or "") for at in columns] for row in rows])
