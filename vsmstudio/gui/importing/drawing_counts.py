"""What was read from a drawing or an architecture model, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Kept, Link
from vsmstudio.model.words import TYPE_WORDS

_SHOWN = (
    "stream", "map", "step", "queue", "endpoint", "flow", "service", "application", "unit", "person", "contract", "revenue",
    "note",
)  # fmt: skip
_WHOLE = {"model", "file", "drawing"}  # what surrounds all the pieces; there is one, and nobody counts it


def only(document: Document, maps: Collection[Id]) -> Document:
    """The document without the maps that are not among these, and without streams of which no map is left."""
    going = [each.id for each in document.maps if each.id not in maps]
    if not going:
        return document
    with_maps = {each.stream for each in document.maps}
    left = {each.stream for each in document.maps if each.id in maps}
    going += [each.id for each in document.streams if each.id in with_maps - left]
    return document.apply(edits.remove(document, "Leave out maps", going))


def made(document: Document) -> tuple[tuple[str, int], ...]:
    """Kinds of record and how many of them there are, most telling first."""
    counted = Counter(each.type for each in document.records.values())
    return tuple((TYPE_WORDS[kind][counted[kind] != 1], counted[kind]) for kind in _SHOWN if counted[kind])


def kept(document: Document) -> tuple[tuple[str, int], ...]:
    """What has no place here and is kept to be written back: its kinds in the file's own words, and how many of each."""
    counted = Counter(
        each.kind or "other" for each in document.all(Kept) if each.about is None and each.kind not in _WHOLE
    )
    return tuple(
        (_several(kind, count), count) for kind, count in sorted(counted.items(), key=lambda at: (-at[1], at[0]))
    )


def on_map(document: Document, map_id: Id) -> str:
    """What a map holds: `12 steps, 3 queues, 4 services`."""
    steps, queues = len(document.steps(map_id)), len(document.queues(map_id))
    nodes = {each.id for each in document.nodes(map_id)}
    services = {each.source for each in document.all(Link) if each.target in nodes and each.kind.value == "underpins"}
    counted = (("step", steps), ("queue", queues), ("service", len(services)))
    return ", ".join(f"{count:,} {TYPE_WORDS[kind][count != 1]}" for kind, count in counted if count) or "nothing yet"


def _several(kind: str, count: int) -> str:
    """A kind of the other program's in the plural where there are several; it is text from outside."""
    words = " ".join(kind.split())[:40]
    return words if count == 1 or words.endswith("s") else f"{words}s"
