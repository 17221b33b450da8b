"""What nobody foresaw: errors that no code caught, from wherever they come, are logged and said once; the work goes on."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from vsmstudio import places
from vsmstudio.gui.diagnostics import diagnostics
from vsmstudio.gui.diagnostics_dialog import DiagnosticsDialog
from vsmstudio.gui.fault import Fault, fault_of
from vsmstudio.gui.native_crash import last
from vsmstudio.gui.notice import Notice
from vsmstudio.gui.qt_messages import fault_of_message
from vsmstudio.gui.trouble_dialog import TroubleDialog
from vsmstudio.gui.workspace import Workspace
from vsmstudio.log import Log

_MOST_DIALOGS, _WHILE = 3, 60.0  # dialogs in so many seconds; further errors are said in passing
_MOST_FAULTS = 200  # distinct errors that are kept
_AGAIN = "The same error happened again. It is in the log."
_MORE = "More errors happened. They are in the log."


class Trouble(QObject):
    """Knows the errors of this run. `install` makes it hear of all that nobody catches; `uninstall` ends that.

    Each distinct error has one dialog, which opens when the event that failed is over: never inside painting, never two at
    once, and at most three a minute.
    """

    _came = Signal(object, bool)

    def __init__(
        self, window: QWidget, workspace: Workspace, notice: Notice, log: Log, clock: Callable[[], float] = time.monotonic
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._workspace, self._notice = window, workspace, notice
        self._log, self._clock = log, clock
        self._faults: dict[tuple[object, ...], Fault] = {}
        self._lock = threading.RLock()
        self._waiting: list[Fault] = []
        self._shown_at: deque[float] = deque(maxlen=_MOST_DIALOGS)
        self._dialog: TroubleDialog | None = None
        self._before: tuple[Any, ...] = ()
        self._came.connect(self._say, Qt.ConnectionType.QueuedConnection)

    # --- hearing ----------------------------------------------------------------------------------------------------

    def install(self) -> None:
        """Hear of errors in slots and events, in threads, in cleaning up, and of Qt's own complaints."""
        if not self._before:
            told = qInstallMessageHandler(self._told)
            self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook, told)
            sys.excepthook = lambda kind, error, trace: self.met(error)
            threading.excepthook = lambda given: self.met(given.exc_value, "a thread")
            sys.unraisablehook = lambda given: self.met(given.exc_value, "cleaning up")

    def uninstall(self) -> None:
        if self._before:
            sys.excepthook, threading.excepthook, sys.unraisablehook, told = self._before
            qInstallMessageHandler(told)
            self._before = ()
            self._sum_up()

    def met(self, error: BaseException | None, origin: str = "Qt") -> None:
        """Take in an error; from any thread. Never raises."""
        if error is None or isinstance(error, KeyboardInterrupt | SystemExit):
            return
        with suppress(Exception):
            if os.environ.get("VSMSTUDIO_TRACEBACK") and sys.stderr is not None:
                traceback.print_exception(error)
            self._take(fault_of(error, origin), say=True)

    def _told(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        """Qt complains: for the log. Only what ends the program is also for the console."""
        with suppress(Exception):
            fatal = kind == QtMsgType.QtFatalMsg
            if (fatal or os.environ.get("VSMSTUDIO_TRACEBACK")) and sys.stderr is not None:
                print(words, file=sys.stderr, flush=True)  # noqa: T201
            fault = fault_of_message(kind, context.category or "", words)
            if fault is not None:
                self._take(fault, say=False)
            if fatal:
                self._log.flush()

    def _take(self, fault: Fault, say: bool) -> None:
        with self._lock:
            held = self._faults.get(fault.key)
            new = held is None
            if held is None:
                if len(self._faults) >= _MOST_FAULTS:
                    return
                held = self._faults[fault.key] = fault
            else:
                held.count += 1
                held.words = fault.words
            said_before, held.deeds = held.deeds, self._log.deeds
        if new:
            self._log.say(f"error: {held.line}")
            self._log.flush()
        if say and (new or said_before != self._log.deeds):  # the person did something and it failed again
            with suppress(RuntimeError):  # the window is gone already
                self._came.emit(held, new)

    def _sum_up(self) -> None:
        for fault in self.faults:
            if fault.count > 1:
                self._log.say(f"error came {fault.count} times: {fault.kind} > {fault.places[-1]}")

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The distinct errors of this run, in the order in which they first came."""
        with self._lock:
            return tuple(self._faults.values())

    # --- saying -----------------------------------------------------------------------------------------------------

    def _say(self, fault: Fault, new: bool) -> None:
        if new:
            self._waiting.append(fault)
            self._show_next()
        elif self.dialog is None:
            self._notice.say(_AGAIN, "Copy diagnostics…", self.show_diagnostics)

    def _show_next(self) -> None:
        if self.dialog is not None or not self._waiting:
            return
        now = self._clock()
        if len(self._shown_at) == _MOST_DIALOGS and now - self._shown_at[0] < _WHILE:
            self._waiting.clear()
            self._notice.say(_MORE, "Copy diagnostics…", self.show_diagnostics)
            return
        self._shown_at.append(now)
        modal = QApplication.activeModalWidget()  # what is modal already would keep the keyboard from it
        recorded = not self._workspace.session.trouble
        dialog = TroubleDialog(modal or self._window, self._waiting.pop(0), recorded, self.show_diagnostics)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._closed)
        self._dialog = dialog
        if modal is not None:
            dialog.open()
        else:  # beside the work: whoever types goes on typing
            dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            dialog.show()

    @property
    def dialog(self) -> TroubleDialog | None:
        """The dialog that is open; one that went with the dialog under it is not."""
        try:
            return self._dialog if self._dialog is not None and self._dialog.isVisible() else None
        except RuntimeError:  # Qt has deleted it
            return None

    def _closed(self) -> None:
        self._dialog = None
        with suppress(RuntimeError):  # closed by the window's own end
            self._show_next()

    def report(self, words: bool = False) -> str:
        """The diagnostics as text."""
        crash = ""
        with suppress(Exception):
            crash = last(places.logs())
        return diagnostics(self._workspace.document, self._log, self.faults, crash, words)

    def show_diagnostics(self, over: QWidget | None = None) -> None:
        """Let the person see and copy them."""
        dialog = DiagnosticsDialog(over or self._window, self.report)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
