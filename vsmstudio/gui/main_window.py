"""The main window: library, canvas with the maps' tabs, inspector, and the lower panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from vsmstudio.gui import pages
from vsmstudio.gui.accepting import Accepting
from vsmstudio.gui.access.install import open_to_readers
from vsmstudio.gui.access.parts import Parts
from vsmstudio.gui.acts.act import SEPARATOR
from vsmstudio.gui.acts.menus import MENUS
from vsmstudio.gui.bar import Bar
from vsmstudio.gui.beginning import Beginning
from vsmstudio.gui.canvas.minimap import Minimap
from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.colouring import ColourChoice
from vsmstudio.gui.deliver.print_flow import Printing
from vsmstudio.gui.delivering import Delivering
from vsmstudio.gui.diary import Diary
from vsmstudio.gui.doers import needs
from vsmstudio.gui.explaining import Explaining
from vsmstudio.gui.exporting import Exporting
from vsmstudio.gui.file_drops import FileDrops
from vsmstudio.gui.filing import Filing
from vsmstudio.gui.finding.finder import Finder
from vsmstudio.gui.guide.guiding import Guiding
from vsmstudio.gui.handbook.helping import Helping
from vsmstudio.gui.keeping import Keeping
from vsmstudio.gui.layering import LayerButton
from vsmstudio.gui.looks import Looks
from vsmstudio.gui.lower import Lower
from vsmstudio.gui.map_tabs import MapTabs
from vsmstudio.gui.menus.canvas_menus import CanvasMenus
from vsmstudio.gui.merging import Merging
from vsmstudio.gui.notice import Notice
from vsmstudio.gui.overview.stage import COMPARE, KEYS, MAP, OVERVIEW, PAGE_KEYS, Stage
from vsmstudio.gui.pages import PAGES
from vsmstudio.gui.panels.figures import Figures
from vsmstudio.gui.panels.findings import Findings
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.panels.library import Library
from vsmstudio.gui.panels.steps_table import StepsTable
from vsmstudio.gui.parking import Parking, ParkLine
from vsmstudio.gui.picturing import Picturing
from vsmstudio.gui.planning import future_map
from vsmstudio.gui.presenting.presenter import Presenter
from vsmstudio.gui.remembering import Remembering
from vsmstudio.gui.settings import Store
from vsmstudio.gui.tab_strip import TabStrip
from vsmstudio.gui.trouble import Trouble
from vsmstudio.gui.workspace import Workspace
from vsmstudio.log import Log
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Map, Touchpoint

LEFT, RIGHT, LOWER = 216, 300, 232


class MainWindow(QMainWindow):
    """Everything that a person sees. It changes nothing itself: actions call edits through the workspace.

    Without a `log` that has a folder nothing is written down; without `settings` nothing is remembered.
    """

    def __init__(self, workspace: Workspace, log: Log | None = None, settings: Store | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.view = CanvasView(workspace)
        self.library = Library(workspace)
        self.inspector = Inspector(workspace)
        self.findings = Findings(workspace)
        self.accepting = Accepting(self.findings)
        self.figures = Figures(workspace)
        self.steps = StepsTable(workspace)
        self.menus = CanvasMenus(self)
        self.filing = Filing(self)
        self.merging = Merging(self)
        self.keeping = Keeping(self)
        self.delivering = Delivering(self, lambda what, why: self.filing.complain(what, why))
        self.printing = Printing(self)
        self.exporting = Exporting(self)
        self.acts: dict[str, QAction] = {}
        self._deeds: dict[str, Callable[[], None]] = {}
        self._needs: dict[str, str] = {}
        self._fitted = False
        self._build_menus()
        self._assemble()
        self.notice = Notice(self.stage)
        self.guiding = Guiding(self, self.guide_column)
        self.parking = Parking(self, self.park_line)
        self.minimap = Minimap(self.view)
        self.finder = Finder(self)
        self.parts = Parts(self)
        open_to_readers(self.view)
        self.picturing = Picturing(self)
        self.presenter = Presenter(self)
        self.log = log or Log(None)
        self.explaining = Explaining(self, workspace, self.figures)
        self.figures.asked.connect(self.explaining.explain)
        self.trouble = Trouble(self, workspace, self.notice, self.log)
        self.diary = Diary(self, workspace, self.log)
        workspace.changed.connect(self._refresh)
        for signal in (workspace.figured, workspace.waited):
            signal.connect(self._refresh_status)
        workspace.mapped.connect(self.view.making.finish_naming)
        workspace.mapped.connect(self._refresh_status)
        workspace.replaced.connect(self._show_replaced)
        workspace.said.connect(self.notice.say)
        workspace.selected.connect(self._refresh_selection)
        self.view.zoomed.connect(lambda zoom: self._zoom.setText(f"{round(zoom * 100)} %"))
        self.view.asked_menu.connect(self.menus.open)
        self.view.escaped.connect(self._draw_work_again)
        self.view.asked_figure.connect(lambda key: self.explaining.explain(workspace.map_id, key, self.panels.tabBar()))
        self.view.asked_rating.connect(self.edit_rating)
        self.library.wanted.connect(lambda _: self.stage.turn(MAP))
        self.library.wanted.connect(self.view.making.add_here)
        self.findings.counted.connect(lambda count: self.panels.setTabText(0, f"Findings {count}"))
        self.filing.saving.connect(self.bar.say_saving)
        self.filing.failed.connect(self._refresh)
        self.filing.saved.connect(self._show_saved)
        self.filing.saved.connect(lambda _: self.diary.note("saved"))
        self.resize(1440, 900)
        self._refresh()
        self._refresh_selection()
        self.looks = Looks(self)
        self.remembering: Remembering = Remembering(self, settings or Store())
        self.beginning = Beginning(self)
        self.drops = FileDrops(self)
        self.helping = Helping(self)

    # --- assembling ---------------------------------------------------------------------------------------------------

    def _build_menus(self) -> None:
        groups: dict[str, QActionGroup] = {}
        menus: dict[str, QMenu] = {}
        for words, acts in MENUS:
            if words in menus:
                menus[words].addSeparator()
            else:
                above, _, own = words.rpartition(" > ")
                menus[words] = (menus[above] if above else self.menuBar()).addMenu(own)
            menu = menus[words]
            for act in acts:
                if act is SEPARATOR:
                    menu.addSeparator()
                    continue
                action = QAction(act.words.replace("&", "&&"), self)
                action.setShortcut(QKeySequence(act.keys))
                action.setStatusTip(act.tip)
                action.triggered.connect(partial(self.carry_out, act.name))
                if act.toggles:
                    action.setCheckable(True)
                    action.setChecked(act.toggles == "on")
                if act.group:
                    action.setCheckable(True)
                    if act.group not in groups:
                        groups[act.group] = QActionGroup(self)
                        action.setChecked(True)
                    groups[act.group].addAction(action)
                menu.addAction(action)
                self.acts[act.name], self._needs[act.name] = action, act.needs

    def carry_out(self, name: str) -> None:
        """Do what an action does, as from its menu."""
        self.diary.note(f"menu: {name}")
        self.beginning.make_way(name)
        self.view.making.finish_naming()
        self.stage.make_way(name)
        self._deed(name)()

    def _deed(self, name: str) -> Callable[[], None]:
        """What carries an action out; read when the first action is carried out."""
        if not self._deeds:
            from vsmstudio.gui.doers.every import deeds

            self._deeds = deeds(self)
        return self._deeds[name]

    def _assemble(self) -> None:
        views: dict[str, Callable[[], QWidget]] = {name: partial(self._make_page, name) for name in PAGES}
        views |= {OVERVIEW: self._make_overview, COMPARE: self._make_side_by_side}
        self.stage = Stage(self.workspace, self.view, views)
        self.stage.turned.connect(self._show_turned)
        self.tabs = MapTabs(self.workspace)
        self.tabs.wanted.connect(self.plan_from)
        self.tabs.turning.connect(lambda overview: self.stage.turn(OVERVIEW if overview else MAP))
        self.tabs.leaving.connect(self._back_to_stage)
        self.tabs.streaming.connect(self.acts["new_stream"].trigger)
        self.tabs.comparing.connect(self.compare_with)
        for name, keys in (("next_map", "Ctrl+PgDown"), ("previous_map", "Ctrl+PgUp")):
            self.acts[name].setShortcuts([self.acts[name].shortcut(), QKeySequence(keys)])
        self.bar = Bar(self.workspace, self.carry_out)
        self.panels = Lower()
        self.folded: set[QWidget] = set()  # panels whose place a page took while it is in view
        for panel, words in ((self.findings, "Findings"), (self.steps, "Steps"), (self.figures, "Figures")):
            self.panels.addTab(panel, words)
        self.panels.add_later("capacity", "Capacity", self._make_capacity)
        self.panels.add_later("portfolio", "Services", self._make_portfolio)
        self.panels.add_later("owners", "Owners", self._make_owners)
        self.panels.add_later("compare", "Compare", self._make_compare)
        self.panels.add_later("parking", "Parking lot", self._make_parking)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(TabStrip(self.workspace, self.tabs, self.carry_out), 1)
        self.colouring = ColourChoice(self.view.canvas, self.acts)
        row.addWidget(self.colouring)
        self.layering = LayerButton(self.view.canvas, self.acts)
        row.addSpacing(8)
        row.addWidget(self.layering)
        column.addLayout(row)
        column.addWidget(self.stage, 1)
        self.park_line = ParkLine()
        column.addWidget(self.park_line)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.setHandleWidth(1)
        self.down.setChildrenCollapsible(False)
        self.down.addWidget(top)
        self.down.addWidget(self.panels)
        self.down.setStretchFactor(0, 1)
        self.down.setSizes([1000, LOWER])
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.setHandleWidth(1)
        self.across.setChildrenCollapsible(False)
        self.library.setMinimumWidth(LEFT)
        self.inspector.setMinimumWidth(RIGHT)
        self.inspector.leaving.connect(self._back_to_stage)
        for widget in (self.library, self.down, self.inspector):
            self.across.addWidget(widget)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes([LEFT, 1000, RIGHT])
        self.guide_column = QWidget()
        self.guide_column.setObjectName("guideColumn")
        central = QWidget()
        central.setObjectName("central")
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (self.bar, self.keeping.recovery, self.keeping.bar, self.delivering.bar):
            whole.addWidget(bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.guide_column)
        middle.addWidget(self.across, 1)
        whole.addLayout(middle, 1)
        self.setCentralWidget(central)
        self._holds = QLabel()
        self._zoom = QLabel("100 %")
        self._keys = QLabel(KEYS[MAP])
        self.statusBar().addWidget(self._holds)
        self.drawing = QLabel()
        self.drawing.setObjectName("mode")
        self.drawing.hide()
        self.statusBar().addPermanentWidget(self.drawing)
        self.statusBar().addPermanentWidget(self._zoom)
        self.statusBar().addPermanentWidget(self._keys)
        self.statusBar().setSizeGripEnabled(False)

    def _make_capacity(self) -> QWidget:
        from vsmstudio.gui.panels.capacity import CapacityPanel

        made = CapacityPanel(self.workspace)
        made.asked.connect(self.explaining.explain)
        return made

    def _make_portfolio(self) -> QWidget:
        from vsmstudio.gui.panels.portfolio import Portfolio

        made = Portfolio(self.workspace)
        made.explained.connect(lambda service, key: self.explaining.explain(service, key, made.table))
        return made

    def _make_owners(self) -> QWidget:
        from vsmstudio.gui.panels.owners import Owners

        return Owners(self.workspace)

    def _make_overview(self) -> QWidget:
        from vsmstudio.gui.overview.page import OverviewPage

        return OverviewPage(self)

    def _make_side_by_side(self) -> QWidget:
        from vsmstudio.gui.overview.side_by_side import SideBySide

        made = SideBySide(self.workspace)
        made.asked.connect(self.explaining.explain)
        made.making.connect(self.acts["new_map"].trigger)
        made.closing.connect(lambda: self.stage.turn(MAP))
        return made

    def _make_page(self, name: str) -> QWidget:
        made = pages.make(name, self.workspace)
        made.closing.connect(lambda: self.stage.turn(MAP))
        made.asked.connect(self.carry_out)
        made.jump.connect(self.workspace.show)
        return made

    def _make_parking(self) -> QWidget:
        from vsmstudio.gui.panels.parking import ParkingPanel

        return ParkingPanel(self.workspace, self.view.noting.put)

    def _make_compare(self) -> QWidget:
        from vsmstudio.gui.panels.compare import ComparePanel

        made = ComparePanel(self.workspace)
        made.asked.connect(self.explaining.explain)
        made.making.connect(self.acts["new_map"].trigger)
        return made

    # --- showing ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            QTimer.singleShot(0, self._first_sight)

    def _first_sight(self) -> None:
        if self.beginning.on:
            return
        self.view.first_look()
        self.remembering.look_again()
        self.view.setFocus()

    def _back_to_stage(self) -> None:
        """The keyboard goes to the map, or to the page that is in its place."""
        if (page := self.stage.currentWidget()) is not None:
            page.setFocus()

    def _show_turned(self, name: str) -> None:
        """Another page is in view, or the map again."""
        self.tabs.show_overview(name == OVERVIEW)
        self.tabs.show_page(PAGES[name].words if name in PAGES else "")
        self.colouring.setVisible(name == MAP)
        self.layering.setVisible(name == MAP)
        self._make_room(self.panels, name in PAGES)
        self._make_room(self.inspector, name in PAGES and PAGES[name].whole)
        self._zoom.setVisible(name == MAP)
        self._keys.setText(KEYS.get(name, PAGE_KEYS))
        self._refresh_selection()
        self._refresh_status()

    def _make_room(self, panel: QWidget, for_page: bool) -> None:
        """A page takes the place of a panel that it has no use for; afterwards this stands again where it was."""
        if for_page and not panel.isHidden():
            self.folded.add(panel)
            focus = self.focusWidget()
            panel.hide()
            if bool(focus) and panel.isAncestorOf(focus):
                self._back_to_stage()
        elif not for_page and panel in self.folded:
            self.folded.remove(panel)
            panel.show()

    def _refresh(self) -> None:
        session = self.workspace.session
        words = []
        for act, verb, label in (("undo", "Undo", session.undo_label), ("redo", "Redo", session.redo_label)):
            words.append(f"{verb} {label[:1].lower()}{label[1:]}".replace("&", "&&") if label else verb)
            self.acts[act].setText(words[-1])
            self.acts[act].setEnabled(label is not None)
        self.bar.refresh(*words)
        path = session.path
        self.setWindowTitle(f"{path.name if path else 'Not saved yet'}{' *' if session.dirty else ''} · VSM Studio")
        self._refresh_status()

    def _show_saved(self, when: datetime) -> None:
        self.bar.say_saved(when)
        self._refresh()

    def _refresh_status(self) -> None:
        document = self.workspace.document
        steps = len(document.steps(self.workspace.map_id)) if self.workspace.map_id else 0
        live = [each for each in self.findings.in_stages().listed if not each.future]
        serious = sum(each.severity <= 1 for each in live)
        earlier = "Figures from before the last changes · " if self.workspace.stale else ""
        self.panels.setTabText(2, "Figures, working out…" if self.workspace.slow else "Figures")
        whole = f"{_count(len(document.streams), 'stream')}, {_count(len(document.maps), 'map')}"
        self._holds.setText(
            f"{earlier}{_count(steps, 'step') if self.stage.on_map else whole} · {_count(len(document.services), 'service')} · "
            f"{_count(len(live), 'finding')} ({serious} high or critical)"
        )
        self.mark_lanes()

    def mark_lanes(self) -> None:
        """The menu shows whether the map in view has swimlanes."""
        held = self.workspace.document.of(Map, self.workspace.map_id)
        self.acts["show_lanes"].setChecked(bool(held and held.lanes))

    def _refresh_selection(self) -> None:
        met = needs.met(self.workspace)
        for name, need in self._needs.items():
            if need:
                self.acts[name].setEnabled(met[need])
        self.stage.limit(self.acts, self._needs)

    def _show_replaced(self) -> None:
        self.bar.say_saved(None)
        self._refresh()

    # --- doing --------------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> bool:
        return self.filing.open_path(path)

    def plan_from(self, map_id: Id) -> None:
        """A future map that begins as this one stands; its name waits to be typed over in the inspector."""
        before = set(self.workspace.document.records)
        if self.workspace.do(lambda d: future_map(d, map_id)):
            made = next(each for each in self.workspace.document.maps if each.id not in before)
            self.workspace.show_map(made.id)
            self.inspector.edit_name()

    def edit_rating(self, touchpoint: Id) -> None:
        """A rating on the map, to be typed over in the inspector."""
        held = self.workspace.document.of(Touchpoint, touchpoint)
        if held is not None:
            self.inspector.show()
            self.workspace.select([held.step])
            self.inspector.edit_rating(held.audience)

    def compare_with(self, map_id: Id) -> None:
        """Two states of a stream side by side: this map with the one that it is best compared with."""
        self.workspace.show_map(map_id)
        self.stage.turn(COMPARE)

    def _draw_work_again(self) -> None:
        if self.view.drawing is not FlowKind.WORK:
            self.acts["draw_work"].trigger()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.filing.may_leave():
            self.delivering.wait()
            self.printing.end()
            self.helping.close()
            self.remembering.close()
            self.workspace.end()
            self.workspace.session.leave()
            event.accept()
        else:
            event.ignore()


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
