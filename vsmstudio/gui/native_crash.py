"""Crashes below Python, of which no exception tells: where the program stood is written down as it dies.

The trace names files with their whole paths, so it is cleaned and taken into the log when the program starts again.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

import vsmstudio
from vsmstudio.log import Log

LAST = "last-crash.txt"
_MOST = 200_000  # bytes of a trace that are read
_KEPT = 60  # lines that are kept
_CAUSE = re.compile(r"(?:Fatal Python error|Windows fatal exception): [\w .:()-]{1,80}")
_THREAD = re.compile(r"(Current thread|Thread) 0x[0-9a-f]+")
_FRAME = re.compile(r'\s+File "(.*)", line (\d+|\?\?\?) in (\S+)')
_ROOTS = (Path(vsmstudio.__file__).parent.as_posix() + "/", "vsmstudio/")  # our code: where it lies, and in a bundle
_OLD = 30 * 24 * 3600  # seconds after which an empty file is one that somebody left behind


def take_in(folder: Path, log: Log) -> None:
    """Take what an earlier crash left into the log, cleaned, and keep the cleaned trace for an error report."""
    with suppress(OSError):
        for path in sorted(folder.glob("crash-*.txt")):
            with path.open("rb") as file:
                trace = cleaned(file.read(_MOST).decode(errors="replace"))
            if not trace:  # of a program that runs, or that was killed
                if time.time() - path.stat().st_mtime > _OLD:
                    path.unlink()
                continue
            (folder / LAST).write_text("\n".join(trace) + "\n", encoding="utf-8")
            log.say("crashed before: " + " > ".join(trace))
            path.unlink()


def last(folder: Path) -> str:
    """The cleaned trace of the last crash, blank where there was none."""
    try:
        return (folder / LAST).read_text(encoding="utf-8", errors="replace")[:_MOST]
    except OSError:
        return ""


def cleaned(trace: str) -> list[str]:
    """A trace as faulthandler writes it, without paths: our own functions by module, those of others by package."""
    found: list[str] = []
    for line in trace.splitlines():
        if cause := _CAUSE.match(line):
            found.append(cause[0])
        elif thread := _THREAD.match(line):
            found.append(thread[1])
        elif frame := _FRAME.match(line):
            found.append(_place(frame[1], frame[2], frame[3]))
    short = [line for at, line in enumerate(found) if at == 0 or line != found[at - 1]]
    return short[:_KEPT]


def _place(file: str, line: str, function: str) -> str:
    path = file.replace("\\", "/")
    for root in _ROOTS:
        if path.startswith(root):
            module = path.removeprefix(root).removesuffix(".py").replace("/", ".")
            return f"vsmstudio.{module}:{function}:{line}"
    package = path.rpartition("/site-packages/")[2].partition("/")[0] if "/site-packages/" in path else "python"
    return f"({package.removesuffix('.py')})"
