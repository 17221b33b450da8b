"""The one mutable thing: the current document, what can be undone, and who wants to know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vsmstudio.model.document import Change, Document

Listener = Callable[[Change], None]


class Session:
    """A document that is being worked on. Everything alters it through `do`; undo is unlimited and survives saving.

    `unsaved` says of a document without a file that it holds work already, as after an import.
    """

    def __init__(self, document: Document, path: Path | None = None, unsaved: bool = False) -> None:
        self.document = document
        self.path = path
        self._unsaved = unsaved
        self._saved: Document | None = document if path else None
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every change after it was applied; undo and redo come as changes too."""
        self._listeners.append(listener)

    def do(self, change: Change, join: bool = False) -> None:
        """Apply a change that can be undone. An empty one is nothing done.

        With `join` it becomes one undo step with the change before it, as when a new step gets its name.
        """
        if not change:
            return
        after = self.document.apply(change)
        if join and self._done:
            self._done[-1] = self._done[-1].then(change, change.label)
        else:
            self._done.append(change)
        self._undone.clear()
        self._show(after, change)

    def drop(self) -> None:
        """Take the last change back as if it had never been: it cannot be done again."""
        if self._done:
            back = self._done.pop().inverse()
            self._show(self.document.apply(back), back)

    def undo(self) -> None:
        if self._done:
            change = self._done.pop()
            self._undone.append(change)
            self._show(self.document.apply(change.inverse()), change.inverse())

    def redo(self) -> None:
        if self._undone:
            change = self._undone.pop()
            self._done.append(change)
            self._show(self.document.apply(change), change)

    def _show(self, document: Document, change: Change) -> None:
        """Take the document on and tell who listens; the undo lists are as they will be by then."""
        self.document = document
        for listener in tuple(self._listeners):
            listener(change)

    @property
    def undo_label(self) -> str | None:
        """The name of what undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    @property
    def dirty(self) -> bool:
        """Is there anything that is not saved?"""
        if self._saved is None:
            return self._unsaved or bool(self._done)
        return self.document is not self._saved and self.document != self._saved

    def saved(self, path: Path) -> None:
        """The document as it is now stands in the file `path`."""
        self.path, self._saved = path, self.document
