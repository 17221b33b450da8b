"""Reads and builds the workbench behind a window that is seen already."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from vsmstudio import places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vsmstudio.gui.background import Background
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.settings import Store
    from vsmstudio.log import Log

_UNSEEN = 400  # milliseconds after which a window that nobody sees is built, too
_AT_ONCE = 0.02  # seconds of building after which the window may answer


class Opening(QObject):
    """Goes on from the first sight of the window. `error`: why it could not; then the application ends.

    `path`: a file to open. `safe`: without settings.
    """

    def __init__(self, window: MainWindow, path: Path | None, safe: bool) -> None:
        super().__init__(window)
        self._window, self._path, self._safe = window, path, safe
        self.error: Exception | None = None
        self._begun = self._ended = False
        self._reading: Background | None = None
        self._settings: Store | None = None
        self._building: Iterator[None] = iter(())
        self._log: Log | None = None
        window.seen.connect(self._begin)
        QTimer.singleShot(_UNSEEN, self._begin)

    @property
    def log(self) -> Log:
        """The program's log; nothing is imported for it before the first sight."""
        if self._log is None:
            from vsmstudio.log import Log

            self._log = Log()
        return self._log

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        for step in (self._note_start, self._window.equip, self._window.beginning.settle, self._read):
            QTimer.singleShot(0, step)

    def _read(self) -> None:
        if self._ended:
            return
        from vsmstudio.gui.background import Background

        self._reading = Background(_import_workbench)
        self._reading.done.connect(self._build)
        self._reading.failed.connect(self._fail)
        self._reading.start()

    def _note_start(self) -> None:
        from contextlib import suppress

        from vsmstudio.gui import native_crash
        from vsmstudio.gui.diagnostics import machine

        with suppress(Exception):  # this user may have no place to note it
            native_crash.take_in(places.logs(), self.log)
        self.log.say(f"started{' in safe mode' if self._safe else ''}: {machine()}")
        self.log.flush()

    def _build(self) -> None:
        """All is read: build."""
        self._reading = None
        self._building = self._pieces()
        self._go_on()

    def _pieces(self) -> Iterator[None]:
        from typing import cast

        from PySide6.QtWidgets import QApplication

        from vsmstudio.gui import look
        from vsmstudio.gui.dressing import dress
        from vsmstudio.gui.settings import Store
        from vsmstudio.gui.workbench import build
        from vsmstudio.gui.workspace import Workspace
        from vsmstudio.model import edits
        from vsmstudio.session import Session

        dress(cast(QApplication, QApplication.instance()), look.theme_name(), look.larger())
        yield
        self._settings = Store(None if self._safe else places.settings())
        workspace = Workspace(Session(edits.new_document()))
        yield
        yield from build(self._window, workspace, self.log, self._settings)

    def _go_on(self) -> None:
        """Build some more; between two of these the window answers."""
        if self._ended:
            return
        until = time.perf_counter() + _AT_ONCE
        try:
            while time.perf_counter() < until:
                next(self._building)
        except StopIteration:
            QTimer.singleShot(0, self._finish)
        except Exception as error:
            self._fail(error)
        else:
            QTimer.singleShot(0, self._go_on)

    def _finish(self) -> None:
        """The workbench is there: do what was asked for. Should one of these fail, the others are done all the same."""
        if self._ended:
            return
        window = self._window
        window.ready = True
        window.trouble.install()
        for step in (
            self._say,
            self._open,
            window.beginning.catch_up,
            window.keeping.offer_recovery,
            self._come_to_rest,
        ):
            QTimer.singleShot(0, step)

    def _say(self) -> None:
        """What the person should read first."""
        window, said = self._window, self._settings.said if self._settings else ""
        if self._safe:
            from vsmstudio.gui.safe_mode import SafeMode

            SafeMode(window, places.settings())
        if window.beginning.page is not None:
            window.beginning.page.say(said)
        elif said:
            window.notice.say(said)

    def _open(self) -> None:
        if self._path is not None:
            try:
                self._window.open_path(self._path)
            finally:
                if self._window.beginning.page is None:
                    self._window.beginning.leave()

    def _come_to_rest(self) -> None:
        from vsmstudio.gui.window_icon import window_icon

        gc.freeze()  # all this stays; it need not be looked through again and again
        gc.enable()
        self._window.setWindowIcon(window_icon())

    def _fail(self, error: Exception) -> None:
        self.error = error
        QCoreApplication.exit(1)

    def end(self) -> None:
        """The window is closed: whatever is still being read or built comes to its end."""
        self._ended = True
        if self._reading is not None:
            self._reading.cancel()
            self._reading.wait()
        if self._window.ready:
            self._window.trouble.uninstall()


def _import_workbench(_: object) -> None:
    """Import the workbench. It is much, so it is done beside the window's own work."""
    import vsmstudio.gui.workbench  # noqa: F401
