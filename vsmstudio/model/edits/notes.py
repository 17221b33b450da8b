"""Edits of notes and kaizen bursts: on a map, beside what they are about, or in the parking lot of the engagement."""

from __future__ import annotations

from vsmstudio.model.document import Change, Document
from vsmstudio.model.edits.common import put, remove, update
from vsmstudio.model.edits.mapping import place
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import Map, Note, NoteKind
from vsmstudio.model.rules import Refused, may_be_about


def add_note(
    document: Document,
    map_id: Id,
    x: float,
    y: float,
    kind: NoteKind = NoteKind.NOTE,
    text: str = "",
    about: Id | None = None,
    by: str = "",
) -> Change:
    """A note or kaizen burst at a place of a map; `about`: the node that it belongs to."""
    document.the(Map, map_id)
    note = Note(id=new_id(), map=map_id, kind=kind, text=text.strip(), about=about, by=by, order=_last(document))
    if about is not None:
        may_be_about(document, note, about).or_refuse()
    change = put(document, f"Add {_said(note)}", note)
    return change.then(place(document.apply(change), {note.id: (x, y)}))


def park_note(document: Document, text: str, by: str = "") -> Change:
    """A new note in the parking lot, on no map. Raises `Refused` where it says nothing."""
    if not text.strip():
        raise Refused("Type what should be parked first.")
    note = Note(id=new_id(), text=text.strip(), by=by, order=_last(document))
    return put(document, f"Park {_said(note)}", note)


def write(document: Document, key: Id, text: str) -> Change:
    """Let a note say something else; lines stay apart, space around them goes."""
    note = _held(document, key)
    return update(document, key, f"Write {note.word} {_short(text)}".rstrip(), text=text.strip())


def park(document: Document, key: Id) -> Change:
    """Take a note off its map, into the parking lot. It keeps what it is about, so that it can go back there."""
    note = _held(document, key)
    change = update(document, key, f"Park {_said(note)}", map=None, order=_last(document))
    held = document.placement(key)
    return change.then(remove(document.apply(change), "", [held.id])) if held else change


def put_on_map(document: Document, key: Id, map_id: Id, x: float, y: float, about: Id | None = None) -> Change:
    """Put a note on a map, `about` a node there; else about what it was, where that stands on this map."""
    document.the(Map, map_id)
    note = _held(document, key)
    kept = getattr(document.get(note.about), "map", None) == map_id
    change = update(
        document, key, f"Put {_said(note)} on the map", map=map_id, about=about or (note.about if kept else None)
    )
    return change.then(place(document.apply(change), {key: (x, y)}))


def tick(document: Document, key: Id, done: bool = True) -> Change:
    """Tick a note off, or take that back."""
    note = _held(document, key)
    return update(document, key, f"{'Tick off' if done else 'Open again'} {_said(note)}", done=done)


def attach(document: Document, key: Id, node: Id | None) -> Change:
    """Let a note be about a node; None: about nothing of its own."""
    note = _held(document, key)
    label = f"Let {_said(note)} be about {document.name(node)[:40]}" if node else f"Detach {_said(note)}"
    return update(document, key, label, about=node)


def _held(document: Document, key: Id) -> Note:
    note = document.of(Note, key)
    if note is None:
        raise Refused("The note is no longer there. Undo brings it back.")
    return note


def _last(document: Document) -> float:
    return max((each.order for each in document.all(Note)), default=0.0) + 1


def _said(note: Note) -> str:
    return f"{note.word} {_short(note.text)}".rstrip()


def _short(text: str) -> str:
    return " ".join(text.split())[:40]
