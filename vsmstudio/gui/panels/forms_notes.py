"""The form of notes and kaizen bursts."""

from __future__ import annotations

from vsmstudio.gui.panels.specs import Form, Spec, options
from vsmstudio.model.document import Document
from vsmstudio.model.records import Note, NoteKind, Record


def _whereabouts(document: Document, note: Note) -> str:
    return document.name(note.map) if note.map else "In the parking lot"


NOTE_FORMS: dict[type[Record], Form] = {
    Note: Form(
        "Note",
        (
            Spec("text", "Text", "long"),
            Spec("kind", "Kind", "choice", options((NoteKind.NOTE, "Note"), (NoteKind.BURST, "Kaizen burst"))),
            Spec("about", "About", "node", hint="Choose a step"),
            Spec("by", "Written by"),
            Spec("done", "Done", "flag"),
        ),
        named="",
        title=_whereabouts,
    ),
}
