"""What the Map menu does."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.overview.stage import COMPARE, OVERVIEW
from vsmstudio.gui.planning import MEASURED_AGAIN, drop_map, measure_again
from vsmstudio.model import edits
from vsmstudio.model.records import FlowKind, Map


class MapDoer(Doer):
    """What the Map menu does."""

    def add_step(self) -> None:
        self.view.making.add_here("step")

    def add_queue(self) -> None:
        self.view.making.add_here("queue")

    def add_customer(self) -> None:
        self.view.making.add_here("customer")

    def add_supplier(self) -> None:
        self.view.making.add_here("supplier")

    def add_trigger(self) -> None:
        self.view.making.add_here("trigger")

    def draw_work(self) -> None:
        self._draw(FlowKind.WORK)

    def draw_rework(self) -> None:
        self._draw(FlowKind.REWORK)

    def draw_information(self) -> None:
        self._draw(FlowKind.INFORMATION)

    def _draw(self, kind: FlowKind) -> None:
        self.view.drawing = kind
        for each in FlowKind:
            self.window.acts[f"draw_{each.value}"].setChecked(each is kind)
        self.window.following.drawing.setText("" if kind is FlowKind.WORK else f"Drawing {kind.value}, Esc for work")
        self.window.following.drawing.setVisible(kind is not FlowKind.WORK)
        if kind is FlowKind.WORK:
            self.window.notice.hide()
        else:
            what = (
                "where work comes back from to the step that does it again"
                if kind is FlowKind.REWORK
                else ("who tells to who is told")
            )
            self.window.notice.say(f"Now drag from {what}. Esc goes back to drawing work.", "Draw work", self.draw_work)

    def new_stream(self) -> None:
        before = set(self.workspace.document.records)
        if self.workspace.do(lambda d: edits.add_stream(d, "New value stream")):
            made = next(each for each in self.workspace.document.maps if each.id not in before)
            self.workspace.show_map(made.id)
            self.view.making.rename(made.stream)

    def new_map(self) -> None:
        """A future map of the stream in view, which begins as its current map stands."""
        held = self.workspace.document.of(Map, self.workspace.map_id)
        if held is None:
            self.workspace.has_map()
        else:
            self.window.plan_from((self.workspace.document.current_map(held.stream) or held).id)

    def copy_future(self) -> None:
        """A future map that begins as the map in view stands."""
        if self.workspace.has_map():
            self.window.plan_from(self.workspace.map_id)

    def copy_later(self) -> None:
        """A later current map, which begins as the map in view stands; it is the current map from now on."""
        if self.workspace.has_map():
            made = measure_again(self.workspace, self.workspace.map_id)
            if made:
                self.window.inspector.edit_name()
                self.window.notice.say(MEASURED_AGAIN)

    def rename_map(self) -> None:
        if self.workspace.has_map():
            self.window.tabs.rename_map()

    def delete_map(self) -> None:
        """Delete the map in view; the last map of a stream takes the stream along."""
        if self.workspace.has_map():
            drop_map(self.workspace, self.workspace.map_id)

    def show_overview(self) -> None:
        self.window.stage.turn(OVERVIEW)

    def compare_side(self) -> None:
        self.window.stage.turn(COMPARE)

    def next_map(self) -> None:
        self.window.tabs.step(1)

    def previous_map(self) -> None:
        self.window.tabs.step(-1)

    def move_map_left(self) -> None:
        self.window.tabs.move_map(-1)

    def move_map_right(self) -> None:
        self.window.tabs.move_map(1)
