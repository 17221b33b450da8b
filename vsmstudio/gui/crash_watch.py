"""Has a crash below Python written down as the program dies; `native_crash` reads it at the next start."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def watch(folder: Path) -> Callable[[], None]:
    """Have crashes written into `folder` from now on. Gives what ends that; nothing happens where no file can be made."""
    path = folder / f"crash-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
    except OSError:
        return lambda: None
    faulthandler.enable(file, all_threads=True)

    def end() -> None:
        faulthandler.disable()
        file.close()
        with suppress(OSError):
            if not path.stat().st_size:
                path.unlink()

    return end
