"""The page of the import assistant for drawings and architecture models: the maps as they will be drawn, and what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing import drawing_counts
from vsmstudio.gui.importing.file_words import called, with_short_names
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.map_choices import Choice, MapChoices
from vsmstudio.gui.importing.map_drawing import Prepared, drawn, prepared
from vsmstudio.gui.importing.map_preview import WAITING, MapPreview
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.panels.widgets import FittingScroll, breakable, column, label
from vsmstudio.interchange.imported import Imported
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Engagement, Map
from vsmstudio.model.words import one_line
from vsmstudio.notation.shapes import Picture

NO_MAP = "There is no map in this file. What else was read is imported without one."
NOTHING = (
    "Nothing was found in {name} that VSM Studio keeps. Open it in its program and look whether it is the right file."
)
NONE_TICKED = "Tick at least one map to import."
_LEFT = 250  # pixels


class _Read(NamedTuple):
    """What a file gave: as it is imported, and laid out with its figures."""

    imported: Imported
    prepared: Prepared | None


class DrawingPage(Page):
    """Reads one file of drawings; the person chooses which of its maps are made."""

    def __init__(self, path: Path, kind: str, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._path, self._kind = path, kind
        self._read: _Read | None = None
        self._pictures: dict[Id, Picture | None] = {}
        self.preview = MapPreview()
        self._reading, self._drawing = Latest(self), Latest(self)
        self._reading.done.connect(self._came)
        self._reading.failed.connect(self._failed)
        self._reading.progressed.connect(self._tell)
        self._drawing.done.connect(self._drew)
        self._drawing.failed.connect(lambda _: self.preview.show_picture(None, "The map could not be drawn."))
        self.maps = MapChoices()
        self.maps.ticked.connect(self._choose)
        self.maps.looked.connect(self._look)
        self._maps_caption = label("MAPS", "caption")
        self.counts = label(name="sentence", wrap=True)
        self._kept_caption = label("KEPT FOR EXPORT", "caption")
        self.kept = label(name="sentence", wrap=True)
        said = QWidget()
        facts = column(label("WHAT WAS READ", "caption"), self.counts, self._kept_caption, self.kept, spacing=4)
        facts.insertSpacing(2, 8)
        said.setLayout(facts)
        left = QWidget()
        stacked = column(self._maps_caption, self.maps, FittingScroll(said), spacing=8, margins=(0, 0, 12, 0))
        stacked.addStretch(1)
        left.setLayout(stacked)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.preview)
        halves.setStretchFactor(1, 1)
        halves.setSizes([_LEFT, 700])
        self._left, self._halves = left, halves
        self.words = label(name="sentence", wrap=True)
        whole = column(self.words, halves, spacing=8)
        whole.setStretchFactor(halves, 1)
        self.setLayout(whole)
        left.hide()

    def begin(self) -> None:
        path, kind = self._path, self._kind

        def read(progress: Progress) -> _Read:
            from vsmstudio.interchange import sources

            imported = with_short_names(sources.read([path], kind), path)
            return _Read(imported, prepared(imported.document, lambda share: progress(0.4 + share / 2)))

        self.busy = f"Reading {one_line(path.name, 60)}…"
        self.words.hide()
        self._reading.ask(read)
        self.changed.emit()

    def end(self) -> None:
        self._reading.forget()
        self._drawing.forget()

    def touched(self) -> bool:
        return self._read is not None and len(self.maps.chosen) < self.maps.count()

    # --- what came ---------------------------------------------------------------------------------------------------

    def _tell(self, share: float) -> None:
        self.share = share
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.imported, self.busy, self.share = None, "", None
        self.problem = called(str(error), self._path) or type(error).__name__
        self.words.setText(breakable(self.problem))
        self.words.show()
        self._halves.hide()
        self.changed.emit()

    def _came(self, read: _Read) -> None:
        self._read, self.busy, self.share = read, "", None
        document = read.imported.document
        self._halves.show()
        self._left.show()
        choices = [
            Choice(each.id, _called(document, each.id), drawing_counts.on_map(document, each.id))
            for each in document.maps
        ]
        self.maps.show_choices(choices)
        for each in (self._maps_caption, self.maps):
            each.setVisible(len(choices) > 1)
        self.maps.setMaximumHeight(min(300, 12 + len(choices) * (self.maps.sizeHintForRow(0) if choices else 1)))
        kept = drawing_counts.kept(document)
        self.kept.setText(breakable(_kept_words(kept)))
        for each in (self._kept_caption, self.kept):
            each.setVisible(bool(kept))
        self._choose()
        self._look(self.maps.in_view)

    def _choose(self) -> None:
        """Other maps are to be made."""
        if self._read is None:
            return
        held = self._read.imported
        maps = self.maps.chosen
        document = drawing_counts.only(held.document, maps)
        rows = drawing_counts.made(document)
        self.counts.setText("\n".join(f"{count:,} {words}" for words, count in rows) or "Nothing")
        self.problem = ""
        if not any(not isinstance(each, Engagement) for each in document.records.values()):
            self.problem = NONE_TICKED if self.maps.count() else NOTHING.format(name=one_line(self._path.name, 60))
        self.imported = None if self.problem else replace(held, document=document)
        self.words.setText(breakable(self.problem))
        self.words.setVisible(bool(self.problem))
        self.changed.emit()

    # --- the map in view ---------------------------------------------------------------------------------------------

    def _look(self, key: Id) -> None:
        """Bring a map into view; it is drawn once."""
        self.preview.forget()
        if not key or self._read is None or self._read.prepared is None:
            self.preview.show_picture(None, NO_MAP)
            return
        if key in self._pictures:
            self._drawing.forget()
            self._show(key)
            return
        held = self._read.prepared
        self.preview.show_picture(None, WAITING)
        self._drawing.ask(lambda _: (key, drawn(held, key)))

    def _drew(self, answer: tuple[Id, Picture | None]) -> None:
        key, picture = answer
        self._pictures[key] = picture
        if key == self.maps.in_view:
            self._show(key)

    def _show(self, key: Id) -> None:
        self.preview.show_picture(self._pictures[key], "Nothing is on this map.")


def _called(document: Document, key: Id) -> str:
    """A map's name, with its stream's where that says more."""
    held = document.the(Map, key)
    stream = document.name(held.stream)
    alone = sum(each.stream == held.stream for each in document.maps) == 1
    return stream if alone or stream == held.name else f"{stream} · {held.name}"


def _kept_words(kept: tuple[tuple[str, int], ...]) -> str:
    """What is kept, by kind: `12 relationships, 3 views. No map shows them; …`."""
    said = ", ".join(f"{count:,} {words}" for words, count in kept)
    return f"{said}. No map shows them as they are; they go back into the file when you export it."
