"""What a document keeps to answer quickly: how it is ordered, and what of it outlives a change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Acceptance,
    Engagement,
    Flow,
    Link,
    Map,
    Note,
    Person,
    Placement,
    Record,
    Touchpoint,
    Unit,
)  # fmt: skip

Changes = Mapping[Id, tuple[Record | None, Record | None]]
FEW = 32  # changed records of one kind, up to which each finds its place by itself


@cache
def order_of(kind: type[Record]) -> Callable[[Record], Any]:
    """What records of one kind are sorted by: their order key, name and id, as far as they have them."""
    fields = kind.__struct_fields__
    if kind is Person:
        return attrgetter("label", "id")
    if "name" not in fields:
        return attrgetter("order", "id") if "order" in fields else attrgetter("id")
    return attrgetter("order", "name", "id") if "order" in fields else attrgetter("name", "id")


# The kinds of record that each index is made of. An index that is not named here is made anew after every change.
MADE_OF: Mapping[str, tuple[type[Record], ...]] = {
    "engagement": (Engagement,),
    "_acceptances": (Acceptance,),
    "_nodes_by_map": NODE_KINDS,
    "_as_read": (*NODE_KINDS, Placement),
    "_flows_by_map": (Flow,),
    "_flow_ends": (Flow,),
    "_rework_by_source": (Flow,),
    "units_in_rings": (Unit,),
    "_links_by_end": (Link,),
    "_placements": (Placement,),
    "_current_maps": (Map,),
    "_notes_by_map": (Note,),
    "_touchpoints": (Touchpoint,),
}


def with_changes(
    by_kind: Mapping[type[Record], tuple[Record, ...]], changes: Changes
) -> dict[type[Record], tuple[Record, ...]]:
    """The records by kind after a change: those of the kinds that it touches are put in and taken out in their order."""
    altered: dict[type[Record], dict[Id, tuple[Record | None, Record | None]]] = {}
    for key, (before, after) in changes.items():
        for record in (before, after):
            if record is not None:
                altered.setdefault(type(record), {})[key] = (before, after)
    found = dict(by_kind)
    for kind, pairs in altered.items():
        order = order_of(kind)
        if len(pairs) > FEW:
            held = [record for record in by_kind.get(kind, ()) if record.id not in pairs]
            held += [after for _, after in pairs.values() if after is not None and type(after) is kind]
            held.sort(key=order)
        else:
            held = list(by_kind.get(kind, ()))
            for before, after in pairs.values():
                if before is not None and type(before) is kind:
                    del held[bisect_left(held, order(before), key=order)]
                if after is not None and type(after) is kind:
                    held.insert(bisect_left(held, order(after), key=order), after)
        if held:
            found[kind] = tuple(held)
        else:
            found.pop(kind, None)
    return found
