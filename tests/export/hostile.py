"""Names that clients may well have, and that programs trip over, put into every text field of a document."""

from __future__ import annotations

from typing import Any

import msgspec

from vsmstudio.model.document import Document
from vsmstudio.model.records import Record

NAMES = (
    "<b>&amp; R&D</b>",
    '<img src="/etc/hostname"/>',
    "=1+1",
    "a<b & c>d",
    "long " + "Kontoführungsgebühr " * 15,
    "w" * 300,
    "הזמנה (דחופה)",
    "طلب عاجل",
    "品質保証 확인",
    "smile 😀",
    "null\x00bell\x07esc\x1b",
    "\ufffe half \ud83d",
    "line one\nline two\ttab",
    "%s {0} \\n $1",
    "#N/A",
)
_KEPT = {"id", "currency", "demand_per", "extra", "key", "left_out", "logo", "rule", "severity"}


def document(records: list[Record]) -> Document:
    """The same records, every text in them replaced by one of the names, each in turn."""
    count = 0
    found = []
    for record in records:
        fields: dict[str, Any] = {}
        for field in msgspec.structs.fields(record):
            if field.name in _KEPT or field.type not in (str, "str"):
                continue
            fields[field.name] = NAMES[count % len(NAMES)]
            count += 1
        found.append(msgspec.structs.replace(record, **fields))
    return Document(found)
