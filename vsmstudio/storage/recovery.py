"""What a crash left behind: journals that no living program holds, and the documents that come out of them."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import msgspec

from vsmstudio.model import rules
from vsmstudio.model.document import Change, Conflict, Document
from vsmstudio.storage import frames, versions
from vsmstudio.storage.codec import Content, encode
from vsmstudio.storage.encode import version_name
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load_content
from vsmstudio.storage.frames import Header
from vsmstudio.storage.held import is_held
from vsmstudio.storage.journal import ENDING

LARGEST = 64 * 1024 * 1024  # bytes of a journal that is read


class Recording:
    """One journal, as far as it is whole.

    `changes` follow `start`, the document that they were made to (None: it is neither in the journal, nor in its file,
    nor among the kept versions). `whole` says whether everything in the journal could be read, `fits` whether the file
    that it builds on still stands as it was then.
    """

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        self.header = Header()
        self.changes: tuple[Change, ...] = ()
        self._base: Document | None = None
        self.whole = self._read()

    def _read(self) -> bool:
        try:
            if self.journal.stat().st_size > LARGEST:
                return False
            data = self.journal.read_bytes()
        except OSError:
            return False
        changes, good = [], len(frames.MAGIC)
        for frame, end in frames.unseal(data):
            try:
                if frame.kind == frames.HEADER:
                    self.header = msgspec.json.decode(frame.content, type=Header)
                elif frame.kind == frames.BASE:
                    self._base = frames.read_base(frame.content)
                elif frame.kind == frames.CHANGE:
                    changes.append(frames.read_change(frame.content))
            except (ValueError, RecursionError, BadFile):
                break
            good = end
        self.changes = tuple(changes)
        return good == len(data)

    @property
    def path(self) -> Path | None:
        """The file that the document is saved in; None where it never was."""
        return Path(self.header.path) if self.header.path else None

    @property
    def count(self) -> int:
        """How many changes were made after the last save."""
        return self.header.earlier + len(self.changes)

    @cached_property
    def when(self) -> datetime:
        """When the last change was made, in local time."""
        try:
            return datetime.fromtimestamp(self.journal.stat().st_mtime, UTC).astimezone()
        except OSError:
            return datetime.now(UTC).astimezone()

    @cached_property
    def _file(self) -> Content | None:
        try:
            return load_content(self.path) if self.path else None
        except BadFile:
            return None

    @property
    def fits(self) -> bool:
        """Does the file still hold what the journal builds on? One that was never saved always fits."""
        return self.path is None or (self._file is not None and self._file.version == self.header.builds_on)

    @property
    def ancestors(self) -> tuple[str, ...]:
        """The versions that the recovered document comes from, latest first."""
        before = self._file.ancestors if self._file is not None and self.fits else ()
        return (self.header.builds_on, *before) if self.header.builds_on else before

    @cached_property
    def start(self) -> Document | None:
        """The document before the changes."""
        if self._base is not None:
            return self._base
        if self._file is not None and self._file.version == self.header.builds_on:
            return self._file.document
        return versions.find(self.header.builds_on)

    @cached_property
    def document(self) -> Document | None:
        """The document with every change that can be replayed; None where there is nothing to begin from."""
        return self._replayed[0]

    @property
    def replayed(self) -> tuple[Change, ...]:
        """The changes that lead from `start` to `document`."""
        return self._replayed[1]

    @cached_property
    def _replayed(self) -> tuple[Document | None, tuple[Change, ...]]:
        at = self.start
        if at is None:
            return self._salvaged(), ()
        for index, change in enumerate(self.changes):
            try:
                at = at.apply(change)
            except Conflict:
                return at, self.changes[:index]
        return at, self.changes

    def _salvaged(self) -> Document | None:
        """Without the document before: what the changes themselves hold of it, over the file as it is now."""
        records = dict(self._file.document.records) if self._file is not None else {}
        for change in self.changes:
            for key, (_, after) in change.records.items():
                if after is None:
                    records.pop(key, None)
                else:
                    records[key] = after
        if not records or not self.changes:
            return None
        document = Document(records)
        if rules.check(document):
            from vsmstudio.storage.repair import repair

            return repair(encode(document)).document
        return document

    @property
    def needless(self) -> bool:
        """Is everything in it in its file already, as when the program died right after saving?"""
        if self._file is None:
            return self.whole and self.path is not None and not self.count
        return self.document is not None and version_name(encode(self.document)) == self._file.version

    def forget(self) -> None:
        """Remove the journal. What it holds cannot be recovered any more."""
        with contextlib.suppress(OSError):
            self.journal.unlink()


def left(folder: Path) -> tuple[Recording, ...]:
    """What may be recovered, the latest first; journals of living programs, and those that add nothing, are left out."""
    return tuple(each for each in _all(folder) if not each.needless)


def _all(folder: Path) -> list[Recording]:
    try:
        names = sorted((each for each in os.listdir(folder) if each.endswith(ENDING)), reverse=True)
    except OSError:
        return []
    return [Recording(folder / each) for each in names if not is_held(folder / each)]


def tidy(folder: Path) -> None:
    """Remove journals whose every change is in its file already."""
    for each in _all(folder):
        if each.needless:
            each.forget()
