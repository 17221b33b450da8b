"""The page of the import assistant for drawings and architecture models: the maps as they will be drawn, and what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from vsmstudio.gui import look
from vsmstudio.gui.background import Progress
from vsmstudio.gui.importing import drawing_counts, drawing_read
from vsmstudio.gui.importing.drawing_read import Read
from vsmstudio.gui.importing.file_words import called
from vsmstudio.gui.importing.latest import Latest
from vsmstudio.gui.importing.map_choices import Choice, MapChoices
from vsmstudio.gui.importing.map_drawing import Prepared, drawn, prepared
from vsmstudio.gui.importing.map_preview import WAITING, MapPreview
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.panels.widgets import Fold, Scroll, breakable, column, label
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Engagement, Kept, Map
from vsmstudio.model.words import one_line
from vsmstudio.notation.shapes import Picture

NO_MAP = "There is no map in this file. What else was read is imported without one."
NOTHING = (
    "Nothing was found in {name} that VSM Studio keeps. Open it in its program and look whether it is the right file."
)
NONE_TICKED = "Tick at least one map to import."
_LEFT = 250  # pixels


class _Drew(NamedTuple):
    """A map that was drawn, of which document, and what the next one need not work out again."""

    document: Document
    prepared: Prepared
    key: Id
    picture: Picture | None


class DrawingPage(Page):
    """Reads one file of drawings; the person chooses which of its maps are made."""

    def __init__(self, path: Path, kind: str, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._path, self._kind = path, kind
        self._read: Read | None = None
        self._views: frozenset[Id] = frozenset()
        self._prepared: Prepared | None = None
        self._pictures: dict[Id, Picture | None] = {}
        self.preview = MapPreview()
        self._reading, self._drawing = Latest(self), Latest(self)
        self._reading.done.connect(self._came)
        self._reading.failed.connect(self._failed)
        self._drawing.done.connect(self._drew)
        self._drawing.failed.connect(lambda _: self.preview.show_picture(None, "The map could not be drawn."))
        self.maps = MapChoices()
        self.maps.ticked.connect(self._choose)
        self.maps.looked.connect(self._look)
        self._maps_caption = label("MAPS", "caption")
        self.views = MapChoices("Views that become maps")
        self.views.ticked.connect(self._view)
        self.fold = Fold("Make maps of views instead", self.views)
        self.fold.hide()
        self.counts = label(name="sentence", wrap=True)
        self._kept_caption = label("KEPT FOR EXPORT", "caption")
        self.kept = label(name="sentence", wrap=True)
        said = QWidget()
        facts = column(label("WHAT WAS READ", "caption"), self.counts, self._kept_caption, self.kept, spacing=4)
        facts.insertSpacing(2, 8)
        said.setLayout(facts)
        left = QWidget()
        stacked = column(self._maps_caption, self.maps, self.fold, said, spacing=8, margins=(0, 0, 12, 0))
        stacked.addStretch(1)
        left.setLayout(stacked)
        scrolled = Scroll(left)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(scrolled)
        halves.addWidget(self.preview)
        halves.setStretchFactor(1, 1)
        halves.setSizes([look.sized(_LEFT), 700])
        self._halves = halves
        self.words = label(name="gapText", wrap=True)
        whole = column(self.words, halves, spacing=8)
        whole.setStretchFactor(halves, 1)
        self.setLayout(whole)
        halves.hide()

    def begin(self) -> None:
        self._ask()

    def _ask(self) -> None:
        """Read the file, with the views that are chosen."""
        path, kind, views = self._path, self._kind, self._views
        self.busy, self.share, self.problem, self.imported = f"Reading {one_line(path.name, 60)}…", None, "", None
        self.words.hide()
        self._reading.ask(lambda _: drawing_read.read(path, kind, views))
        self.changed.emit()

    def _view(self) -> None:
        """Other views are to become maps; without any it is the streams again."""
        self._views = self.views.chosen
        self._ask()

    def end(self) -> None:
        self._reading.forget()
        self._drawing.forget()

    def touched(self) -> bool:
        return self._read is not None and (len(self.maps.chosen) < self.maps.count() or bool(self._views))

    # --- what came ---------------------------------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        self.imported, self.busy, self.share = None, "", None
        self.problem = called(str(error), self._path) or type(error).__name__
        self.words.setText(breakable(f"◆ {self.problem}"))
        self.words.show()
        self._halves.hide()
        self.changed.emit()

    def _came(self, read: Read) -> None:
        self._read, self.busy, self.share = read, "", None
        document = read.imported.document
        self._halves.show()
        choices = [
            Choice(each.id, _called(document, each.id), drawing_counts.on_map(document, each.id))
            for each in document.maps
        ]
        self.maps.show_choices(choices)
        for each in (self._maps_caption, self.maps):
            each.setVisible(len(choices) > 1)
        self._prepared = None
        self._pictures.clear()
        if not self._views:
            self.views.show_choices(read.views, ticked=False)
            self.fold.setVisible(bool(read.views))
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
        self.counts.setText(breakable("\n".join(drawing_counts.made(document))) or "Nothing")
        self.problem = ""
        if all(isinstance(each, Engagement | Kept) for each in document.records.values()):
            self.problem = NONE_TICKED if self.maps.count() else NOTHING.format(name=one_line(self._path.name, 60))
        self.imported = None if self.problem else replace(held, document=document)
        self.words.setText(breakable(f"◆ {self.problem}"))
        self.words.setVisible(bool(self.problem))
        self.changed.emit()

    # --- the map in view ---------------------------------------------------------------------------------------------

    def _look(self, key: Id) -> None:
        """Bring a map into view; it is drawn once."""
        self.preview.forget()
        if not key or self._read is None:
            self.preview.show_picture(None, NO_MAP)
            return
        if key in self._pictures:
            self._drawing.forget()
            self._show(key)
            return
        document, ready = self._read.imported.document, self._prepared
        self.preview.show_picture(None, WAITING)

        def work(progress: Progress) -> _Drew | None:
            held = ready or prepared(document, progress)
            return _Drew(document, held, key, drawn(held, key)) if held is not None else None

        self._drawing.ask(work)

    def _drew(self, answer: _Drew | None) -> None:
        if answer is None or self._read is None or answer.document is not self._read.imported.document:
            return
        self._prepared = answer.prepared
        self._pictures[answer.key] = answer.picture
        if answer.key == self.maps.in_view:
            self._show(answer.key)

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
