"""What the window remembers from one day to the next: how it looks, what is open where, and the files worked on lately.

It is kept as JSON in one small file. What a newer version wrote there and this one does not know stays as it is. A file
that cannot be read is set aside, and the window looks as on the first day.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, Literal

import msgspec

from vsmstudio.files import SaveFailed, write_atomically

ThemeChoice = Literal["system", "light", "dark", "contrast"]
MOST_RECENT, MOST_PLACES, MOST_SHEETS = 12, 200, 100
_LONGEST = 1_000_000  # bytes; a file of settings is never larger
BROKEN = "The settings could not be read. They were set aside as {name}; the window starts as on the first day."


class Recent(msgspec.Struct, frozen=True):
    """A file that was worked on: its path, its engagement in words, and when it was opened or saved last (ISO, local)."""

    path: str
    title: str = ""
    when: str = ""


class Place(msgspec.Struct, frozen=True):
    """What of a map was seen last: the zoom and the middle of the view in the map's own coordinates."""

    path: str
    map: str
    zoom: float
    x: float
    y: float


class Sheet(msgspec.Struct, frozen=True):
    """How a sheet of a spreadsheet was read last. `headings` is a fingerprint of its titles, none of which is kept.

    `table` is what it holds, and `columns` says of each column its field and unit (`PT|min`), `|note`, or nothing.
    """

    headings: str
    table: str = ""
    columns: tuple[str, ...] = ()


class Log(msgspec.Struct, frozen=True, omit_defaults=True):
    """How an event log was read last. `headings` is a fingerprint of its titles, none of which is kept.

    `columns` says what the columns at some places mean (`case 0`, `activity 2`); the rest is as in the import's settings:
    times of the day in minutes, Monday is 0, holidays as `2024-12-25`, the share of cases to keep.
    """

    headings: str
    columns: tuple[str, ...] = ()
    dates: str = ""
    clock: str = "elapsed"
    working_days: tuple[int, ...] = ()
    day_start: int = 0
    day_end: int = 0
    holidays: tuple[str, ...] = ()
    keep: float = 0.8
    typical: str = "median"


class Folder(msgspec.Struct, frozen=True):
    """Where the deliverables of a file were put last."""

    path: str
    folder: str


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that is remembered. `geometry` is x, y, width and height; `across` and `down` are the splitters' sizes in pixels.

    `hidden` names the layers of the map that are not shown, `tab` the words of the lower panel's tab. Deliverables are made
    in `formats` (pictures with `sharpness` pixels for each of the map) with the brand file `brand`.
    """

    theme: ThemeChoice = "system"
    workshop: bool = False
    geometry: tuple[int, int, int, int] | None = None
    maximized: bool = False
    left: bool = True
    right: bool = True
    lower: bool = True
    minimap: bool = True
    guide: bool = False
    across: tuple[int, ...] = ()
    down: tuple[int, ...] = ()
    tab: str = ""
    colouring: str = ""
    hidden: tuple[str, ...] = ()
    recent: tuple[Recent, ...] = ()
    places: tuple[Place, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    logs: tuple[Log, ...] = ()
    formats: tuple[str, ...] = ("pdf", "xlsx")
    sharpness: float = 2.0
    brand: str = ""
    folders: tuple[Folder, ...] = ()


class Store:
    """The settings and the file that keeps them; without a `path` they are kept for as long as the window is open.

    `said` is a sentence for the person where the file could not be read; blank where all is well.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.said = ""
        self._path, self._unknown = path, dict[str, Any]()
        self.held = self._read()

    def _read(self) -> Settings:
        if self._path is None:
            return Settings()
        try:
            with self._path.open("rb") as file:
                raw = msgspec.json.decode(file.read(_LONGEST))
            held = msgspec.convert(raw, Settings)
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            self._set_aside()
            return Settings()
        self._unknown = {key: value for key, value in raw.items() if key not in Settings.__struct_fields__}
        return held

    def _set_aside(self) -> None:
        assert self._path is not None
        aside = self._path.with_suffix(".broken.json")
        with contextlib.suppress(OSError):
            os.replace(self._path, aside)
            self.said = BROKEN.format(name=aside)

    def keep(self, settings: Settings) -> bool:
        """Remember these from now on; says whether they are to be written."""
        if settings == self.held:
            return False
        self.held = settings
        return self._path is not None

    def write(self) -> None:
        """Put what is remembered on the disk, whole. A disk that refuses costs nothing else. From one thread at a time."""
        if self._path is None:
            return
        held = msgspec.to_builtins(self.held)
        written = msgspec.json.format(msgspec.json.encode({**held, **self._unknown}), indent=1)
        with contextlib.suppress(SaveFailed, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, written + b"\n")


def with_recent(settings: Settings, recent: Recent) -> Settings:
    """A file was opened or saved: it comes first, and the oldest of too many goes."""
    others = tuple(each for each in settings.recent if each.path != recent.path)
    return msgspec.structs.replace(settings, recent=(recent, *others)[:MOST_RECENT])


def without_recent(settings: Settings, path: str) -> Settings:
    """A file is to be forgotten, and what of it was seen."""
    return msgspec.structs.replace(
        settings,
        recent=tuple(each for each in settings.recent if each.path != path),
        places=tuple(each for each in settings.places if each.path != path),
        folders=tuple(each for each in settings.folders if each.path != path),
    )


def with_place(settings: Settings, place: Place) -> Settings:
    """What of a map is seen now; the map seen longest ago is forgotten where there are too many."""
    others = tuple(each for each in settings.places if (each.path, each.map) != (place.path, place.map))
    return msgspec.structs.replace(settings, places=(place, *others)[:MOST_PLACES])


def with_sheet(settings: Settings, sheet: Sheet) -> Settings:
    """How a sheet is to be read the next time; the one imported longest ago is forgotten where there are too many."""
    others = tuple(each for each in settings.sheets if each.headings != sheet.headings)
    return msgspec.structs.replace(settings, sheets=(sheet, *others)[:MOST_SHEETS])


def with_log(settings: Settings, log: Log) -> Settings:
    """How an event log is to be read the next time; the one imported longest ago is forgotten where there are too many."""
    others = tuple(each for each in settings.logs if each.headings != log.headings)
    return msgspec.structs.replace(settings, logs=(log, *others)[:MOST_SHEETS])


def with_folder(settings: Settings, folder: Folder) -> Settings:
    """The deliverables of a file were put there; the folder of the file delivered longest ago goes where there are too many."""
    others = tuple(each for each in settings.folders if each.path != folder.path)
    return msgspec.structs.replace(settings, folders=(folder, *others)[:MOST_SHEETS])
