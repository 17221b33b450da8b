"""The import assistant: the files, the page of the chosen one, what would be made, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from vsmstudio.export.tables.words import plural
from vsmstudio.gui.asking import ask
from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing.frame import Frame
from vsmstudio.gui.importing.kinds import FILTER
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.outcome import Outcome, finished, named, outcome
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.importing.result_pane import rows_of
from vsmstudio.gui.importing.sources import Sources
from vsmstudio.gui.importing.tables_page import TablesPage
from vsmstudio.gui.importing.target_choice import is_blank
from vsmstudio.gui.panels.widgets import breakable
from vsmstudio.interchange.imported import Imported, Problem
from vsmstudio.model.document import Change, Document

_SLOW = 400  # milliseconds after which it is worth a word that something is being worked out
_PAUSE = 120  # milliseconds without another choice before what it makes is worked out


class ImportDialog(Frame):
    """Accepted, `change` is the one change to the document in the window, or `document` the new one; `said` says what came.

    `leave` is asked before a new document takes the place of the one in the window.
    """

    def __init__(
        self,
        parent: QWidget | None,
        context: Context,
        paths: list[Path],
        leave: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent, context.document)
        self.change: Change | None = None
        self.document: Document | None = None
        self.said = ""
        self._leave = leave
        self._context = context
        self._parts: list[Imported] = []
        self._outcome: Outcome | None = None
        self._failed = ""
        self._finishing = False
        self._waiting = False  # is something under way, so that the words about it are due in a moment?
        self.sources = Sources(context, self._add_page, self._drop_page)
        self._latest = Latest(self, _PAUSE)
        self._latest.done.connect(self._came)
        self._latest.failed.connect(self._could_not)
        self._latest.busy.connect(lambda _: self._refresh())
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW)
        self._slow.timeout.connect(self._refresh)
        self._last = Latest(self)
        self._last.done.connect(self._finish)
        self._last.failed.connect(self._could_not)
        self._listen()
        self.sources.add(paths)
        self._show_files(0)
        self._work_out()
        shown = self.pages.currentWidget()
        shown.enter() if isinstance(shown, Page) else self.empty.setFocus()

    def _listen(self) -> None:
        self.choosing.connect(self._choose_files)
        self.dropped.connect(self.add)
        self.bar.removing.connect(self._remove)
        self.bar.taken.connect(self._take_for)
        self.list.chosen.connect(self._show_source)
        self.list.removing.connect(self._remove)
        self.pane.wanted.connect(self._show_problem)
        self.pane.rejoining.connect(self._work_out)
        self.target.activated.connect(lambda _: self._work_out())

    # --- files --------------------------------------------------------------------------------------------------------

    def add(self, paths: list[Path]) -> None:
        """Take more files in, and show the first of them."""
        before = len(self.sources.held)
        self.sources.add(paths)
        self._show_files(min(before, len(self.sources.held) - 1))
        self._work_out()

    def _choose_files(self) -> None:
        held = self.sources.held
        folder = str(held[-1].path.parent) if held else ""
        names, _ = QFileDialog.getOpenFileNames(self, "Import", folder, FILTER)
        if names:
            self.add([Path(each) for each in names])

    def _remove(self) -> None:
        at = self.list.at
        if 0 <= at < len(self.sources.held):
            self.sources.remove(self.sources.held[at])
            self._show_files(min(at, len(self.sources.held) - 1))
            self._work_out()

    def _take_for(self, kind: str) -> None:
        at = self.list.at
        self.sources.take_for(self.sources.held[at], kind)
        self._show_files(at)
        self._work_out()

    def _add_page(self, made: Page) -> None:
        self.pages.addWidget(made)
        self.tab_through(made)
        made.changed.connect(self._work_out)
        made.begin()

    def _drop_page(self, gone: Page) -> None:
        gone.end()
        self.pages.removeWidget(gone)
        gone.deleteLater()

    def _show_files(self, at: int) -> None:
        self.list.show_sources(self.sources, at)
        self.list.setVisible(len(self.sources.held) > 1)
        self._show_source(at)

    def _show_source(self, at: int) -> None:
        """Bring the page of a file into view."""
        held = self.sources.held
        self.bar.setVisible(bool(held))
        if not 0 <= at < len(held):
            self.pages.setCurrentWidget(self.empty)
            return
        source = held[at]
        self.bar.show_source(source, len(held) > 1)
        shown = self.sources.page(source)
        if shown is None:
            self.words.setText(breakable(f"◆ {source.problem}"))
        self.pages.setCurrentWidget(shown or self.words)
        if isinstance(shown, TablesPage):
            shown.show_path(source.path)

    def _show_problem(self, problem: Problem) -> None:
        """Turn to the file that a problem is in, and to its cell."""
        for page in self.sources.pages():
            if not page.has(problem):
                continue
            at = next((at for at, held in enumerate(self.sources.held) if page.is_in(problem, held.path)), self.list.at)
            if at != self.list.at or self.pages.currentWidget() is not page:
                self._show_files(at)
            page.show_problem(problem)
            return

    # --- working out --------------------------------------------------------------------------------------------------

    def _work_out(self) -> None:
        """Something is another: find out what would be made now."""
        if self._finishing:
            return
        pages = self.sources.pages()
        self._parts = [each.imported for each in pages if each.imported is not None and not each.problem]
        self._failed = ""
        self.list.show_sources(self.sources, self.list.at)
        if any(each.busy for each in pages) or not self._parts:
            self._latest.forget()
            self._outcome = self._outcome if self._parts else None
            self._refresh()
            return
        self.target.offer(self._parts)
        document, parts = self._context.document, tuple(self._parts)
        target = replace(self.target.target, rejoin=self.pane.rejoin.isChecked())
        label_ = named([each.path.name for each in self.sources.held if not self.sources.problem(each)])

        def work(_: Progress) -> Outcome:
            return outcome(document, parts, target, label_)

        self._latest.ask(work)
        self._refresh()

    def _came(self, came: Outcome) -> None:
        self._outcome = came
        self._refresh()

    def _could_not(self, error: Exception) -> None:
        self._finishing, self._outcome = False, None
        self._failed = f"This could not be imported: {str(error) or type(error).__name__}"
        self._refresh()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for part in self._parts for problem in part.problems)

    @property
    def is_busy(self) -> bool:
        """Is anything being read or worked out?"""
        return self._latest.is_busy or self._finishing or any(each.busy for each in self.sources.pages())

    @property
    def ready(self) -> bool:
        """Can it be imported as it is now?"""
        return self._outcome is not None and not self._outcome.nothing and not self.is_busy

    def _refresh(self) -> None:
        """Say what is so now."""
        pages, problems = self.sources.pages(), self.problems
        busy = next((each.busy for each in pages if each.busy), "")
        if self._finishing:
            busy = "Laying out the maps…"
        elif not busy and self._latest.is_busy:
            busy = "Working out what will be made…"
        if busy and not self._slow.isActive() and not self._waiting:
            self._slow.start()
            self._waiting = True
        elif not busy:
            self._slow.stop()
            self._waiting = False
        shows = bool(busy) and not self._slow.isActive()
        share = next((each.share for each in pages if each.busy), None)
        failing = self._failed or next(filter(None, self._wrong()), "")
        waiting = busy or failing or ("" if self.sources.held else "Nothing yet.")
        self.pane.show_outcome(self._outcome, waiting)
        held = self._outcome
        decided = (*held.unsure, *held.rejoins) if held else ()
        files = [each.path for each in self.sources.held]
        self.pane.only = (str(files[0]), files[0].name) if len(files) == 1 else ()
        noticed = [note for part in self._parts for note in part.notes]
        self.pane.show_troubles(problems, decided, noticed, self._unlisted)
        told = all(map(self.sources.problem, self.sources.held))  # in the place of the page
        self.pane.setVisible(bool(self._parts or busy or not told))
        self.status.show_words(busy if shows else "")
        self.progress.setVisible(shows)
        self.progress.setRange(0, 0 if share is None else 100)
        if share is not None:
            self.progress.setValue(round(share * 100))
        offers = bool(self._parts) and not is_blank(self._context.document)
        self.target.setVisible(offers)
        self.where.setVisible(offers)
        self.target.setEnabled(not self._finishing)
        self.import_button.setEnabled(self.ready)
        self.import_button.setText(self._button_words(problems))

    def _wrong(self) -> Iterator[str]:
        """Why nothing can be imported, file by file and page by page."""
        yield from map(self.sources.problem, self.sources.held)
        yield from (each.problem for each in self.sources.pages())

    @property
    def _unlisted(self) -> int:
        """Rows that cannot be read and are too many to be listed."""
        return sum(each.unlisted for each in self.sources.pages() if each.imported is not None)

    def _button_words(self, problems: tuple[Problem, ...]) -> str:
        left = sum(bool(self.sources.problem(each)) for each in self.sources.held)
        rows = rows_of(problems) + self._unlisted
        out = [plural(count, word) for count, word in ((rows, "row"), (left, "file")) if count]
        return f"Import without {' and '.join(out)}" if out and self._parts else "Import"

    # --- the end ------------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Import, if it is known what will be made; a new document is laid out first."""
        held = self._outcome
        if not self.ready or held is None:
            return
        if held.change is not None:
            self.change = held.change
            self._close()
            return
        if not self._leave():
            return
        self._finishing = True
        after = held.after
        self._last.ask(lambda _: finished(after))
        self._refresh()

    def _finish(self, document: Document) -> None:
        self.document = document
        self._close()

    def _close(self) -> None:
        if self._outcome is not None:
            held = self._outcome
            self.said = f"{held.label.replace('Import', 'Imported', 1)}. {held.made} {held.changed}".strip()
        for each in self.sources.pages():
            each.remember()
        super().accept()

    def reject(self) -> None:
        """Leave everything as it was; asks only where choices would be lost."""
        if any(each.touched() for each in self.sources.pages()):
            why = "What you chose here is lost. Nothing has been imported."
            if not ask(self, "Stop importing?", why, [("stop", "Stop"), ("", "Go on")]):
                return
        super().reject()

    def done(self, result: int) -> None:
        self._latest.forget()
        self._last.forget()
        for each in self.sources.pages():
            each.end()
        super().done(result)
