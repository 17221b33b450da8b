"""A stream measured again: a later current map, so that what came can be held against what was promised."""

from __future__ import annotations

import datetime

import msgspec

from vsmstudio.model.dates import day
from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.copying import copy_map
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState
from vsmstudio.model.rules import Refused


def copy_later(document: Document, map_id: Id, name: str, on: datetime.date) -> Change:
    """A current map of that day which begins as a map of its stream stands; each step came from the one it was copied of.

    It takes the place of the stream's current map, so it must be later. Raises `Refused` where it is not, `KeyError` where
    there is no such map.
    """
    held = document.the(Map, map_id)
    latest = document.current_map(held.stream)
    if latest is not None and latest.date is not None and on <= latest.date:
        raise Refused(
            f"{latest.name} is of {day(latest.date)} already. Choose a later day, because the latest current map is the "
            "current map."
        )
    change = copy_map(document, map_id, name, MapState.CURRENT)
    made = {
        key: (before, _dated(after, on) if isinstance(after, Map) else after)
        for key, (before, after) in change.records.items()
    }
    return Change(f"Measure again: {name}", made)


def _dated(held: Map, on: datetime.date) -> Map:
    return msgspec.structs.replace(held, date=on)
