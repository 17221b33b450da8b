"""What records say, for telling whether two of them are alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import Any

from vsmstudio.interchange.into.pairing import Pairing
from vsmstudio.interchange.into.taking import GUESSED
from vsmstudio.model.records import Record

_TELLING = frozenset({"id", "extra", "order"})


def said_of(record: Record, but: Collection[str] = ()) -> Hashable:
    """All that a record says, without what tells it from others like it."""
    left_out = _TELLING.union(but)
    return tuple(getattr(record, name) for name in record.__struct_fields__ if name not in left_out)


def surely_said_of(record: Record) -> Hashable:
    """All that a record says and nobody may have guessed."""
    return said_of(record, GUESSED.get(type(record), ()))


def twice_in(pairing: Pairing[Any], sign: Callable[[Any], Hashable | None]) -> set[Any]:
    """What more than one record of a side shows."""
    found: set[Any] = set()
    for records in (pairing.theirs, pairing.mine):
        seen: set[Hashable] = set()
        for each in records:
            shown = sign(each)
            if shown is not None and shown in seen:
                found.add(shown)
            seen.add(shown)
    return found
