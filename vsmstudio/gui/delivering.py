"""Writing the deliverables from the window, beside the work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.background import Background, Progress, Work
from vsmstudio.gui.dialogs.quiet_bar import QuietBar
from vsmstudio.model.document import Document

if TYPE_CHECKING:
    from vsmstudio.export.deliver import Delivered
    from vsmstudio.export.options import Options
    from vsmstudio.gui.deliver.dialog import DeliverDialog
    from vsmstudio.gui.main_window import MainWindow

_FAILED = "The deliverables were not written. Earlier ones still stand."
_NO_FIGURES = "The figures of the document as it is could not be worked out. Undo the last change and try again."
_STOPPED = "Stopped. Nothing was written; earlier files still stand."


class Delivering(QObject):
    """Writes files beside the work, one piece of work at a time. `complain` is told why it cannot begin.

    What came of it is said in the dialog while that is open, else in the notice; what fails, in the `bar`. `progressed`: the
    share done (0..1). `ended`: it is over, however. `folder` is where the deliverables of a document without a file went.
    """

    progressed = Signal(float)
    ended = Signal()

    def __init__(self, window: MainWindow, complain: Callable[[str, str], object]) -> None:
        super().__init__(window)
        self._window, self._complain = window, complain
        self._work: Background | None = None
        self.dialog: DeliverDialog | None = None
        self.folder = ""
        self.bar = QuietBar()  # a failure comes while one works on, and must interrupt nothing
        window.workspace.replaced.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def _forget(self) -> None:
        self.folder = ""

    # --- the dialog --------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Open the dialog, with the choices of the last time ready."""
        from vsmstudio.gui.deliver.dialog import DeliverDialog

        self._window.view.making.finish_naming()
        if self.dialog is None:
            self.dialog = DeliverDialog(self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.show()
        self.dialog.activateWindow()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        if self.is_busy:
            self._window.notice.say("Writing the deliverables…")

    def write_again(self) -> None:
        """Write what was chosen the last time to where it went; asks where that is not known."""
        from vsmstudio.export.brand import BadBrand
        from vsmstudio.gui.deliver.choices import choices_of, options_for

        window, document = self._window, self._window.workspace.document
        held = choices_of(document, window.remembering.held, window.remembering.path)
        folder = held.folder or self.folder
        try:
            options = options_for(document, held)
        except BadBrand:
            self.ask()  # which says what is wrong with it
            return
        if folder and Path(folder).is_dir():
            self.write(Path(folder), held.formats, options)
        else:
            self.ask()

    # --- writing -----------------------------------------------------------------------------------------------------

    def write(self, folder: Path, formats: tuple[str, ...] = ("pdf", "xlsx"), options: Options | None = None) -> bool:
        """Write these files; without `options` as the engagement says. Says whether it began."""
        if self._work is not None:
            return False
        workspace = self._window.workspace
        workspace.settled()
        if workspace.stale:
            if self.dialog is not None:
                self.dialog.show_failed(_FAILED, _NO_FIGURES)
            else:
                self._complain(_FAILED, _NO_FIGURES)
            return False
        work = _writing(workspace.document, workspace.analysis, folder, formats, workspace.as_of, options)
        self.begin(work, "Writing the deliverables…", _FAILED, lambda: self.write(folder, formats, options))
        return True

    def begin(self, work: Work, busy: str, failing: str, again: Callable[[], object]) -> None:
        """Write files beside the work; `work` gives what was `Delivered`.

        `busy` is said meanwhile; `failing` stands before the reason where it fails, and `again` tries once more.
        """
        if self._work is not None:
            self._window.notice.say("Other files are still being written. Try again in a moment.")
            return
        self._work = Background(work)
        self._work.progressed.connect(self.progressed)
        self._work.done.connect(self._wrote)
        self._work.failed.connect(lambda error: self._failed(error, failing, again))
        self._work.finished.connect(self._finished)
        self._window.bar.deliver.setEnabled(False)
        self.bar.clear()
        if self.dialog is None:
            self._window.notice.say(busy)
        self._work.start()

    def stop(self) -> None:
        """Want the files no more. Those that stand already stay as they are."""
        if self._work is not None:
            self._work.cancel()

    def _wrote(self, delivered: Delivered) -> None:
        paths, warnings = delivered.paths, delivered.warnings
        self._over()
        if self.dialog is not None:
            self.dialog.show_written(delivered)
            return
        names = " and ".join(path.name for path in paths) if len(paths) <= 2 else f"{len(paths)} files"
        self._window.notice.say(f"Written: {names}", "Show in folder", lambda: _show(paths))
        if warnings:
            more = f" There are {len(warnings) - 1} more to look at." if len(warnings) > 1 else ""
            self.bar.say(f"{warnings[0]}{more}", [("Close", self.bar.clear)], gap=True)

    def _failed(self, error: Exception, failing: str, again: Callable[[], object]) -> None:
        self._over()
        why = str(error) or type(error).__name__
        if self.dialog is not None:
            self.dialog.show_failed(failing, why)
            return
        self._window.notice.hide()
        self.bar.say(f"{failing} {why}", [("Try again", again), ("Close", self.bar.clear)], gap=True)

    def _over(self) -> None:
        self._work = None
        self._window.bar.deliver.setEnabled(True)

    def _finished(self) -> None:
        stopped = self._work is not None  # else it has been told already how it ended
        self._over()
        self.ended.emit()
        if stopped and self.dialog is not None:
            self.dialog.show_failed(_STOPPED)
        elif stopped:
            self._window.notice.say(_STOPPED)

    def wait(self) -> None:
        """Let a delivery that is under way end, before the window closes."""
        if self._work is not None:
            self._work.wait()


def _show(paths: tuple[Path, ...]) -> None:
    from vsmstudio.gui.deliver.folder_opening import show_in_folder

    show_in_folder(paths)


def _writing(
    document: Document,
    analysis: Analysis,
    folder: Path,
    formats: tuple[str, ...],
    date: date,
    options: Options | None,
) -> Work:
    """Writes from the immutable document, so that one can go on working."""

    def write(progress: Progress) -> object:
        from vsmstudio.export.deliver import deliver

        return deliver(document, analysis, folder, formats, date, options, progress)

    return write
