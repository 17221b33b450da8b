"""Which two states of a stream are followed up: maps of this document, or the current map of an earlier file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal

from vsmstudio.analysis.analyse import analyse
from vsmstudio.analysis.engagement.follow_up import State, baseline_of
from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState, ValueStream
from vsmstudio.storage.files import load


class Earlier(NamedTuple):
    """A file that is looked at and never written: what it is called, what it holds, and its figures."""

    name: str
    document: Document
    analysis: Analysis


def read_earlier(path: Path) -> Earlier:
    """An earlier file. Raises `BadFile`."""
    document = load(path)
    return Earlier(path.name, document, analyse(document))


def state_in(earlier: Earlier, document: Document, stream: Id) -> State | None:
    """The current map of the same stream in an earlier file: by its id, else by its name; None where there is none."""
    name = document.name(stream).casefold()
    held = earlier.document.of(ValueStream, stream)
    alike = [each for each in earlier.document.streams if each.name.casefold() == name]
    found = held or (alike[0] if alike else None)
    current = earlier.document.current_map(found.id) if found else None
    return State(earlier.document, earlier.analysis, current.id) if current else None


def current_maps(document: Document, stream: Id) -> list[Map]:
    """The current maps of a stream, the earliest first; those without a date stand before all."""
    held = [each for each in document.maps if each.stream == stream and each.state is MapState.CURRENT]
    return sorted(held, key=lambda each: (each.date is not None, each.date.toordinal() if each.date else 0, each.order))


def measured_again(document: Document) -> list[Id]:
    """The streams that have a baseline and a later current map."""
    return [each.id for each in document.streams if baseline_of(document, each.id)]


def future_maps(document: Document, stream: Id) -> list[Map]:
    return [each for each in document.maps if each.stream == stream and each.state is MapState.FUTURE]


def map_name(held: Map) -> str:
    """`Baseline 2025, 17 June 2025`."""
    return ", ".join(part for part in (held.name or "Unnamed map", day(held.date)) if part)


class StateChoice(Choice):
    """One of a few states, offered anew where they changed. `picked` tells the value that a person chose."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__((), name)
        self.setMinimumContentsLength(26)
        self.activated.connect(lambda _: self.picked.emit(str(self.value or "")))

    def offer(self, options: list[tuple[Id, str]], chosen: Id) -> None:
        words = [said for _, said in options]
        if [key for key, _ in options] != self.values or [self.itemText(at) for at in range(self.count())] != words:
            self.clear()
            self.values = [key for key, _ in options]
            self.addItems(words)
        self.show_value(chosen)
