"""Work beside the window: a function in a thread of its own, whose answer comes back in the window's thread.

What it works on must be immutable, as documents and analyses are, and nothing of Qt: the last reference to a widget must not
be dropped in another thread.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

Progress = Callable[[float], bool]
Work = Callable[[Progress], object]

_under_way: set[Background] = set()
_before = (True, 0.005)  # did Python clear away by itself, and how long did a thread hold on, before the first of them?
_BRIEFLY = 0.0005  # seconds; Qt asks for Python's turn at each of many small steps, and must not wait long for each


class Background(QObject):
    """One piece of work. `work` is given a function to tell its progress to (0..1), which answers False once it is cancelled.

    `progressed`: the share done. `done`: the answer. `failed`: the exception. `finished`: it has ended, however. All of
    them in the window's thread, and after `cancel` none but `finished`.
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _told = Signal(float)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._thread = _Thread(work, self._told.emit)
        self._thread.finished.connect(self._end)
        self._told.connect(self._tell)
        self._ended = False

    @property
    def cancelled(self) -> bool:
        return self._thread.cancelled

    def start(self) -> None:
        global _before
        if not _under_way:
            _before = (gc.isenabled(), sys.getswitchinterval())
            sys.setswitchinterval(_BRIEFLY)
            gc.disable()  # no window's leftovers may be cleared away from, or beside, another thread: Qt crashes on that
        _under_way.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Want no answer any more. The thread ends when it next tells its progress."""
        self._thread.cancelled = True

    def wait(self) -> None:
        """Let it end, and hand over its answer if that is still wanted, before this returns."""
        self._thread.wait()
        self._end()

    def _tell(self, share: float) -> None:
        if not self.cancelled and not self._ended:
            self.progressed.emit(share)

    def _end(self) -> None:
        if self._ended or not self._thread.isFinished():
            return
        self._ended = True
        _under_way.discard(self)
        if not _under_way:
            sys.setswitchinterval(_before[1])
            if _before[0]:
                gc.enable()
        answer, error = self._thread.answer, self._thread.error
        self._thread.forget()
        if not self.cancelled:
            if error is None:
                self.done.emit(answer)
            else:
                self.failed.emit(error)
        self.finished.emit()


class _Thread(QThread):
    def __init__(self, work: Work, tell: Callable[[float], None]) -> None:
        super().__init__()
        self._work: Work | None = work
        self._tell = tell
        self.cancelled = False
        self.answer: object = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            if self._work is not None and not self.cancelled:
                self.answer = self._work(self._progress)
        except Exception as error:
            self.error = error

    def _progress(self, share: float) -> bool:
        if not self.cancelled:
            self._tell(share)
        return not self.cancelled

    def forget(self) -> None:
        self._work = self.answer = self.error = None


def end_all() -> None:
    """Cancel whatever is under way and let it end: a thread must not outlive the program."""
    for each in tuple(_under_way):
        each.cancel()
    for each in tuple(_under_way):
        each.wait()


atexit.register(end_all)
