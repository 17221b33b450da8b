"""What is done with notes: added on the map, parked, ticked off."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.records import Note


class NoteDoer(Doer):
    """What is done with notes."""

    def add_note(self) -> None:
        self.view.making.add_here("note")

    def add_burst(self) -> None:
        self.view.making.add_here("burst")

    def park_note(self) -> None:
        self.window.parking.ask()

    def park_selected(self) -> None:
        """Park what is selected and stands on a map, as one change."""
        notes = [note for note in self._chosen() if not note.parked]

        def deed(document: Document) -> Change:
            change = Change("", {})
            for note in notes:
                change = change.then(part := edits.park(document.apply(change), note.id), part.label)
            return change if len(notes) == 1 else Change(f"Park {len(notes)} notes", change.records)

        if notes and self.workspace.do(deed):
            self.workspace.select([])
            self.workspace.said.emit("Parked." if len(notes) == 1 else f"{len(notes)} notes are parked.")

    def unpark_selected(self) -> None:
        for note in self._chosen():
            if note.parked:
                self.view.noting.put(note.id)

    def tick_selected(self) -> None:
        notes = self._chosen()
        done = not all(note.done for note in notes)

        def deed(document: Document) -> Change:
            change = Change("", {})
            for note in notes:
                change = change.then(part := edits.tick(document.apply(change), note.id, done), part.label)
            words = f"{'Tick off' if done else 'Open again'} {len(notes)} notes"
            return change if len(notes) == 1 else Change(words, change.records)

        if notes:
            self.workspace.do(deed)

    def show_parking(self) -> None:
        panel = self.window.panels.panel("parking")
        self.window.panels.show()
        self.window.panels.setCurrentWidget(panel)
        panel.setFocus()

    def _chosen(self) -> list[Note]:
        document = self.workspace.document
        return [note for key in self.workspace.selection if (note := document.of(Note, key)) is not None]
