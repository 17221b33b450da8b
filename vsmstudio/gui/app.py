"""Opening the application."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from vsmstudio import __version__
from vsmstudio.gui.look import dress
from vsmstudio.model import edits
from vsmstudio.session import Session


def application() -> QApplication:
    """The one application, dressed."""
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("VSM Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("vsmstudio")
    from vsmstudio.gui.panels.style import PANELS_QSS

    dress(app, more=PANELS_QSS)
    return app


def run(path: Path | None = None) -> int:
    """Open the window, on a file where one is given, and stay until it is closed. Gives the exit status."""
    app = application()
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.workspace import Workspace

    window = MainWindow(Workspace(Session(edits.new_document())))
    sys.excepthook = _Complaints(window)
    window.show()
    if path is not None:
        window.open_path(path)
    return app.exec()


class _Complaints:
    """What nobody foresaw is said once, in words, and printed; the document stays as it was and can be saved."""

    def __init__(self, window) -> None:  # type: ignore[no-untyped-def]
        self._window, self._busy = window, False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if self._busy or issubclass(kind, KeyboardInterrupt):
            return
        self._busy = True
        try:
            self._window.filing.complain(
                "Something went wrong. Your work is as it was before this step; save it now.",
                f"{kind.__name__}: {error}",
            )
        finally:
            self._busy = False
