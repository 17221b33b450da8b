"""What every page of the import assistant is: it reads its files beside the window and says what they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.settings import Settings, Store
from vsmstudio.interchange.imported import Imported, Problem
from vsmstudio.model.document import Document


@dataclass(frozen=True)
class Context:
    """What a page may ask about: the document in the window, and what is remembered from other days (`store.held`).

    `remember` takes settings that hold from now on: `context.remember(replace(context.store.held, …))`.
    """

    document: Document
    store: Store = field(default_factory=Store)
    remember: Callable[[Settings], object] = lambda _: None


class Page(QWidget):
    """One page of the assistant, for one file, or for all tables together.

    A page reads and works in the background (`Latest`) and never keeps the window waiting. It emits `changed` whenever one
    of these is another:

    - `imported`: what there is to import as things are chosen now; None where there is nothing (yet). Not laid out.
    - `problem`: a sentence why nothing can be imported; blank otherwise.
    - `busy`: what is being done, such as "Reading incidents.csv…"; blank at rest. `share` (0 to 1) is how far it is, None
      where that is not known. While a page is busy nothing can be imported.

    A page has no buttons to import or to cancel: the frame has them, and lists `imported.notes` and `imported.problems`.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.imported: Imported | None = None
        self.problem = ""
        self.busy = ""
        self.share: float | None = None
        self.unlisted = 0  # rows that cannot be read, beyond those that the problems of `imported` name

    def begin(self) -> None:
        """Start to read: called once, when the page is first seen."""

    def enter(self) -> None:
        """Take the keyboard. (A focus proxy would hide from Tab all that stands before it.)"""
        self.setFocus()

    def end(self) -> None:
        """Want nothing any more: the assistant closes, or the file is read as something else."""

    def remember(self) -> None:
        """What was chosen here was imported: keep it for the next file like this one."""

    def problem_of(self, path: Path) -> str:
        """Why nothing can be imported of one of its files; blank otherwise."""
        return self.problem

    def has(self, problem: Problem) -> bool:
        """Is a problem one of this page?"""
        return self.imported is not None and problem in self.imported.problems

    def is_in(self, problem: Problem, path: Path) -> bool:
        """Is a problem of this page in that file?"""
        return problem.source in {str(path), path.name}

    def show_problem(self, problem: Problem) -> bool:
        """Bring the place of a problem into view; says whether it has one here."""
        return False

    def touched(self) -> bool:
        """Has the person chosen anything here that would be a pity to lose?"""
        return False
