"""The log: what the program did and where it failed, in a few small text files. Never a word of anyone's document.

What people did stands here as kinds and counts alone: `about` knows a change by its record types and field names, and
nothing else of it. Writing the log never fails and never holds anyone up.
"""

from __future__ import annotations

import os
import threading
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vsmstudio import places

if TYPE_CHECKING:
    from vsmstudio.model.document import Change, Document
    from vsmstudio.model.records import Record

NAME = "vsmstudio.log"
FILES, MOST = 3, 1_000_000  # how many files, and how long each may grow (bytes)
REMEMBERED = 50  # last deeds that are kept for an error report
_LONGEST, _WAITING = 4000, 2000  # characters of a line; lines that wait for a disk that takes none


class Log:
    """Lines wait in memory until `flush`. `recent` holds the last deeds, and `deeds` how many there were.

    `folder` is asked when there is something to write; without one nothing is ever written.
    """

    def __init__(self, folder: Callable[[], Path] | None = places.logs, most: int = MOST) -> None:
        self.recent: deque[str] = deque(maxlen=REMEMBERED)
        self.deeds = 0
        self._folder, self._most = folder, most
        self._waiting: deque[str] = deque(maxlen=_WAITING)
        self._lock = threading.RLock()  # an error may be met while a line is being written

    def say(self, words: str) -> None:
        """Add a line."""
        line = " ".join(words.split())[:_LONGEST]
        self._waiting.append(f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}")

    def did(self, words: str) -> None:
        """Add a line on what a person did, and remember it."""
        self.deeds += 1
        self.recent.append(f"{datetime.now():%H:%M:%S} {words}")
        self.say(words)

    def flush(self) -> None:
        """Write what waits. Where the disk takes nothing the lines wait on, the oldest of many are dropped."""
        if self._folder is None or not self._waiting:
            return
        with self._lock:
            lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                self._write("".join(f"{line}\n" for line in lines).encode(errors="backslashreplace"))
            except Exception:  # a full disk, a folder that is no folder, a user without a home: none may stop the work
                self._waiting.extendleft(reversed(lines))

    def _write(self, content: bytes) -> None:
        assert self._folder is not None
        folder = self._folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / NAME
        if path.exists() and path.stat().st_size + len(content) > self._most:
            _turn(path)
        with path.open("ab") as file:
            file.write(content)


def _turn(path: Path) -> None:
    """`vsmstudio.log` becomes `vsmstudio.1.log`, that becomes `vsmstudio.2.log`, and what was the last is gone."""
    kept = [path, *(path.with_name(f"{path.stem}.{number}{path.suffix}") for number in range(1, FILES))]
    for older, newer in zip(kept[:0:-1], kept[-2::-1], strict=True):
        if newer.exists():
            os.replace(newer, older)


def about(change: Change) -> str:
    """What kind of change it is: "added 2 flow, 1 step; changed step.lead_time". Types, field names and counts alone."""
    added: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for before, after in change.records.values():
        if before is not None and type(before) is type(after):
            changed.update(f"{before.type}.{name}" for name in _differing(before, after))
            continue
        if before is not None:
            removed[before.type] += 1
        if after is not None:
            added[after.type] += 1
    said = [
        f"{verb} {', '.join(f'{count} {kind}' if counted or count > 1 else kind for kind, count in sorted(kinds.items()))}"
        for verb, kinds, counted in (("added", added, True), ("changed", changed, False), ("removed", removed, True))
        if kinds
    ]
    return "; ".join(said) or "changed nothing"


def _differing(before: Record, after: Record | None) -> list[str]:
    return [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]


def size(document: Document) -> str:
    """How many records of which kind: "143 records: 12 step, 20 flow"."""
    kinds = Counter(record.type for record in document.records.values())
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"{len(document)} record{'' if len(document) == 1 else 's'}" + (f": {listed}" if listed else "")
