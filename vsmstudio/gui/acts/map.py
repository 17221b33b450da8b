"""What the Map menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Change
from vsmstudio.model.records import FlowKind, Map
from vsmstudio.notation.layout import layout

ACTS = (
    Act("Add step", "add_step", "Ctrl+E"),
    Act("Add queue", "add_queue"),
    Act("Add customer", "add_customer"),
    Act("Add supplier", "add_supplier"),
    Act("Add trigger", "add_trigger"),
    SEPARATOR,
    Act("Draw work", "draw_work", "", "Connections drawn from now on pass work", group="draw"),
    Act("Draw rework", "draw_rework", "", "Connections drawn from now on are rework", group="draw"),
    Act("Draw information", "draw_information", "", "Connections drawn from now on are information", group="draw"),
    SEPARATOR,
    Act("Lay out again", "lay_out"),
    SEPARATOR,
    Act("New value stream", "new_stream"),
    Act("New future map", "new_map", "", "Begins as the current map stands, so that both can be compared"),
    Act("Delete this map", "delete_map"),
)


class MapActs(Doer):
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
        self.window.drawing.setText("" if kind is FlowKind.WORK else f"Drawing {kind.value}, Esc for work")
        self.window.drawing.setVisible(kind is not FlowKind.WORK)
        if kind is FlowKind.WORK:
            self.window.notice.hide()
        else:
            what = (
                "where work comes back from to the step that does it again"
                if kind is FlowKind.REWORK
                else ("who tells to who is told")
            )
            self.window.notice.say(f"Now drag from {what}. Esc goes back to drawing work.", "Draw work", self.draw_work)

    def lay_out(self) -> None:
        map_id = self.workspace.map_id
        self.workspace.do(lambda d: Change("Lay out", edits.place(d, layout(d, map_id)).records))
        self.view.fit()

    def new_stream(self) -> None:
        before = set(self.workspace.document.records)
        if self.workspace.do(lambda d: edits.add_stream(d, "New value stream")):
            made = next(each for each in self.workspace.document.maps if each.id not in before)
            self.workspace.show_map(made.id)
            self.view.making.rename(made.stream)

    def new_map(self) -> None:
        """A future map of the stream in view, which begins as its current map stands."""
        held = self.workspace.document.of(Map, self.workspace.map_id)
        if held:
            self.window.plan_from((self.workspace.document.current_map(held.stream) or held).id)

    def delete_map(self) -> None:
        """Delete the map in view; the last map of a stream takes the stream along."""
        document, held = self.workspace.document, self.workspace.document.of(Map, self.workspace.map_id)
        if held is None:
            return
        if len(self.workspace.maps()) == 1:
            self.workspace.said.emit("A document keeps at least one map. Delete its steps instead.")
            return
        alone = sum(each.stream == held.stream for each in document.maps) == 1
        self.workspace.do(
            lambda d: edits.remove(d, f"Delete map {d.name(held.id)[:40]}", [held.stream if alone else held.id])
        )
