"""Notes and kaizen bursts on the canvas: adding them, beside a step or anywhere, and writing them in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from vsmstudio.gui.canvas.note_editor import NoteEditor
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Note, NoteKind
from vsmstudio.notation.note import note_area, note_places, note_size
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import area_of, snapped

if TYPE_CHECKING:
    from vsmstudio.gui.canvas.view import CanvasView

KINDS = {"note": NoteKind.NOTE, "burst": NoteKind.BURST}  # as the palette names them
_AWAY, _APART = 24.0, 8.0


class Noting:
    """Adds notes to the view's map and lets the person write them in place."""

    def __init__(self, view: CanvasView) -> None:
        self._view, self._workspace = view, view.workspace
        self._editor: NoteEditor | None = None
        self._key: Id = ""
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._follow)
        view.zoomed.connect(self._follow)
        view.workspace.changed.connect(self._follow)

    # --- adding -----------------------------------------------------------------------------------------------------

    def add(self, kind: str, middle: QPointF, about: Id = "") -> None:
        """A new note around a point, or beside a node that it is `about`, ready to be written."""
        if not self._workspace.map_id:
            return
        note = Note(id="", map=self._workspace.map_id, kind=KINDS[kind])
        x, y = self.beside(about, note) if about else _around(middle, note)
        before = set(self._workspace.document.records)
        if self._workspace.do(
            lambda d: edits.add_note(d, self._workspace.map_id, x, y, note.kind, about=about or None)
        ):
            made = next(each for each in self._workspace.document.all(Note) if each.id not in before)
            self._workspace.select([made.id])
            self._view.reveal(made.id)
            self.write(made.id, new=True)

    def add_here(self, kind: str) -> None:
        """A new note about the one selected node, else in the middle of what is in view, clear of what stands there."""
        about = self._chosen_node()
        note = Note(id="", map=self._workspace.map_id, kind=KINDS[kind])
        self.add(kind, self._free_middle(note), about)

    def put(self, key: Id, middle: QPointF | None = None, about: Id = "") -> None:
        """Put a parked note on the map: around a point, beside a node, or in the middle of what is in view."""
        note, map_id = self._workspace.document.of(Note, key), self._workspace.map_id
        if note is None or not map_id:
            return
        home = note.about or ""
        if middle is None and not about and getattr(self._workspace.document.get(home), "map", None) == map_id:
            about = home
        x, y = self.beside(about, note) if about else _around(middle or self._free_middle(note), note)
        if self._workspace.do(lambda d: edits.put_on_map(d, key, map_id, x, y, about or None)):
            self._workspace.select([key])
            self._view.reveal(key)

    def _chosen_node(self) -> Id:
        chosen = self._workspace.selection
        node = self._workspace.document.get(chosen[0]) if len(chosen) == 1 else None
        return node.id if isinstance(node, NODE_KINDS) and node.map == self._workspace.map_id else ""

    def beside(self, node: Id, note: Note) -> Point:
        """Where a note about a node stands: above it, higher where something is there."""
        document = self._workspace.document
        area = area_of(document.node(node), document.position(node) or (0.0, 0.0))
        width, height = note_size(note)
        x, y = snapped(area.center[0] - width / 2), snapped(area.y - _AWAY - height)
        taken = self._taken(note.id)
        for _ in range(len(taken) + 1):
            spot = Rect(x, y, width, height).grown(_APART - 1)
            hit = [each for each in taken if each.touches(spot)]
            if not hit:
                break
            y = snapped(min(each.y for each in hit) - _APART - height - 4)
        return x, y

    def _free_middle(self, note: Note) -> QPointF:
        """The middle of what is in view, or the next point below it where nothing stands."""
        middle = self._view.mapToScene(self._view.viewport().rect().center())
        taken = self._taken(note.id)
        while any(each.touches(note_area(note, _around(middle, note)).grown(_APART)) for each in taken):
            middle += QPointF(0, _AWAY)
        return middle

    def _taken(self, but: Id) -> list[Rect]:
        document, map_id = self._workspace.document, self._workspace.map_id
        nodes = [area_of(each, at) for each in document.nodes(map_id) if (at := document.position(each.id))]
        notes = note_places(document, map_id, {})
        return nodes + [note_area(document.the(Note, key), at) for key, at in notes.items() if key != but]

    # --- writing ----------------------------------------------------------------------------------------------------

    def write(self, key: Id, text: str | None = None, new: bool = False) -> None:
        """Open a note for writing; `text` replaces it, as when one just types."""
        self.finish()
        note = self._workspace.document.of(Note, key)
        if note is None or self._view.canvas.area_of(key) is None:
            return
        mark = self._workspace.document if new else None
        shown = note.text if text is None else text
        self._key = key
        self._editor = NoteEditor(
            self._view.viewport(), note.word, shown, lambda said: self._written(key, note.text, said, mark)
        )
        self._follow()
        self._editor.show()
        self._editor.setFocus()

    def finish(self) -> None:
        """End writing that is under way, keeping what was written."""
        if self._editor is not None:
            self._editor.end()

    def _follow(self) -> None:
        """Stay over the note, wherever it goes; end where it is gone."""
        editor = self._editor
        if editor is None:
            return
        area = self._view.canvas.area_of(self._key)
        if area is None:
            editor.finish(None)
        else:
            editor.lay(self._view.mapFromScene(QRectF(*area)).boundingRect(), self._view.zoom)

    def _written(self, key: Id, held: str, said: str | None, mark: Document | None) -> None:
        """Take over what was written. `mark`: the document since it was added; then both are one step to undo."""
        self._editor = None
        session = self._workspace.session
        if self._workspace.document.of(Note, key) is None:
            return
        text = (said or "").strip()
        fresh = mark is not None and mark is self._workspace.document
        if not text and fresh:
            session.drop()  # it got no words, so it never was
        elif said is not None and text != held.strip():
            change = edits.write(self._workspace.document, key, text)
            if fresh:
                change = Change(change.label.replace("Write", "Add", 1), change.records)
                session.do(change, join=True)
            else:
                self._workspace.do(change)


def _around(middle: QPointF, note: Note) -> Point:
    width, height = note_size(note)
    return snapped(middle.x() - width / 2), snapped(middle.y() - height / 2)
