"""A document with its figures as one JSON object, for scripts that want both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from vsmstudio.model.characters import whole
from vsmstudio.model.document import Document
from vsmstudio.model.extra import members
from vsmstudio.model.records import Record, Unknown


def write(document: Document, figures: Mapping[str, Any]) -> bytes:
    """`figures` (the object of `analyse --json`), and all records as they stand in a file as its `records`.

    Equal documents with equal figures give equal bytes. Half characters (lone surrogates) become U+FFFD.
    """
    records = [_plain(each) for each in document.records.values()]
    records.sort(key=lambda each: (str(each.get("type", "")), str(each.get("id", ""))))
    text = json.dumps({**figures, "records": records}, indent=2, ensure_ascii=False, allow_nan=False)
    return whole(text + "\n").encode()


def _plain(record: Record) -> dict[str, Any]:
    """A record as the file has it; of one that this version does not know, and of unknown fields, what their text says."""
    if isinstance(record, Unknown):
        held: dict[str, Any] = msgspec.json.decode(record.raw)
        return held
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(record, extra=""))
    for name, value in (members(record.extra) or {}).items():
        plain.setdefault(name, msgspec.json.decode(value))
    return plain
