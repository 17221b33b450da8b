"""What every part of the window shares: the session, its fresh analysis, the map in view and the selection."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.gui.background import Background, Work
from vsmstudio.gui.simulating import Simulating
from vsmstudio.gui.stale import NOT_ANALYSED, carried_on
from vsmstudio.gui.uncollected import uncollected
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map
from vsmstudio.model.rules import Refused
from vsmstudio.session import Session

PATIENCE = 0.025  # seconds that figures may take and still be worked out at once, with the edit
SLOW = 300  # milliseconds after which it is worth a word that they are being worked out


NO_MAP = "There is no map yet. Choose New value stream in the Map menu to begin one."


class Workspace(QObject):
    """The document being worked on, and what the person looks at. Panels show it again when it says so.

    `changed`: the document and its analysis are new. `selected`: the selection is another. `mapped`: another map is in view.
    `said`: a sentence for the person (a refusal, a result). `shown`: bring this record into view and select it.
    `replaced`: another document altogether (opened, new). `figured`: the figures of the document as it is came later than
    the document, as they take long. `waited`: `slow` is another: figures are being worked out for a while, or no more.
    """

    changed = Signal()
    selected = Signal()
    mapped = Signal()
    replaced = Signal()
    said = Signal(str)
    shown = Signal(str)
    figured = Signal()
    waited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.selection: tuple[Id, ...] = ()
        self.analysis: Analysis
        self.stale = False  # are the figures those of an earlier document, as the present one could not be analysed?
        self.slow = False
        self._work: Background | None = None
        self._at_work_on: Document | None = None
        self._took = 0.0  # seconds, for the last figures
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(SLOW)
        self._long.timeout.connect(lambda: self._say_slow(True))
        self._adopt(session)
        self.simulating = Simulating(lambda: (self.document, self.map_id), self)
        for signal in (self.changed, self.mapped, self.replaced):
            signal.connect(self.simulating.look)
        self.simulating.look()

    def _adopt(self, session: Session) -> None:
        self._give_up()
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
    def figures(self) -> Analysis:
        """The analysis as it is now, with what was simulated beside it."""
        held = self.simulating
        if held.result is None or not held.fresh:
            return self.analysis
        return replace(self.analysis, simulations={**self.analysis.simulations, held.result.map: held.result})

    @property
    def result(self) -> MapAnalysis | None:
        """The analysis of the map in view."""
        return self.analysis.maps.get(self.map_id)

    def has_map(self) -> bool:
        """Is there a map to work on? Where there is none, says how to begin one."""
        if self.map_id not in self.document:
            self.said.emit(NO_MAP)
        return self.map_id in self.document

    def maps(self) -> tuple[Map, ...]:
        """All maps, stream by stream."""
        return tuple(
            each for stream in self.document.streams for each in self.document.maps if each.stream == stream.id
        )

    # --- figures -----------------------------------------------------------------------------------------------------

    @property
    def working(self) -> bool:
        """Are the figures those of an earlier document, while those of the present one are being worked out?"""
        return self._work is not None

    def settled(self) -> None:
        """Let the figures be those of the document as it is, before this returns. For what goes out or is compared."""
        while self._work is not None:
            self._work.wait()

    def end(self) -> None:
        """Want no figures any more, and wait for the threads, before the window closes."""
        work = self._work
        self._give_up()
        if work is not None:
            work.wait()
        self.simulating.end()

    def _analyse(self, earlier: Analysis | None) -> None:
        """Work the figures out. Where that fails the document stands all the same, with the earlier figures; said once."""
        started = time.perf_counter()
        try:
            with uncollected():
                self.analysis, self.stale = analyse(self.session.document, date=self.as_of, earlier=earlier), False
        except Exception as error:
            self._do_without(error, earlier)
        self._took = time.perf_counter() - started

    def _do_without(self, error: Exception, earlier: Analysis | None) -> None:
        was_stale, self.stale = self.stale, True
        self.analysis = carried_on(self.session.document, earlier)
        if not was_stale:
            error.add_note(NOT_ANALYSED)
            sys.excepthook(type(error), error, error.__traceback__)

    def _analyse_beside(self) -> None:
        """Work the figures out in a thread of their own, and go on with the earlier ones until they are there.

        One at a time: where the document changes meanwhile, what comes of the thread is worth nothing, and it begins anew.
        """
        self.analysis = carried_on(self.session.document, self.analysis)
        if self._work is None:
            self._long.start()
            self._begin()

    def _begin(self) -> None:
        self._at_work_on = self.session.document
        self._work = Background(_analysis(self.session.document, self.as_of, self.analysis))
        self._work.done.connect(self._figured)
        self._work.failed.connect(self._failed)
        self._work.start()

    def _figured(self, came: tuple[Analysis, float]) -> None:
        if self._at_work_on is not self.session.document:
            self._begin()
            return
        (self.analysis, self._took), self.stale = came, False
        self._rest()

    def _failed(self, error: Exception) -> None:
        if self._at_work_on is not self.session.document:
            self._begin()
            return
        self._do_without(error, self.analysis)
        self._rest()

    def _rest(self) -> None:
        self._give_up()
        self.figured.emit()

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = self._at_work_on = None
        self._long.stop()
        self._say_slow(False)

    def _say_slow(self, slow: bool) -> None:
        if slow != self.slow:
            self.slow = slow
            self.waited.emit()

    # --- changes -----------------------------------------------------------------------------------------------------

    def _after(self, change: Change) -> None:
        if self._work is not None or self._took > PATIENCE:
            self._analyse_beside()
        else:
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


def _analysis(document: Document, as_of: date, earlier: Analysis) -> Work:
    """Analyses a document, and says how long that took (seconds)."""

    def work(_: object) -> tuple[Analysis, float]:
        started = time.perf_counter()
        return analyse(document, date=as_of, earlier=earlier), time.perf_counter() - started

    return work
