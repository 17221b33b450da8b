"""The workbench: all that people work with, built into the window piece by piece, so that it answers between two pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from vsmstudio.gui import furniture, late_views
from vsmstudio.gui.accepting import Accepting
from vsmstudio.gui.access.install import open_to_readers
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
from vsmstudio.gui.overview.stage import MAP, OVERVIEW, Stage
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

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


def build(window: MainWindow, workspace: Workspace, log: Log, settings: Store) -> Iterator[None]:
    """Build it. The caller may let the window answer wherever this yields; until the end nothing of it is to be used."""
    window.workspace, window.log = workspace, log
    window.view = CanvasView(workspace)
    yield
    window.library = Library(workspace)
    yield
    window.inspector = Inspector(workspace)
    yield
    window.findings = Findings(workspace)
    window.accepting = Accepting(window.findings)
    yield
    window.figures = Figures(workspace)
    yield
    window.steps = StepsTable(workspace)
    yield
    yield from _place(window)
    yield
    _serve(window)
    yield
    _connect(window)
    yield
    window.following.refresh()
    window.following.refresh_selection()
    yield
    window.looks = Looks(window)
    window.remembering = Remembering(window, settings)
    window.beginning.join()
    yield
    window.helping = Helping(window)


def _place(window: MainWindow) -> Iterator[None]:
    """What handles files, and everything that has a place in the window."""
    workspace = window.workspace
    window.menus = CanvasMenus(window)
    window.filing = Filing(window)
    window.merging = Merging(window)
    window.keeping = Keeping(window)
    window.delivering = Delivering(window, lambda what, why: window.filing.complain(what, why))
    window.printing = Printing(window)
    window.exporting = Exporting(window)
    window.stage = Stage(workspace, window.view, late_views.pages_of(window))
    window.tabs = MapTabs(workspace)
    window.bar = Bar(workspace, window.carry_out)
    window.colouring = ColourChoice(window.view.canvas, window.acts)
    window.layering = LayerButton(window.view.canvas, window.acts)
    window.park_line = ParkLine()
    window.panels = Lower()
    for panel, words in ((window.findings, "Findings"), (window.steps, "Steps"), (window.figures, "Figures")):
        window.panels.addTab(panel, words)
    for name, words, make in late_views.panels_of(window):
        window.panels.add_later(name, words, make)
    window.guide_column = QWidget()
    window.guide_column.setObjectName("guideColumn")
    window.following = Following(window)
    yield
    yield from furniture.furnish(window)


def _serve(window: MainWindow) -> None:
    """What serves the parts that have a place."""
    workspace = window.workspace
    window.notice = Notice(window.stage)
    window.guiding = Guiding(window, window.guide_column)
    window.parking = Parking(window, window.park_line)
    window.minimap = Minimap(window.view)
    window.clipboard = Clipboard(workspace, window.view)
    window.improving = Improving(window)
    window.finder = Finder(window)
    window.parts = Parts(window)
    open_to_readers(window.view)
    window.picturing = Picturing(window)
    window.presenter = Presenter(window)
    window.explaining = Explaining(window, workspace, window.figures)
    window.trouble = Trouble(window, workspace, window.notice, window.log)
    window.diary = Diary(window, workspace, window.log)


def _connect(window: MainWindow) -> None:
    workspace, view, following, explain = window.workspace, window.view, window.following, window.explaining.explain
    workspace.changed.connect(following.refresh)
    for signal in (workspace.figured, workspace.waited):
        signal.connect(following.refresh_status)
    workspace.mapped.connect(view.making.finish_naming)
    workspace.mapped.connect(following.refresh_status)
    workspace.replaced.connect(following.show_replaced)
    workspace.said.connect(window.notice.say)
    workspace.selected.connect(following.refresh_selection)
    view.zoomed.connect(following.show_zoom)
    view.asked_menu.connect(window.menus.open)
    view.escaped.connect(window.draw_work_again)
    view.asked_figure.connect(lambda key: explain(workspace.map_id, key, window.panels.tabBar()))
    view.asked_rating.connect(window.edit_rating)
    window.figures.asked.connect(explain)
    window.library.wanted.connect(lambda _: window.stage.turn(MAP))
    window.library.wanted.connect(view.making.add_here)
    window.findings.counted.connect(lambda count: window.panels.setTabText(0, f"Findings {count}"))
    window.filing.saving.connect(window.bar.say_saving)
    window.filing.failed.connect(following.refresh)
    window.filing.saved.connect(following.show_saved)
    window.filing.saved.connect(lambda _: window.diary.note("saved"))
    window.inspector.leaving.connect(following.back_to_stage)
    window.stage.turned.connect(following.show_turned)
    window.tabs.wanted.connect(window.plan_from)
    window.tabs.turning.connect(lambda overview: window.stage.turn(OVERVIEW if overview else MAP))
    window.tabs.leaving.connect(following.back_to_stage)
    window.tabs.streaming.connect(window.acts["new_stream"].trigger)
    window.tabs.comparing.connect(window.compare_with)
