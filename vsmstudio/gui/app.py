"""Opening the application: the window is seen first, and all that it needs beyond is imported and built behind it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from vsmstudio import __version__, places
from vsmstudio.gui import look
from vsmstudio.gui.crash_watch import watch
from vsmstudio.gui.dressing import dress
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.opening import Opening
from vsmstudio.gui.start.glance import Glance, glance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vsmstudio.gui.settings import ThemeChoice

_OURS = (".vsm", "")  # endings of files that are opened; others are imported, which may be called off


def application(theme: ThemeChoice | str = "light", larger: float = 1.0, first: bool = False) -> QApplication:
    """The one application, dressed; for the `first` sight only where the rest follows."""
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        kind = QApplication
        if sys.platform == "darwin":
            from vsmstudio.gui.file_requests import Application as kind
        app = kind([*sys.argv[:1], "-style", "Fusion"])  # to ask for a style from Python takes long
    app.setApplicationName("VSM Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("vsmstudio")
    if theme == "system":  # before it is dressed its palette tells; `look.resolved` asks more exactly, and takes longer
        theme = "dark" if app.palette().color(QPalette.ColorRole.Window).lightness() < 128 else "light"
    dress(app, theme, larger, first)
    return app


def run(path: Path | None = None, safe: bool = False) -> int:
    """Open the window, on a file where one is given, and stay until it is closed. Gives the exit status.

    `safe`: without reading settings, and without keeping any.
    """
    end_watch = _watch()
    opening: Opening | None = None
    try:
        held = glance(None if safe else places.settings())
        app = application(held.theme, look.FOR_A_ROOM if held.workshop else 1.0, first=True)
        window = MainWindow()
        opening = Opening(window, path, safe)
        _show(window, path, held)
        status = app.exec()
        if opening.error is not None:
            raise opening.error
        return status
    except Exception as error:  # where no window can say it: the command line does
        from vsmstudio.gui.fault import fault_of

        _log(opening).say(f"error: {fault_of(error, 'the start').line}")
        raise
    finally:
        gc.enable()
        if opening is not None:
            opening.end()
        log = _log(opening)
        log.say("stopped")
        log.flush()
        end_watch()


def _log(opening: Opening | None):  # type: ignore[no-untyped-def]
    from vsmstudio.log import Log

    return opening.log if opening is not None else Log()


def _watch() -> Callable[[], None]:
    """Look out for crashes below Python, where this user has a place to note them."""
    try:
        return watch(places.logs())
    except Exception:
        return lambda: None


def _show(window: MainWindow, path: Path | None, held: Glance) -> None:
    """Show the window where it was, with the start page or with the name of the file that will be there."""
    if held.geometry is not None:
        from PySide6.QtCore import QRect

        from vsmstudio.gui.screens import on_a_screen

        if on_a_screen(QRect(*held.geometry)):
            window.setGeometry(*held.geometry)
    if path is None or path.suffix.lower() not in _OURS:
        window.beginning.show_first(held.recent)
    else:
        window.beginning.show_opening(path.name)
    window.showMaximized() if held.maximized else window.show()
