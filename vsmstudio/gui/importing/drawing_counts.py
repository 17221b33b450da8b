"""What was read from a drawing or an architecture model, in numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Kept, LinkKind
from vsmstudio.model.words import type_words

_SHOWN = (
    "stream", "map", "step", "queue", "endpoint", "flow", "service", "application", "unit", "person", "contract", "revenue",
    "note",
)  # fmt: skip
_ELEMENT = re.compile(r"""type=["'](?:[a-z]+:)?([A-Za-z]{1,40})["']""")
_HEAD = 600  # characters of a piece in which its type stands
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


def made(document: Document) -> tuple[str, ...]:
    """What was made and of what: `3 steps (BusinessProcess)`; most telling first."""
    counted = Counter(each.type for each in document.records.values())
    sources = _sources(document)
    said = []
    for kind in _SHOWN:
        if count := counted[kind]:
            words = f"{count:,} {type_words(kind, count)}"
            said.append(f"{words} ({_of(sources[kind])})" if sources[kind] else words)
    return tuple(said)


def _sources(document: Document) -> dict[str, Counter[str]]:
    """The kinds of element in the other program's model of which the records of each kind were made."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in _SHOWN}
    for each in document.all(Kept):
        record = document.get(each.about)
        kind = _ELEMENT.search(each.text[:_HEAD]) if record is not None and each.kind == "element" else None
        if record is not None and kind and record.type in found:
            found[record.type][kind[1]] += 1
    return found


def _of(kinds: Counter[str]) -> str:
    """`BusinessProcess`, or with their numbers where there are several."""
    if len(kinds) == 1:
        return next(iter(kinds))
    ranked = sorted(kinds.items(), key=lambda at: (-at[1], at[0]))
    return ", ".join(f"{count:,} {kind}" for kind, count in ranked)


def kept(document: Document) -> tuple[tuple[str, int], ...]:
    """What has no place here and is kept to be written back: its kinds in the file's own words, and how many of each."""
    free = [each for each in document.all(Kept) if each.about is None and each.kind not in _WHOLE]
    counted = Counter(_kind(each) for each in free)
    ranked = sorted(counted.items(), key=lambda at: (-at[1], at[0]))
    return tuple((_several(kind, count), count) for kind, count in ranked)


def _kind(piece: Kept) -> str:
    """What a piece is: of an element its type, such as `Goal`."""
    found = _ELEMENT.search(piece.text[:_HEAD]) if piece.kind == "element" else None
    return found[1] if found else piece.kind or "other"


def _several(kind: str, count: int) -> str:
    """A kind of the other program's in the plural where there are several; it is text from outside."""
    words = " ".join(kind.split())[:40]
    return words if count == 1 or words.endswith("s") or words != words.lower() else f"{words}s"


def on_map(document: Document, map_id: Id) -> str:
    """What a map holds: `12 steps, 3 queues, 4 services`."""
    services = {
        link.source for node in document.nodes(map_id) for link in document.links_to(node.id, LinkKind.UNDERPINS)
    }
    counted = (
        ("step", len(document.steps(map_id))),
        ("queue", len(document.queues(map_id))),
        ("service", len(services)),
    )
    return ", ".join(f"{count:,} {type_words(kind, count)}" for kind, count in counted if count) or "nothing yet"
