"""Earlier versions of saved files: ten of each, spread over time, in the user's state folder.

Each saved file has a folder of its own there, named after its place; a kept version is an ordinary .vsm file named by
when it was kept and by its version. Over ten, the one goes that is closest in time to its neighbours: so the last
minutes stay fine and the last weeks coarse. What is older than 90 days goes, and the oldest of all files together when
they hold more than 300 MB.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from vsmstudio import places
from vsmstudio.files import SaveFailed, write_atomically
from vsmstudio.model.document import Document
from vsmstudio.storage.codec import read
from vsmstudio.storage.encode import encode, version_name
from vsmstudio.storage.errors import BadFile
from vsmstudio.storage.files import load, load_content, read_bytes

MOST = 10
NEWEST = 3  # stay in any case: what stands in the file, and what it replaced, which may be another's work
OLDEST = timedelta(days=90)
MOST_BYTES = 300 * 1024 * 1024
_NAME = re.compile(r"(\d{8}T\d{12})-([0-9a-f]{32})\.vsm")
_WHEN = "%Y%m%dT%H%M%S%f"


class Version(NamedTuple):
    """One kept version: the file that keeps it, its name, when it was kept (UTC), its size in bytes."""

    file: Path
    name: str
    when: datetime
    size: int

    def load(self) -> Document:
        """Raises `BadFile`."""
        return load(self.file)


def keep_file(path: Path, name: str = "") -> None:
    """Keep what stands in the file `path` now, the version `name` where that is known.

    Where that fails nothing else suffers: saving goes on without.
    """
    with contextlib.suppress(Exception):
        held = kept(path)
        if name and held and held[0].name == name:
            return
        data = read_bytes(path)
        _keep(path, data, name or _name(data), held)


def keep(path: Path, document: Document) -> None:
    """Keep a document that was never saved to the file `path` among its versions."""
    data = encode(document)
    with contextlib.suppress(OSError, SaveFailed):
        _keep(path, data, version_name(data), kept(path))


def _name(data: bytes) -> str:
    try:
        return read(data).version
    except BadFile:
        return version_name(data)  # what cannot be read is kept all the same, as it is


def _keep(path: Path, data: bytes, name: str, held: Sequence[Version]) -> None:
    folder = _folder(path)
    when = datetime.now(UTC)
    if not (held and held[0].name == name):
        if held:  # a clock that was set back makes no version older than those before it
            when = max(when, held[0].when + timedelta(microseconds=1))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(folder / f"{when.strftime(_WHEN)}-{name}.vsm", data)
        _thin(folder, when)


def kept(path: Path) -> tuple[Version, ...]:
    """The kept versions of a file, the latest first."""
    return _in(_folder(path))


def find(name: str) -> Document | None:
    """The document of a version, kept of whatever file; None where it is not kept or cannot be read."""
    if not re.fullmatch(r"[0-9a-f]{32}", name):
        return None
    files: list[Path] = []
    with contextlib.suppress(OSError):
        files = sorted(places.versions().glob(f"*/*-{name}.vsm"))
    for file in files:
        with contextlib.suppress(OSError, BadFile):
            content = load_content(file)
            if content.version == name:
                return content.document
    return None


def _folder(path: Path) -> Path:
    place = os.path.normcase(os.path.realpath(path))
    return places.versions() / hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _in(folder: Path) -> tuple[Version, ...]:
    found = []
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if match := _NAME.fullmatch(entry.name):
                with contextlib.suppress(OSError, ValueError):  # gone meanwhile; of no day that there is
                    when = datetime.strptime(match[1], _WHEN).replace(tzinfo=UTC)
                    found.append(Version(Path(entry.path), match[2], when, entry.stat().st_size))
    return tuple(sorted(found, key=lambda each: (each.when, each.name), reverse=True))


def _thin(folder: Path, now: datetime) -> None:
    held = list(_in(folder))
    while len(held) > MOST:
        whens = [each.when for each in held[NEWEST - 1 :]]
        _remove(held.pop(_dispensable(whens, now) + NEWEST - 1))
    every = [each for other in places.versions().iterdir() for each in _in(other)]
    every.sort(key=lambda each: each.when)
    total = sum(each.size for each in every)
    newest = held[0].file if held else None
    for each in every:
        if each.file != newest and (now - each.when > OLDEST or total > MOST_BYTES):
            _remove(each)
            total -= each.size


def _dispensable(whens: list[datetime], now: datetime) -> int:
    """Of times, the latest first, the one whose neighbours are closest together for their age; never the first or last.

    >>> day = lambda n: datetime(2026, 1, n, tzinfo=UTC)
    >>> _dispensable([day(30), day(20), day(19), day(5)], day(31))
    2
    """
    ages = [max((now - each).total_seconds(), 0) + 60 for each in whens]
    return min(range(1, len(whens) - 1), key=lambda at: ages[at + 1] / ages[at - 1])


def _remove(version: Version) -> None:
    with contextlib.suppress(OSError):
        version.file.unlink()
