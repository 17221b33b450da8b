"""Several windows of the program keep one file: what one changed is put upon what the others wrote meanwhile."""

from __future__ import annotations

from typing import Any

import msgspec

from vsmstudio.gui.settings.held import MOST_PLACES, MOST_RECENT, MOST_SHEETS, Settings

# Lists whose entries are known by these fields, and how many are kept.
_LISTS = {
    "recent": (("path",), MOST_RECENT),
    "places": (("path", "map"), MOST_PLACES),
    "sheets": (("headings",), MOST_SHEETS),
    "logs": (("headings",), MOST_SHEETS),
    "folders": (("path",), MOST_SHEETS),
}


def brought_together(before: Settings, ours: Settings, theirs: Settings) -> Settings:
    """What is on file (`theirs`) with what this window changed from `before` to `ours`; of the same thing, ours."""
    if theirs == before:
        return ours
    changed = {}
    for name in Settings.__struct_fields__:
        old, new = getattr(before, name), getattr(ours, name)
        if old != new:
            changed[name] = _joined(name, old, new, getattr(theirs, name)) if name in _LISTS else new
    return msgspec.structs.replace(theirs, **changed)


def _joined(name: str, before: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    fields, most = _LISTS[name]

    def known_by(entry: object) -> tuple[object, ...]:
        return tuple(getattr(entry, field) for field in fields)

    old = {known_by(each): each for each in before}
    put = tuple(each for each in ours if old.get(known_by(each)) != each)
    gone = (old.keys() - {known_by(each) for each in ours}) | {known_by(each) for each in put}
    return (*put, *(each for each in theirs if known_by(each) not in gone))[:most]
