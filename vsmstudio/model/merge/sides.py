"""The three documents of a merge, with the ids of ours, and what their sides are called."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Placement, Record
from vsmstudio.model.words import name_of


class Sides(NamedTuple):
    """What both came from, our document, theirs, and what theirs is called."""

    base: Document
    ours: Document
    theirs: Document
    name: str

    def name_of(self, key: Id) -> str:
        """What a person calls a record, whichever side holds it."""
        return name_of(self.ours, key) or name_of(self.theirs, key) or name_of(self.base, key)

    def holder(self, key: Id) -> Document:
        """The side that still holds a record which the other removed."""
        return self.ours if key in self.ours else self.theirs

    def where_removed(self, key: Id) -> str:
        """`here`, or `in group-b.vsm`."""
        return f"in {self.name}" if key in self.ours else "here"

    def went_with_its_node(self, record: Record | None) -> bool:
        """Is it the place of a node that one side moved and the other removed? Then the node alone decides."""
        if not isinstance(record, Placement):
            return False
        return record.node not in self.ours or record.node not in self.theirs
