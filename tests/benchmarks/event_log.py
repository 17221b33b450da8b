"""What a million events cost, as CSV and XES, plain and zipped: seconds and peak memory, beside a bare reader of the same.

    python -m tests.benchmarks.event_log            1,000,000 events
    python -m tests.benchmarks.event_log 200000     so many

Each trial runs in a process of its own. The bare readers do nothing with what they read: csv.reader takes its rows, expat
calls empty functions. Figures to look at, not to assert: they are another on every machine.
"""

from __future__ import annotations

import csv
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

from tests.benchmarks.event_log_made import write_csv, write_xes

EVENTS = 1_000_000


def main(events: int = EVENTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(
            f"{events:,} events".ljust(14),
            "MB on disk",
            "  bare s",
            "   MB",
            " read s",
            "discover s",
            "again s",
            "   MB",
            " ratio",
        )
        for name, write in (
            ("log.csv", write_csv),
            ("log.csv.gz", write_csv),
            ("log.xes", write_xes),
            ("log.xes.gz", write_xes),
        ):
            path = Path(folder) / name
            write(path, events)
            bare, bare_memory = (float(each) for each in _alone("bare", path))
            read, discovered, again, memory = (float(each) for each in _alone("whole", path))
            print(
                f"{name:14} {path.stat().st_size / 1e6:10.0f} {bare:8.1f} {bare_memory:5.0f} {read:7.1f} {discovered:10.1f} "
                f"{again:7.1f} {memory:5.0f} {(read + discovered) / bare:6.1f}"
            )
            path.unlink()


def _alone(trial: str, path: Path) -> list[str]:
    command = [sys.executable, "-m", "tests.benchmarks.event_log", trial, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def _bare(path: Path) -> None:
    begun = time.perf_counter()
    with cast(IO[bytes], gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as file:
        if ".csv" in path.name:
            for _ in csv.reader(line.decode() for line in file):
                pass
        else:
            parser = expat.ParserCreate()
            parser.StartElementHandler = lambda tag, attributes: None
            parser.EndElementHandler = lambda tag: None
            parser.ParseFile(file)
    print(time.perf_counter() - begun, _peak())


def _whole(path: Path) -> None:
    from vsmstudio.interchange.event_log import LogSettings, discover, imported, open_log, prepare
    from vsmstudio.interchange.settings import Settings

    begun = time.perf_counter()
    log = open_log(path)
    read = time.perf_counter()
    ready = prepare(log)
    imported(discover(ready, LogSettings()), Settings(), "log", log)
    first = time.perf_counter()
    discover(ready, LogSettings(clock="working", keep=0.95))
    print(read - begun, first - read, time.perf_counter() - first, _peak())


def _peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["whole"]):
        {"bare": _bare, "whole": _whole}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main(*(int(each.replace(",", "")) for each in sys.argv[1:2]))
