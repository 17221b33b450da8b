"""The Deliver dialog: chooses what is delivered, shows its pages, and has it written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from vsmstudio.export.deliver import Delivered
from vsmstudio.export.raster import Pages
from vsmstudio.gui.asking import ask
from vsmstudio.gui.deliver.choices import choices_of, kept, options_for, remembered
from vsmstudio.gui.deliver.frame import Frame
from vsmstudio.gui.deliver.preview import NOT_MADE
from vsmstudio.gui.deliver.proof import Copy, Simulated, proof
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.model.rules import Refused

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_PAUSE = 350  # milliseconds without another choice before its pages are made
_LABOUR = ("version", "confidentiality", "ask", "logo")  # what was typed or looked for, and is not thrown away unasked
NO_FORMAT = "Choose at least one kind of file."


class DeliverDialog(Frame):
    """Belongs to the window's `delivering`, which writes; while it does, closing the dialog lets it go on."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._delivering = window, window.delivering
        workspace = self._workspace = window.workspace
        self._path = window.remembering.path
        choices = choices_of(workspace.document, window.remembering.held, self._path)
        folder = choices.folder or self._delivering.folder
        super().__init__(window, replace(choices, folder=folder), str(window.filing.folder()))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._simulated = Simulated()
        self._stale = True  # are the pages in view those of other choices, or none?
        self._latest = Latest(self, _PAUSE)
        self._latest.done.connect(self._show_pages)
        self._latest.failed.connect(self._say_failed)
        self._latest.progressed.connect(self.preview.say_share)
        self._latest.busy.connect(self._say_busy)
        self.preview.say_share(None)
        self.form.changed.connect(self._renew)
        self.form.chosen.connect(self._chosen)
        self.form.sections.stood.connect(self.preview.go_to)
        self.form.ask.entered.connect(self.deliver)
        self.form.ask.restored.connect(self.reject)
        workspace.figured.connect(self._renew)
        self._delivering.progressed.connect(self._say_share)
        self._delivering.ended.connect(self._go_on)
        self._rest()
        self._renew()
        self.deliver_button.setFocus()

    # --- preview -----------------------------------------------------------------------------------------------------

    def copy(self) -> Copy:
        """The document with what is chosen, to make pages from. Raises `Refused` where a choice cannot stand."""
        workspace = self._workspace
        choices = self.form.choices
        document = workspace.document.apply(kept(workspace.document, choices))
        options = options_for(document, choices, self.form.brand.brand)
        return Copy(document, workspace.analysis, workspace.as_of, options)

    def _renew(self) -> None:
        """Make the pages as they would be now, in a moment; while files are written, after that."""
        self._stale = True
        if self._delivering.is_busy:
            self._latest.forget()
            return
        if "pdf" not in self.form.choices.formats:
            self._show_words(NOT_MADE)
        elif self._workspace.working:
            self._show_words("The figures are being worked out…")
        elif self._workspace.stale:
            self._show_words("The figures could not be worked out. Undo the last change and try again.")
        else:
            try:
                self._latest.ask(proof(self.copy(), self._simulated))
            except Refused as refusal:
                self._show_words(str(refusal))

    def _show_pages(self, content: bytes) -> None:
        self._stale = False
        self.preview.show_pages(Pages(content))

    def _say_busy(self, busy: bool) -> None:
        self.preview.say_share(0.0 if busy else None)

    def _show_words(self, words: str) -> None:
        self._latest.forget()
        self.preview.say(words)

    def _say_failed(self, error: Exception) -> None:
        self.preview.say(f"◆ The pages could not be made: {str(error) or type(error).__name__}")

    # --- delivering --------------------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        """Something else is chosen: what was said of the last delivery is over."""
        self.outcome.clear()
        self.deliver_button.setDefault(True)
        self._rest()

    def _rest(self) -> None:
        """Show whether files can be written, or are being written."""
        writing, formats = self._delivering.is_busy, self.form.choices.formats
        self.form.setEnabled(not writing)
        self.progress.setVisible(writing)
        self.stop_button.setVisible(writing)
        for each in (self.deliver_button, self.keep_button, self.print_button):
            each.setVisible(not writing)
        self.deliver_button.setEnabled(bool(formats))
        said = "" if formats else NO_FORMAT
        self.status.show_words("Writing the files… You may close this and go on working." if writing else said)

    def _say_share(self, share: float) -> None:
        self.progress.setValue(round(share * 100))

    def deliver(self) -> None:
        """Write the files, after asking for the folder where it is not known."""
        if self._delivering.is_busy or not self.form.choices.formats:
            return
        if not self.form.folder.path and not self.form.folder.ask():
            return
        if not self._keep():
            return
        choices = self.form.choices
        self.outcome.clear()
        self.progress.setValue(0)
        options = options_for(self._workspace.document, choices, self.form.brand.brand)
        if self._delivering.write(Path(choices.folder), choices.formats, options):
            self._latest.forget()
            self._rest()
            self.stop_button.setFocus()

    def _go_on(self) -> None:
        """No files are being written any more: pages can be made again."""
        self._rest()
        if self._stale:
            self._renew()

    def stop(self) -> None:
        self._delivering.stop()

    def show_written(self, delivered: Delivered) -> None:
        """The files are there; Enter closes now."""
        self._rest()
        self.outcome.show_written(delivered.paths, delivered.warnings)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def show_failed(self, why: str, next_: str = "") -> None:
        """The files are not there."""
        self._rest()
        self.outcome.show_failed(why, next_)
        self.deliver_button.setDefault(True)
        self.deliver_button.setFocus()

    # --- choices -----------------------------------------------------------------------------------------------------

    def _keep(self) -> bool:
        """Keep the engagement's part as one step that can be undone, and the rest in the settings; says whether it could."""
        choices = self.form.choices
        try:
            change = kept(self._workspace.document, choices)
        except Refused as refusal:
            self.show_failed(str(refusal))
            return False
        if change:
            self._workspace.do(change)
        self._delivering.folder = choices.folder
        remembering = self._window.remembering
        remembering.keep(remembered(remembering.held, choices, self._path))
        return True

    def keep_and_close(self) -> None:
        if self._keep():
            self.done(1)

    def print_pages(self) -> None:
        try:
            copy = self.copy()
        except Refused as refusal:
            self.show_failed(str(refusal))
            return
        self._window.printing.print_report(copy, self)

    def reject(self) -> None:
        """Close; asks only where something that was typed or looked for would be lost."""
        before, now = self._workspace.document.engagement, self.form.choices.held
        if any(getattr(before, name) != now[name] for name in _LABOUR):
            offers = [("keep", "Keep"), ("drop", "Don't keep"), ("", "Go on")]
            answer = ask(self, "Keep what you chose?", "The words and the logo are not in the document yet.", offers)
            if not answer or (answer == "keep" and not self._keep()):
                return
        super().reject()

    def done(self, result: int) -> None:
        self._workspace.figured.disconnect(self._renew)
        self._delivering.progressed.disconnect(self._say_share)
        self._delivering.ended.disconnect(self._go_on)
        self._latest.forget()
        self.preview.end()
        super().done(result)
