"""What every part of the window shares: the session, its fresh analysis, the map in view and the selection."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.gui.simulating import Simulating
from vsmstudio.gui.stale import NOT_ANALYSED, carried_on
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map
from vsmstudio.model.rules import Refused
from vsmstudio.session import Session


class Workspace(QObject):
    """The document being worked on, and what the person looks at. Panels show it again when it says so.

    `changed`: the document and its analysis are new. `selected`: the selection is another. `mapped`: another map is in view.
    `said`: a sentence for the person (a refusal, a result). `shown`: bring this record into view and select it.
    `replaced`: another document altogether (opened, new).
    """

    changed = Signal()
    selected = Signal()
    mapped = Signal()
    replaced = Signal()
    said = Signal(str)
    shown = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.selection: tuple[Id, ...] = ()
        self.analysis: Analysis
        self.stale = False  # are the figures those of an earlier document, as the present one could not be analysed?
        self._adopt(session)
        self.simulating = Simulating(lambda: (self.document, self.map_id), self)
        for signal in (self.changed, self.mapped, self.replaced):
            signal.connect(self.simulating.look)
        self.simulating.look()

    def _adopt(self, session: Session) -> None:
        self.session, self.stale = session, False
        session.listen(self._after)
        self._analyse(None)
        maps = self.maps()
        self.map_id: Id = maps[0].id if maps else ""

    def replace(self, session: Session) -> None:
        """Work on another document."""
        self.selection = ()
        self._adopt(session)
        self.replaced.emit()
        self.mapped.emit()
        self.changed.emit()
        self.selected.emit()

    @property
    def document(self) -> Document:
        return self.session.document

    @property
    def as_of(self) -> date:
        """The date on which the engagement is judged: its own, else today."""
        return self.document.engagement.as_of or date.today()

    @property
    def result(self) -> MapAnalysis | None:
        """The analysis of the map in view."""
        return self.analysis.maps.get(self.map_id)

    def maps(self) -> tuple[Map, ...]:
        """All maps, stream by stream."""
        return tuple(
            each for stream in self.document.streams for each in self.document.maps if each.stream == stream.id
        )

    def _analyse(self, earlier: Analysis | None) -> None:
        """Work the figures out. Where that fails the document stands all the same, with the earlier figures; said once."""
        try:
            self.analysis, self.stale = analyse(self.session.document, date=self.as_of), False
        except Exception as error:
            was_stale, self.stale = self.stale, True
            self.analysis = carried_on(self.session.document, earlier)
            if not was_stale:
                error.add_note(NOT_ANALYSED)
                sys.excepthook(type(error), error, error.__traceback__)

    def _after(self, change: Change) -> None:
        self._analyse(self.analysis)
        kept = tuple(key for key in self.selection if key in self.document)
        lost = kept != self.selection
        self.selection = kept
        if self.map_id not in self.document:
            maps = self.maps()
            self.map_id = maps[0].id if maps else ""
            self.mapped.emit()
        self.changed.emit()
        if lost:
            self.selected.emit()

    # --- what people do ----------------------------------------------------------------------------------------------

    def do(self, deed: Callable[[Document], Change] | Change) -> bool:
        """Carry out an edit. Where the rules refuse it, say why and return False."""
        try:
            change = deed(self.document) if callable(deed) else deed
            self.session.do(change)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        return True

    def undo(self) -> None:
        label = self.session.undo_label
        self.session.undo()
        if label:
            self.said.emit(f"Undone: {label}")

    def redo(self) -> None:
        label = self.session.redo_label
        self.session.redo()
        if label:
            self.said.emit(f"Done again: {label}")

    def select(self, keys: Iterable[Id]) -> None:
        """Select records, wherever they are shown."""
        chosen = tuple(dict.fromkeys(key for key in keys if key in self.document))
        if chosen != self.selection:
            self.selection = chosen
            self.selected.emit()

    def show_map(self, map_id: Id) -> None:
        if map_id != self.map_id and map_id in self.document:
            self.map_id = map_id
            self.selection = ()
            self.mapped.emit()
            self.selected.emit()

    def show(self, key: Id, map_id: Id = "") -> None:
        """Bring a record into view: its map first where it has one, then its place, selected."""
        record = self.document.get(key)
        home = map_id or getattr(record, "map", "")
        if isinstance(record, Map):
            home = record.id
        if home:
            self.show_map(home)
        self.select([key])
        self.shown.emit(key)
