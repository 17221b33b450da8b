"""Ranges of the map in view, worked out beside the window: begun when the hand rests, given up at the next edit."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from vsmstudio.analysis.simulation_result import Simulation
from vsmstudio.gui.background import Background, Progress, Work
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

if TYPE_CHECKING:
    from vsmstudio.analysis.simulation_plan import Plan

AFTER = 400  # milliseconds of rest
SLOW = 300  # milliseconds after which it is worth a word

Held = tuple["Plan | None", Simulation | None]


class Simulating(QObject):
    """`changed`: the result is another one, or work began or ended. `progressed`: work that takes a while went on.

    `in_view` tells the document and the map that people look at; `look` is to be called when it may tell another.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(self, in_view: Callable[[], tuple[Document, Id]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_view = in_view
        self._seen: tuple[Document, Id] | None = None
        self._held: dict[Id, Held] = {}
        self._work: Background | None = None
        self._since = QElapsedTimer()
        self._tell_at = 0  # milliseconds since the work began
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER)
        self._rest.timeout.connect(self.begin)
        self.share = 0.0  # of the work that is done
        self.fresh = False  # is the result that of the document as it is?
        self.stopped = False  # by hand, or by an error

    @property
    def result(self) -> Simulation | None:
        """The simulation of the map in view, unless `fresh` that of an earlier state of it; None where nothing is a range."""
        return self._held.get(self._in_view()[1], (None, None))[1]

    @property
    def working(self) -> bool:
        return self._work is not None

    @property
    def slow(self) -> bool:
        """Has it been at work for long enough to be told?"""
        return self.working and self._since.elapsed() >= SLOW

    def look(self) -> None:
        """Begin again when the hand rests, if what is in view is another."""
        document, map_id = self._in_view()
        if self._seen is not None and self._seen[0] is document and self._seen[1] == map_id:
            return
        self._seen = (document, map_id)
        self._give_up()
        self.fresh = self.stopped = False
        self._rest.start()

    def begin(self) -> None:
        """Work it out now."""
        document, map_id = self._in_view()
        self._give_up()
        self._rest.stop()
        self.share, self.stopped = 0.0, False
        from vsmstudio.analysis.simulation_plan import has_ranges

        if map_id not in document or not has_ranges(document, map_id):
            self.fresh = True
            if self._held.pop(map_id, (None, None))[1] is not None:
                self.changed.emit()
            return
        self._work = Background(_simulation(document, map_id, self._held.get(map_id, (None, None))))
        self._work.progressed.connect(self._progressed)
        self._work.done.connect(lambda held: self._done(map_id, held))
        self._work.failed.connect(self._failed)
        self._since.start()
        self._tell_at = 0
        self._work.start()
        self.changed.emit()

    def cancel(self) -> None:
        """As the person wants it: give up, and begin at the next edit or when asked."""
        self._rest.stop()
        self._give_up()
        self.stopped = True
        self.changed.emit()

    def end(self) -> None:
        """Give up for good and wait for the thread, before the window closes."""
        self._rest.stop()
        if (work := self._work) is not None:
            self._give_up()
            work.wait()

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _progressed(self, share: float) -> None:
        self.share = share
        if self.slow and self._since.elapsed() >= self._tell_at:
            self._tell_at = (
                self._since.elapsed() + SLOW
            )  # each word is a new layout, which has to share Python with the work
            self.progressed.emit()

    def _done(self, map_id: Id, held: Held) -> None:
        document = self._in_view()[0]
        self._held = {key: each for key, each in self._held.items() if key in document}
        self._held[map_id] = held
        self._work, self.fresh = None, True
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._work, self.stopped = None, True
        error.add_note("P50, P85 and P95 could not be worked out. What you did stands.")
        sys.excepthook(type(error), error, error.__traceback__)
        self.changed.emit()


def _simulation(document: Document, map_id: Id, earlier: Held) -> Work:
    """Simulates a map, unless its times and flows are those of the earlier simulation."""

    def work(progress: Progress) -> Held:
        from vsmstudio.analysis.simulation import run
        from vsmstudio.analysis.simulation_plan import plan

        planned = plan(document, map_id)
        if planned is None or planned == earlier[0]:
            return planned, None if planned is None else earlier[1]
        return planned, run(planned, progress=progress)

    return work
