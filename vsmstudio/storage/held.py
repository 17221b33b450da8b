"""Whether a living program has a file in its hands: a lock of the operating system, which ends with the program."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_FAR = 2**30  # Windows locks bytes against reading too: one far behind the end disturbs nobody


def hold(handle: int) -> None:
    """Lock an open file for as long as it stays open. Raises `OSError` where another program has it."""
    if sys.platform == "win32":
        import msvcrt

        at = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, at, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold_new(handle: int) -> None:
    """Lock a file that was just made, where the disk has locks: who only asks `is_held` has it for a moment."""
    for _ in range(50):
        try:
            hold(handle)
            return
        except (BlockingIOError, PermissionError):
            time.sleep(0.002)
        except OSError:
            return


def is_held(path: Path) -> bool:
    """Does a living program hold the file? One that is gone, or cannot be opened, is held by nobody."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        hold(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
