"""Opening and saving from the window: the dialogs, and what to say when something fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from vsmstudio import places
from vsmstudio.files import SaveFailed
from vsmstudio.gui.asking import ask
from vsmstudio.gui.dialogs.times import when
from vsmstudio.gui.importing.kinds import ENDINGS as IMPORTED_ENDINGS
from vsmstudio.gui.importing.kinds import FILTER as IMPORTED
from vsmstudio.gui.start.templates import Template, begin
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.session import OnDisk, Session
from vsmstudio.storage import versions
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load_content
from vsmstudio.storage.lock import Held, Holder

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

FILES = "VSM Studio files (*.vsm)"


class Filing(QObject):
    """What the File menu does with files. `saving`: it begins. `saved` carries the moment, `failed` none."""

    saving = Signal()
    saved = Signal(object)
    failed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self._workspace.session.record(places.journals())

    def work_on(self, session: Session, recorded: bool = True) -> None:
        """Leave the document that is open for another one; both are recorded for recovery while they are open."""
        self._workspace.session.leave()
        if recorded:
            session.record(places.journals())
        self._workspace.replace(session)

    # --- opening -----------------------------------------------------------------------------------------------------

    def new(self) -> None:
        if self.may_leave():
            self.work_on(Session(edits.new_document()))

    def begin_template(self, template: Template) -> None:
        """Begin a new document from one of the program's own templates."""
        if self.may_leave():
            self.work_on(Session(begin(template)))

    def close_document(self) -> None:
        """Put the document away; the start page offers what to do next."""
        if self.may_leave():
            self.work_on(Session(edits.new_document()))
            self._window.beginning.show()

    def new_from_file(self) -> None:
        """Begin a new document from another one, as from a template; records keep their ids."""
        if not self.may_leave() or (path := self.ask_for_file("New from a file")) is None:
            return
        try:
            content = load_content(path)
        except BadFile as error:
            self.complain("This file could not be opened.", str(error))
            return
        self.begin_copy(content.document, (content.version, *content.ancestors))

    def begin_copy(self, document: Document, ancestors: tuple[str, ...] = ()) -> None:
        """Work on a document that has no file yet, and comes from the versions `ancestors`."""
        self.work_on(Session(document, unsaved=True, ancestors=ancestors))

    def open(self) -> None:
        path = self.ask_for_file("Open", f"{FILES};;{IMPORTED}")
        if path is not None and (path.suffix.lower() in IMPORTED_ENDINGS or self.may_leave()):
            self.open_path(path)

    def ask_for_file(self, title: str, kinds: str = FILES) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self.folder()), kinds)
        return Path(name) if name else None

    def open_path(self, path: Path) -> bool:
        """Open a file; where it cannot be read say so and stay with what is open."""
        if path.suffix.lower() in IMPORTED_ENDINGS:
            return self.import_files([path])
        held = self._workspace.session
        mine = held.lock is not None and held.path is not None and path.exists() and path.samefile(held.path)
        try:
            session = Session.open(path, take_over=mine)
        except BadFile as error:
            return self._mend_instead(path, str(error))
        except Held as other:
            return self._share(path, other)
        self.work_on(session)
        return True

    def _mend_instead(self, path: Path, why: str) -> bool:
        """A file that cannot be read may be mended, or have an earlier version."""
        offers = [("repair", "Check and repair…")] if path.is_file() else []
        if versions.kept(path):
            offers.append(("versions", "Earlier versions…"))
        chosen = self.complain("This file could not be opened.", why, offers)
        if chosen == "repair":
            return self._window.merging.repair_path(path)
        return chosen == "versions" and self._window.merging.versions_of(path)

    def _share(self, path: Path, held: Held) -> bool:
        who, since = who_has_it(held.holder)
        offers = [("look", "Open read-only"), ("copy", "Open as a copy")]
        if held.stale:
            why = f"{since} It has not been heard of for a while, so it may have crashed. What was saved last is in the file."
            offers.insert(0, ("take", "Take over"))
        else:
            why = f"{since} You can look at it, or work on a copy and merge it later."
        chosen = ask(self._window, f"{who} has {path.name} open.", why, [*offers, ("", "Cancel")])
        try:
            if chosen == "copy":
                content = load_content(path)
                self.begin_copy(content.document, (content.version, *content.ancestors))
            elif chosen:
                self.work_on(Session.open(path, read_only=chosen == "look", take_over=chosen == "take"))
        except BadFile as error:
            return self._mend_instead(path, str(error))
        return bool(chosen)

    def open_sample(self) -> None:
        from vsmstudio import resources
        from vsmstudio.storage.files import load

        if self.may_leave():
            self.work_on(Session(load(resources.path("examples", "sample.vsm"))))

    def ask_and_import(self) -> None:
        """Ask for files of other programs, and show them in the import assistant."""
        self._window.view.making.finish_naming()
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import", str(self.folder()), IMPORTED)
        if names:
            self.import_files([Path(each) for each in names])

    def import_files(self, paths: list[Path]) -> bool:
        """Show files of other programs in the import assistant, and do what the person decides; says whether they did."""
        from vsmstudio.gui.importing.doing import import_files

        return import_files(self._window, paths)

    def new_collection_book(self) -> None:
        """Write a workbook to send to the client ahead of a workshop."""
        from vsmstudio.gui.importing.collecting import new_collection_book

        new_collection_book(self._window)

    # --- saving -----------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        session = self._workspace.session
        if session.path is None or session.read_only:
            return self.save_as()
        if (taken := session.lock.lost if session.lock else None) is not None:
            what = f"{who_has_it(taken)[0]} has taken over {session.path.name}."
        elif session.on_disk() is OnDisk.CHANGED:
            what = f"{session.path.name} was changed by somebody else."
        else:
            return self.save_to(session.path)
        offers = [("merge", "Merge…"), ("elsewhere", "Save elsewhere…"), ("replace", "Replace it"), ("", "Cancel")]
        why = "Merging takes in what both of you did. If you replace the file, what stands in it is kept among its versions."
        chosen = ask(self._window, what, why, offers)
        if chosen == "merge":
            return self._window.merging.merge_disk() and self.save_to(session.path)
        if chosen == "elsewhere":
            return self.save_as()
        return chosen == "replace" and self.save_to(session.path)

    def save_as(self) -> bool:
        path = self.ask_where("Save as", self._title())
        return path is not None and self.save_to(path)

    def save_copy(self) -> None:
        """A copy for a break-out group, which can be merged back; one stays with the own file."""
        path = self.ask_where("Save a copy", f"{self._title()} copy")
        if path is None:
            return
        try:
            self._workspace.session.save_copy(path)
        except SaveFailed as error:
            self.complain("The copy was not saved. What was there before still stands.", str(error))
        else:
            self._window.notice.say(f"Saved {path.name}. Bring it back with File > Merge another file.")

    def ask_where(self, title: str, name: str) -> Path | None:
        """Where to write a .vsm file; the ending is added where it was left out."""
        held = self._workspace.session.path
        suggested = held if held and title == "Save as" else self.folder() / f"{name}.vsm"
        typed, _ = QFileDialog.getSaveFileName(self._window, title, str(suggested), FILES)
        return self.with_ending(Path(typed), ".vsm") if typed else None

    def with_ending(self, path: Path, ending: str) -> Path | None:
        """A file that was chosen to be written, with its ending where it was left out; None where it shall not be replaced."""
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
            if path.exists() and not self._replaces(path):  # the dialog asked about the name without its ending
                return None
        return path

    def _replaces(self, path: Path) -> bool:
        why = "A file of this name is already there."
        return bool(ask(self._window, f"Replace {path.name}?", why, [("replace", "Replace"), ("", "Cancel")]))

    def save_to(self, path: Path) -> bool:
        """Write the document; on failure the earlier file stands, and the person is told and may save elsewhere."""
        self.saving.emit()
        try:
            self._workspace.session.save(path)
        except SaveFailed as error:
            self.failed.emit()
            return self._save_elsewhere("The file was not saved. What was there before still stands.", str(error))
        except Held as held:
            self.failed.emit()
            who, since = who_has_it(held.holder)
            return self._save_elsewhere(f"{who} has {path.name} open.", f"{since} Save under another name.")
        self.saved.emit(datetime.now())
        return True

    def _save_elsewhere(self, what: str, why: str) -> bool:
        return bool(self.complain(what, why, [("elsewhere", "Save a copy elsewhere…")])) and self.save_as()

    def may_leave(self) -> bool:
        """Is nothing lost by leaving this document? Asks where something would be."""
        self._window.view.making.finish_naming()
        session = self._workspace.session
        if not session.dirty:
            return True
        why = "Without saving, what was changed since the last save is lost."
        if session.path is not None:
            why = "Without saving, the file stays as it was. What you changed is kept among its versions for a while."
        offers = [("save", "Save"), ("leave", "Don't save"), ("", "Cancel")]
        chosen = ask(self._window, "Save the changes first?", why, offers)
        if chosen == "save":
            return self.save()
        if chosen == "leave":
            session.set_aside()
        return bool(chosen)

    # --- words ------------------------------------------------------------------------------------------------------

    def complain(self, what: str, why: str, offers: Sequence[tuple[str, str]] = ()) -> str:
        """One clear sentence and its reason; gives the key of what the person chose to do about it."""
        return ask(self._window, what, why, [*offers, ("", "Close")])

    def folder(self) -> Path:
        """Where dialogs begin: beside the file, else among the person's documents."""
        held = self._workspace.session.path
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return held.parent if held else Path(documents) if Path(documents).is_dir() else Path.home()

    def _title(self) -> str:
        from vsmstudio.export.deliver import deliverable_name

        return deliverable_name(self._workspace.document)


def who_has_it(holder: Holder) -> tuple[str, str]:
    """Who has a file open, and a sentence that says where and since when."""
    who = holder.user or "Somebody"
    where = f"on {holder.machine}" if holder.machine else "somewhere"
    began = holder.began
    return (
        who,
        f"It is open {where} since {when(began, datetime.now().astimezone())}." if began else f"It is open {where}.",
    )
