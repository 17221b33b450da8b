"""The JSON Schema of the file format, for programs that read or write .vsm files."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import msgspec

from vsmstudio.model.records import RECORD_TYPES
from vsmstudio.storage.encode import ANCESTORS
from vsmstudio.storage.migrations import VERSION

ABOUT = (
    "A VSM Studio document: UTF-8 JSON, one record to a line, sorted by type and id. Every record has an id of its "
    "own; fields that name other records hold their ids. Fields and records of kinds not listed here are kept."
)


def schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) as plain data."""
    (records,), kinds = msgspec.json.schema_components(
        [list[reduce(or_, RECORD_TYPES)]],  # type: ignore[misc]
        ref_template="#/$defs/{name}",
    )
    for kind in kinds.values():
        kind.pop("additionalProperties", None)  # what this version does not know survives
        kind.get("properties", {}).pop("extra", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "VSM Studio document",
        "description": ABOUT,
        "type": "object",
        "properties": {
            "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
            "records": records,
            ANCESTORS: {
                "type": "array",
                "items": {"type": "string"},
                "description": "Names of the versions that this one came from, the latest first: the hash of their content.",
            },
        },
        "required": ["version", "records"],
        "$defs": kinds,
    }
