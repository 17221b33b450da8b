"""Who has a file open: a small hidden file beside it that names machine, user and since when, for others to see.

It is a courtesy and no guard: saving checks the file itself too. A lock goes stale when its program is gone from this
machine, or when another machine has not refreshed it for `FRESH`.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from vsmstudio.files import write_all

FRESH = 600  # seconds; a lock is refreshed at least every minute


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the file open, and since when (UTC). `mark` tells two windows of one program apart."""

    machine: str = ""
    user: str = ""
    since: str = ""
    process: int = 0
    mark: str = ""

    @property
    def began(self) -> datetime | None:
        """Since when, in local time."""
        try:
            return datetime.fromisoformat(self.since).astimezone()
        except ValueError:
            return None


class Held(Exception):
    """Somebody else has the file open. `stale` says that they seem to be gone."""

    def __init__(self, holder: Holder, stale: bool) -> None:
        super().__init__(f"{holder.user} has it open on {holder.machine}")
        self.holder, self.stale = holder, stale


class Lock:
    """This window's lock on a file, from `take` until `release`."""

    def __init__(self, file: Path, holder: Holder) -> None:
        self._file, self._holder = file, holder

    @property
    def lost(self) -> Holder | None:
        """Who took the file over meanwhile; None while it is still ours, or nobody's."""
        held = _read(self._file)
        return held if held is not None and held.mark != self._holder.mark else None

    def refresh(self) -> None:
        """Say that the window still lives."""
        if self.lost is None:
            with contextlib.suppress(OSError):
                os.utime(self._file)

    def release(self) -> None:
        if self.lost is None:
            with contextlib.suppress(OSError):
                self._file.unlink()


def take(path: Path, force: bool = False) -> Lock | None:
    """Lock the file `path`. Raises `Held` where somebody else has it, unless `force`, or their lock is their own leftover.

    None where no lock can be written, as on a read-only disk.
    """
    file = lock_file(path)
    me = Holder(
        machine=platform.node(), user=_user(), since=datetime.now(UTC).isoformat(timespec="seconds"),
        process=os.getpid(), mark=secrets.token_hex(8),
    )  # fmt: skip
    for _ in range(3):
        if _made(file, me):
            return Lock(file, me)
        if not file.exists() and not os.path.lexists(file):
            return None
        holder, stale = look(path) or (Holder(), True)
        if not (force or (stale and _left_here(holder))):
            raise Held(holder, stale)
        with contextlib.suppress(OSError):
            file.unlink()
    return None


def look(path: Path) -> tuple[Holder, bool] | None:
    """Who has the file open, and whether that is stale; None where nobody has."""
    file = lock_file(path)
    if not os.path.lexists(file):
        return None
    holder = _read(file) or Holder()
    return holder, _is_stale(file, holder)


def lock_file(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name[:200]}.lock")


def _made(file: Path, me: Holder) -> bool:
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o644)
    except OSError:
        return False
    try:
        write_all(handle, msgspec.json.encode(me))
    except OSError:
        pass  # a lock that says nothing still locks, until it is stale
    finally:
        os.close(handle)
    return True


def _read(file: Path) -> Holder | None:
    try:
        with file.open("rb") as opened:
            return msgspec.json.decode(opened.read(4096), type=Holder)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return Holder()


def _is_stale(file: Path, holder: Holder) -> bool:
    if holder.machine == platform.node() and holder.process:
        return not _lives(holder.process)
    try:
        return time.time() - file.stat().st_mtime > FRESH
    except OSError:
        return True


def _left_here(holder: Holder) -> bool:
    """A lock that this user's own crashed program left on this machine is in nobody's way."""
    return holder.machine == platform.node() and holder.user == _user()


def _lives(process: int) -> bool:
    if os.name == "nt":
        return _lives_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _lives_on_windows(process: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    opened = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not opened:
        return bool(kernel.GetLastError() == 5)  # it lives, and may not be looked at
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(opened, ctypes.byref(code))
    kernel.CloseHandle(opened)
    return code.value == 259  # STILL_ACTIVE


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
