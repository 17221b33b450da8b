"""Work beside the window of which only the latest counts: while somebody moves a slider, what was asked before is dropped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vsmstudio.gui.background import Background, Work


class Latest(QObject):
    """Does one piece of work at a time, and of those asked for meanwhile only the last.

    `done`: the answer to what was asked last; `failed`: its exception; `progressed`: the share done; `busy`: is something
    under way or about to be?
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(float)
    busy = Signal(bool)

    def __init__(self, parent: QObject, pause: int = 0) -> None:
        """`pause`: milliseconds without another request before work begins."""
        super().__init__(parent)
        self._wanted: Work | None = None
        self._running: Background | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(pause)
        self._soon.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        return self._wanted is not None or self._running is not None

    def ask(self, work: Work) -> None:
        """Do this, and forget what was asked before."""
        was = self.is_busy
        self._wanted = work
        if self._running is not None:
            self._running.cancel()
        self._soon.start()
        if not was:
            self.busy.emit(True)

    def forget(self) -> None:
        """Want no answer any more."""
        was = self.is_busy
        self._wanted = None
        self._soon.stop()
        if self._running is not None:
            self._running.cancel()
        elif was:
            self.busy.emit(False)

    def _start(self) -> None:
        if self._running is not None or self._wanted is None:
            return  # it goes on when the one under way has ended
        work, self._wanted = self._wanted, None
        running = self._running = Background(work)
        running.done.connect(self._hand_over)
        running.failed.connect(self._complain)
        running.progressed.connect(self.progressed)
        running.finished.connect(self._end)
        running.start()

    def _hand_over(self, answer: object) -> None:
        if self._wanted is None:
            self.done.emit(answer)

    def _complain(self, error: object) -> None:
        if self._wanted is None:
            self.failed.emit(error)

    def _end(self) -> None:
        self._running = None
        if self._wanted is not None:
            if not self._soon.isActive():
                self._start()
        else:
            self.busy.emit(False)
