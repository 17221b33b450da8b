"""The tab that holds two maps of a stream side by side: timelines on one scale, what differs, what became of each step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from vsmstudio.analysis.comparison import Comparison, compare
from vsmstudio.analysis.results import Analysis
from vsmstudio.gui.background import Background
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.compare_rows import (
    STEP_HEADS,
    delta_heads,
    delta_rows,
    fates_words,
    freed_words,
    lead_words,
    step_rows,
)
from vsmstudio.gui.panels.drawing import Drawing, Drawn, Spot
from vsmstudio.gui.panels.map_choice import MapChoice, other_of
from vsmstudio.gui.panels.widgets import Panel, Scroll, Section, column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState
from vsmstudio.notation.two_timelines import PANEL, Sizes, step_areas, two_timelines

MOST_DRAWN = 250  # steps and queues of both paths that one drawing can tell apart
_HEAD = 16  # characters of a map's name over a column
AT_ONCE = 400  # steps of both maps that are compared while one waits; more are compared beside the window


class ComparePanel(Panel):
    """Two maps of one stream. `asked` wants a figure explained, of a record, beside a widget; `making` wants a future map
    of the stream in view."""

    asked = Signal(str, str, QWidget)
    making = Signal()
    sizes: Sizes = PANEL  # of the drawing

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Compare")
        self.before, self.after = MapChoice("Compare from this map"), MapChoice("Compare with this map")
        self.before.picked.connect(lambda key: self._pick(key, True))
        self.after.picked.connect(lambda key: self._pick(key, False))
        self._keys: tuple[Id, Id] = ("", "")
        self.found: Comparison | None = None
        self._work: Background | None = None
        self._compared: object = None
        self.lead, self.freed = label(name="strong", wrap=True), label(name="sentence", wrap=True)
        self.timelines = Drawing("Both timelines on one scale")
        self.timelines.pressed.connect(self._show_step)
        self.too_many = label(name="quiet", wrap=True)
        self.waiting = label("Comparing the maps…", "quiet")
        self.deltas = CellTable(Cells(delta_heads("Before", "After")), "What differs")
        self.steps = CellTable(Cells(STEP_HEADS), "What became of each step")
        for table in (self.deltas, self.steps):
            table.opened.connect(lambda index, table=table: self._open(table, index))
        self.deltas.explained.connect(self._explain)
        self.matched = Section("Matched steps", self.steps)
        self.notes = label(name="quiet", wrap=True)
        choices = row(label("From", "fieldLabel"), self.before, label("to", "fieldLabel"), self.after, spacing=8)
        choices.addStretch(1)
        self._choices = QWidget()
        self._choices.setLayout(choices)
        self._body = QWidget()
        inner = column(self.lead, self.freed, self.timelines, self.too_many, self.deltas, spacing=8)
        inner.addWidget(self.notes)
        inner.addWidget(self.matched)
        self._body.setLayout(inner)
        self.empty = label(wrap=True, name="empty")
        self.make = QPushButton("Make a future map")
        self.make.clicked.connect(self.making)
        self._lone = QWidget()
        lone = column(self.empty, spacing=10)
        line = row(self.make)
        line.addStretch(1)
        lone.addLayout(line)
        self._lone.setLayout(lone)
        body = QWidget()
        whole = column(spacing=10, margins=(16, 12, 16, 14))
        for each in (self._choices, self._lone, self.waiting, self._body):
            whole.addWidget(each)
        whole.addStretch(1)
        body.setLayout(whole)
        self.setLayout(column(Scroll(body)))
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)
        workspace.mapped.connect(self._look_elsewhere)
        workspace.replaced.connect(self._forget)

    # --- which maps ---------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._keys, self.found, self._compared = ("", ""), None, None

    def _look_elsewhere(self) -> None:
        """Another map is in view: one of another stream brings its own pair; a future map is compared with the current one."""
        document, shown = self.workspace.document, self.workspace.map_id
        held, before = document.of(Map, shown), document.of(Map, self._keys[0])
        another = held is not None and (before is None or held.stream != before.stream or held.state is MapState.FUTURE)
        if another and shown not in self._keys:
            self._keys = ("", "")
        self.refresh_if_seen()

    def _pair(self) -> tuple[Id, Id]:
        """The maps to compare: those that were chosen, as far as they are there; else the map in view with its like."""
        document = self.workspace.document
        a, b = (document.of(Map, key) for key in self._keys)
        if a is not None and b is not None and a.stream == b.stream:
            return self._keys
        shown = document.of(Map, self.workspace.map_id)
        if shown is None:
            return ("", "")
        other = other_of(document, shown.id)
        current = document.current_map(shown.stream)
        return (shown.id, other) if current is None or current.id == shown.id else (other, shown.id)

    def _pick(self, key: Id, first: bool) -> None:
        """A person chose a map; one of another stream brings the other of that stream with it."""
        document = self.workspace.document
        held, other = document.of(Map, key), document.of(Map, self._keys[1 if first else 0])
        if held is None:
            return
        if other is None or other.stream != held.stream or other.id == key:
            other = document.of(Map, other_of(document, key))
        with_it = other.id if other is not None else key
        self._keys = (key, with_it) if first else (with_it, key)
        self.refresh()

    # --- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        document, analysis = self.workspace.document, self.workspace.analysis
        self._keys = self._pair()
        before, after = self._keys
        two = bool(before and after)
        for choice, key in ((self.before, before), (self.after, after)):
            choice.show_maps(self.workspace, key)
        self._choices.setVisible(len(self.workspace.maps()) > 1)
        self._lone.setVisible(not two)
        if not two:
            self.found = self._compared = None
            self._give_up()
            self.waiting.hide()
            self._body.hide()
            shown = document.of(Map, self.workspace.map_id)
            self.make.setVisible(shown is not None)
            self.empty.setText(
                "This stream has one map. Make a future map to compare." if shown else "Make a value stream first."
            )
            return
        wanted = (document, analysis, before, after)
        if isinstance(self._compared, tuple) and all(a is b for a, b in zip(self._compared, wanted, strict=True)):
            return
        self._compared = wanted
        self._give_up()
        if len(document.steps(before)) + len(document.steps(after)) <= AT_ONCE:
            self._show(compare(document, analysis, before, after))
            return
        self.waiting.show()
        self._work = Background(_comparing(document, analysis, before, after))
        self._work.done.connect(self._show)
        self._work.start()

    def settled(self) -> None:
        """Let what is shown be that of the document as it is, before this returns."""
        if self._work is not None:
            self._work.wait()

    def _give_up(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _show(self, found: Comparison) -> None:
        document, analysis = self.workspace.document, self.workspace.analysis
        self._work, self.found = None, found
        self.waiting.hide()
        if found.before not in analysis.maps or found.after not in analysis.maps:
            return
        self._body.show()
        self.lead.setText(lead_words(document, found))
        self.freed.setText(freed_words(document, found))
        parts = sum(len(analysis.maps[key].path) for key in (found.before, found.after))
        drawable = parts <= MOST_DRAWN
        self.timelines.setVisible(drawable)
        self.too_many.setVisible(not drawable)
        self.too_many.setText(f"{parts:,} steps and queues are too many for one drawing; the tables name each.")
        self.timelines.show_drawing((lambda width: self._drawn(document, analysis, found, width)) if drawable else None)
        names = [_name(document, key) for key in (found.before, found.after)]
        self.deltas.show_rows(delta_rows(document, found), delta_heads(*names))
        self.steps.show_rows(step_rows(document, found))
        if isinstance(self.matched.head, QLabel):
            self.matched.head.setText(fates_words(found).upper())
        self.matched.setVisible(bool(found.steps))
        self.notes.setText("\n".join(f"{note.rstrip('.')}." for note in found.notes))
        self.notes.setVisible(bool(found.notes))

    def _drawn(self, document: Document, analysis: Analysis, found: Comparison, width: float) -> Drawn:
        spots = step_areas(document, analysis, found, width, self.sizes)
        element = two_timelines(document, analysis, found, width, self.sizes)
        return Drawn(
            element, tuple(Spot(key, area, f"{words}. Click to see it on its map.") for key, area, words in spots)
        )

    def _show_step(self, key: Id) -> None:
        """A step of either timeline, on its map."""
        if key in self.workspace.document:
            self.workspace.show(key)

    def _open(self, table: CellTable, index: QModelIndex) -> None:
        cell = table.cells.cell(index)
        if cell is not None and cell.key in self.workspace.document:
            self.workspace.show(cell.key)

    def _explain(self, index: QModelIndex) -> None:
        cell = self.deltas.cells.cell(index)
        if cell is not None:
            self.asked.emit(cell.key, cell.figure, self.deltas)


def _name(document: Document, map_id: Id) -> str:
    """A map's name as the head of a column."""
    name = document.the(Map, map_id).name or "Unnamed map"
    return name if len(name) <= _HEAD else name[: _HEAD - 1] + "…"


def _comparing(document: Document, analysis: Analysis, before: Id, after: Id) -> Callable[[object], Comparison]:
    """Compares two maps, in a thread."""
    return lambda _: compare(document, analysis, before, after)
