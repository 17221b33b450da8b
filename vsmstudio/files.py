"""Files written whole or not at all, and names that every system takes. Knows nothing of value streams."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LEFT_AFTER = 3600  # seconds; a hidden file of a save that is older was left by a program that died while saving
_TEMPORARY = re.compile(r"\.[0-9a-f]{12}\.tmp(\..{0,20})?")
LONGEST_NAME = 100  # characters, ending left out
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "the disk is full",
    errno.EACCES: "it may not be written there; close it in other programs or choose another folder",
    errno.EPERM: "it may not be written there; close it in other programs or choose another folder",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.EEXIST: "a file of that name stands there",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_all(handle: int, data: bytes) -> None:
    """Write all of `data` to an open file; systems may take a part at a time. Raises `OSError`."""
    rest = memoryview(data)
    while rest:
        written = os.write(handle, rest)
        if written <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


class SaveFailed(Exception):
    """A file could not be written; what stood there before still stands. The message names the file and the reason."""


class _Staged(NamedTuple):
    """A file that is written beside its place, under a hidden name."""

    path: Path
    target: Path
    temporary: Path


def write_atomically(
    path: Path, content: bytes | Callable[[Path], None], verify: Callable[[Path], None] | None = None
) -> None:
    """Write a file so that at every moment the old or the new one stands there whole.

    `content` is the bytes, or a function that writes to the path it is given (a hidden file in the same folder, with
    the same ending). `verify` may look at that file and raise. Permissions of a file that is replaced are kept, a link
    is followed. Raises `SaveFailed`; then the old file is as it was and nothing is left behind.
    """
    _put([_stage(path, content, verify)])


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files as `write_atomically` does: all are on the disk before the first takes its place.

    Raises `SaveFailed`. Where the disk is full or a file may not be replaced, all are then as they were; should the system
    refuse only while it puts them in place, each is the old or the new one.
    """
    staged: list[_Staged] = []
    try:
        for path, content in contents.items():
            staged.append(_stage(path, content))
    except BaseException:
        _discard(staged)
        raise
    _put(staged)


def _stage(
    path: Path, content: bytes | Callable[[Path], None], verify: Callable[[Path], None] | None = None
) -> _Staged:
    try:
        target = Path(os.path.realpath(path))
        before = _replaceable(target)
        temporary = target.with_name(f".{secrets.token_hex(6)}.tmp{target.suffix[:20]}")
    except (OSError, ValueError) as error:
        raise SaveFailed(f"{path} could not be written: {reason(error)}.") from error
    staged = _Staged(path, target, temporary)
    try:
        _write(temporary, content, before)
        if isinstance(content, bytes) and temporary.read_bytes() != content:
            raise OSError("the disk gave back other bytes than were written")
        if verify is not None:
            verify(temporary)
    except Exception as error:
        _discard([staged])
        raise SaveFailed(f"{path} could not be written: {reason(error)}.") from error
    except BaseException:
        _discard([staged])
        raise
    return staged


def _put(staged: Sequence[_Staged]) -> None:
    """Files that are written take their places."""
    try:
        for path, target, temporary in staged:
            try:
                os.replace(temporary, target)
            except Exception as error:
                raise SaveFailed(f"{path} could not be written: {reason(error)}.") from error
        for folder in dict.fromkeys(each.target.parent for each in staged):
            sync_folder(folder)
            _sweep(folder)
    finally:
        _discard(staged)


def _discard(staged: Sequence[_Staged]) -> None:
    for each in staged:
        with contextlib.suppress(OSError):
            each.temporary.unlink(missing_ok=True)


def safe_name(text: str, fallback: str = "Unnamed") -> str:
    """A file name (without ending) made of people's words: no folders, no marks that a system forbids, not too long.

    >>> safe_name("../ACME: Order to cash?"), safe_name("con"), safe_name("...")
    ('ACME Order to cash', 'con_', 'Unnamed')
    """
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    plain = "".join(" " if unicodedata.category(char)[0] in "CZ" or char in '<>:"/\\|?*' else char for char in plain)
    plain = _shortened(" ".join(plain.split())).strip(" .-~'")
    if not plain:
        return fallback
    return f"{plain}_" if _RESERVED.match(plain.split(".")[0].strip()) else plain


def _shortened(text: str) -> str:
    text = text[:LONGEST_NAME]
    while len(text.encode()) > 200:  # systems count bytes, up to 255 with the ending
        text = text[:-1]
    return text


def _replaceable(target: Path) -> os.stat_result | None:
    """What stands at the place now. Raises `OSError` where no file can be put there."""
    try:
        before = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(before.st_mode):
        raise OSError("a folder of that name stands there")
    if not stat.S_ISREG(before.st_mode):
        raise OSError("it is no ordinary file")
    if not os.access(target, os.W_OK):
        raise OSError("the file is read-only; choose another name")
    return before


def _write(temporary: Path, content: bytes | Callable[[Path], None], before: os.stat_result | None) -> None:
    mode = 0o666 if before is None else stat.S_IMODE(before.st_mode) & 0o777 | 0o600
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
    try:
        if isinstance(content, bytes):
            write_all(handle, content)
            os.fsync(handle)
    finally:
        os.close(handle)
    if not isinstance(content, bytes):
        content(temporary)
        with open(temporary, "r+b") as file:
            os.fsync(file.fileno())
    if before is not None:
        _give_over(temporary, before)


def _give_over(temporary: Path, before: os.stat_result) -> None:
    """Owner, group and permissions of the file before, as far as the system lets; some disks have none."""
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, before.st_uid, before.st_gid)
        except OSError:
            with contextlib.suppress(OSError):  # the group at least, so that a team's file stays the team's
                os.chown(temporary, -1, before.st_gid)
    with contextlib.suppress(OSError):
        os.chmod(temporary, stat.S_IMODE(before.st_mode))


def _sweep(folder: Path) -> None:
    """Remove what programs that died while saving left in a folder."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if _TEMPORARY.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > LEFT_AFTER:
                os.unlink(entry.path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, too, where the system can."""
    if os.name == "nt":  # Windows cannot, and need not
        return
    with contextlib.suppress(OSError):  # some network file systems cannot either
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def reason(error: Exception) -> str:
    """Why a file could not be read or written, in words, with what helps where something does."""
    if isinstance(error, OSError) and error.errno is not None:
        return _WORDS.get(error.errno) or error.strerror or "the system refused"
    return str(error).strip().rstrip(".") or type(error).__name__
