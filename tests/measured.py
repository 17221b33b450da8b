"""What a deed costs: run in a child process of its own, so that its memory is its own too. POSIX only."""

from __future__ import annotations

import atexit
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

_CHECKOUT = Path(__file__).resolve().parents[1]

SECONDS, MEGABYTES = 2.0, 300.0  # of processor time, and of resident memory of the whole process


class Cost(NamedTuple):
    """What came of a deed, the processor time that it took, and the most memory that its whole process held."""

    came: str
    seconds: float
    megabytes: float

    @property
    def bearable(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES


def cost(deed: Callable[[], str]) -> Cost:
    """Run a deed in a child of this process. What it gives is what came of it; an error of any kind is `crash: …`."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # never returns
        os.close(reading)
        start = time.process_time()
        try:
            came = deed()
        except BaseException as error:
            came = f"crash: {type(error).__name__}: {str(error)[:300]}"
        taken = time.process_time() - start
        os.write(writing, json.dumps([came[:2000], taken]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    if not said:
        return Cost(f"crash: the process died, status {status}", used.ru_utime, _megabytes(used.ru_maxrss))
    came, taken = json.loads(said)
    return Cost(came, taken, _megabytes(used.ru_maxrss))


def cost_of(deed: Callable[[Path], str], path: Path) -> Cost:
    """What a function of a module costs, run in a child of a process that holds nothing else: one for all that ask.

    A child of this process would begin with all the memory that the tests before have left here.
    """
    server = _clean_process()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps([deed.__module__, deed.__qualname__, str(path)]) + "\n")
    server.stdin.flush()
    came, seconds, megabytes = json.loads(server.stdout.readline())
    return Cost(came, seconds, megabytes)


@cache
def _clean_process() -> subprocess.Popen[str]:
    given = [sys.executable, "-m", "tests.measured"]
    server = subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_CHECKOUT)
    atexit.register(server.kill)
    return server


def _serve() -> None:
    for line in sys.stdin:
        module, name, path = json.loads(line)
        deed = getattr(importlib.import_module(module), name)
        sys.stdout.write(json.dumps(cost(lambda deed=deed, path=path: deed(Path(path)))) + "\n")
        sys.stdout.flush()


def _megabytes(maxrss: int) -> float:
    return maxrss / 1024 if sys.platform != "darwin" else maxrss / 1024**2


if __name__ == "__main__":
    _serve()
