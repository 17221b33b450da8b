"""What follows the work: the window's title, its status line, which actions can be done, and the room that pages take."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget

from vsmstudio.gui.doers import needs
from vsmstudio.gui.overview.stage import KEYS, MAP, OVERVIEW, PAGE_KEYS
from vsmstudio.gui.pages import PAGES
from vsmstudio.model.records import Map

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Following(QObject):
    """Keeps what stands around the work true. `folded`: panels whose place a page took while it is in view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self.folded: set[QWidget] = set()
        self._holds, self._zoom, self._keys = QLabel(), QLabel("100 %"), QLabel(KEYS[MAP])
        self.drawing = QLabel()
        self.drawing.setObjectName("mode")
        self.drawing.hide()
        status = window.statusBar()
        status.addWidget(self._holds)
        for each in (self.drawing, self._zoom, self._keys):
            status.addPermanentWidget(each)
        status.setSizeGripEnabled(False)

    def refresh(self) -> None:
        """After a change: undo and redo by name, the title, and the status line."""
        window, session = self._window, self._workspace.session
        words = []
        for act, verb, label in (("undo", "Undo", session.undo_label), ("redo", "Redo", session.redo_label)):
            words.append(f"{verb} {label[:1].lower()}{label[1:]}".replace("&", "&&") if label else verb)
            window.acts[act].setText(words[-1])
            window.acts[act].setEnabled(label is not None)
        window.bar.refresh(*words)
        path = session.path
        window.setWindowTitle(f"{path.name if path else 'Not saved yet'}{' *' if session.dirty else ''} · VSM Studio")
        self.refresh_status()

    def refresh_status(self) -> None:
        """What the map, or the engagement, holds by now."""
        window, document = self._window, self._workspace.document
        steps = len(document.steps(self._workspace.map_id)) if self._workspace.map_id else 0
        live = [each for each in window.findings.in_stages().listed if not each.future]
        serious = sum(each.severity <= 1 for each in live)
        earlier = "Figures from before the last changes · " if self._workspace.stale else ""
        window.panels.setTabText(2, "Figures, working out…" if self._workspace.slow else "Figures")
        whole = f"{_count(len(document.streams), 'stream')}, {_count(len(document.maps), 'map')}"
        self._holds.setText(
            f"{earlier}{_count(steps, 'step') if window.stage.on_map else whole} · {_count(len(document.services), 'service')} · "
            f"{_count(len(live), 'finding')} ({serious} high or critical)"
        )
        self.mark_lanes()

    def mark_lanes(self) -> None:
        """The menu shows whether the map in view has swimlanes."""
        held = self._workspace.document.of(Map, self._workspace.map_id)
        self._window.acts["show_lanes"].setChecked(bool(held and held.lanes))

    def refresh_selection(self) -> None:
        """Which actions can be done with what is selected."""
        window, met = self._window, needs.met(self._workspace)
        for name, need in window.needs.items():
            if need:
                window.acts[name].setEnabled(met[need])
        window.stage.limit(window.acts, window.needs)

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")

    def show_saved(self, when: datetime) -> None:
        self._window.bar.say_saved(when)
        self.refresh()

    def show_replaced(self) -> None:
        self._window.bar.say_saved(None)
        self.refresh()

    # --- what stands in the place of the map --------------------------------------------------------------------------

    def show_turned(self, name: str) -> None:
        """Another page is in view, or the map again."""
        window = self._window
        window.tabs.show_overview(name == OVERVIEW)
        window.tabs.show_page(PAGES[name].words if name in PAGES else "")
        window.colouring.setVisible(name == MAP)
        window.layering.setVisible(name == MAP)
        self._make_room(window.panels, name in PAGES)
        self._make_room(window.inspector, name in PAGES and PAGES[name].whole)
        self._zoom.setVisible(name == MAP)
        self._keys.setText(KEYS.get(name, PAGE_KEYS))
        self.refresh_selection()
        self.refresh_status()

    def _make_room(self, panel: QWidget, for_page: bool) -> None:
        """A page takes the place of a panel that it has no use for; afterwards this stands again where it was."""
        if for_page and not panel.isHidden():
            self.folded.add(panel)
            focus = self._window.focusWidget()
            panel.hide()
            if bool(focus) and panel.isAncestorOf(focus):
                self.back_to_stage()
        elif not for_page and panel in self.folded:
            self.folded.remove(panel)
            panel.show()

    def back_to_stage(self) -> None:
        """The keyboard goes to the map, or to the page that is in its place."""
        if (page := self._window.stage.currentWidget()) is not None:
            page.setFocus()


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"
