"""What a crash left behind: journals that no living program holds, and the documents that come out of them."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import msgspec

from vsmstudio.model.document import Change, Conflict, Document, diff
from vsmstudio.storage import frames, versions
from vsmstudio.storage.codec import Content, decode, encode
from vsmstudio.storage.encode import version_name
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load_content
from vsmstudio.storage.frames import Header
from vsmstudio.storage.held import is_held
from vsmstudio.storage.journal import ENDING

LARGEST = 64 * 1024 * 1024  # bytes of a journal that are read; it starts anew long before
MOST_VALUES = 3_000_000  # in all changes together; a frame counts as sixteen
EMPTY_AFTER = 3600  # seconds; a younger journal with nothing in it may be one that another window begins


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
        data = _bytes(journal)
        self._is_empty = len(data) <= len(frames.MAGIC)
        self.whole = self._read(data)

    def _read(self, data: bytearray) -> bool:
        """Take in every frame before the first that is damaged. Kinds of later programs are left out."""
        changes: list[Change] = []
        good = values = seen = 0
        for frame, end in frames.unseal(data):
            values += 16 + frame.content.count(b",") * (frame.kind == frames.CHANGE)
            if values > MOST_VALUES:
                break
            try:
                if frame.kind == frames.HEADER and not seen:
                    self.header = msgspec.json.decode(frame.content, type=Header)
                elif frame.kind == frames.BASE and self._base is None:
                    with contextlib.suppress(BadFile):  # the changes are good all the same where the file fits them
                        self._base = frames.read_base(frame.content)
                elif frame.kind == frames.CHANGE:
                    changes.append(frames.read_change(frame.content))
            except (ValueError, RecursionError):
                break
            good, seen = end, seen + 1
        self.changes = tuple(changes)
        return 0 < good == len(data)

    @property
    def path(self) -> Path | None:
        """The file that the document is saved in; None where it never was."""
        return self.header.place

    @property
    def count(self) -> int:
        """How many changes were made after the last save."""
        return max(self.header.earlier, 0) + len(self.changes)

    @cached_property
    def when(self) -> datetime:
        """When the last change was made, in local time."""
        try:
            return datetime.fromtimestamp(self.journal.stat().st_mtime, UTC).astimezone()
        except (OSError, ValueError, OverflowError):
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
        made = len(self.changes)
        for index, change in enumerate(self.changes):
            try:
                at = at.apply(change)
            except Conflict:
                made = index
                break
        sound = _sound(at) if made else at
        if sound is at:
            return at, self.changes[:made]
        assert self.start is not None
        if sound is None:
            return self.start, ()
        return sound, (diff(self.start, sound, "Recover changes"),)

    def _salvaged(self) -> Document | None:
        """Without the document before: what the changes themselves hold of it, over the file as it is now."""
        records = dict(self._file.document.records) if self._file is not None else {}
        for change in self.changes:
            for key, (_, after) in change.records.items():
                if after is None:
                    records.pop(key, None)
                else:
                    records[key] = after
        return (_sound(Document(records)) or None) if self.changes else None  # one without records is none

    @property
    def _is_undone(self) -> bool:
        """Was every change taken back?"""
        done: list[Change] = []
        for change in self.replayed:
            if done and done[-1].inverse().records == change.records:
                done.pop()
            else:
                done.append(change)
        return not done

    @property
    def needless(self) -> bool:
        """Is all of it in its file already, or was it once, as when the program died right after saving? Is it empty?"""
        if self.document is None:
            return self._is_empty or (self.whole and not self.count)
        if self.path is None and not self.header.builds_on and not self.header.unsaved:
            return self.whole and self._is_undone
        if self._file is None:
            return self.whole and self.path is not None and not self.count
        name, history = version_name(encode(self.document)), (self._file.version, *self._file.ancestors)
        if self.header.builds_on in history[1:]:  # the file went on from there: over what is here, or nothing is here
            return name in history[: history.index(self.header.builds_on) + 1]
        return name == self._file.version

    def is_within(self, other: Recording) -> bool:
        """Does the other one come to the same document, or go on from it?"""
        if self.path != other.path or self.document is None:
            return False
        if self.document == other.document:
            return True
        ours, theirs = self.replayed, other.replayed
        pairs = zip(ours, theirs, strict=False)
        same = len(ours) <= len(theirs) and all(a.records == b.records for a, b in pairs)
        return same and self.start == other.start

    @property
    def age(self) -> float:
        """Seconds since it was written to."""
        try:
            return time.time() - self.journal.stat().st_mtime
        except OSError:
            return 0.0

    def forget(self) -> None:
        """Remove the journal. What it holds cannot be recovered any more."""
        with contextlib.suppress(OSError):
            self.journal.unlink()


def left(folder: Path) -> tuple[Recording, ...]:
    """What may be recovered, the latest first; journals of living programs, and those that add nothing, are left out."""
    return tuple(_distinct([each for each in _all(folder) if not each.needless]))


def _distinct(recordings: list[Recording]) -> list[Recording]:
    """Those that hold a document, without any that another one holds as well, as when a recovery itself was cut off."""
    found: list[Recording] = []
    for each in recordings:
        if each.document is None or any(each.is_within(other) for other in found):
            continue
        found = [other for other in found if not other.is_within(each)] + [each]
    return found


def _all(folder: Path) -> list[Recording]:
    try:
        names = sorted((each for each in os.listdir(folder) if each.endswith(ENDING)), reverse=True)
    except OSError:
        return []
    return [Recording(folder / each) for each in names if not is_held(folder / each)]


def tidy(folder: Path) -> None:
    """Remove journals whose every change is in their file already, or in another journal."""
    every = _all(folder)
    wanted = [each for each in every if not each.needless]
    distinct = _distinct(wanted)
    for each in every:
        if each.document is None:
            if each.needless and each.age > EMPTY_AFTER:
                each.forget()
        elif each not in distinct:
            each.forget()


def _bytes(journal: Path) -> bytearray:
    """As much of an ordinary file as is read; nothing of anything else, which might never end."""
    try:
        handle = os.open(journal, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb", buffering=0) as file:
            held = os.fstat(handle)
            data = bytearray(min(held.st_size, LARGEST) if stat.S_ISREG(held.st_mode) else 0)
            del data[file.readinto(data) or 0 :]
            return data
    except (OSError, ValueError):
        return bytearray()


def _sound(document: Document) -> Document | None:
    """The document as a file would give it back: repaired where the rules or the format forbid what it holds."""
    try:
        encoded = encode(document)
        try:
            decode(encoded)
        except BadFile:
            from vsmstudio.storage.repair import repair

            return repair(encoded).document
    except (BadFile, ValueError, RecursionError):
        return None
    return document
