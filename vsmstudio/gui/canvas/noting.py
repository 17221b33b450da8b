"""Notes and kaizen bursts on the canvas: adding them, beside a step or anywhere, and writing them in place."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from vsmstudio.gui.canvas.note_editor import NoteEditor
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Note, NoteKind
from vsmstudio.notation.note import note_area, note_places, note_size
from vsmstudio.notation.shapes import Point, Rect, Words
from vsmstudio.notation.sizes import GRID, area_of, snapped

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
        if not self._workspace.has_map():
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
        """Where a note about a node stands: above it, else below it, as near as nothing else lies there."""
        document = self._workspace.document
        area = area_of(document.node(node), document.position(node) or (0.0, 0.0))
        width, height = note_size(note)
        x = snapped(area.center[0] - width / 2)
        taken = self._taken(note.id)
        above = Rect(x, snapped(area.y - _AWAY - height), width, height)
        below = Rect(x, snapped(area.bottom + _AWAY), width, height)
        while hit := [each for each in taken if each.touches(above.grown(_APART - 1))]:
            above = above._replace(y=math.floor((min(each.y for each in hit) - _APART - height) / GRID) * GRID)
        while hit := [each for each in taken if each.touches(below.grown(_APART - 1))]:
            below = below._replace(y=math.ceil((max(each.bottom for each in hit) + _APART) / GRID) * GRID)
        best = above if area.y - above.bottom <= below.y - area.bottom + _AWAY else below
        return best.x, best.y

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
        taken = nodes + [note_area(document.the(Note, key), at) for key, at in notes.items() if key != but]
        for flow in document.flows(map_id):
            if item := self._view.canvas.item_of(flow.id):
                taken += [_span(a, b) for a, b in pairwise(item.element.path)]
                taken += [
                    Rect(each.left, each.y - each.size, each.width, each.size + 4)
                    for each in item.element.shapes
                    if isinstance(each, Words)
                ]
        return taken

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
            change = self._rewritten(key, text, fresh)
            if fresh:
                change = Change(change.label.replace("Write", "Add", 1), change.records)
                session.do(change, join=True)
            else:
                self._workspace.do(change)

    def _rewritten(self, key: Id, text: str, fresh: bool) -> Change:
        """Another text. A note above what it is about grows away from that; one just added looks for its place again."""
        document = self._workspace.document
        held, at = document.the(Note, key), document.position(key)
        change = edits.write(document, key, text)
        node, grown = document.get(held.about), document.apply(change).the(Note, key)
        if at is None or not isinstance(node, NODE_KINDS):
            return change
        x, y = at
        old, new = note_size(held)[1], note_size(grown)[1]
        if fresh:
            x, y = self.beside(node.id, grown)
        elif y + old <= area_of(node, document.position(node.id) or (0.0, 0.0)).y:
            y -= new - old
        moved = edits.place(document.apply(change), {key: (x, y)})
        return change.then(moved, change.label)


def _span(a: Point, b: Point) -> Rect:
    return Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])).grown(1)


def _around(middle: QPointF, note: Note) -> Point:
    width, height = note_size(note)
    return snapped(middle.x() - width / 2), snapped(middle.y() - height / 2)
