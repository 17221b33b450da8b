"""The main window: library, canvas with the maps' tabs, inspector, and the lower panel."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDesktopServices, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from vsmstudio import __version__, places
from vsmstudio.gui.accepting import Accepting
from vsmstudio.gui.actions import ACTIONS, SEPARATOR
from vsmstudio.gui.bar import Bar
from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.colouring import ColourChoice
from vsmstudio.gui.delivering import Delivering
from vsmstudio.gui.diary import Diary
from vsmstudio.gui.explaining import Explaining
from vsmstudio.gui.filing import Filing
from vsmstudio.gui.keeping import Keeping
from vsmstudio.gui.keys_dialog import KeysDialog
from vsmstudio.gui.lower import Lower
from vsmstudio.gui.map_tabs import MapTabs
from vsmstudio.gui.merging import Merging
from vsmstudio.gui.notice import Notice
from vsmstudio.gui.panels.figures import Figures
from vsmstudio.gui.panels.findings import Findings
from vsmstudio.gui.panels.inspector import Inspector
from vsmstudio.gui.panels.library import Library
from vsmstudio.gui.panels.steps_table import StepsTable
from vsmstudio.gui.planning import future_map
from vsmstudio.gui.trouble import Trouble
from vsmstudio.gui.workspace import Workspace
from vsmstudio.log import Log
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Link, Map, Service
from vsmstudio.notation.layout import layout

LEFT, RIGHT, LOWER = 216, 300, 232


class MainWindow(QMainWindow):
    """Everything that a person sees. It changes nothing itself: actions call edits through the workspace.

    Without a `log` that has a folder nothing is written down.
    """

    def __init__(self, workspace: Workspace, log: Log | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.view = CanvasView(workspace)
        self.library = Library(workspace)
        self.inspector = Inspector(workspace)
        self.findings = Findings(workspace)
        self.accepting = Accepting(self.findings)
        self.figures = Figures(workspace)
        self.steps = StepsTable(workspace)
        self.filing = Filing(self)
        self.merging = Merging(self)
        self.keeping = Keeping(self)
        self.delivering = Delivering(self, lambda what, why: self.filing.complain(what, why))
        self.acts: dict[str, QAction] = {}
        self._fitted = False
        self._build_menus()
        self._assemble()
        self.notice = Notice(self.view)
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
        self.view.asked_menu.connect(self._context_menu)
        self.view.escaped.connect(self._draw_work_again)
        self.view.asked_figure.connect(lambda key: self.explaining.explain(workspace.map_id, key, self.panels.tabBar()))
        self.library.wanted.connect(self.add_node)
        self.findings.counted.connect(lambda count: self.panels.setTabText(0, f"Findings {count}"))
        self.filing.saved.connect(self._show_saved)
        self.filing.saved.connect(lambda _: self.diary.note("saved"))
        self.resize(1440, 900)
        self._refresh()
        self._refresh_selection()

    # --- assembling ---------------------------------------------------------------------------------------------------

    def _build_menus(self) -> None:
        menus: dict[str, QMenu] = {}
        for act in ACTIONS:
            if act.menu not in menus:
                menus[act.menu] = self.menuBar().addMenu(act.menu)
            if act.words == SEPARATOR:
                menus[act.menu].addSeparator()
                continue
            action = QAction(act.words, self)
            action.setShortcut(QKeySequence(act.keys))
            action.setStatusTip(act.tip)
            action.triggered.connect(partial(self._carry_out, act.name))
            menus[act.menu].addAction(action)
            self.acts[act.name] = action
        for name in ("draw_work", "draw_rework", "draw_information"):
            self.acts[name].setCheckable(True)
        self.acts["draw_work"].setChecked(True)

    def _carry_out(self, name: str) -> None:
        self.diary.note(f"menu: {name}")
        self.view.making.finish_naming()
        getattr(self, name)()

    def _assemble(self) -> None:
        self.tabs = MapTabs(self.workspace)
        self.tabs.wanted.connect(self.new_map_from)
        self.bar = Bar(self.workspace, self._carry_out)
        self.panels = Lower()
        for panel, words in ((self.findings, "Findings"), (self.steps, "Steps"), (self.figures, "Figures")):
            self.panels.addTab(panel, words)
        self.panels.add_later("capacity", "Capacity", self._make_capacity)
        self.panels.add_later("portfolio", "Services", self._make_portfolio)
        self.panels.add_later("owners", "Owners", self._make_owners)
        self.panels.add_later("compare", "Compare", self._make_compare)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.tabs, 1)
        self.colouring = ColourChoice(self.view.canvas, self.acts)
        row.addWidget(self.colouring)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._middle.setHandleWidth(1)
        self._middle.setChildrenCollapsible(False)
        self._middle.addWidget(top)
        self._middle.addWidget(self.panels)
        self._middle.setStretchFactor(0, 1)
        self._middle.setSizes([1000, LOWER])
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setHandleWidth(1)
        self._across.setChildrenCollapsible(False)
        self.library.setMinimumWidth(LEFT)
        self.inspector.setMinimumWidth(RIGHT)
        for widget in (self.library, self._middle, self.inspector):
            self._across.addWidget(widget)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([LEFT, 1000, RIGHT])
        central = QWidget()
        central.setObjectName("central")
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for bar in (self.bar, self.keeping.recovery, self.keeping.bar):
            whole.addWidget(bar)
        whole.addWidget(self._across, 1)
        self.setCentralWidget(central)
        self._holds = QLabel()
        self._zoom = QLabel("100 %")
        self._keys = QLabel("Fit Shift+1   Next step Enter   Rename F2")
        self.statusBar().addWidget(self._holds)
        self._drawing = QLabel()
        self._drawing.setObjectName("mode")
        self._drawing.hide()
        self.statusBar().addPermanentWidget(self._drawing)
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

    def _make_compare(self) -> QWidget:
        from vsmstudio.gui.panels.compare import ComparePanel

        made = ComparePanel(self.workspace)
        made.asked.connect(self.explaining.explain)
        made.making.connect(self.new_map)
        return made

    # --- showing ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            QTimer.singleShot(0, self._first_sight)

    def _first_sight(self) -> None:
        self.view.first_look()
        self.view.setFocus()

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

    def _show_saved(self, words: str) -> None:
        self.bar.say_saved(words)
        self._refresh()

    def _refresh_status(self) -> None:
        document = self.workspace.document
        steps = len(document.steps(self.workspace.map_id)) if self.workspace.map_id else 0
        live = [each for each in self.findings.in_stages().listed if not each.future]
        serious = sum(each.severity <= 1 for each in live)
        earlier = "Figures from before the last changes · " if self.workspace.stale else ""
        self.panels.setTabText(2, "Figures, working out…" if self.workspace.slow else "Figures")
        self._holds.setText(
            f"{earlier}{_count(steps, 'step')} · {_count(len(document.services), 'service')} · "
            f"{_count(len(live), 'finding')} ({serious} high or critical)"
        )

    def _refresh_selection(self) -> None:
        chosen = self.workspace.selection
        for name in ("delete", "fit_selection"):
            self.acts[name].setEnabled(bool(chosen))
        named = bool(chosen) and hasattr(self.workspace.document.get(chosen[0]), "name")
        self.acts["rename"].setEnabled(named)

    def _show_replaced(self) -> None:
        self.bar.say_saved("")
        self._refresh()

    # --- File ---------------------------------------------------------------------------------------------------------

    def new_document(self) -> None:
        self.filing.new()

    def open_document(self) -> None:
        self.filing.open()

    def open_sample(self) -> None:
        self.filing.open_sample()

    def open_path(self, path: Path) -> bool:
        return self.filing.open_path(path)

    def save(self) -> None:
        self.filing.save()

    def save_as(self) -> None:
        self.filing.save_as()

    def import_table(self) -> None:
        self.filing.import_table()

    def new_from_file(self) -> None:
        self.filing.new_from_file()

    def save_copy(self) -> None:
        self.filing.save_copy()

    def show_versions(self) -> None:
        self.merging.show_versions()

    def merge_file(self) -> None:
        self.merging.merge_file()

    def check_and_repair(self) -> None:
        self.merging.check_and_repair()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.filing.may_leave():
            self.delivering.wait()
            self.workspace.end()
            self.workspace.session.leave()
            event.accept()
        else:
            event.ignore()

    # --- Edit ---------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        self.workspace.undo()

    def redo(self) -> None:
        self.workspace.redo()

    def rename(self) -> None:
        """Type the name of what is selected where it stands: on the map, else in the left panel."""
        if self.workspace.selection:
            key = self.workspace.selection[0]
            if self.view.canvas.item_of(key):
                self.view.making.rename(key)
            else:
                self.library.rename(key)

    def delete(self) -> None:
        """Delete what is selected on the canvas; a service that is selected there only leaves this map."""
        document = self.workspace.document
        keys: list[Id] = []
        for key in self.workspace.selection:
            if isinstance(document.get(key), Service):
                keys += self._links_here(document, key) if self.view.canvas.item_of(key) else [key]
            elif self.view.canvas.item_of(key) or document.get(key) is None:
                if document.records[key].type != "stream":
                    keys.append(key)
            else:
                keys.append(key)
        if keys:
            self.workspace.do(lambda d: edits.delete(d, keys))

    def _links_here(self, document: Document, service: Id) -> list[Id]:
        return [each.id for each in document.all(Link) if each.source == service and self.view.canvas.item_of(each.id)]

    def select_all(self) -> None:
        self.workspace.select([node.id for node in self.workspace.document.nodes(self.workspace.map_id)])

    # --- View ---------------------------------------------------------------------------------------------------------

    def fit_all(self) -> None:
        self.view.fit()

    def fit_selection(self) -> None:
        self.view.fit_selection()

    def zoom_in(self) -> None:
        self.view.set_zoom(self.view.zoom * 1.25)

    def zoom_out(self) -> None:
        self.view.set_zoom(self.view.zoom / 1.25)

    def zoom_100(self) -> None:
        self.view.set_zoom(1.0)

    def _toggle(self, panel: QWidget) -> None:
        """Show or hide a panel; the keyboard goes from a hidden one back to the map."""
        focus = QApplication.focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        panel.setVisible(panel.isHidden())
        if inside and panel.isHidden():
            self.view.setFocus()

    def toggle_left(self) -> None:
        self._toggle(self.library)

    def toggle_lower(self) -> None:
        self._toggle(self.panels)

    def toggle_right(self) -> None:
        self._toggle(self.inspector)

    def colour_path(self) -> None:
        self.colouring.choose("colour_path")

    def colour_owner(self) -> None:
        self.colouring.choose("colour_owner")

    def colour_unit(self) -> None:
        self.colouring.choose("colour_unit")

    def colour_side(self) -> None:
        self.colouring.choose("colour_side")

    # --- Map ----------------------------------------------------------------------------------------------------------

    def add_node(self, kind: str) -> None:
        """A node in the middle of what is in view, or after the selected one."""
        chosen = self.workspace.selection
        if kind == "step" and len(chosen) == 1 and self.workspace.document.position(chosen[0]):
            self.view.making.add_beside(chosen[0], "right")
        elif self.workspace.map_id:
            self.view.making.add(kind, self.view.mapToScene(self.view.viewport().rect().center()))

    def add_step(self) -> None:
        self.add_node("step")

    def add_queue(self) -> None:
        self.add_node("queue")

    def add_customer(self) -> None:
        self.add_node("customer")

    def add_supplier(self) -> None:
        self.add_node("supplier")

    def add_trigger(self) -> None:
        self.add_node("trigger")

    def draw_work(self) -> None:
        self._draw(FlowKind.WORK)

    def draw_rework(self) -> None:
        self._draw(FlowKind.REWORK)

    def draw_information(self) -> None:
        self._draw(FlowKind.INFORMATION)

    def _draw(self, kind: FlowKind) -> None:
        self.view.drawing = kind
        for each in FlowKind:
            self.acts[f"draw_{each.value}"].setChecked(each is kind)
        self._drawing.setText("" if kind is FlowKind.WORK else f"Drawing {kind.value}, Esc for work")
        self._drawing.setVisible(kind is not FlowKind.WORK)
        if kind is FlowKind.WORK:
            self.notice.hide()
        else:
            what = (
                "where work comes back from to the step that does it again"
                if kind is FlowKind.REWORK
                else ("who tells to who is told")
            )
            self.notice.say(f"Now drag from {what}. Esc goes back to drawing work.", "Draw work", self.draw_work)

    def _draw_work_again(self) -> None:
        if self.view.drawing is not FlowKind.WORK:
            self.draw_work()

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
            self.new_map_from((self.workspace.document.current_map(held.stream) or held).id)

    def new_map_from(self, map_id: Id) -> None:
        """A future map that begins as this one stands; its name waits to be typed over in the inspector."""
        before = set(self.workspace.document.records)
        if self.workspace.do(lambda d: future_map(d, map_id)):
            made = next(each for each in self.workspace.document.maps if each.id not in before)
            self.workspace.show_map(made.id)
            self.inspector.edit_name()

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

    # --- Services, Analyse --------------------------------------------------------------------------------------------

    def new_service(self) -> None:
        self.library.show()
        self.library.add("service")

    def new_person(self) -> None:
        self.library.show()
        self.library.add("person")

    def new_unit(self) -> None:
        self.library.show()
        self.library.add("unit")

    def new_contract(self) -> None:
        self.library.show()
        self.library.add("contract")

    def new_application(self) -> None:
        self.library.show()
        self.library.add("application")

    def show_findings(self) -> None:
        self._show_lower(self.findings)

    def show_steps(self) -> None:
        self._show_lower(self.steps)

    def show_figures(self) -> None:
        self._show_lower(self.figures)

    def show_capacity(self) -> None:
        self._show_lower(self.panels.panel("capacity"))

    def show_compare(self) -> None:
        self._show_lower(self.panels.panel("compare"))

    def show_portfolio(self) -> None:
        self._show_lower(self.panels.panel("portfolio"))

    def show_owners(self) -> None:
        self._show_lower(self.panels.panel("owners"))

    def _show_lower(self, panel: QWidget) -> None:
        self.panels.show()
        self.panels.setCurrentWidget(panel)
        panel.setFocus()

    def select_critical_path(self) -> None:
        result = self.workspace.result
        if result:
            self.workspace.select([part.node for part in result.path])

    def show_settings(self) -> None:
        """The inspector shows the engagement when nothing is selected."""
        self.workspace.select([])
        self.inspector.show()

    # --- Deliver, Help ------------------------------------------------------------------------------------------------

    def deliver(self) -> None:
        self.delivering.ask()

    def deliver_pdf(self) -> None:
        self.delivering.ask(("pdf",))

    def deliver_workbook(self) -> None:
        self.delivering.ask(("xlsx",))

    def show_keys(self) -> None:
        KeysDialog(self).exec()

    def copy_diagnostics(self) -> None:
        self.trouble.show_diagnostics()

    def open_log_folder(self) -> None:
        self.log.flush()
        folder = places.logs()
        if not (folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))):
            self.notice.say(f"The log is in {folder}." if folder.is_dir() else "There is no log yet.")

    def show_about(self) -> None:
        QMessageBox.about(
            self,
            "About VSM Studio",
            f"VSM Studio {__version__}\n\nValue streams, the services that underpin them, and who is accountable.",
        )

    def _context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        if self.workspace.selection:
            for name in ("rename", "delete", "fit_selection"):
                menu.addAction(self.acts[name])
        else:
            for name in ("add_step", "add_queue", "add_customer", "add_supplier", "add_trigger"):
                menu.addAction(self.acts[name])
            menu.addSeparator()
            for name in ("select_all", "fit_all", "lay_out"):
                menu.addAction(self.acts[name])
        menu.exec(at)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
