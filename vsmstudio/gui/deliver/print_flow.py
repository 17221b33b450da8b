"""What Print does: makes the pages, asks which of them and where, and puts them on paper, each with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from vsmstudio.gui.background import Background, Progress, Work
from vsmstudio.gui.deliver.proof import Copy, Simulated, proof

if TYPE_CHECKING:
    from vsmstudio.export.raster import Pages
    from vsmstudio.gui.deliver.printing import PrintJob
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.model.ids import Id

_NOT = "The pages were not printed."


class Printing(QObject):
    """Prints the report or one map, one job at a time. `said` is how the last one ended."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._making: Background | None = None
        self._job: PrintJob | None = None
        self._box: QProgressDialog | None = None
        self.said = ""

    @property
    def is_busy(self) -> bool:
        return self._making is not None or self._job is not None

    def print_report(self, copy: Copy | None = None, parent: QWidget | None = None) -> None:
        """Print the report with the sections and the paper that are chosen; `copy` is what it is made from."""
        copy = copy or self._copy()
        if copy is not None:
            from vsmstudio.export.deliver import deliverable_name

            self._begin(proof(copy, Simulated()), deliverable_name(copy.document), parent or self._window)

    def print_map(self) -> None:
        """Print the map in view as its pages in the report."""
        workspace = self._window.workspace
        if not workspace.has_map() or (copy := self._copy()) is None:
            return
        self._begin(_map_work(copy, workspace.map_id), workspace.document.name(workspace.map_id), self._window)

    def _copy(self) -> Copy | None:
        """The document as it is, as the engagement and this computer say."""
        from vsmstudio.export.brand import BadBrand
        from vsmstudio.export.options import options_of
        from vsmstudio.gui.deliver.choices import choices_of, options_for

        window, workspace = self._window, self._window.workspace
        window.view.making.finish_naming()
        workspace.settled()
        if workspace.stale:
            window.filing.complain(_NOT, "The figures could not be worked out. Undo the last change and try again.")
            return None
        document = workspace.document
        try:
            options = options_for(document, choices_of(document, window.remembering.held, window.remembering.path))
        except BadBrand:
            options = options_of(document)
        return Copy(document, workspace.analysis, workspace.as_of, options)

    # --- the pages ---------------------------------------------------------------------------------------------------

    def _begin(self, work: Work, name: str, parent: QWidget) -> None:
        if self.is_busy:
            return
        self.said = ""
        making = self._making = Background(work)
        box = self._box = _box("Making the pages…", 100, parent)
        making.progressed.connect(lambda share: box.setValue(min(99, round(share * 100))))
        box.canceled.connect(making.cancel)
        made: list[bytes] = []
        making.done.connect(made.append)
        making.failed.connect(lambda error: self._end(parent, f"{_NOT} {str(error) or type(error).__name__}"))
        making.finished.connect(lambda: self._made(made, name, parent))
        making.start()

    def _made(self, made: list[bytes], name: str, parent: QWidget) -> None:
        self._making = None
        self._close_box()
        if made:
            from vsmstudio.export.raster import Pages

            self._ask(Pages(made[0]), name, parent)

    def _ask(self, pages: Pages, name: str, parent: QWidget) -> None:
        from vsmstudio.gui.deliver import printing

        printer = printing.ask_printer(parent, pages, name)
        if printer is None:
            pages.close()
            return
        which = printing.chosen_pages(printer, len(pages))
        box = self._box = _box(f"Printing {len(which)} pages…", len(which), parent)
        job = self._job = printing.PrintJob(self, printer, pages, which)
        job.told.connect(box.setValue)
        job.ended.connect(lambda why: self._end(parent, why and f"{_NOT} {why}", job.stopped))
        box.canceled.connect(job.stop)
        job.start()

    # --- the end -----------------------------------------------------------------------------------------------------

    def _end(self, parent: QWidget, why: str, stopped: bool = False) -> None:
        self._job = None
        self._close_box()
        self.said = why or ("Stopped." if stopped else "Printed.")
        if why:
            from vsmstudio.gui.asking import ask

            ask(parent, _NOT, why.removeprefix(_NOT).strip(), [("", "Close")])
        else:
            stop = "Printing was stopped. Pages that the printer has already may still come."
            self._window.notice.say(stop if stopped else "Sent to the printer.")

    def _close_box(self) -> None:
        if self._box is not None:
            self._box.blockSignals(True)  # closing it is no cancel
            self._box.close()
            self._box.deleteLater()
        self._box = None

    def end(self) -> None:
        """Print no more, before the window closes."""
        if self._making is not None:
            self._making.cancel()
            self._making.wait()
        if self._job is not None:
            self._job.stop()
            self._job.wait()


def _map_work(copy: Copy, map_id: Id) -> Work:
    def work(_: Progress) -> bytes:
        from vsmstudio.export.pdf import map_pages

        return map_pages(copy.document, copy.analysis, map_id, copy.date, copy.options)

    return work


def _box(words: str, most: int, parent: QWidget) -> QProgressDialog:
    """Says how far it is, after a moment, and lets it be stopped."""
    made = QProgressDialog(words, "Stop", 0, most, parent)
    made.setWindowTitle("Print")
    made.setWindowModality(Qt.WindowModality.WindowModal)
    made.setAutoClose(False)
    made.setAutoReset(False)
    made.setMinimumDuration(300)
    made.setValue(0)
    return made
