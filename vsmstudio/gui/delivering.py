"""Writing the deliverables from the window, beside the work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.background import Background, Work
from vsmstudio.gui.dialogs.quiet_bar import QuietBar
from vsmstudio.model.document import Document

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Delivering(QObject):
    """What the Deliver menu does. `complain` is told why it cannot begin; what fails later is said in the `bar`."""

    def __init__(self, window: MainWindow, complain: Callable[[str, str], object]) -> None:
        super().__init__(window)
        self._window, self._complain = window, complain
        self._work: Background | None = None
        self.bar = QuietBar()  # a failure comes while one works on, and must interrupt nothing

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
        self._window.workspace.settled()
        if self._window.workspace.stale:
            self._complain(
                "The deliverables were not written. Earlier ones still stand.",
                "The figures of the document as it is could not be worked out. Undo the last change and try again.",
            )
            return
        workspace = self._window.workspace
        work = _writing(workspace.document, workspace.analysis, folder, formats, workspace.as_of)
        failing = "The deliverables were not written. Earlier ones still stand."
        self.begin(work, "Writing the deliverables…", failing, lambda: self.write(folder, formats))

    def begin(self, work: Work, busy: str, failing: str, again: Callable[[], None]) -> None:
        """Write files beside the work, one piece of work at a time; `work` gives their paths.

        `busy` is said meanwhile; `failing` stands before the reason where it fails, and `again` tries once more.
        """
        if self._work is not None:
            self._window.notice.say("Other files are still being written. Try again in a moment.")
            return
        self._work = Background(work)
        self._work.done.connect(self._wrote)
        self._work.failed.connect(lambda error: self._failed(error, failing, again))
        self._work.finished.connect(self._finished)
        self._window.bar.deliver.setEnabled(False)
        self.bar.clear()
        self._window.notice.say(busy)
        self._work.start()

    def _wrote(self, paths: tuple[Path, ...]) -> None:
        names = " and ".join(path.name for path in paths)
        folder = paths[0].parent
        self._window.notice.say(
            f"Written: {names}", "Open folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )

    def _failed(self, error: Exception, failing: str, again: Callable[[], None]) -> None:
        self._window.notice.hide()
        words = f"{failing} {str(error) or type(error).__name__}"
        self.bar.say(words, [("Try again", again), ("Close", self.bar.clear)], gap=True)

    def _finished(self) -> None:
        self._work = None
        self._window.bar.deliver.setEnabled(True)

    def wait(self) -> None:
        """Let a delivery that is under way end, before the window closes."""
        if self._work is not None:
            self._work.wait()


def _writing(
    document: Document, analysis: Analysis, folder: Path, formats: tuple[str, ...], date: date
) -> Callable[[object], object]:
    """Writes from the immutable document, so that one can go on working."""

    def write(_: object) -> object:
        from vsmstudio.export.deliver import deliver

        return deliver(document, analysis, folder, formats, date).paths

    return write
