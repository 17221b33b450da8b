"""One record, three ways: each field from the side that changed it; where both did, a clash that is ours until chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from vsmstudio.model.extra import joined, members
from vsmstudio.model.records import Flow, Link, Placement, Record, Unknown, ValueStream

FILE = "(file)"  # the record that keeps top-level fields of the file which this version does not know
R = TypeVar("R", bound=Record)

_TOGETHER: Mapping[type[Record], tuple[str, ...]] = {  # fields that mean something only together, named by the first
    Placement: ("x", "y"),
    ValueStream: ("demand", "demand_per"),
    Flow: ("source", "target", "map"),
    Link: ("source", "target", "kind"),
}


class Part(NamedTuple):
    """A field, or some that go together, in which both sides differ: its name, and the three values.

    `extra.key` and `raw.key` are fields that this version does not know, with JSON texts as values.
    """

    field: str
    base: Any
    ours: Any
    theirs: Any


@cache
def parts(kind: type[Record]) -> tuple[tuple[str, ...], ...]:
    """The fields of a kind of record that merge each for itself, in order; `id` and unknown fields left out."""
    together = _TOGETHER.get(kind, ())
    found = []
    for name in kind.__struct_fields__:
        if name in together[:1]:
            found.append(together)
        elif name not in together and name not in {"id", "extra", "raw"}:
            found.append((name,))
    return tuple(found)


def merged(base: Record | None, ours: R, theirs: R) -> tuple[R, list[Part]]:
    """Both sides in one record, and where they clash; a clash is as in `ours`.

    Where nothing is known of a base, what is typed goes before a blank.
    """
    known = base if type(base) is type(ours) else None
    taken: dict[str, Any] = {}
    clashes = []
    for names in parts(type(ours)):
        o, t = _value(ours, names), _value(theirs, names)
        if o == t:
            continue
        b = _value(known, names) if known is not None else None
        if b == o if known is not None else _is_blank(o):
            taken |= {name: getattr(theirs, name) for name in names}
        elif b != t if known is not None else not _is_blank(t):
            clashes.append(Part(names[0], b, o, t))
    for name in ("raw", "extra"):
        if hasattr(ours, name) and getattr(ours, name) != getattr(theirs, name):
            text, more = _merged_texts(name, getattr(known, name, ""), getattr(ours, name), getattr(theirs, name))
            taken[name] = text
            clashes += more
    return (msgspec.structs.replace(ours, **taken) if taken else ours), clashes


def take(record: R, part: Part, theirs: Record) -> R:
    """The record with a clash settled as in `theirs`."""
    head, _, key = part.field.partition(".")
    if not key:
        names = next(names for names in parts(type(record)) if names[0] == head) if head != "extra" else ("extra",)
        return msgspec.structs.replace(record, **{name: getattr(theirs, name) for name in names})
    held = members(getattr(record, head)) or {}
    held.pop(key, None)
    if part.theirs is not None:
        held[key] = part.theirs
    return msgspec.structs.replace(record, **{head: _in_order(held)})


def empty_file() -> Unknown:
    """A file without top-level fields of its own."""
    return Unknown(id=FILE, raw="")


def _value(record: Record, names: tuple[str, ...]) -> Any:
    if len(names) == 1:
        return getattr(record, names[0])
    return tuple(getattr(record, name) for name in names)


def _is_blank(value: Any) -> bool:
    return value[0] is None if isinstance(value, tuple) else value is None or value == ""


def _merged_texts(name: str, base: str, ours: str, theirs: str) -> tuple[str, list[Part]]:
    """Unknown fields key by key; whole where one side is no JSON object."""
    if base == ours:
        return theirs, []
    if base == theirs:
        return ours, []
    b, o, t = members(base), members(ours), members(theirs)
    if b is None or o is None or t is None:
        return ours, [Part(name, base, ours, theirs)]
    held, clashes = dict(o), []
    for key in sorted(o.keys() | t.keys()):
        if o.get(key) == t.get(key) or b.get(key) == t.get(key):
            continue
        if b.get(key) != o.get(key):
            clashes.append(Part(f"{name}.{key}", b.get(key), o.get(key), t.get(key)))
        elif key in t:
            held[key] = t[key]
        else:
            del held[key]
    return _in_order(held), clashes


def _in_order(fields: Mapping[str, str]) -> str:
    """The fields sorted, so that it does not matter whose came first."""
    return joined(dict(sorted(fields.items())))
