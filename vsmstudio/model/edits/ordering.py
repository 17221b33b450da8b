"""Edits of the order in which streams and their maps are read. Order is a key on each record, so a move alters few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, ValueStream
from vsmstudio.model.rules import Refused


def move_stream(document: Document, stream: Id, to: int) -> Change:
    """Let a stream stand at a place (from 0) among the streams; beyond the ends it is the first or last.

    Raises `KeyError` where there is no such stream.
    """
    held = document.the(ValueStream, stream)
    return _moved(document, f"Move value stream {held.name[:40]}", document.streams, held, to)


def move_map(document: Document, map_id: Id, to: int) -> Change:
    """Let a map stand at a place (from 0) among the maps of its stream. Raises `KeyError` where there is no such map."""
    held = document.the(Map, map_id)
    alike = [each for each in document.maps if each.stream == held.stream]
    return _moved(document, f"Move map {held.name[:40]}", alike, held, to)


def move_beside(document: Document, map_id: Id, by: int) -> Change:
    """Let a map stand one further to the left (`by` −1) or right (+1); from the end of its stream it takes the stream along.

    Raises `Refused` where it cannot go any further, `KeyError` where there is no such map.
    """
    held = document.the(Map, map_id)
    alike = [each.id for each in document.maps if each.stream == held.stream]
    to = alike.index(map_id) + by
    if 0 <= to < len(alike):
        return move_map(document, map_id, to)
    streams = [each.id for each in document.streams]
    to = streams.index(held.stream) + by
    if not 0 <= to < len(streams):
        raise Refused(f"It is the {'first' if by < 0 else 'last'} one already.")
    return move_stream(document, held.stream, to)


def arrange_maps(document: Document, wanted: Sequence[Id], moved: Id) -> Change:
    """The order of maps after one of them was taken elsewhere in a row of all maps, stream by stream.

    Among its own stream's maps it stands where it was put. Put past the middle of another stream's maps it takes its own
    stream along, as the maps of a stream stay together.
    """
    held = document.the(Map, moved)
    alike = [key for key in wanted if document.the(Map, key).stream == held.stream]
    place = wanted.index(moved)
    others = [each.id for each in document.streams if each.id != held.stream]
    before = 0
    for stream in others:
        places = [at for at, key in enumerate(wanted) if document.the(Map, key).stream == stream]
        before += bool(places) and sum(places) / len(places) < place
    change = move_map(document, moved, alike.index(moved))
    if [each.id for each in document.streams].index(held.stream) != before:
        change = change.then(move_stream(document.apply(change), held.stream, before))
    return change


def _moved(document: Document, label: str, alike: Sequence[Any], record: Any, to: int) -> Change:
    """The order keys after one of several records goes to a place; where there is no room between two, all get new ones."""
    others = [each for each in alike if each.id != record.id]
    to = max(0, min(to, len(others)))
    if alike.index(record) == to:
        return Change(label, {})
    low = others[to - 1].order if to else others[0].order - 2.0
    high = others[to].order if to < len(others) else others[-1].order + 2.0
    middle = (low + high) / 2
    if low < middle < high:
        return put(document, label, msgspec.structs.replace(record, order=middle))
    others.insert(to, record)
    return put(document, label, *(msgspec.structs.replace(each, order=at + 1.0) for at, each in enumerate(others)))
