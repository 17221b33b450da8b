"""Capturing a map by keyboard: names and figures are typed where they are drawn, cell after cell and step after step.

Enter goes on to the next step, Tab to the next figure, Shift+Tab back, Esc ends. What cannot be read stays in its cell, with
what would be accepted below it. All that is typed into one step without leaving it is one undo step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRectF

from vsmstudio.gui.canvas import cells
from vsmstudio.gui.canvas.camera import Camera
from vsmstudio.gui.canvas.cells import Cell
from vsmstudio.gui.canvas.naming import CellEditor, Ended, Hint
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Record, Step
from vsmstudio.model.rules import Refused
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import area_of

_FIRST_FIGURE = 1
_NEAR = 2.0  # a click so near to a figure is on it


@dataclass(frozen=True)
class Place:
    """Where one types: the record and its cell.

    `new`: it was just added, and all that is typed into it is one undo step with adding it. `chained`: it was offered after
    another, and goes again where it is left without a name. `run`: steps are being added one after the other.
    """

    key: Id
    at: int = 0
    new: bool = False
    chained: bool = False
    run: bool = False


class Capture(QObject):
    """The editor on the canvas, if there is one, and where its keys lead.

    `add_after` adds the step after another and opens it; `spread` makes steps of what was copied from a spreadsheet.
    """

    def __init__(self, view: Camera, workspace: Workspace, add_after: Callable[[Id], None]) -> None:
        super().__init__(view)
        self._view, self._workspace, self._add_after = view, workspace, add_after
        self.area_of: Callable[[Id], QRectF | None] = lambda key: None
        self.reveal: Callable[[Id], None] = lambda key: None
        self.spread: Callable[[str, Id], bool] = lambda text, after: False
        self.place: Place | None = None
        self._editor: CellEditor | None = None
        self._hint = Hint(view.viewport())
        self._cell = Cell("name", "Name")
        self._held = ""  # what stood in the cell when it was opened
        self._mark: Document | None = None  # the document after the last change that was made here
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.follow)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.follow)
        view.resized.connect(self.follow)

    # --- opening ------------------------------------------------------------------------------------------------------

    def open(self, place: Place, text: str | None = None, mark: Document | None = None) -> bool:
        """Let a cell be typed; `text` replaces what stands in it. False where the record has no such cell here."""
        document = self._workspace.document
        record = document.get(place.key)
        found = cells.cells_of(document, record) if record is not None else ()
        if place.at >= len(found) or self.area_of(place.key) is None:
            return False
        before, self.place, self._cell = self._editor, place, found[place.at]
        self._mark = mark or self._mark
        assert record is not None
        self._held = cells.text_of(document, record, self._cell)
        shown = self._held if text is None else text
        offer = self._offer(record) if text is None and not self._held else ""
        editor = CellEditor(self._view.viewport(), self._spoken(record), offer or shown)
        editor.completes = lambda typed: cells.completed(self._workspace.document, self._cell, typed)
        editor.again = lambda: cells.said_before(self._workspace.document, place.key, self._cell)
        editor.pasted = self._paste
        editor.ended.connect(self._ended)
        editor.textEdited.connect(self._typing)
        if text is not None:
            editor.setModified(True)
            editor.end(False)
        if before is not None:
            before.silence()
        self._editor = editor
        editor.mark(False)
        editor.show()
        self.follow()
        editor.setFocus()
        if before is not None:
            before.close_for_good()
        self._say(self._first_words(offer))
        return True

    def open_at(self, key: Id, at: QPointF) -> bool:
        """Open the figure that is drawn at a point of the scene; False where there is none."""
        document = self._workspace.document
        record, corner = document.get(key), document.position(key)
        if corner is None or record is None:
            return False
        x, y = at.x() - corner[0], at.y() - corner[1]
        for number, cell in enumerate(cells.cells_of(document, record)):
            if cell.area is not None and cell.area.grown(_NEAR).touches(Rect(x, y, 0.1, 0.1)):
                return self.open(Place(key, number))
        return False

    def _offer(self, record: Record) -> str:
        """The owner of the step before, where steps are being added: most often it is the same."""
        if self._cell.field != "owner" or self.place is None or not self.place.run:
            return ""
        return cells.said_before(self._workspace.document, record.id, self._cell)

    def _spoken(self, record: Record) -> str:
        name = self._workspace.document.name(record.id)
        return f"{self._cell.meaning} of {name}" if name and self._cell.field != "name" else self._cell.meaning

    def _first_words(self, offer: str) -> str:
        """What a cell is, said before anything is typed."""
        if offer:
            return "Same owner as the step before. Type another, or press Delete for none."
        if self._cell.field == "name":
            return "Enter: next step   Tab: its times and owner" if self.place and self.place.new else ""
        return f"{self._cell.meaning}, {self._cell.such_as}"

    # --- keeping up ---------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Stand where the cell is drawn now: after zooming, panning, and changes that came from elsewhere."""
        if self.place is None or self._editor is None:
            return
        area = self.area_of(self.place.key)
        if area is None:
            self._close()
            return
        zoom = float(self._view.transform().m11())
        where = self._view.viewportTransform().mapRect(self._scene_area(area)).toAlignedRect()
        block = self._view.viewportTransform().mapRect(area).toAlignedRect()
        self._editor.lay(where, where if self._cell.area is None else block, zoom)
        if self._hint.isVisible():
            self._say(self._hint.text(), bool(self._hint.property("bad")))

    def _scene_area(self, area: QRectF) -> QRectF:
        """Where the open cell is drawn."""
        assert self.place is not None
        document = self._workspace.document
        record, at = document.get(self.place.key), document.position(self.place.key)
        if self._cell.area is None or at is None or not isinstance(record, NODE_KINDS):
            return QRectF(area.x(), area.y() + 4, area.width(), min(area.height(), 26.0))
        x, y, width, height = self._cell.area
        corner = area_of(record, at)
        return QRectF(corner.x + x, corner.y + y, width, height)

    def enter_figures(self) -> bool:
        """Tab on a selected step: into its first figure. With nothing or more selected, Tab leaves the map as ever."""
        chosen = self._workspace.selection
        return len(chosen) == 1 and self._editor is None and self.open(Place(chosen[0], _FIRST_FIGURE))

    # --- typing -------------------------------------------------------------------------------------------------------

    def _say(self, words: str, bad: bool = False) -> None:
        if self.place is None or self._editor is None:
            return
        self._hint.setProperty("bad", bad)
        self._editor.setAccessibleDescription(words)
        area = self.area_of(self.place.key) or QRectF()
        beside = self._view.viewportTransform().mapRect(area).toAlignedRect()
        self._hint.say(words, bad, beside, self._editor.geometry())

    def _typing(self, text: str) -> None:
        if self.place is not None and self._editor is not None:
            self._editor.mark(False)
            shown = self._editor.text()  # completed, it may be
            self._say(cells.echo(self._workspace.document, self.place.key, self._cell, shown))
            self.follow()

    def _paste(self, text: str) -> bool:
        """Several names or rows at once are steps of their own, after the one that is being named."""
        if self.place is None or self._cell.field != "name" or not _is_table(text):
            return False
        place = self.place
        fresh = place.new and self._editor is not None and not self._editor.text().strip()
        after = cells.neighbour(self._workspace.document, place.key, back=True) if fresh else place.key
        if fresh and self._mark is self._workspace.document:
            self._close()
            self._workspace.session.drop()
        else:
            self.finish()
        return self.spread(text, after)

    # --- ending -------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """End typing that is under way, keeping what was typed."""
        if self._editor is not None:
            self._ended(Ended.LEFT)

    def _ended(self, how: Ended) -> None:
        place, editor = self.place, self._editor
        if place is None or editor is None:
            return
        if place.key not in self._workspace.document:
            self._close()
            return
        unnamed = place.new and self._cell.field == "name" and isinstance(self._record(), Step)
        blank = how is Ended.CANCEL or not editor.text().strip()
        if unnamed and blank and place.chained:
            self._take_back(how)
            return
        named = not (unnamed and blank)
        text = editor.text() if named else "New step"
        refusal = self._commit(place, text, how) if how is not Ended.CANCEL or not named else ""
        if refusal and how is not Ended.LEFT:
            editor.mark(True)
            self._say(refusal, bad=True)
            return
        if refusal:
            self._workspace.said.emit(f"{self._cell.meaning} was not changed. {refusal}")
        if how in (Ended.LEFT, Ended.CANCEL) or not (named or how is Ended.TAB) or not self._go_on(place, how):
            self._close()

    def _record(self) -> Record | None:
        return self._workspace.document.get(self.place.key) if self.place else None

    def _take_back(self, how: Ended) -> None:
        """The chain ends: the step that was offered goes again."""
        assert self.place is not None
        before = cells.neighbour(self._workspace.document, self.place.key, back=True)
        if self._mark is self._workspace.document:
            self.place = None  # so that nothing follows it while it goes
            self._workspace.session.drop()
        last = len(cells.cells_of(self._workspace.document, self._workspace.document.node(before))) - 1 if before else 0
        if how is not Ended.BACK or not before or not self.open(Place(before, last, run=True)):
            self._close()
        if before:
            self._workspace.select([before])

    def _commit(self, place: Place, text: str, how: Ended) -> str:
        """Write what was typed; returns why it cannot stand. An owner that was only offered counts once one goes on."""
        assert self._editor is not None
        offered = not self._editor.isModified() and how in (Ended.LEFT, Ended.BACK)
        name = self._cell.field == "name"
        if (name and not text.strip()) or text.strip() == self._held.strip() or (offered and text != "New step"):
            return ""
        document, joins = self._workspace.document, self._mark is self._workspace.document
        try:
            change = cells.change_by(document, place.key, self._cell, text)
            if change:
                self._workspace.session.do(self._called(document, place, change, joins), join=joins)
                self._mark = self._workspace.document
        except (ValueError, Refused) as error:
            return str(error)
        return ""

    def _called(self, document: Document, place: Place, change: Change, joins: bool) -> Change:
        """The change under the name of all that is typed into this step."""
        if place.new and joins:
            after = change.records.get(place.key, (None, None))[1]
            record = document.records[place.key]
            name = str(getattr(after or record, "name", ""))
            return Change(f"Add {record.word} {name[:40]}".strip(), change.records)
        return Change(f"Fill in {document.name(place.key)[:40]}", change.records) if joins else change

    # --- going on -----------------------------------------------------------------------------------------------------

    def _go_on(self, place: Place, how: Ended) -> bool:
        """Open the cell that a key leads to; False where it leads nowhere, and typing ends."""
        document = self._workspace.document
        record = document.records[place.key]
        found = cells.cells_of(document, record)
        if how is Ended.TAB and place.at + 1 < len(found):
            return self.open(replace(place, at=place.at + 1))
        if how is Ended.BACK:
            return self.open(replace(place, at=place.at - 1)) if place.at else self._to(place, back=True)
        if how is Ended.ENTER and place.at == 0 and not place.run:
            return False  # a new name for what is there
        if how is Ended.TAB and not (place.run or isinstance(record, Step)):
            return False
        return self._to(place, enter=how is Ended.ENTER) or self._to_new(place, enter=how is Ended.ENTER)

    def _to(self, place: Place, back: bool = False, enter: bool = False) -> bool:
        """To the step before or behind: with Enter to the same figure of it, as down a column of a table."""
        document = self._workspace.document
        key = cells.neighbour(document, place.key, back)
        other = document.get(key)
        if other is None or (not back and cells.flow_to_end(document, place.key)):
            return False
        found = cells.cells_of(document, other)
        at = len(found) - 1 if back else min(_FIRST_FIGURE, len(found) - 1)
        if enter:
            same = [number for number, each in enumerate(found) if each.field == self._cell.field]
            at = 0 if place.run else same[0] if same else at
        if not isinstance(other, NODE_KINDS) or (at == 0 and not place.run):
            return False
        self._mark = None
        self._workspace.select([key])
        self.reveal(key)
        return self.open(Place(key, at, run=place.run))

    def _to_new(self, place: Place, enter: bool) -> bool:
        """To a new step after the last one, unless Tab led past the end of a chain that was there before."""
        document = self._workspace.document
        ends = not document.leaving(place.key) or bool(cells.flow_to_end(document, place.key))
        if not isinstance(document.get(place.key), Step) or not (ends and (enter or place.run)):
            return False
        self._add_after(place.key)
        return True

    def _close(self) -> None:
        editor, self._editor, self.place, self._mark = self._editor, None, None, None
        self._hint.say("", False, self._hint.geometry(), self._hint.geometry())
        if editor is not None:
            if editor.hasFocus():
                self._view.setFocus()
            editor.close_for_good()


def _is_table(text: str) -> bool:
    return any(mark in text.strip("\r\n") for mark in "\n\t\r")
