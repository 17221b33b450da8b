"""The one mutable thing: the current document, its file, what can be undone, and who wants to know."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path

from vsmstudio.model.document import Change, Document, diff
from vsmstudio.model.rules import Refused
from vsmstudio.storage import lock as locks
from vsmstudio.storage import versions
from vsmstudio.storage.codec import Content
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load_content, save
from vsmstudio.storage.journal import Journal
from vsmstudio.storage.recovery import Recording

Listener = Callable[[Change], None]
MOST_ANCESTORS = 40


class OnDisk(Enum):
    """What became of the file since it was opened or saved here."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class Session:
    """A document that is being worked on. Everything alters it through `do`; undo is unlimited and survives saving.

    `unsaved` says of a document without a file that it holds work already, as after an import. `version` names what
    stands in the file, `ancestors` the versions that it came from. `read_only` documents refuse changes.
    """

    def __init__(
        self, document: Document, path: Path | None = None, unsaved: bool = False, *, version: str = "",
        ancestors: Iterable[str] = (), read_only: bool = False,
    ) -> None:  # fmt: skip
        self.document = document
        self.path = path
        self.version = version
        self.ancestors = tuple(ancestors)
        self.read_only = read_only
        self.lock: locks.Lock | None = None
        self._unsaved = unsaved
        self._saved: Document | None = document if path else None
        self._start = document  # where the undo list begins
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._listeners: list[Listener] = []
        self._journals: Path | None = None
        self._journal: Journal | None = None
        self._was_recovered = False
        self._seen: tuple[int, ...] = _mark(path)
        self._changed: tuple[tuple[int, ...], str] = ((), "")  # how the file looked when it was found changed

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, take_over: bool = False) -> Session:
        """Work on a file, locked unless it is only looked at. Raises `BadFile`, and `Held` where another has it open."""
        seen = _mark(path)
        content = load_content(path)
        lock = None if read_only else locks.take(path, force=take_over)
        session = cls(content.document, path, version=content.version, ancestors=content.ancestors, read_only=read_only)
        session.lock, session._seen = lock, seen
        return session

    @classmethod
    def recovered(cls, recording: Recording) -> Session:
        """Go on where a crash interrupted: on its file where that stands as it was, else as a copy without a file.

        What was undone and redone is so again. Raises `BadFile` where there is nothing to go on with, and `Held`.
        """
        document = recording.document
        if document is None:
            raise BadFile(f"{recording.journal} holds nothing that could be recovered.")
        path = recording.path
        if path is not None and recording.fits and (file := load_content(path)).version == recording.header.builds_on:
            session = cls(file.document, path, version=file.version, ancestors=file.ancestors)
            session.lock = locks.take(path)
            session._was_recovered = True
            if recording.start == file.document:
                for change in recording.replayed:
                    session._replay(change)
            else:
                session.do(diff(file.document, document, "Recover changes"))
            return session
        start = recording.start if recording.replayed and recording.start is not None else document
        unsaved = recording.header.unsaved or bool(recording.header.builds_on)
        session = cls(start, unsaved=unsaved, ancestors=recording.ancestors)
        session._was_recovered = True
        for change in recording.replayed:
            session._replay(change)
        return session

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every change after it was applied; undo and redo come as changes too."""
        self._listeners.append(listener)

    # --- changing ---------------------------------------------------------------------------------------------------

    def do(self, change: Change, join: bool = False) -> None:
        """Apply a change that can be undone. An empty one is nothing done. Raises `Refused` where it is only looked at.

        With `join` it becomes one undo step with the change before it, as when a new step gets its name.
        """
        if not change:
            return
        if self.read_only:
            raise Refused("This file is open to look at only. Save it under another name to change it.")
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

    def _replay(self, change: Change) -> None:
        """Do again what was done; what took back the last step, or the last two that were one, is an undo again."""
        if len(self._done) > 1 and self._takes_back(change, joined := self._done[-2].then(self._done[-1])):
            self._done[-2:] = [joined]
        if self._done and self._takes_back(change, self._done[-1]):
            self.undo() if self._done[-1].label else self.drop()
        elif self._undone and self._undone[-1].records == change.records:
            self.redo()
        else:
            self.do(change)

    def _takes_back(self, change: Change, done: Change) -> bool:
        return bool(done) and done.inverse().records == change.records

    def _show(self, document: Document, change: Change) -> None:
        """Take the document on, record the change, and tell who listens; the undo lists are as they will be by then.

        Everyone is told, whatever becomes of the others; the first error is raised when all were.
        """
        self.document = document
        if self._journal is not None:
            self._journal.append(change)
            if self._journal.is_worn:
                self._renew_journal(self._journal)
        failed: Exception | None = None
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception as error:
                failed = failed or error
        if failed is not None:
            raise failed

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

    def as_given(self) -> None:
        """What the document holds by now was given, as in a sample: only what changes from here on is anybody's work."""
        self._saved, self._unsaved = self.document, False

    # --- recovery ---------------------------------------------------------------------------------------------------

    def record(self, folder: Path) -> None:
        """Keep a recovery journal in `folder` from now on; what was done since the last save goes in first.

        What was recovered is on the disk again when this returns: its old journal may be forgotten.
        """
        self._journals = folder
        self._record_from(self._start if self._saved is None else self._saved)
        if self._was_recovered and self._journal is not None:
            self._journal.sync()

    def _record_from(self, document: Document) -> None:
        """A new journal that begins at `document`, and leads to the present one; it takes the place of the old one."""
        if self._journals is None:
            return
        old = self._journal
        changes = self._done if document is self._start else (diff(document, self.document, "Earlier changes"),)
        unsaved = self._saved is None and self._unsaved
        needed = unsaved or any(changes)
        self._journal = Journal(
            self._journals, document, self.path, self.version, unsaved=unsaved, replaces=old if needed else None
        )
        if needed:
            self._journal.start()
        elif old is not None:
            old.discard()
        for change in changes:
            if change:
                self._journal.append(change)

    def _renew_journal(self, worn: Journal) -> None:
        """A journal that grew long, or lost something, starts anew from the document as it is."""
        assert self._journals is not None
        self._journal = Journal(
            self._journals, self.document, self.path, self.version, earlier=worn.count, replaces=worn
        )
        self._journal.start()

    @property
    def trouble(self) -> str:
        """Why changes are not recorded for recovery at the moment; blank while they are."""
        return self._journal.trouble if self._journal is not None else ""

    def set_aside(self) -> None:
        """The person lets the changes go: for a while they are kept among the file's versions."""
        if self.path is not None and self.dirty:
            versions.keep(self.path, self.document)

    def leave(self, forget: bool = True) -> None:
        """Nobody works on it any more. Without `forget`, what is not saved stays to be recovered."""
        if self._journal is not None:
            if forget:
                self._journal.discard()
            else:
                self._journal.leave()
            self._journal = self._journals = None
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    # --- the file ---------------------------------------------------------------------------------------------------

    def save(self, path: Path | None = None) -> None:
        """Write the document to its file, or to another that it has from then on; earlier versions are kept.

        Raises `SaveFailed`; then everything is as before. Raises `Held` where another has that other file open.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a document that was never saved needs a path")
        elsewhere = self.path is None or not _same(target, self.path) or self.read_only
        lock = locks.take(target) if elsewhere else self.lock
        try:
            content = self._write(target)
        except BaseException:
            if elsewhere and lock is not None:
                lock.release()
            raise
        if elsewhere and self.lock is not None:
            self.lock.release()
        self.lock, self.read_only = lock, False
        self.saved(target, content)

    def save_copy(self, path: Path) -> None:
        """Write a copy that names this version as the one it came from, and stay with the own file. As `save`."""
        self._write(path)

    def _write(self, target: Path) -> Content:
        versions.keep_file(target, self.version if target == self.path and _mark(target) == self._seen else "")
        content = save(self.document, target, self._history())
        versions.keep_file(target, content.version)
        return content

    def saved(self, path: Path, content: Content | None = None) -> None:
        """The document as it is now stands in the file `path`."""
        self.path, self._saved, self._unsaved = path, self.document, False
        self._seen = _mark(path)
        if content is not None:
            self.version, self.ancestors = content.version, content.ancestors
        self._record_from(self.document)

    def on_disk(self) -> OnDisk:
        """What became of the file since it was opened or saved here. One that looks different is read, once."""
        mark = _mark(self.path)
        if self.path is None or mark == self._seen:
            return OnDisk.SAME
        if not mark:
            return OnDisk.GONE
        if (mark, self.version) == self._changed:
            return OnDisk.CHANGED
        try:
            if load_content(self.path).version == self.version:
                self._seen = mark
                return OnDisk.SAME
        except BadFile:
            pass  # what cannot be read is not what was saved
        self._changed = (mark, self.version)
        return OnDisk.CHANGED

    def take_in(self, content: Content, change: Change) -> None:
        """Merge or reload what another wrote to the file, by `change`; the next save follows both versions.

        Undo takes it back. With an empty change the own document is kept as it is, and replaces the file when saved.
        """
        self.do(change)
        self.ancestors = tuple(dict.fromkeys((*self._history(), *content.ancestors)))
        self._saved, self.version, self._seen = content.document, content.version, _mark(self.path)
        self._record_from(content.document)

    def came_from(self, content: Content) -> None:
        """Another file was merged in: the next saved version comes from that one too."""
        self.ancestors = tuple(dict.fromkeys((*self.ancestors, content.version, *content.ancestors)))

    def common_base(self, content: Content) -> Document | None:
        """The latest version that both this document and another file come from; None where none is known or kept."""
        ours = {self.version, *self.ancestors} - {""}
        for name in (content.version, *content.ancestors):
            if name not in ours:
                continue
            if name == content.version:
                return content.document
            if name == self.version and self._saved is not None:
                return self._saved
            if (found := versions.find(name)) is not None:
                return found
        return None

    @property
    def on_file(self) -> Document | None:
        """The document as it stands in the file, as far as is known here; None for what was never saved."""
        return self._saved

    def _history(self) -> tuple[str, ...]:
        """The versions that the next saved one comes from, the latest first."""
        known = (self.version, *self.ancestors) if self.version else self.ancestors
        return tuple(dict.fromkeys(known))[:MOST_ANCESTORS]


def _mark(path: Path | None) -> tuple[int, ...]:
    """What tells at a glance that a file is another than before; empty where there is none."""
    try:
        held = path.stat() if path is not None else None
    except (OSError, ValueError):
        return ()
    return (held.st_mtime_ns, held.st_size, held.st_ino) if held is not None else ()


def _same(a: Path, b: Path) -> bool:
    return os.path.normcase(os.path.realpath(a)) == os.path.normcase(os.path.realpath(b))
