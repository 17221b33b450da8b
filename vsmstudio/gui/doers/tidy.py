"""Tidying up and swimlanes, in the Map menu."""

from __future__ import annotations

from collections.abc import Callable

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Map
from vsmstudio.model.rules import Refused
from vsmstudio.notation.layout import layout, tidied_selection
from vsmstudio.notation.shapes import Point


class TidyDoer(Doer):
    """What tidies a map up; each is one thing to undo."""

    def tidy_up(self) -> None:
        """Lay the map in view out again, and show all of it."""
        map_id = self.workspace.map_id
        if self.workspace.has_map() and self._moves(
            lambda d: layout(d, map_id), "Tidy up", "This map is tidy already."
        ):
            self._done("Tidied up.")

    def tidy_selection(self) -> None:
        """The same for the selected nodes alone, where they stand."""
        document, map_id = self.workspace.document, self.workspace.map_id
        keys = [key for key in self.workspace.selection if isinstance(document.get(key), NODE_KINDS)]
        if len(keys) < 2:
            self.workspace.said.emit("Select the steps to tidy up first, two or more.")
        elif document.the(Map, map_id).lanes:
            self.workspace.said.emit("Swimlanes hold the whole map together. Use Tidy up, or hide the swimlanes first.")
        elif self._moves(lambda d: tidied_selection(d, map_id, keys), "Tidy up selection", "They are tidy already."):
            self.window.notice.say("Tidied up the selection.", "Undo", self.window.acts["undo"].trigger)

    def show_lanes(self) -> None:
        """Show swimlanes, the map tidied up into them; or hide them, every step where it stands."""
        held = self.workspace.document.of(Map, self.workspace.map_id)
        if held is None:
            self.workspace.has_map()
            return self.window.following.mark_lanes()
        if held.lanes:
            self.workspace.do(lambda d: edits.update(d, held.id, "Hide swimlanes", lanes=False))
        elif self.workspace.do(lambda d: _in_lanes(d, held.id)):
            self._done("Each unit has its lane now.")
        return self.window.following.mark_lanes()

    def _moves(self, find: Callable[[Document], dict[Id, Point]], label: str, nothing: str) -> bool:
        document = self.workspace.document
        try:
            places = find(document)
        except Refused as refused:
            self.workspace.said.emit(str(refused))
            return False
        if not _moving(document, places):
            self.workspace.said.emit(
                nothing if places else "Nothing is on this map yet. Press Ctrl+E for a first step."
            )
            return False
        return bool(self.workspace.do(lambda d: Change(label, edits.place(d, places).records)))

    def _done(self, words: str) -> None:
        self.view.fit()
        self.window.notice.say(words, "Undo", self.window.acts["undo"].trigger)


def _in_lanes(document: Document, map_id: Id) -> Change:
    shown = edits.update(document, map_id, "Show swimlanes", lanes=True)
    grown = document.apply(shown)
    return shown.then(edits.place(grown, layout(grown, map_id)), "Show swimlanes")


def _moving(document: Document, places: dict[Id, Point]) -> bool:
    return any(document.position(key) != place for key, place in places.items())
