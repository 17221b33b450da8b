"""All that the window remembers, and what is altered of it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

ThemeChoice = Literal["system", "light", "dark", "contrast"]
MOST_RECENT, MOST_PLACES, MOST_SHEETS = 12, 200, 100

# What a file may say, so that nothing in it can keep the window from opening.
FilePath = Annotated[str, msgspec.Meta(min_length=1, max_length=32_768, pattern=r"\A[^\0]+\Z")]
Pixels = Annotated[int, msgspec.Meta(ge=-100_000, le=100_000)]
Size = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Scene = Annotated[float, msgspec.Meta(ge=-10_000_000, le=10_000_000)]


class Recent(msgspec.Struct, frozen=True):
    """A file that was worked on: its path, its engagement in words, and when it was opened or saved last (ISO, local)."""

    path: FilePath
    title: str = ""
    when: str = ""


class Place(msgspec.Struct, frozen=True):
    """What of a map was seen last: the zoom and the middle of the view in the map's own coordinates."""

    path: FilePath
    map: str
    zoom: Annotated[float, msgspec.Meta(gt=0, le=1_000)]
    x: Scene
    y: Scene


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

    path: FilePath
    folder: str


class Handbook(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the handbook is read: its window's x, y, width and height, times the usual size of words, contents shown or not."""

    geometry: tuple[Pixels, Pixels, Size, Size] | None = None
    zoom: Annotated[float, msgspec.Meta(ge=0.5, le=4)] = 1.0
    contents: bool = True


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that is remembered. `geometry` is x, y, width and height; `across` and `down` are the splitters' sizes in pixels.

    `hidden` names the layers of the map that are not shown, `tab` the words of the lower panel's tab. Deliverables are made
    in `formats` (pictures with `sharpness` pixels for each of the map) with the brand file `brand`. `toured`: the tour was
    begun once.
    """

    theme: ThemeChoice = "system"
    workshop: bool = False
    geometry: tuple[Pixels, Pixels, Size, Size] | None = None
    maximized: bool = False
    left: bool = True
    right: bool = True
    lower: bool = True
    minimap: bool = True
    guide: bool = False
    across: tuple[Size, ...] = ()
    down: tuple[Size, ...] = ()
    tab: str = ""
    colouring: str = ""
    hidden: tuple[str, ...] = ()
    recent: tuple[Recent, ...] = ()
    places: tuple[Place, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    logs: tuple[Log, ...] = ()
    formats: tuple[str, ...] = ("pdf", "xlsx")
    sharpness: Annotated[float, msgspec.Meta(ge=0.1, le=16)] = 2.0
    brand: str = ""
    folders: tuple[Folder, ...] = ()
    toured: bool = False
    handbook: Handbook = Handbook()


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
