"""JSON as text: what this version does not know is kept as it was written, and no key may stand twice."""

from __future__ import annotations

import json
from typing import Any

import msgspec

DEEPEST = 50  # levels of nesting that are kept
MOST_FIELDS = 100_000  # of one object, with what lies in it
MOST_VALUES = 500_000  # in what is held as data rather than as text


def strict(text: bytes) -> Any:
    """The data that JSON text holds. Raises `ValueError` for doubled keys, NaN, deep nesting and broken text alike."""
    if text.count(b",") + text.count(b"{") + text.count(b"[") > MOST_VALUES:
        raise ValueError(f"it holds too much; at most {MOST_VALUES:,} values are read")
    try:
        data = _decoder.decode(text.decode())
    except RecursionError:
        raise ValueError(f"it is nested too deeply; at most {DEEPEST} levels are read") from None
    if text.count(b"{") + text.count(b"[") > DEEPEST and _deeper_than(data, DEEPEST):
        raise ValueError(f"it is nested too deeply; at most {DEEPEST} levels are read")
    return data


def one_line(text: bytes) -> str:
    """JSON text on one line, otherwise as it was."""
    return (msgspec.json.format(text, indent=-1) if b"\n" in text or b"\r" in text else text).decode()


def members(text: bytes) -> dict[str, bytes]:
    """The fields of a JSON object, each value as its text. Raises `msgspec.ValidationError` where it is no object."""
    if text.count(b'":') > MOST_FIELDS:
        raise ValueError(f"it has too many fields; at most {MOST_FIELDS:,} are read")
    return {key: bytes(value) for key, value in msgspec.json.decode(text, type=dict[str, msgspec.Raw]).items()}


def build(fields: dict[str, bytes]) -> bytes:
    """JSON text of an object from the texts of its values."""
    return b"{" + b",".join(msgspec.json.encode(key) + b":" + value for key, value in fields.items()) + b"}"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the field {twice[:40]!r} stands twice; each may stand once")
    return data


def _constant(word: str) -> Any:
    raise ValueError(f"{word} is no number; plain numbers are read")


def _whole_number(digits: str) -> int:
    if len(digits) > 4000:  # Python itself refuses longer ones, in words for programmers
        raise ValueError(f"it holds a number of {len(digits):,} digits; plain numbers are read")
    return int(digits)


def _deeper_than(data: Any, levels: int) -> bool:
    held = [data]
    for _ in range(levels):
        held = [
            child
            for each in held
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not held:
            return False
    return True


_decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_whole_number)
