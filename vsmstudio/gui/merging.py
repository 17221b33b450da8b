"""Other versions of the document: taking in what others did, going back to an earlier one, mending a broken file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vsmstudio.model.document import Change, Document, diff
from vsmstudio.storage import versions
from vsmstudio.storage.codec import Content
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load_content, read_bytes

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Merging(QObject):
    """What the File menu does with other versions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace

    # --- another file -----------------------------------------------------------------------------------------------

    def merge_file(self) -> None:
        """Take in what another file holds, as one step that can be undone."""
        self._window.view.making.finish_naming()
        path = self._window.filing.ask_for_file("Merge another file")
        if path is not None:
            self.merge_path(path)

    def merge_path(self, path: Path) -> bool:
        content = self._content(path)
        if content is None:
            return False
        session = self._workspace.session
        base = session.common_base(content)
        change = self._reviewed(base, content, path.stem)
        if change is None or not self._workspace.do(change):
            return False
        session.came_from(content)
        versions.keep_file(path, content.version)  # the base of the next merge of that file
        self._window.notice.say(f"Merged {path.name}." if change else f"{path.name} brings nothing new.")
        return True

    def _reviewed(self, base: Document | None, content: Content, name: str) -> Change | None:
        """The change that the person agrees to; None where they do not."""
        from vsmstudio.gui.dialogs.merge_dialog import MergeDialog
        from vsmstudio.model.merge import merge

        merged = merge(base, self._workspace.document, content.document, name)
        dialog = MergeDialog(self._window, merged, name, base is not None)
        try:
            return dialog.change() if dialog.exec() else None
        finally:
            dialog.deleteLater()

    # --- the own file, changed by others ----------------------------------------------------------------------------

    def merge_disk(self) -> bool:
        """Take in what somebody else wrote to the file that is open."""
        session = self._workspace.session
        content = self._on_disk()
        if content is None:
            return False
        change = self._reviewed(session.on_file, content, "the file on disk")
        if change is None:
            return False
        return self._take_in(content, change)

    def reload(self) -> None:
        """Go on with what stands in the file; undo brings the own work back."""
        if (content := self._on_disk()) is not None:
            self._take_in(content, diff(self._workspace.document, content.document, "Reload the file"))

    def keep_mine(self) -> None:
        """Go on with the own document; the next save replaces the file, and what stood there is kept as a version."""
        if (content := self._on_disk()) is not None:
            self._take_in(content, Change("Keep mine", {}))

    def _take_in(self, content: Content, change: Change) -> bool:
        session = self._workspace.session
        if session.path is not None:
            versions.keep_file(session.path, content.version)
        session.take_in(content, change)
        self._workspace.changed.emit()
        self._window.keeping.forget_said()
        return True

    def _on_disk(self) -> Content | None:
        path = self._workspace.session.path
        return self._content(path) if path is not None else None

    def _content(self, path: Path) -> Content | None:
        try:
            return load_content(path)
        except BadFile as error:
            self._window.filing.complain("This file could not be read.", str(error))
            return None

    # --- earlier versions -------------------------------------------------------------------------------------------

    def show_versions(self) -> None:
        """Earlier versions of the file: look, open as a copy, or restore one as a step that can be undone."""
        self._window.view.making.finish_naming()
        path = self._workspace.session.path
        if path is None:
            self._window.notice.say("Save the document first. From then on every save keeps an earlier version.")
        else:
            self.versions_of(path)

    def versions_of(self, path: Path) -> bool:
        """The kept versions of a file; gives whether one was opened or restored."""
        from vsmstudio.gui.dialogs.versions_dialog import VersionsDialog

        dialog = VersionsDialog(self._window, path, self._workspace.document)
        dialog.exec()
        choice, document, version = dialog.choice, dialog.chosen, dialog.version
        dialog.deleteLater()
        if document is None or version is None:
            return False
        if choice == "restore":
            return self._workspace.do(diff(self._workspace.document, document, "Restore an earlier version"))
        if choice == "open" and self._window.filing.may_leave():
            self._window.filing.begin_copy(document, (version.name,))
            return True
        return False

    # --- broken files -----------------------------------------------------------------------------------------------

    def check_and_repair(self) -> None:
        """Look a file through and list what is wrong; what can be kept opens as a copy, the file stays as it is."""
        path = self._window.filing.ask_for_file("Check and repair")
        if path is not None:
            self.repair_path(path)

    def repair_path(self, path: Path) -> bool:
        from vsmstudio.gui.dialogs.repair_dialog import RepairDialog
        from vsmstudio.storage.repair import repair

        try:
            repaired = repair(read_bytes(path), str(path))
        except BadFile as error:
            self._window.filing.complain("Nothing could be read from this file.", str(error))
            return False
        dialog = RepairDialog(self._window, path, repaired)
        dialog.exec()
        wanted = dialog.wanted
        dialog.deleteLater()
        if wanted and self._window.filing.may_leave():
            self._window.filing.begin_copy(repaired.document)
            return True
        return False
