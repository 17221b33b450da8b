"""The middle of the window: the canvas with one map, or a page about several, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, Map, Measure, Record, Stakeholder, ValueStream, Workshop

MAP, OVERVIEW, COMPARE = "map", "overview", "compare"
PLAN, PRIORITIES = "plan", "priorities"
# The keys that matter most in each, for the status line.
KEYS = {
    MAP: "Fit Shift+1   Find Ctrl+F   Commands Ctrl+K",
    OVERVIEW: "Grade H, M, L   Open the map Enter   Commands Ctrl+K",
    COMPARE: "Back to the map Esc   Commands Ctrl+K",
}
PAGE_KEYS = "Back to the map Esc   Commands Ctrl+K"  # in a page of the engagement

# What is done on a map leads back to the one that was last in view, so that nothing is altered out of sight.
ON_THE_MAP = frozenset({
    "add_step", "add_queue", "add_customer", "add_supplier", "add_trigger", "draw_work", "draw_rework", "draw_information",
    "fit_all", "zoom_in", "zoom_out", "zoom_100", "select_all", "select_critical_path", "new_stream", "new_map",
    "copy_future", "copy_later", "rename_map", "colour_path", "colour_owner", "colour_unit", "colour_side", "colour_value",
    "colour_quality",
    "colour_utilisation", "add_note", "add_burst", "unpark_selected", "paste", "copy_picture", "toggle_minimap",
    "layer_services", "layer_owners", "layer_information", "layer_findings", "layer_critical", "layer_ladder",
    "layer_notes", "layers_all", "tidy_up", "show_lanes",
})  # fmt: skip
# What acts on the selection is done where it can be seen; these may be done anywhere.
ANYWHERE = frozenset({"rename", "park_selected", "unpark_selected", "tick_selected"})

# The page on which a record of the engagement is looked at.
_HOMES: dict[type[Record] | None, str] = {Stakeholder: "stakeholders", Workshop: "workshops", Measure: "value"}


class Stage(QStackedWidget):
    """Holds the canvas and the pages by name. `turned` tells the name of what is in view now."""

    turned = Signal(str)

    def __init__(self, workspace: Workspace, view: QWidget, pages: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._workspace = workspace
        self._make = pages
        self._made: dict[str, QWidget] = {MAP: view}
        self.shown = MAP
        self.addWidget(view)
        workspace.mapped.connect(lambda: self.turn(MAP))
        workspace.shown.connect(self._follow)

    @property
    def on_map(self) -> bool:
        """Is a map in view?"""
        return self.shown == MAP

    def page(self, name: str) -> QWidget:
        """A page, made now if need be."""
        if name not in self._made:
            self._made[name] = self._make[name]()
            self.addWidget(self._made[name])
        return self._made[name]

    def turn(self, name: str) -> None:
        """Bring a page, or the map, into view; the keyboard goes along where it was in the middle of the window."""
        if name == self.shown:
            return
        if callable(settle := getattr(self.currentWidget(), "settle", None)):
            settle()  # what is being typed on a page belongs there
        held = QApplication.focusWidget()
        inside = held is None or self.isAncestorOf(held)
        self.shown = name
        page = self.page(name)
        self.setCurrentWidget(page)
        if inside:
            page.setFocus()
        self.turned.emit(name)

    def make_way(self, act: str) -> None:
        """Before an action is carried out: the map comes into view for what is done there."""
        if act in ON_THE_MAP:
            self.turn(MAP)

    def limit(self, acts: Mapping[str, QAction], needs: Mapping[str, str]) -> None:
        """Put what acts on the selection out of reach while it cannot be seen on a map."""
        if not self.on_map:
            for name, need in needs.items():
                if need and name not in ANYWHERE:
                    acts[name].setEnabled(False)

    def _follow(self, key: Id) -> None:
        """Something is to be brought into view: what stands on a map is shown there, what is planned in the plan."""
        record = self._workspace.document.get(key)
        if hasattr(record, "map") or isinstance(record, Map | ValueStream):
            self.turn(MAP)
        elif isinstance(record, Improvement) and self.shown != PRIORITIES:
            self.turn(PLAN)
            self.page(PLAN).bring(key)  # type: ignore[attr-defined]
        elif home := _HOMES.get(type(record) if record else None):
            self.turn(home)
            self.page(home).bring(key)  # type: ignore[attr-defined]
