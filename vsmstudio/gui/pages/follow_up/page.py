"""Follow-up: a later current map of a stream, or an earlier file, beside its baseline: what was promised, and what came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from vsmstudio.analysis.engagement.follow_up import FollowedImprovement, FollowUp, State, baseline_of, follow_up
from vsmstudio.gui.look import sized
from vsmstudio.gui.pages.follow_up.rows import (
    MEASURE_COLUMNS,
    STEP_HEADS,
    figure_heads,
    figure_rows,
    improvement_columns,
    lead_time_bars,
    step_rows,
    steps_words,
)
from vsmstudio.gui.pages.follow_up.states import (
    Earlier,
    StateChoice,
    current_maps,
    future_maps,
    map_name,
    measured_again,
    read_earlier,
    state_in,
)
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Empty, PartHead, RecordTable, StreamChoice
from vsmstudio.gui.panels.cells import Cells, CellTable
from vsmstudio.gui.panels.drawing import Drawing, Drawn
from vsmstudio.gui.panels.tile_grid import Flowing
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.planning import MEASURED_AGAIN, measure_again
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, Map, Measure
from vsmstudio.notation.promise_bars import promise_bars
from vsmstudio.storage.errors import BadFile

_LEAD = (
    "The earliest current map of a stream is its baseline, the latest is the current map. Between them stands what was "
    "promised."
)
_FILE = "\0file"  # stands for the earlier file among the maps


class _Choices(Flowing):
    GAP, BELOW = 16, 8


class FollowUpPage(Page):
    """Two states of a stream. `found` is what is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Follow-up", _LEAD)
        self.found: FollowUp | None = None
        self._earlier: Earlier | None = None
        self._chosen: dict[str, Id] = {}
        self._compared: tuple[object, ...] = ()
        self.stream = StreamChoice(workspace, worth=measured_again)
        self.stream.turned.connect(lambda _: self._begin_anew())
        self.file = QPushButton("Earlier file…")
        self.file.setToolTip("An earlier version of this engagement as the baseline. It is only read.")
        self.file.clicked.connect(self.ask_for_file)
        self.again = QPushButton("Measure again")
        self.again.setToolTip("Begins a later current map as the current one stands")
        self.again.clicked.connect(self.measure_again)
        for each in (self.stream, self.file):
            self.tools.addWidget(each)
        self.baseline, self.promised, self.now = (
            StateChoice(name) for name in ("Baseline", "Promised by", "Now")
        )  # fmt: skip
        for name, choice in (("baseline", self.baseline), ("promised", self.promised), ("now", self.now)):
            choice.picked.connect(lambda key, name=name: self._pick(name, key))
        self._choices = QWidget()
        line = _Choices()
        line.setContentsMargins(0, 0, 0, 0)
        self._choices.setLayout(line)
        for words, choice in (("Baseline", self.baseline), ("Promised by", self.promised), ("Now", self.now)):
            held = QWidget()
            said = label(words, "fieldLabel")
            said.setMinimumWidth(sized(70))  # under one another they keep one edge
            held.setLayout(row(said, choice, spacing=8))
            line.addWidget(held)
        line.addWidget(self.again)
        self.complaint = label(name="message", wrap=True)
        self.complaint.hide()
        self.empty = Empty("", "Measure again")
        self.empty.pressed.connect(self.measure_again)
        self.summary = label(name="partTitle", wrap=True)
        self.bars = Drawing("Lead time at the baseline, as promised, and now")
        self.figures = CellTable(Cells(figure_heads("Baseline", "Now")), "Figures followed up")
        self.notes = label(name="quiet", wrap=True)
        self.measures = RecordTable(workspace, "Measures followed up", MEASURE_COLUMNS, self._measures, removes=False)
        self.measured = _part("Measures", "Type what is measured now; the rest follows.", self.measures)
        self._improved: dict[Id, FollowedImprovement] = {}
        self.improvements = RecordTable(
            workspace,
            "Improvements followed up",
            improvement_columns(self._improved),
            self._improvements,
            removes=False,
        )
        self.improved = _part(
            "Improvements", "What each promised, what came of it, and what to tell others.", self.improvements
        )
        self.steps = CellTable(Cells(STEP_HEADS), "Steps that came and went")
        self.steps.opened.connect(self._open)
        self.step_head = PartHead("Steps")
        self.whole = QWidget()
        self.whole.setLayout(
            column(
                self.summary, self.bars, self.figures, self.notes, self.measured, self.improved, self.step_head, self.steps,
                spacing=14,
            )
        )  # fmt: skip
        for part in (self._choices, self.complaint, self.empty, self.whole):
            self.body.addWidget(part)
        self.body.addStretch(1)
        workspace.replaced.connect(self._forget)

    def about(self, stream: Id) -> None:
        if stream:
            self.refresh_if_seen()
            self.stream.choose(stream)

    # --- which states -------------------------------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Choose an earlier file as the baseline."""
        session = self.workspace.session
        folder = str(session.path.parent) if session.path else ""
        name, _ = QFileDialog.getOpenFileName(self, "Earlier file", folder, "VSM Studio files (*.vsm)")
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Take an earlier file as the baseline; where it cannot be read say so and stay with what is shown."""
        try:
            self._earlier = read_earlier(path)
        except BadFile as error:
            self._complain(str(error))
            return
        self._complain("")
        self._chosen["baseline"] = _FILE
        self.refresh()

    def measure_again(self) -> None:
        """Begin a later current map of the stream; it comes into view."""
        current = self.workspace.document.current_map(self.stream.stream)
        if current is not None and measure_again(self.workspace, current.id):
            self.workspace.said.emit(MEASURED_AGAIN)

    def _complain(self, words: str) -> None:
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))

    def _pick(self, name: str, key: Id) -> None:
        self._chosen[name] = key
        self.refresh()

    def _begin_anew(self) -> None:
        kept = self._chosen.get("baseline") == _FILE
        self._chosen = {"baseline": _FILE} if kept else {}
        self.refresh()

    def _forget(self) -> None:
        self._chosen, self._earlier, self.found, self._compared = {}, None, None, ()
        self._complain("")

    def _states(self, document: Document) -> tuple[State | None, Id]:
        """The baseline, and the map of now; each as chosen where that is still there."""
        stream = self.stream.stream
        maps = [each.id for each in current_maps(document, stream)]
        current = document.current_map(stream)
        now = self._chosen.get("now", "")
        now = now if now in maps else current.id if current else ""
        chosen = self._chosen.get("baseline", "")
        if chosen == _FILE and self._earlier is not None:
            return state_in(self._earlier, document, stream), now
        others = [key for key in maps if key != now]
        first = baseline_of(document, stream)
        key = chosen if chosen in others else first if first in others else others[0] if others else ""
        return (State(document, self.workspace.analysis, key) if key else None), now

    def _offer(self, document: Document, baseline: State | None, now: Id) -> Id | None:
        """What can be chosen; gives the map that held the promise."""
        stream = self.stream.stream
        maps = [(each.id, map_name(each)) for each in current_maps(document, stream)]
        from_file = baseline is not None and baseline.document is not document
        offered = [(key, name) for key, name in maps if key != now or from_file]
        if self._earlier is not None:
            offered.append((_FILE, self._earlier.name))
        held_in_file = self._chosen.get("baseline") == _FILE
        self.baseline.offer(offered, _FILE if held_in_file else baseline.map if baseline else "")
        self.now.offer(maps, now)
        futures = future_maps(document, stream)
        promised = self._chosen.get("promised", "")
        listed = [(each.id, each.name or "Unnamed map") for each in futures]
        known = {key for key, _ in listed}
        if from_file and baseline is not None:
            home = baseline.document.the(Map, baseline.map).stream
            listed += [
                (each.id, f"{each.name} (earlier file)")
                for each in future_maps(baseline.document, home)
                if each.id not in known
            ]
        chosen = promised if promised in {key for key, _ in listed} else listed[0][0] if listed else ""
        self.promised.offer(listed or [("", "What improvements expected")], chosen)
        self.promised.setEnabled(len(listed) > 1)
        return chosen or None

    # --- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.stream.refresh()
        document, analysis = self.workspace.document, self.workspace.analysis
        baseline, now = self._states(document)
        promised = self._offer(document, baseline, now)
        ready = baseline is not None and bool(now) and now in analysis.maps
        self._choices.setVisible(bool(now) and (baseline is not None or self._earlier is not None))
        self.again.setVisible(ready)
        self.empty.setVisible(not ready)
        self.whole.setVisible(ready)
        if baseline is None or not ready:
            self.found, self._compared = None, ()
            self._say_empty(document, now)
            return
        wanted = (document, analysis, baseline.document, baseline.map, now, promised)
        if len(self._compared) != len(wanted) or any(
            a is not b and a != b for a, b in zip(self._compared, wanted, strict=True)
        ):
            self._compared = wanted
            self.found = follow_up(baseline, State(document, analysis, now), promised)
        if self.found is not None:
            self._show(document, baseline, self.found)

    def _say_empty(self, document: Document, now: Id) -> None:
        name = document.name(self.stream.stream) or "This stream"
        if not now:
            self.empty.say("There is no current map yet. Draw one first; what came of the plan stands here later.")
        elif self._chosen.get("baseline") == _FILE and self._earlier is not None:
            self.empty.say(
                f"{self._earlier.name} holds no current map of {name}. Choose another file or another stream."
            )
        else:
            self.empty.say(
                f"{name} was mapped once. Measure it again when the plan has had its time: a later current map begins as this "
                "one stands, and what was promised stands here beside what came. Or choose an earlier file as the baseline."
            )
        self.empty.button.setVisible(bool(now))

    def _show(self, document: Document, baseline: State, found: FollowUp) -> None:
        self.summary.setText(found.summary)
        self.figures.show_rows(figure_rows(document, found), figure_heads("Baseline", "Now"))
        self.notes.setText("\n".join(f"{note.rstrip('.')}." for note in found.notes))
        self.notes.setVisible(bool(found.notes))
        bars = lead_time_bars(document, found)
        self.bars.setVisible(bool(bars))
        self.bars.show_drawing((lambda width: Drawn(promise_bars(bars, width))) if bars else None)
        self.measures.refresh()
        self.measured.setVisible(bool(self.measures.rows.keys))
        self._improved.clear()
        self._improved.update({each.improvement: each for each in found.improvements})
        self.improvements.refresh()
        self.improved.setVisible(bool(self.improvements.rows.keys))
        self.step_head.say(steps_words(found))
        self.steps.show_rows(step_rows(document, found.steps))

    def _measures(self, document: Document) -> list[Id]:
        return [each.id for each in document.all(Measure) if each.stream == self.stream.stream]

    def _improvements(self, document: Document) -> list[Id]:
        return [key for key in self._improved if document.of(Improvement, key) is not None]

    def _open(self, index: QModelIndex) -> None:
        cell = self.steps.cells.cell(index)
        if cell is not None and cell.key in self.workspace.document:
            self.jump.emit(cell.key)


def _part(title: str, lead: str, table: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(PartHead(title, lead), table, spacing=8))
    return made
