"""Opening, saving and delivering from the window: the dialogs, and what to say when something fails."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from vsmstudio.model import edits
from vsmstudio.session import Session

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_FILES = "VSM Studio files (*.vsm)"


class Filing(QObject):
    """What the File and Deliver menus do. `saved` carries the words for the bar."""

    saved = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self._work: _Deliver | None = None

    # --- opening -----------------------------------------------------------------------------------------------------

    def new(self) -> None:
        if self.may_leave():
            self._workspace.replace(Session(edits.new_document()))

    def open(self) -> None:
        if not self.may_leave():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open", str(self._folder()), f"{_FILES};;Step tables (*.csv)"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a file; where it cannot be read say so and stay with what is open."""
        if path.suffix.lower() == ".csv":
            return self.import_path(path)
        from vsmstudio.storage.errors import BadFile
        from vsmstudio.storage.files import load

        try:
            document = load(path)
        except (BadFile, OSError) as error:
            self.complain("This file could not be opened.", str(error))
            return False
        self._workspace.replace(Session(document, path))
        return True

    def open_sample(self) -> None:
        from vsmstudio import resources
        from vsmstudio.storage.files import load

        if self.may_leave():
            self._workspace.replace(Session(load(resources.path("examples", "sample.vsm"))))

    def import_table(self) -> None:
        if not self.may_leave():
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Import step table", str(self._folder()), "Step tables (*.csv)"
        )
        if name:
            self.import_path(Path(name))

    def import_path(self, path: Path) -> bool:
        """A new document from a step table; rows that cannot be read are listed and may be left out."""
        from vsmstudio.interchange.imported import BadSource
        from vsmstudio.interchange.step_table import read_files
        from vsmstudio.notation.layout import laid_out

        try:
            imported = read_files([path])
        except BadSource as error:
            self.complain("This table could not be imported.", str(error))
            return False
        if imported.problems and not self._go_on_without(imported.problems):
            return False
        self._workspace.replace(Session(laid_out(imported.document), unsaved=True))
        if imported.notes:
            self._window.notice.say(" ".join(imported.notes))
        return True

    def _go_on_without(self, problems: tuple[object, ...]) -> bool:
        box = self._box("Some rows could not be read.", "\n".join(str(each) for each in problems[:8]))
        if len(problems) > 8:
            box.setDetailedText("\n".join(str(each) for each in problems))
        go = box.addButton("Import without them", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Stop", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is go

    # --- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        path = self._workspace.session.path
        return self.save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        held = self._workspace.session.path
        suggested = held or self._folder() / f"{self._title()}.vsm"
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as", str(suggested), _FILES)
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != ".vsm":
            path = path.with_name(path.name + ".vsm")
            if path.exists() and not self._replaces(path):  # the dialog asked about the name without its ending
                return False
        return self.save_to(path)

    def _replaces(self, path: Path) -> bool:
        box = self._box(f"Replace {path.name}?", "A file of this name is already there.")
        go = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is go

    def save_to(self, path: Path) -> bool:
        """Write the document; on failure the earlier file stands, and the person is told."""
        from vsmstudio.files import SaveFailed
        from vsmstudio.storage.files import save

        try:
            save(self._workspace.document, path)
        except SaveFailed as error:
            self.complain("The file was not saved. What was there before still stands.", str(error))
            return False
        self._workspace.session.saved(path)
        self.saved.emit(f"Saved {datetime.now():%H:%M}")
        return True

    def may_leave(self) -> bool:
        """Is nothing lost by leaving this document? Asks where something would be."""
        self._window.view.making.finish_naming()
        if not self._workspace.session.dirty:
            return True
        box = self._box("Save the changes first?", "Without saving, what was changed since the last save is lost.")
        save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton("Don't save", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is leave

    # --- delivering -------------------------------------------------------------------------------------------------

    def deliver(self, formats: tuple[str, ...] = ("pdf", "xlsx")) -> None:
        """Ask for a folder and write the deliverables there, beside the work."""
        self._window.view.making.finish_naming()
        name = QFileDialog.getExistingDirectory(self._window, "Folder for the deliverables", str(self._folder()))
        if name:
            self.deliver_to(Path(name), formats)

    def deliver_to(self, folder: Path, formats: tuple[str, ...] = ("pdf", "xlsx")) -> None:
        if self._work is not None:
            return
        self._work = _Deliver(self._workspace, folder, formats)
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
        self.complain("The deliverables were not written. Earlier ones still stand.", words)

    def _finished(self) -> None:
        gc.enable()
        self._work = None
        self._window.bar.deliver.setEnabled(True)

    def wait(self) -> None:
        """Let a delivery that is under way end, before the window closes."""
        if self._work is not None:
            self._work.wait()

    # --- words ------------------------------------------------------------------------------------------------------

    def complain(self, what: str, why: str) -> None:
        """One clear sentence and its reason."""
        box = self._box(what, why)
        box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _box(self, what: str, why: str) -> QMessageBox:
        from PySide6.QtCore import Qt

        box = QMessageBox(self._window)
        box.setWindowTitle("VSM Studio")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(what)
        box.setInformativeText(why)
        return box

    def _folder(self) -> Path:
        held = self._workspace.session.path
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return held.parent if held else Path(documents) if Path(documents).is_dir() else Path.home()

    def _title(self) -> str:
        from vsmstudio.export.deliver import deliverable_name

        return deliverable_name(self._workspace.document)


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
