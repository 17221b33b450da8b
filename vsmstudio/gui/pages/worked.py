"""What a page shows that takes long to work out on a large map: what was found before stands until the new is there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from vsmstudio.gui.background import Background, Work
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, Step

AT_ONCE = 3_000  # improvements × steps that are weighed at once, with the page


class Worked(QObject):
    """The answer to one question, which is asked anew when what it is about has changed. `came`: it came later."""

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: Any = None
        self._about: tuple[object, ...] = ()
        self._work: Background | None = None

    @property
    def waits(self) -> bool:
        """Is what was found about something earlier, while the new is being worked out?"""
        return self._work is not None

    def look(self, about: Sequence[object], work: Work, beside: bool) -> Any:
        """What `work` finds about these objects, once; where it is done `beside` the window: what is at hand."""
        if len(about) != len(self._about) or any(a is not b for a, b in zip(about, self._about, strict=True)):
            self._about = tuple(about)
            self._give_up()
            if beside:
                self._work = Background(work)
                self._work.done.connect(self._take)
                self._work.failed.connect(self._fail)
                self._work.start()
            else:
                self.found = work(lambda _: True)
        return self.found

    def forget(self) -> None:
        """Another document altogether: what was found says nothing of it."""
        self._give_up()
        self.found, self._about = None, ()

    def settled(self) -> None:
        """Let what was found be about the latest, before this returns."""
        if self._work is not None:
            self._work.wait()

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = None

    def _take(self, found: object) -> None:
        self._work, self.found = None, found
        self.came.emit()

    def _fail(self, error: Exception) -> None:
        self._work = None
        self.came.emit()
        sys.excepthook(type(error), error, error.__traceback__)


def takes_long(document: Document) -> bool:
    """Do the effects of the improvements take long to work out? Each is tried on a whole map."""
    return len(document.all(Improvement)) * len(document.all(Step)) > AT_ONCE
