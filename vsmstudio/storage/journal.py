"""The recovery journal: every change of a session on disk as it happens, so that a crash loses one gesture at most.

    VSMJOURNAL 1⏎ · header: which file it builds on · change · base: the whole document before the changes · change · …

A change is written at once, so that it outlives the program, and synced to the disk by a thread within half a second,
so that it outlives the computer. The base is there for the case that the file is changed or gone by the time of the
recovery. While the program lives the journal is locked; `recovery` looks at those that are not.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from datetime import UTC, datetime
from pathlib import Path

from vsmstudio.files import reason, sync_folder, write_all
from vsmstudio.model.document import Change, Document
from vsmstudio.storage import frames
from vsmstudio.storage.frames import Frame, Header
from vsmstudio.storage.held import hold

ENDING = ".journal"
SYNC_AFTER = 0.4  # seconds
LONG = 32 * 1024 * 1024  # bytes; a longer journal should start anew


class Journal:
    """Records the changes that follow `document`, in a file of its own that is made with the first of them.

    A failing disk keeps nobody from working: `trouble` then says why nothing is recorded, and everything that is
    missing is tried again every time.
    """

    def __init__(
        self, folder: Path, document: Document, path: Path | None = None, builds_on: str = "", earlier: int = 0
    ) -> None:
        self._folder, self._document, self._earlier = folder, document, earlier
        self._path, self._builds_on = path, builds_on
        self._handle: int | None = None
        self._size = self._checksum = 0
        self._missing: list[Frame] = []  # what could not be written yet
        self._guard = threading.RLock()
        self._due = threading.Event()
        self._ended = threading.Event()
        self.file: Path | None = None
        self.count = 0
        self.trouble = ""

    @property
    def is_long(self) -> bool:
        return self._size > LONG

    def append(self, change: Change) -> None:
        """Record a change that was applied."""
        with self._guard:
            self.count += 1
            self._missing.append(frames.change(change))
            self._write()

    def start(self) -> None:
        """Have the document itself on disk at once: for work that no file holds."""
        with self._guard:
            self._write()

    def discard(self) -> None:
        """Nothing here is needed any more: it was saved, or the person let it go."""
        with self._guard:
            self.leave()
            if self.file is not None:
                with contextlib.suppress(OSError):
                    self.file.unlink()
                self.file = None

    def leave(self) -> None:
        """Stop recording, and leave the journal to be recovered."""
        with self._guard:
            self._ended.set()
            self._due.set()
            if self._handle is not None:
                with contextlib.suppress(OSError):
                    os.fsync(self._handle)
                with contextlib.suppress(OSError):
                    os.close(self._handle)
                self._handle = None

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self._ended.is_set():
            return
        try:
            if self._handle is None:
                self._open()
            while self._missing:
                self._put(self._missing[0])
                del self._missing[0]
            self.trouble = ""
        except OSError as error:
            self.trouble = f"Changes are not recorded for recovery at the moment: {reason(error)}. Save often."
        self._due.set()

    def _put(self, frame: Frame) -> None:
        """One frame, whole or not at all. Raises `OSError`."""
        assert self._handle is not None
        sealed, checksum = frames.seal(frame, self._checksum)
        try:
            write_all(self._handle, sealed)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._size)
            os.lseek(self._handle, self._size, os.SEEK_SET)
            raise
        self._size, self._checksum = self._size + len(sealed), checksum

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        now = datetime.now(UTC)
        file = self._folder / f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}{ENDING}"
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        handle = os.open(file, flags, 0o600)
        try:
            with contextlib.suppress(OSError):  # some network file systems have no locks
                hold(handle)
            self._handle, self._size, self._checksum = handle, len(frames.MAGIC), 0
            write_all(handle, frames.MAGIC)
            path = str(self._path) if self._path else ""
            began = now.isoformat(timespec="seconds")
            self._put(frames.header(Header(path=path, builds_on=self._builds_on, began=began, earlier=self._earlier)))
            on_its_own = self._earlier > 0 or not self._builds_on
            if on_its_own:
                self._put(frames.base(self._document))
        except OSError:
            os.close(handle)
            self._handle = None
            with contextlib.suppress(OSError):
                file.unlink()
            raise
        self.file = file
        threading.Thread(target=self._keep_synced, args=(not on_its_own,), name="journal", daemon=True).start()

    def _keep_synced(self, base_is_due: bool) -> None:
        """The thread's work: the base once, then the disk, again and again."""
        sync_folder(self._folder)
        if base_is_due:
            base = frames.base(self._document)
            with self._guard:
                self._missing.append(base)
                self._write()
        while not self._ended.wait(SYNC_AFTER):
            self._due.wait()
            self._due.clear()
            with self._guard:
                if self._missing:
                    self._write()
                handle = os.dup(self._handle) if self._handle is not None else None
            if handle is not None:
                try:
                    os.fsync(handle)
                except OSError as error:
                    self.trouble = f"Changes are not safe on the disk at the moment: {reason(error)}. Save often."
                finally:
                    os.close(handle)
