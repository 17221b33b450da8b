"""The file that keeps the settings: JSON, small, written whole.

What a newer version wrote there and this one does not know stays as it is. A wrong value costs only itself. A file that is
no settings at all is set aside, and the window looks as on the first day.
"""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path

import msgspec

from vsmstudio.files import SaveFailed, reason, write_atomically
from vsmstudio.gui.settings.held import Settings
from vsmstudio.gui.settings.reading import Found, read
from vsmstudio.gui.settings.together import brought_together

BROKEN = "The settings could not be read. They were set aside as {name}; the window starts as on the first day."
PARTLY = "Of the settings, this could not be read and is left out: {lost}. The rest is as it was."
CLOSED = (
    "The settings in {path} could not be read: {why}. They stay as they are; the window starts as on the first day."
)
UNWRITTEN = "How the window is left cannot be kept: {path} could not be written ({why}). Everything else works."
_LONGEST = 1_000_000  # bytes; a file of settings is never larger


class Store:
    """The settings and the file that keeps them; without a `path` they are kept for as long as the window is open.

    `said` is a sentence for the person where not all of the file could be read; blank where all is well.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.said = ""
        self._path = path
        self._said_unwritten = self._was_there = False
        found = self._open()
        self.held = self._before = found.held
        self._last = found

    @property
    def keeps(self) -> bool:
        """Is anything kept for the next start?"""
        return self._path is not None

    def _open(self) -> Found:
        try:
            found = self._read()
        except OSError as error:  # it may be whole, and readable tomorrow: hands off
            self._leave_alone(reason(error))
        except Exception:  # whatever else an odd file or an older form of it comes to
            if aside := set_aside(self._path, "broken"):
                self.said = BROKEN.format(name=aside)
            else:
                self._leave_alone("it is damaged, and cannot be moved")
        else:
            if found is not None:
                self._was_there = True
                if found.lost:
                    self.said = PARTLY.format(lost=", ".join(found.lost))
                return found
        return Found(Settings(), {})

    def _leave_alone(self, why: str) -> None:
        self.said = CLOSED.format(path=self._path, why=why)
        self._path = None

    def _read(self) -> Found | None:
        """What is in the file now; None where there is none."""
        if self._path is None:
            return None
        try:
            with self._path.open("rb") as file:
                return read(file.read(_LONGEST))
        except FileNotFoundError:
            return None

    def keep(self, settings: Settings) -> bool:
        """Remember these from now on; says whether they are to be written."""
        if settings == self.held:
            return False
        self.held = settings
        return self._path is not None

    def write(self) -> str:
        """Put what is remembered on the disk, whole, with what other windows wrote there meanwhile. From one thread at a time.

        A disk that refuses costs nothing else; then gives a sentence for the person, once.
        """
        if self._path is None:
            return ""
        held, found = self.held, self._meanwhile()
        merged = msgspec.to_builtins(brought_together(self._before, held, found.held))
        content = msgspec.json.encode({"version": found.version, **found.unknown, **merged})
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.format(content, indent=1) + b"\n")
        except (SaveFailed, OSError) as error:
            return self._say_unwritten(error)
        self._before, self._last, self._was_there = held, found, True
        return ""

    def _meanwhile(self) -> Found:
        """What is on the disk by now. Where that cannot be read it is as it was when it was read or written last."""
        try:
            found = self._read()
        except Exception:
            found = None
        else:
            # Somebody put the settings away: only what changes now is written anew.
            if found is None and self._was_there:
                return Found(Settings(), {})
        return found or self._last._replace(held=self._before)

    def _say_unwritten(self, error: Exception) -> str:
        assert self._path is not None
        said, self._said_unwritten = self._said_unwritten, True
        why = reason(error.__cause__ if isinstance(error.__cause__, OSError) else error)
        return "" if said else UNWRITTEN.format(path=self._path, why=why)


def set_aside(path: Path | None, why: str) -> Path | None:
    """Give a file of settings another name beside it (`settings.broken.json`, `settings.broken-2.json`).

    None where there is no such file, or it may not be moved.
    """
    if path is None:
        return None
    names = (f"{path.stem}.{why}{more}{path.suffix}" for more in chain([""], (f"-{number}" for number in count(2))))
    aside = next(each for each in map(path.with_name, names) if not each.exists())
    try:
        os.rename(path, aside)
    except OSError:
        return None
    return aside
