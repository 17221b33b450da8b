"""Notes and kaizen bursts: what was written down on the maps, and what waits in the parking lot."""

from __future__ import annotations

from vsmstudio.export.tables.table import Column, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, Note, NoteKind

COLUMNS = (
    Column("kind", "Kind", width=14),
    Column("text", "Text", width=60),
    Column("about", "About", width=24),
    Column("stream", "Value stream", width=22),
    Column("map", "Map", width=18),
    Column("parked", "Parked", width=9),
    Column("done", "Done", width=9),
    Column("by", "Written by", width=20),
)


def notes(document: Document) -> Table:
    """Map by map, ideas first; then the parking lot. `ids` are the notes."""
    found = [note for held in document.maps for note in _sorted(document.notes(held.id))]
    found += _sorted(document.notes(None))
    return Table(
        "Notes and ideas",
        COLUMNS,
        tuple(_row(document, note) for note in found),
        "A kaizen burst is an idea for improvement. Parked notes belong to no map.",
        tuple(note.id for note in found),
    )


def _sorted(found: tuple[Note, ...]) -> list[Note]:
    return sorted(found, key=lambda note: (note.kind is not NoteKind.BURST, note.done, note.order, note.id))


def _row(document: Document, note: Note) -> Row:
    held = document.of(Map, note.map)
    return (
        note.kind.value,
        note.text.strip() or None,
        document.name(note.about) or None,
        document.name(held.stream) or None if held else None,
        held.name or None if held else None,
        "yes" if note.parked else None,
        "yes" if note.done else None,
        note.by or None,
    )
