"""Opening the application."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from vsmstudio import __version__, places
from vsmstudio.gui import native_crash
from vsmstudio.gui.diagnostics import machine
from vsmstudio.gui.dressing import dress
from vsmstudio.gui.fault import fault_of
from vsmstudio.gui.importing.kinds import ENDINGS
from vsmstudio.gui.look import resolved
from vsmstudio.gui.settings import Store, ThemeChoice
from vsmstudio.log import Log
from vsmstudio.model import edits
from vsmstudio.session import Session

_ICON_AFTER = 100  # milliseconds: the start page is seen first


def application(theme: ThemeChoice = "light") -> QApplication:
    """The one application, dressed."""
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("VSM Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("vsmstudio")
    dress(app, resolved(theme))
    return app


def _bear_icon(app: QApplication) -> None:
    from vsmstudio.gui.window_icon import window_icon

    app.setWindowIcon(window_icon())


def run(path: Path | None = None, safe: bool = False) -> int:
    """Open the window, on a file where one is given, and stay until it is closed. Gives the exit status.

    `safe`: without reading settings, and without keeping any.
    """
    log = Log()
    end_watch = _watch(log)
    try:
        return _work(path, log, safe)
    except Exception as error:  # where no window can say it: the command line does
        log.say(f"error: {fault_of(error, 'the start').line}")
        raise
    finally:
        log.say("stopped")
        log.flush()
        end_watch()


def _watch(log: Log) -> Callable[[], None]:
    """Look out for crashes below Python, where this user has a place to note them."""
    try:
        folder = places.logs()
        native_crash.take_in(folder, log)
        return native_crash.watch(folder)
    except Exception:
        return lambda: None


def _work(path: Path | None, log: Log, safe: bool) -> int:
    settings = Store(None if safe else places.settings())
    app = application(settings.held.theme)
    log.say(f"started{' in safe mode' if safe else ''}: {machine()}")
    log.flush()
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.workspace import Workspace

    window = MainWindow(Workspace(Session(edits.new_document())), log, settings)
    window.trouble.install()
    if safe:
        from vsmstudio.gui.safe_mode import SafeMode

        SafeMode(window, places.settings())
    try:
        if path is None or path.suffix.lower() in ENDINGS:  # the import may be called off
            window.beginning.show(settings.said)
        window.remembering.show()
        if path is not None:
            window.notice.say(settings.said) if settings.said else None
            window.open_path(path)
        QTimer.singleShot(0, window.keeping.offer_recovery)
        QTimer.singleShot(_ICON_AFTER, partial(_bear_icon, app))
        return app.exec()
    finally:
        window.trouble.uninstall()
