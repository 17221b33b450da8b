"""Where an import goes: into a new document, this one, or one of its maps."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.gui.importing.outcome import Target
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.interchange.imported import Imported
from vsmstudio.model.document import Document
from vsmstudio.model.records import Engagement, Map, Step
from vsmstudio.model.words import name_of, one_line

NEW, HERE = "A new document", "This document"


class TargetChoice(Choice):
    """Offers what makes sense for what there is to import, and proposes one until the person chooses."""

    def __init__(self, document: Document) -> None:
        super().__init__([(Target(), NEW)], "Where it goes")
        self._document = document
        self._chosen = False
        self.setMinimumContentsLength(30)
        self.activated.connect(self._choose)

    @property
    def target(self) -> Target:
        value = self.value
        return value if isinstance(value, Target) else Target()

    def _choose(self) -> None:
        self._chosen = True

    def offer(self, parts: Sequence[Imported]) -> None:
        """Offer what fits these."""
        before = self.target
        options = self._options(parts)
        self.values = [value for value, _ in options]
        self.blockSignals(True)
        self.clear()
        self.addItems([words for _, words in options])
        held = before if self._chosen and before in self.values else proposed(self._document, parts)
        self.show_value(held if held in self.values else Target())
        self.blockSignals(False)

    def _options(self, parts: Sequence[Imported]) -> list[tuple[Target, str]]:
        options = [(Target(), NEW)]
        if is_blank(self._document):
            return options
        options.append((Target(True), HERE))
        if sum(len(part.document.maps) for part in parts) == 1:
            for each in self._document.maps:
                stream = name_of(self._document, each.stream)
                words = one_line(f"{stream} · {each.name}", 60)
                options.append((Target(True, each.id), f"{HERE}, map {words}"))
        return options


def is_blank(document: Document) -> bool:
    """Is there nothing in a document into which something could be imported?"""
    if document.engagement.client or document.engagement.title:
        return False
    held = (each for each in document.records.values() if not isinstance(each, Engagement | Map))
    return all(each.type == "stream" for each in held)


def proposed(document: Document, parts: Sequence[Imported]) -> Target:
    """Lists go into this document; maps only where one of them, or no step, is there yet, else they begin a new one."""
    if is_blank(document):
        return Target()
    maps = [(part.document, each) for part in parts for each in part.document.maps]
    here = {_place(document, each) for each in document.maps}
    known = any(_place(held, each) in here for held, each in maps)
    return Target(into=known or not maps or not document.all(Step))


def _place(document: Document, drawn: Map) -> tuple[str, str]:
    stream = name_of(document, drawn.stream)
    return (" ".join(stream.casefold().split()), " ".join(drawn.name.casefold().split()))
