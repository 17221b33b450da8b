"""Who has a file open: a small hidden file beside it that names machine, user and since when, for others to see.

It is a courtesy and no guard: saving checks the file itself too. A lock goes stale when its program is gone from this
machine, or when another machine has not refreshed it for `FRESH`.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import os
import platform
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from vsmstudio.files import write_all
from vsmstudio.storage.held import hold, hold_new, is_held

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

    def __init__(self, file: Path, holder: Holder, handle: int) -> None:
        self._file, self._holder, self._handle = file, holder, handle

    @property
    def lost(self) -> Holder | None:
        """Who took the file over meanwhile; None while it is still ours, or nobody's."""
        held = _read(self._file)
        return held if held is not None and held.mark not in ("", self._holder.mark) else None

    def refresh(self) -> None:
        """Say that the window still lives."""
        if self.lost is None:
            with contextlib.suppress(OSError):
                os.utime(self._file)

    def release(self) -> None:
        if self.lost is None:
            with contextlib.suppress(OSError):
                self._file.unlink()
        handle, self._handle = self._handle, -1
        if handle >= 0:
            with contextlib.suppress(OSError):
                os.close(handle)


def take(path: Path, force: bool = False) -> Lock | None:
    """Lock the file `path`. Raises `Held` where somebody else has it, unless `force`, or their lock is their own leftover.

    None where no lock can be written, as on a read-only disk.
    """
    try:
        file = lock_file(path)
    except (OSError, ValueError):
        return None
    me = Holder(
        machine=platform.node(), user=_user(), since=datetime.now(UTC).isoformat(timespec="seconds"),
        process=os.getpid(), mark=secrets.token_hex(8),
    )  # fmt: skip
    for _ in range(40):
        if (handle := _made(file, me)) is not None:
            return Lock(file, me, handle)
        if not os.path.lexists(file):
            continue
        holder, stale = look(path) or (Holder(), True)
        if not (force or (stale and _left_here(holder)) or _is_empty(file)):
            raise Held(holder, stale)
        _remove(file, holder)
    return None


def _remove(file: Path, holder: Holder) -> None:
    """Remove the lock of `holder`, and of nobody who has locked the file since.

    Of several who find the same leftover, only the one that gets hold of it removes it: the lock of the system is on the
    very file that was found, so one that was put in its place meanwhile is left alone.
    """
    if os.name == "nt" or (handle := _opened(file)) is None:
        _set_aside(file, holder)
        return
    try:
        hold(handle)
        if os.path.samestat(os.fstat(handle), os.stat(file)) and _read(file) == holder:
            os.unlink(file)
    except (BlockingIOError, PermissionError):
        if _read(file) == holder and _lives(holder.process):  # taken over knowingly, while its program has it
            _set_aside(file, holder)
        else:
            time.sleep(0.005)  # another one is about to remove it
    except FileNotFoundError:
        pass
    except OSError:  # a disk without locks
        _set_aside(file, holder)
    finally:
        os.close(handle)


def _opened(file: Path) -> int | None:
    try:
        return os.open(file, os.O_RDWR)
    except OSError:
        return None


def _set_aside(file: Path, holder: Holder) -> None:
    """Remove a lock that cannot be held; one that turns out to be another's is put back."""
    aside = file.with_name(f".{secrets.token_hex(6)}.tmp.lock")
    with contextlib.suppress(OSError):
        os.rename(file, aside)
        if _read(aside) != holder and not os.path.lexists(file):
            os.rename(aside, file)
        else:
            os.unlink(aside)


def look(path: Path) -> tuple[Holder, bool] | None:
    """Who has the file open, and whether that is stale; None where nobody has."""
    file = lock_file(path)
    if not os.path.lexists(file):
        return None
    holder = _read(file) or Holder()
    return holder, _is_stale(file, holder)


def lock_file(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    name = target.name
    if len(os.fsencode(name)) > 240:  # systems allow 255 bytes
        name = f"{name[:40]}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
    return target.with_name(f".{name}.lock")


def _made(file: Path, me: Holder) -> int | None:
    """The new lock's handle; None where one is there already, or none can be written."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o644)
    except (OSError, ValueError):
        return None
    try:
        if os.name != "nt":  # there an open file could not be removed by who takes over
            hold_new(handle)
        write_all(handle, msgspec.json.encode(me))
    except OSError:
        os.close(handle)
        with contextlib.suppress(OSError):
            file.unlink()
        return None
    if os.name == "nt":
        os.close(handle)
        return -1
    return handle


def _read(file: Path) -> Holder | None:
    """Who the lock names; nobody where it is still being written, or spoilt. None where there is none."""
    for _ in range(20):
        try:
            with file.open("rb") as opened:
                data = opened.read(4096)
        except FileNotFoundError:
            return None
        except OSError:
            return Holder()
        if data:
            break
        time.sleep(0.005)
    try:
        return msgspec.json.decode(data, type=Holder)
    except (ValueError, RecursionError):
        return Holder()


def _is_stale(file: Path, holder: Holder) -> bool:
    if holder.machine == platform.node() and holder.process:
        return not _lives(holder.process) or not _may_hold(file)
    try:
        return time.time() - file.stat().st_mtime > FRESH
    except OSError:
        return True


def _may_hold(file: Path) -> bool:
    """Not where the system says that no program has the lock open, as when another one got the old one's number."""
    return os.name == "nt" or not os.access(file, os.W_OK) or is_held(file)


def _is_empty(file: Path) -> bool:
    """Did its writing fail? One that is being written has its content long before `_read` gives up."""
    try:
        return file.stat().st_size == 0
    except OSError:
        return False


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
