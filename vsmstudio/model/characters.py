"""Texts whose characters are whole. Half ones (lone surrogates) come from clipboards and toolkits; no file can hold them."""

from __future__ import annotations

import msgspec

from vsmstudio.model.records import Record


def whole(text: str) -> str:
    """The text with U+FFFD where a half character stood.

    >>> whole("half \\ud83d")
    'half \\ufffd'
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole_record(record: Record) -> Record:
    """The record with each of its texts whole; the same one where all are."""
    texts = {name: text for name in record.__struct_fields__ if type(text := getattr(record, name)) is str}
    mended = {name: now for name, text in texts.items() if not text.isascii() and (now := whole(text)) != text}
    return msgspec.structs.replace(record, **mended) if mended else record
