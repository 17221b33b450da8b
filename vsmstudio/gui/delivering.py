"""Writing the deliverables from the window, beside the work."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Delivering(QObject):
    """What the Deliver menu does. `complain` is told what failed and why."""

    def __init__(self, window: MainWindow, complain: Callable[[str, str], object]) -> None:
        super().__init__(window)
        self._window, self._complain = window, complain
        self._work: _Deliver | None = None

    def ask(self, formats: tuple[str, ...] = ("pdf", "xlsx")) -> None:
        """Ask for a folder and write the deliverables there."""
        self._window.view.making.finish_naming()
        folder = str(self._window.filing.folder())
        name = QFileDialog.getExistingDirectory(self._window, "Folder for the deliverables", folder)
        if name:
            self.write(Path(name), formats)

    def write(self, folder: Path, formats: tuple[str, ...] = ("pdf", "xlsx")) -> None:
        if self._work is not None:
            return
        if self._window.workspace.stale:
            self._complain(
                "The deliverables were not written. Earlier ones still stand.",
                "The figures of the document as it is could not be worked out. Undo the last change and try again.",
            )
            return
        self._work = _Deliver(self._window.workspace, folder, formats)
        self._work.wrote.connect(self._wrote)
        self._work.failed.connect(self._failed)
        self._work.finished.connect(self._finished)
        self._window.bar.deliver.setEnabled(False)
        self._window.notice.say("Writing the deliverables…")
        gc.disable()  # no window's leftovers may be cleared away from, or beside, another thread: Qt crashes on that
        self._work.start()

    def _wrote(self, paths: list[Path]) -> None:
        names = " and ".join(path.name for path in paths)
        folder = paths[0].parent
        self._window.notice.say(
            f"Written: {names}", "Open folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )

    def _failed(self, words: str) -> None:
        self._window.notice.hide()
        self._complain("The deliverables were not written. Earlier ones still stand.", words)

    def _finished(self) -> None:
        gc.enable()
        self._work = None
        self._window.bar.deliver.setEnabled(True)

    def wait(self) -> None:
        """Let a delivery that is under way end, before the window closes."""
        if self._work is not None:
            self._work.wait()


class _Deliver(QThread):
    """Writes from the immutable document, so that one can go on working."""

    wrote = Signal(list)
    failed = Signal(str)

    def __init__(self, workspace, folder: Path, formats: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self._given = (workspace.document, workspace.analysis, folder, formats, workspace.as_of)

    def run(self) -> None:
        from vsmstudio.export.deliver import deliver

        try:
            paths = deliver(*self._given)
        except Exception as error:
            self.failed.emit(str(error) or type(error).__name__)
        else:
            self.wrote.emit(list(paths))
