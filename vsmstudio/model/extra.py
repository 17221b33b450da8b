"""Fields that this version does not know, taken apart by key: JSON text of an object, each value as its text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


def members(text: str) -> dict[str, str] | None:
    """The fields of a JSON object, each value as its JSON text; blank text has none. None where it is no object."""
    if not text:
        return {}
    try:
        found = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return {key: bytes(value).decode() for key, value in found.items()}


def joined(fields: Mapping[str, str]) -> str:
    """The JSON text of an object of these fields; blank where there are none."""
    if not fields:
        return ""
    return "{" + ",".join(f"{msgspec.json.encode(key).decode()}:{value}" for key, value in fields.items()) + "}"
