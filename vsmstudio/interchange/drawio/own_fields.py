"""A record as the attributes of a cell, which draw.io shows under Edit Data, and back.

Fields stand under their own names, durations as typed (`3 d (measured)`); blank fields are left out. A text that XML cannot
hold stands as JSON under its name with `.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import RECORD_TYPES, Record, Unknown

KIND, RECORD_ID = "vsm", "vsm-id"
_MEASURED = " (measured)"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS: tuple[type[Record], ...] = (*RECORD_TYPES, Unknown)
_TYPES = {str(kind.__struct_config__.tag): kind for kind in _KINDS}


def attributes(record: Record) -> dict[str, str]:
    """The attributes of a record's cell: its kind, its id, and its fields that are not blank."""
    held: dict[str, Any] = msgspec.to_builtins(record)
    found = {KIND: held.pop("type")}
    for name, value in held.items():
        key = RECORD_ID if name == "id" else name
        if isinstance(value, dict):
            found[key] = value["text"] + (_MEASURED if value.get("measured") else "")
        elif not isinstance(value, str):
            found[key] = json.dumps(value)
        elif _NOT_XML.search(value):
            found[f"{key}.json"] = json.dumps(value)
        else:
            found[key] = value
    return found


def record_of(attrs: Mapping[str, str], key: Id) -> Record:
    """The record that a cell's attributes tell, as `key`. Raises `ValueError` where they tell none."""
    kind = _TYPES.get(attrs.get(KIND, ""))
    if kind is None:
        raise ValueError("it is of no kind that is known")
    values: dict[str, Any] = {"id": key}
    for name, bases in _fields(kind).items():
        if name == "id":
            continue
        if f"{name}.json" in attrs:
            values[name] = _unescaped(attrs[f"{name}.json"])
        elif name in attrs:
            values[name] = _value(attrs[name], bases)
    try:
        return msgspec.convert({"type": attrs[KIND], **values}, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise ValueError("it nests too deep") from None


def id_in(attrs: Mapping[str, str]) -> Id:
    """The id of the record that a cell stands for; blank where it stands for none."""
    if f"{RECORD_ID}.json" in attrs:
        try:
            return _unescaped(attrs[f"{RECORD_ID}.json"])
        except ValueError:
            return ""
    return attrs.get(RECORD_ID, "")


def clean(text: str) -> bool:
    """Can XML hold a text as it is?"""
    return not _NOT_XML.search(text)


def _unescaped(text: str) -> str:
    """A text that stands as JSON. Raises `ValueError`."""
    if not text.startswith('"'):
        raise ValueError("it is no text")
    return str(json.loads(text))


def _value(text: str, bases: frozenset[type]) -> Any:
    if Duration in bases:
        return {"text": text.removesuffix(_MEASURED), "measured": text.endswith(_MEASURED)}
    if bases & {float, int, bool}:
        return json.loads(text[:40])
    return text  # a text, a date, or a word of a fixed list


@cache
def _fields(kind: type[Record]) -> dict[str, frozenset[type]]:
    return {field.name: frozenset(_bases(field.type)) for field in msgspec.structs.fields(kind)}


def _bases(kind: Any) -> list[type]:
    if get_origin(kind) is Annotated:
        return _bases(get_args(kind)[0])
    if get_origin(kind) is Union or str(get_origin(kind)) == "<class 'types.UnionType'>":
        return [base for part in get_args(kind) for base in _bases(part)]
    return [kind] if isinstance(kind, type) else []


__all__ = ["KIND", "RECORD_ID", "attributes", "clean", "id_in", "record_of"]
