"""The main window: a frame with the menus' titles that stands at once, and soon the workbench in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from vsmstudio.gui import menu_bar
from vsmstudio.gui.beginning import Beginning

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent, QShowEvent
    from PySide6.QtWidgets import QSplitter

    from vsmstudio.gui.accepting import Accepting
    from vsmstudio.gui.access.parts import Parts
    from vsmstudio.gui.bar import Bar
    from vsmstudio.gui.canvas.minimap import Minimap
    from vsmstudio.gui.canvas.view import CanvasView
    from vsmstudio.gui.clipboard import Clipboard
    from vsmstudio.gui.colouring import ColourChoice
    from vsmstudio.gui.deliver.print_flow import Printing
    from vsmstudio.gui.delivering import Delivering
    from vsmstudio.gui.diary import Diary
    from vsmstudio.gui.explaining import Explaining
    from vsmstudio.gui.exporting import Exporting
    from vsmstudio.gui.file_drops import FileDrops
    from vsmstudio.gui.filing import Filing
    from vsmstudio.gui.finding.finder import Finder
    from vsmstudio.gui.following import Following
    from vsmstudio.gui.guide.guiding import Guiding
    from vsmstudio.gui.handbook.helping import Helping
    from vsmstudio.gui.improving import Improving
    from vsmstudio.gui.keeping import Keeping
    from vsmstudio.gui.layering import LayerButton
    from vsmstudio.gui.looks import Looks
    from vsmstudio.gui.lower import Lower
    from vsmstudio.gui.map_tabs import MapTabs
    from vsmstudio.gui.menus.canvas_menus import CanvasMenus
    from vsmstudio.gui.merging import Merging
    from vsmstudio.gui.notice import Notice
    from vsmstudio.gui.overview.stage import Stage
    from vsmstudio.gui.panels.figures import Figures
    from vsmstudio.gui.panels.findings import Findings
    from vsmstudio.gui.panels.inspector import Inspector
    from vsmstudio.gui.panels.library import Library
    from vsmstudio.gui.panels.steps_table import StepsTable
    from vsmstudio.gui.parking import Parking, ParkLine
    from vsmstudio.gui.picturing import Picturing
    from vsmstudio.gui.presenting.presenter import Presenter
    from vsmstudio.gui.remembering import Remembering
    from vsmstudio.gui.settings import Store
    from vsmstudio.gui.trouble import Trouble
    from vsmstudio.gui.workspace import Workspace
    from vsmstudio.log import Log
    from vsmstudio.model.ids import Id


class MainWindow(QMainWindow):
    """Everything that a person sees. It changes nothing itself: actions call edits through the workspace.

    With a `workspace` the workbench is built at once. Without one the window can be shown first, and whoever shows it
    builds (`build`); what a person asks for meanwhile is kept. Without a `log` that has a folder nothing is written down;
    without `settings` nothing is remembered. `seen`: it was painted for the first time.
    """

    seen = Signal()

    workspace: Workspace
    log: Log
    view: CanvasView
    library: Library
    inspector: Inspector
    findings: Findings
    accepting: Accepting
    figures: Figures
    steps: StepsTable
    menus: CanvasMenus
    filing: Filing
    merging: Merging
    keeping: Keeping
    delivering: Delivering
    printing: Printing
    exporting: Exporting
    stage: Stage
    tabs: MapTabs
    bar: Bar
    colouring: ColourChoice
    layering: LayerButton
    park_line: ParkLine
    panels: Lower
    guide_column: QWidget
    bench: QWidget  # guide, map and panels: what the start page stands in the place of
    following: Following
    down: QSplitter
    across: QSplitter
    notice: Notice
    guiding: Guiding
    parking: Parking
    minimap: Minimap
    clipboard: Clipboard
    improving: Improving
    finder: Finder
    parts: Parts
    picturing: Picturing
    presenter: Presenter
    explaining: Explaining
    trouble: Trouble
    diary: Diary
    looks: Looks
    remembering: Remembering
    drops: FileDrops
    helping: Helping

    def __init__(
        self, workspace: Workspace | None = None, log: Log | None = None, settings: Store | None = None
    ) -> None:
        super().__init__()
        self.ready = False
        self.acts: dict[str, QAction] = {}
        self.needs: dict[str, str] = {}
        self._deeds: dict[str, Callable[[], None]] = {}
        self._painted = self._fitted = False
        self._menus = menu_bar.show_titles(self.menuBar())
        central = QWidget()
        central.setObjectName("central")
        self.whole = QVBoxLayout(central)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)
        self.setCentralWidget(central)
        self.setWindowTitle("VSM Studio")
        self.resize(1440, 900)
        self.beginning = Beginning(self)
        if workspace is not None:
            self.equip()
            self.build(workspace, log, settings)

    # --- building -----------------------------------------------------------------------------------------------------

    def equip(self) -> None:
        """What needs no workbench to be asked for: the menus with their keys, and files that are dropped."""
        from vsmstudio.gui.file_drops import FileDrops

        menu_bar.fill(self, self._menus)
        self.drops = FileDrops(self)

    def build(self, workspace: Workspace, log: Log | None = None, settings: Store | None = None) -> None:
        """Build the workbench in one go."""
        from vsmstudio.gui.settings import Store
        from vsmstudio.gui.workbench import build
        from vsmstudio.log import Log

        for _ in build(self, workspace, log or Log(None), settings or Store()):
            pass
        self.ready = True

    # --- doing --------------------------------------------------------------------------------------------------------

    def carry_out(self, name: str) -> None:
        """Do what an action does, as from its menu."""
        if not self.ready:
            self.close() if name == "close" else self.beginning.keep(lambda: self.carry_out(name))
            return
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

    def open_path(self, path: Path) -> bool:
        return self.filing.open_path(path)

    def plan_from(self, map_id: Id) -> None:
        """A future map that begins as this one stands; its name waits to be typed over in the inspector."""
        from vsmstudio.gui.planning import future_map

        before = set(self.workspace.document.records)
        if self.workspace.do(lambda d: future_map(d, map_id)):
            made = next(each for each in self.workspace.document.maps if each.id not in before)
            self.workspace.show_map(made.id)
            self.inspector.edit_name()

    def edit_rating(self, touchpoint: Id) -> None:
        """A rating on the map, to be typed over in the inspector."""
        from vsmstudio.model.records import Touchpoint

        held = self.workspace.document.of(Touchpoint, touchpoint)
        if held is not None:
            self.inspector.show()
            self.workspace.select([held.step])
            self.inspector.edit_rating(held.audience)

    def compare_with(self, map_id: Id) -> None:
        """Two states of a stream side by side: this map with the one that it is best compared with."""
        from vsmstudio.gui.overview.stage import COMPARE

        self.workspace.show_map(map_id)
        self.stage.turn(COMPARE)

    def draw_work_again(self) -> None:
        """Connections that are drawn from now on pass work."""
        from vsmstudio.model.records import FlowKind

        if self.view.drawing is not FlowKind.WORK:
            self.acts["draw_work"].trigger()

    # --- events of the window -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.seen.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            QTimer.singleShot(0, self._first_sight)

    def _first_sight(self) -> None:
        if self.beginning.on or not self.ready:
            return
        self.view.first_look()
        self.remembering.look_again()
        self.view.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.ready:
            event.accept()
        elif self.filing.may_leave():
            self.delivering.wait()
            self.printing.end()
            self.helping.close()
            self.remembering.close()
            self.workspace.end()
            self.workspace.session.leave()
            event.accept()
        else:
            event.ignore()
