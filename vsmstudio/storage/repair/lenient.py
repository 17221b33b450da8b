"""One object of damaged JSON text, read field by field: what can be read of it is, whatever stands between."""

from __future__ import annotations

import re

import msgspec

from vsmstudio.model.characters import whole
from vsmstudio.storage.raw import strict

_AFTER_TEXT = rb"(?=\s*(?:[,:}\]]|$))"
_KEY = re.compile(rb'[\s,]*"((?:[^"\\\n]|\\.){0,200})"\s*:\s*')
_NEXT_KEY = rb'"[^"\\\n]{1,200}"\s*:'  # the comma before it may be forgotten
_NEXT = re.compile(rb"(?=[,\n]\s*" + _NEXT_KEY + rb")|(?=\}\s*$)")
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"(?=\s*(?:[,}\]]|$|' + _NEXT_KEY + rb"))", re.DOTALL)
_PLAIN = re.compile(rb"[^\s,:{}\[\]\"]+(?=\s*(?:[,}\]]|" + _NEXT_KEY + rb"))")  # 0.8 at the end may be of 0.85
_INSIDE = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+"' + _AFTER_TEXT + rb'|")*+([{}\[\]])', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt])|.)|\\$', re.DOTALL)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

MOST_FIELDS = 10_000  # of one damaged record
MOST_BRACKETS = 500_000  # of one value
Fields = list[tuple[str, bytes | None]]


def fields(text: bytes) -> Fields:
    """The fields of the object that `text` starts with, in order; None is the value that cannot be read.

    A key may come twice; a blank one stands for a field that is lost altogether. Texts are mended: what is no escape
    stands as it is.
    """
    found: Fields = []
    at = text.find(b"{") + 1
    patience = 4 * len(text) + 10_000  # bytes that may be looked at in vain, so that no text takes for ever
    while len(found) < MOST_FIELDS and (match := _KEY.match(text, at)):
        key = _unescaped(match[1])
        at = match.end()
        start = text[at : at + 1]
        end, value = _simple(text, at) if start not in (b"{", b"[") else _closed(text, at, patience)
        if end == at:
            patience -= len(text) - at if start in (b"{", b"[") else 0
            end = _next(text, at)
            value = mended(text[at:end].rstrip(b"}], \r\n\t")) if start == b'"' else None
        found.append((key, value))
        at = end if _KEY.match(text, end) else _next(text, end)
        if text[end:at].strip(b"}], \r\n\t"):
            found.append(("", None))
    if len(found) >= MOST_FIELDS:
        found.append(("", None))
    return found


def _next(text: bytes, at: int) -> int:
    """Where the next field begins, or the text ends."""
    following = _NEXT.search(text, at)
    return following.start() if following else len(text)


def _simple(text: bytes, at: int) -> tuple[int, bytes | None]:
    """Where a text, number or word ends, and its own text (None: it is no JSON); the place itself where none is."""
    if text[at : at + 1] == b'"':
        match = _TEXT.match(text, at)
        return (match.end(), sound(match[0]) or mended(match[0])) if match else (at, None)
    match = _PLAIN.match(text, at)
    return (match.end(), sound(match[0])) if match else (at, None)


def _closed(text: bytes, start: int, patience: int) -> tuple[int, bytes | None]:
    """As `_simple`, for what stands in brackets."""
    depth, at = 0, start
    for _ in range(MOST_BRACKETS):
        match = _INSIDE.match(text, at)
        if match is None or at - start > patience:
            break
        depth += 1 if match[1] in (b"{", b"[") else -1
        at = match.end()
        if depth == 0:
            return at, sound(text[start:at])
    return start, None


def sound(value: bytes) -> bytes | None:
    """The text of a value if it is JSON, not too deep, and no key in it stands twice."""
    try:
        msgspec.json.decode(value, type=msgspec.Raw)
        if value[:1] == b'"':
            msgspec.json.decode(value, type=str)
        elif value[:1] in (b"{", b"["):
            strict(value)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors too
        return None
    return value


def mended(spoilt: bytes) -> bytes:
    """A text that is no JSON as one: without its quotation marks, escapes read where they are some."""
    inner = spoilt.strip()
    inner = inner[1:-1] if len(inner) > 1 and inner.endswith(b'"') else inner[1:]
    return msgspec.json.encode(_unescaped(inner))


def _unescaped(inner: bytes) -> str:
    text = inner.decode("utf-8", "replace")
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_meant, text)
    return whole(text)


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return _SHORT.get(found[2], found[2]) if found[2] else found[0]
