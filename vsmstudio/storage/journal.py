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
from vsmstudio.storage.frames import Frame
from vsmstudio.storage.held import hold_new

ENDING = ".journal"
SYNC_AFTER = 0.4  # seconds
LONG = 8 * 1024 * 1024  # bytes; a longer journal should start anew


class Journal:
    """Records the changes that follow `document`, in a file of its own that is made with the first of them.

    A failing disk keeps nobody from working: `trouble` then says why nothing is recorded, and everything that is
    missing is tried again, with the next change and twice a second. What this one `replaces` is discarded as soon as
    everything stands here, on the disk itself.
    """

    def __init__(
        self, folder: Path, document: Document, path: Path | None = None, builds_on: str = "", earlier: int = 0,
        unsaved: bool = True, replaces: Journal | None = None,
    ) -> None:  # fmt: skip
        self._folder, self._document, self._replaces = folder, document, replaces
        began = datetime.now(UTC).isoformat(timespec="seconds")
        self._header = frames.header_for(path, builds_on=builds_on, began=began, earlier=earlier, unsaved=unsaved)
        self._on_its_own = earlier > 0 or not builds_on
        self._handle: int | None = None
        self._size = self._checksum = 0
        self._missing: list[Frame] = []  # what could not be written yet
        self._unsynced: list[bytes] = []  # what was written, but may not be on the disk itself
        self._synced = 0  # where that begins
        self._base_is_due = self._spoilt = self._lost = False
        self._unwritten = self._unsafe = ""  # why
        self._guard = threading.RLock()  # of all this
        self._disk = threading.Lock()  # of the file against being closed while it is synced; taken before `_guard`
        self._due = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.file: Path | None = None
        self.count = earlier

    @property
    def trouble(self) -> str:
        """Why a crash would lose something at the moment; blank while it would not."""
        return self._unwritten or self._unsafe

    @property
    def is_worn(self) -> bool:
        """Should another journal take its place? It is long, somebody removed its file, or it misses a change."""
        return self._size > LONG or self._lost

    def append(self, change: Change) -> None:
        """Record a change that was applied."""
        with self._guard:
            self.count += 1
            try:
                self._missing.append(frames.change(change))
            except Exception:  # nothing that a record may hold keeps anybody from working
                self._lost = True
            self._write()

    def start(self) -> None:
        """Have the document itself on disk at once: for work that no file holds."""
        with self._guard:
            self._write()

    def discard(self) -> None:
        """Nothing here is needed any more: it was saved, or the person let it go."""
        self._end()
        if self.file is not None:
            try:
                self.file.unlink()
            except OSError:
                with contextlib.suppress(OSError):
                    os.truncate(self.file, 0)  # an empty one is offered to nobody
            self.file = None
        if self._replaces is not None:
            self._replaces.discard()

    def leave(self) -> None:
        """Stop recording, and leave the journal to be recovered."""
        self.sync()
        self._end()
        if self._replaces is not None:
            self._replaces.leave()

    def _end(self) -> None:
        self._ended.set()
        self._due.set()
        with self._disk, self._guard:
            if self._handle is not None:
                with contextlib.suppress(OSError):
                    os.close(self._handle)
                self._handle = None

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        """Write what is missing, as far as that goes, and have it synced before long."""
        if self._ended.is_set():
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep_synced, name="journal", daemon=True)
            self._thread.start()
        try:
            if self._handle is None:
                self._open()
            while self._missing:
                self._put(self._missing[0])
                del self._missing[0]
            self._unwritten = ""
        except Exception as error:  # mostly a full or failing disk; nothing of it reaches the person's edit
            self._unwritten = f"Changes are not recorded for recovery at the moment: {reason(error)}. Save often."
        self._due.set()

    def _put(self, frame: Frame) -> None:
        """One frame, whole or not at all. Raises `OSError`."""
        sealed, checksum = frames.seal(frame, self._checksum)
        self._put_bytes(sealed)
        self._checksum = checksum

    def _put_bytes(self, data: bytes) -> None:
        assert self._handle is not None
        try:
            os.lseek(self._handle, self._size, os.SEEK_SET)
            write_all(self._handle, data)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._size)
            raise
        self._size += len(data)
        self._unsynced.append(data)

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}{ENDING}"
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        handle = os.open(file, flags, 0o600)
        self._handle, self._size, self._checksum = handle, 0, 0
        self._unsynced, self._synced = [], 0
        try:
            hold_new(handle)
            self._put_bytes(frames.MAGIC)
            self._put(frames.header(self._header))
            if self._on_its_own:
                self._put(frames.base(self._document))
        except BaseException:
            self._handle, self._size = None, 0
            with contextlib.suppress(OSError):
                os.close(handle)
            with contextlib.suppress(OSError):
                file.unlink()
            raise
        self.file, self._base_is_due = file, not self._on_its_own

    # --- syncing ----------------------------------------------------------------------------------------------------

    def _keep_synced(self) -> None:
        """The thread's work: the base once, then the disk, again and again."""
        while not self._ended.wait(SYNC_AFTER):
            self._due.wait()
            self._due.clear()
            self.sync()

    def sync(self) -> None:
        """Have everything on the disk itself before this returns; where that fails `trouble` says so, and it is due."""
        with self._disk:
            with self._guard:
                base_is_due, self._base_is_due = self._base_is_due, False
            base = self._base() if base_is_due else None
            with self._guard:
                if base is not None:
                    self._missing.append(base)
                if self._missing or self._spoilt:
                    self._write_again()
                handle, upto, parts = self._handle, self._size, len(self._unsynced)
            if handle is None or self._spoilt:
                return
            try:
                os.fsync(handle)
                if self._synced == 0:
                    sync_folder(self._folder)
                self._lost = self._lost or os.fstat(handle).st_nlink == 0
            except OSError as error:
                with self._guard:
                    self._spoil(error)
                return
            with self._guard:
                del self._unsynced[:parts]
                self._synced, self._unsafe = upto, ""
            done, self._replaces = (None, self._replaces) if self._missing or self._lost else (self._replaces, None)
        if done is not None:
            done.discard()

    def _base(self) -> Frame | None:
        try:
            return frames.base(self._document)
        except Exception:  # then the file itself, or its kept version, has to do
            return None

    def _write_again(self) -> None:
        """After a sync that failed the system may have dropped what it held: write that anew, then what is missing."""
        if self._spoilt and self._handle is not None:
            try:
                os.lseek(self._handle, self._synced, os.SEEK_SET)
                write_all(self._handle, b"".join(self._unsynced))
                self._spoilt = False
            except OSError as error:
                self._spoil(error)
        if self._missing:
            self._write()

    def _spoil(self, error: OSError) -> None:
        self._spoilt = True
        self._unsafe = f"Changes are not safe on the disk at the moment: {reason(error)}. Save often."
        self._due.set()
