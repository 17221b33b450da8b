"""The settings out of what their file says. What is wrong in it costs only itself.

The file says in which version of the form it is written; `MIGRATIONS[n]` turns version n into n + 1, as in
`storage/migrations.py`. A file without a number is of the first. `tests/files/` keeps a file of every version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from vsmstudio.gui.settings.held import Settings
from vsmstudio.storage.migrations import Migration, migrate

VERSION = 1
MIGRATIONS: Mapping[int, Migration] = {}

_FIELDS = Settings.__struct_fields__
_WORDS = {
    "theme": "the theme", "workshop": "the workshop mode", "geometry": "the window's place", "maximized": "the window's place",
    "colouring": "the colours of the map", "hidden": "the layers of the map", "recent": "recent files",
    "places": "what was seen of maps", "sheets": "how tables are read", "logs": "how event logs are read",
    "formats": "the kinds of deliverables", "sharpness": "the sharpness of pictures", "brand": "the brand",
    "folders": "folders of deliverables", "toured": "the tour", "handbook": "the handbook's window",
}  # fmt: skip


class Found(NamedTuple):
    """What a file holds: the settings, what of it this version does not know, its version, and in words what was lost."""

    held: Settings
    unknown: Mapping[str, Any]
    version: int = VERSION
    lost: tuple[str, ...] = ()


def read(data: bytes, version: int = VERSION, table: Mapping[int, Migration] = MIGRATIONS) -> Found:
    """The settings in a file. Raises `ValueError`, `RecursionError` or `MsgspecError` where it holds none at all.

    Of a newer version than this one everything stays as it is there, and what is not understood is not called lost.
    """
    raw = msgspec.json.decode(data)
    if not isinstance(raw, dict):
        raise ValueError("settings are an object")
    said = raw.pop("version", 1)
    theirs = said if type(said) is int and 1 <= said < 1_000_000 else 1
    if theirs < version:
        raw = migrate(raw, theirs, version, table)
        raw.pop("version")
    unknown = {key: value for key, value in raw.items() if key not in _FIELDS}
    try:
        return Found(msgspec.convert(raw, Settings), unknown, max(theirs, version))
    except msgspec.ValidationError:
        values, lost = _what_can_be_read(raw)
    if theirs > version:
        return Found(Settings(**values), unknown | {key: raw[key] for key in lost}, theirs)
    words = (_WORDS.get(key, "the panels") for key in lost)
    return Found(Settings(**values), unknown, version, tuple(dict.fromkeys(words)))


def _what_can_be_read(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values of the fields that can be read, lists without what in them cannot be; and the names of the others."""
    values: dict[str, Any] = {}
    lost = []
    for field in msgspec.structs.fields(Settings):
        if field.name not in raw:
            continue
        held, kind = raw[field.name], field.type
        try:
            values[field.name] = msgspec.convert(held, kind)
        except msgspec.ValidationError:
            lost.append(field.name)
            if isinstance(held, list) and get_origin(kind) is tuple and _stands_alone(get_args(kind)[0]):
                values[field.name] = tuple(found for each in held for found in _entry(each, get_args(kind)[0]))
    return values, lost


def _stands_alone(kind: Any) -> bool:
    """Does an entry of a list say the same without the others? A splitter's sizes do not."""
    return kind is str or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def _entry(held: Any, kind: Any) -> tuple[Any, ...]:
    try:
        return (msgspec.convert(held, kind),)
    except msgspec.ValidationError:
        return ()
