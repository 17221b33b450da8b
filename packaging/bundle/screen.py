"""A screen that nobody sees, and a person's hands on it: what is typed, and pictures of what is to be seen."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1440x900"


@contextmanager
def screen() -> Iterator[Screen]:
    """An X server with a window manager, which ends afterwards."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env=os.environ | {"DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield Screen(display)
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


class Screen:
    """The screen `display`."""

    def __init__(self, display: str) -> None:
        self.display = display

    def _do(self, *command: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False).stdout

    def shows(self, title: str) -> bool:
        """Whether a window whose title holds these words is to be seen."""
        return bool(self._do("xdotool", "search", "--onlyvisible", "--name", title))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as `ctrl+p`."""
        for key in keys:
            self._do("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.4)

    def type(self, words: str) -> None:
        self._do("xdotool", "type", "--delay", "20", words)
        time.sleep(0.4)

    def picture(self, target: Path) -> int:
        """Write what is to be seen as a PNG; gives how many colours it has."""
        self._do("import", "-window", "root", str(target))
        return int(self._do("identify", "-format", "%k", str(target)) or 0)


def until(true: Callable[[], object], seconds: float = 30) -> bool:
    """Wait until something is true; says whether it became so in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return bool(true())
