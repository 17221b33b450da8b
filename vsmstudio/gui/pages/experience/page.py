"""Experience: how customers, users and employees find the steps of a map, and how low points stand to its critical path."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from vsmstudio.analysis.engagement.experience import Voice, experience
from vsmstudio.gui.pages.experience.lows import LowPoints
from vsmstudio.gui.pages.experience.paste import survey
from vsmstudio.gui.pages.experience.table import RatingTable
from vsmstudio.gui.pages.experience.words import lead, title
from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import ChoiceChips, Empty, PartHead
from vsmstudio.gui.panels.drawing import Drawing, Drawn, Spot
from vsmstudio.gui.panels.map_choice import MapChoice
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience, Map, ValueStream
from vsmstudio.model.rules import Refused
from vsmstudio.notation.experience_chart import draw_chart
from vsmstudio.notation.experience_lane import AUDIENCES

_LEAD = (
    "Choose one experience and ask those who have it, step by step. What they feel is part of the value they get: look at the "
    "lowest points first, and whether the critical path runs through them."
)
_KEYS = "1 to 5 rates the step, Delete takes it back, arrows lead on. Type over a note, or press F2."


class ExperiencePage(Page):
    """One map and one audience at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Experience", _LEAD)
        self.audience: Audience | None = None  # as the person chose it
        self.map_id: Id = ""
        self.maps = MapChoice("Map")
        self.maps.picked.connect(self._turn)
        self.tools.addWidget(self.maps)
        self.chips = ChoiceChips("Audience", list(AUDIENCES.items()))
        self.chips.chosen.connect(self._listen)
        self.part = PartHead("")
        self.focus = QPushButton()
        self.focus.clicked.connect(self._focus)
        self.paste = QPushButton("Paste survey results")
        self.paste.setToolTip(
            "Two columns copied from a spreadsheet: the step and its rating; a third one may hold a note"
        )
        self.paste.clicked.connect(self._paste)
        self.part.tools.addWidget(self.focus)
        self.chart = Drawing("Curve of experience")
        self.chart.pressed.connect(self._go_to)
        self.lows_head = PartHead("Lowest points")
        self.lows = LowPoints()
        self.lows.jump.connect(self.jump)
        self.table_head = PartHead("Step by step", _KEYS)
        self.table_head.tools.addWidget(self.paste)
        self.table = RatingTable(workspace)
        self.table.opened.connect(self.jump)
        self.empty = Empty(
            "This map has no steps yet. Draw them first, then ask how they are found.", "Back to the map"
        )
        self.empty.pressed.connect(self.closing)
        for each in (
            self.chips, self.part, self.chart, self.lows_head, self.lows, self.table_head, self.table, self.empty
        ):  # fmt: skip
            self.body.addWidget(each)
        self.body.addStretch(1)
        workspace.mapped.connect(self._follow)
        self._follow()

    # --- what is chosen ------------------------------------------------------------------------------------------------

    def listens_to(self) -> Audience:
        """The audience that is shown: the one chosen, else the stream's in focus, else the first that was asked."""
        if self.audience is not None:
            return self.audience
        stream = self._stream()
        if stream is not None and stream.experience is not None:
            return stream.experience
        asked = {each.audience for step in self.workspace.document.steps(self.map_id)
                 for each in self.workspace.document.touchpoints(step.id)}  # fmt: skip
        return next((each for each in AUDIENCES if each in asked), Audience.CUSTOMER)

    def _stream(self) -> ValueStream | None:
        held = self.workspace.document.of(Map, self.map_id)
        return self.workspace.document.of(ValueStream, held.stream) if held else None

    def _follow(self) -> None:
        if not self.isVisible():
            self.map_id = self.workspace.map_id

    def about(self, stream: Id) -> None:
        """Show the current map of a stream, and whose experience is in focus there."""
        found = self.workspace.document.current_map(stream)
        if found is not None:
            self.audience = None
            self._turn(found.id)

    def land(self, field: str = "") -> None:
        """The keyboard goes to the first step that the audience has not rated."""
        super().land(field)
        document, steps = self.workspace.document, self.table.rows.keys
        bare = (each for each in steps if getattr(self.table.touchpoint(document, each), "rating", None) is None)
        if steps:
            self.table.go_to(next(bare, steps[0]))

    def _turn(self, map_id: Id) -> None:
        self.settle()
        self.map_id = map_id
        self.refresh()

    def _listen(self, audience: Audience) -> None:
        self.settle()
        self.audience = audience
        self.refresh()

    # --- showing -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        document, analysis = self.workspace.document, self.workspace.figures
        if self.map_id not in analysis.maps:
            self.map_id = self.workspace.map_id
        audience = self.listens_to()
        self.maps.show_maps(self.workspace, self.map_id)
        self.chips.show_value(audience)
        result = analysis.maps.get(self.map_id)
        voice = experience(document, analysis, self.map_id).of(audience) if result else None
        self.table.audience, self.table.map_id = audience, self.map_id if result else ""
        self.table.refresh()
        steps = bool(self.table.rows.keys)
        rated = voice is not None and voice.mean is not None
        self.empty.setVisible(not steps)
        with_steps: tuple[QWidget, ...] = (self.chips, self.part, self.table_head, self.table)
        with_ratings: tuple[QWidget, ...] = (self.chart, self.lows_head, self.lows)
        for part in with_steps:
            part.setVisible(steps)
        for part in with_ratings:
            part.setVisible(steps and rated)
        self.part.title.setText(title(audience, voice))
        self.part.say(lead(audience, voice))
        self._say_focus(audience)
        if voice is not None and result is not None and rated:
            self.chart.show_drawing(lambda width: _drawn(voice, width))
            self.lows.show_voice(voice, result, document.engagement.calendar)

    def _say_focus(self, audience: Audience) -> None:
        stream = self._stream()
        in_focus = stream is not None and stream.experience is audience
        self.focus.setText("In focus ✓" if in_focus else "Put in focus")
        self.focus.setToolTip(
            "The experience that this value stream is mapped for. Press to choose none."
            if in_focus
            else "Map this value stream for this experience; the charter names it"
        )
        self.focus.setEnabled(stream is not None)

    # --- doing ---------------------------------------------------------------------------------------------------------

    def _go_to(self, step: Id) -> None:
        self.table.go_to(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down goes from the page into its table, where digits rate."""
        if event.key() == Qt.Key.Key_Down and self.table.rows.keys:
            self.table.go_to(self.table.rows.keys[0])
        else:
            super().keyPressEvent(event)

    def _focus(self) -> None:
        stream, audience = self._stream(), self.listens_to()
        if stream is None:
            return
        chosen = None if stream.experience is audience else audience
        self.audience = audience
        self.workspace.do(lambda d: edits.update(d, stream.id, "Choose experience in focus", experience=chosen))

    def _paste(self) -> None:
        result = self.workspace.figures.maps.get(self.map_id)
        numbers = result.numbers if result else {}
        document = self.workspace.document
        steps = [(each.id, numbers.get(each.id, "")) for each in document.steps(self.map_id)]
        try:
            change, said = survey(document, steps, self.listens_to(), QApplication.clipboard().text())
        except Refused as refusal:
            self.workspace.said.emit(str(refusal))
            return
        self.workspace.do(change)
        self.workspace.said.emit(said)


def _drawn(voice: Voice, width: float) -> Drawn:
    element, areas = draw_chart(voice, width)
    spots = tuple(
        Spot(point.step, area, f"{point.number} {point.name}".strip() + (f": {point.note}" if point.note else ""))
        for point, area in zip(voice.points, areas, strict=True)
    )
    return Drawn(element, spots)
