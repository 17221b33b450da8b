"""The left panel: what can be drawn, and the services, people and units that can be put on the map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.gui import mime
from vsmstudio.gui.panels.record_list import KEY, RecordList, Records
from vsmstudio.gui.panels.rows import SIDE_WORD, LineDelegate, PillDelegate, second_line
from vsmstudio.gui.panels.tiles import Tiles
from vsmstudio.gui.panels.widgets import FittingScroll, Panel, Section, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Service, Unit
from vsmstudio.model.rules import may_own
from vsmstudio.notation.picture import owner_gaps

WIDTH = 216


class ServiceList(RecordList):
    """Services, each of which takes a person as its owner."""

    def __init__(self, workspace: Workspace, gaps: dict[Id, str]) -> None:
        self.pills = PillDelegate(workspace, gaps)

        def describe(key: Id) -> str:
            service = workspace.document.of(Service, key)
            if service is None:
                return ""
            return f"{service.name}, {service.kind.value}. {second_line(workspace.document, service, gaps.get(key, ''))[0]}"

        super().__init__(workspace, Records(workspace, mime.SERVICE, describe), self.pills, "Services")
        self.setAcceptDrops(True)

    def _under(self, event: QDropEvent) -> tuple[Id, Id]:
        """The service under the pointer, and the person held over it; blank where it cannot be dropped there."""
        kind, person = mime.unpack(event.mimeData())
        index = self.indexAt(event.position().toPoint())
        service = str(index.data(KEY)) if index.isValid() else ""
        if kind != mime.PERSON or not may_own(self.workspace.document, person, service):
            return "", ""
        return service, person

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if mime.unpack(event.mimeData())[0] == mime.PERSON:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._mark(self._under(event)[0])
        event.setAccepted(bool(self.pills.target))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark("")

    def dropEvent(self, event: QDropEvent) -> None:
        service, person = self._under(event)
        self._mark("")
        if service:
            event.acceptProposedAction()
            self.workspace.do(lambda document: edits.set_owner(document, person, service))

    def _mark(self, service: Id) -> None:
        self.pills.target = service
        self.viewport().update()


class Library(Panel):
    """The left panel. `wanted` asks for a node of a kind (`step`, `queue`, `customer`, `supplier`, `trigger`) on the map."""

    wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Library")
        self._gaps: dict[Id, str] = {}
        self.tiles = Tiles()
        self.tiles.wanted.connect(self.wanted)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a service…")
        self.search.setAccessibleName("Find a service")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.refresh)
        self.services = ServiceList(workspace, self._gaps)
        self.people = RecordList(
            workspace, Records(workspace, mime.PERSON, self._person), LineDelegate(workspace), "People"
        )
        self.units = RecordList(workspace, Records(workspace, "", self._unit), LineDelegate(workspace), "Units")
        self._empty = {each: label(name="empty", wrap=True) for each in (self.services, self.people, self.units)}
        self._build()
        workspace.changed.connect(self.refresh_if_seen)
        workspace.selected.connect(self._show_selection)
        workspace.replaced.connect(self.refresh_if_seen)

    def _build(self) -> None:
        self.sections = {
            "service": Section("Services", self._body(self.search, self.services), "New service", folds=True),
            "person": Section("People", self._body(self.people), "New person", folds=True),
            "unit": Section("Units", self._body(self.units), "New unit", folds=True, folded=True),
        }
        for kind, section in self.sections.items():
            section.added.connect(lambda kind=kind: self.add(kind))
        draw = QWidget()
        draw.setLayout(column(Section("Draw", self.tiles), margins=(14, 12, 14, 6)))
        upper = FittingScroll(self._stack(self.sections["service"]))
        lower = FittingScroll(self._stack(self.sections["person"], self.sections["unit"]))
        lower.setObjectName("lower")
        self.scrolls = {self.services: upper, self.people: lower, self.units: lower}
        layout = column(draw, spacing=0)
        layout.addWidget(upper, 3)
        layout.addWidget(lower, 2)
        layout.addStretch(0)
        self.setLayout(layout)
        self.setMinimumWidth(180)
        for held in (self.services, self.people, self.units):
            held.selectionModel().currentChanged.connect(lambda index, _, held=held: self._bring_into_view(held, index))

    def _stack(self, *sections: Section) -> QWidget:
        body = QWidget()
        body.setLayout(column(*sections, spacing=12, margins=(14, 8, 14, 8)))
        return body

    def _body(self, *widgets: QWidget) -> QWidget:
        body = QWidget()
        held = widgets[-1]
        assert isinstance(held, RecordList)
        body.setLayout(column(*widgets, self._empty[held], spacing=6))
        return body

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    def refresh(self) -> None:
        document = self.workspace.document
        self._gaps.clear()
        self._gaps.update(owner_gaps(document, self.workspace.analysis))
        sought = self.search.text().casefold().split()
        found = [each.id for each in document.services if self._fits(each, sought)]
        self.search.setVisible(len(document.services) > 3 or bool(sought))
        none = "No service fits. Clear the search to see all." if document.services else (
            "No services yet. Press + to add the first.")  # fmt: skip
        self._list(self.services, found, none)
        self._list(self.people, [each.id for each in document.people], "No people yet. Press + to add the first.")
        self._list(self.units, [each.id for each in document.units], "No units yet. Press + to add the first.")

    def _fits(self, service: Service, sought: list[str]) -> bool:
        words = f"{service.name} {service.kind.value} {self.workspace.document.name(service.owner)}".casefold()
        return all(part in words for part in sought)

    def _list(self, held: RecordList, keys: list[Id], none: str) -> None:
        held.show_keys(keys)
        empty = self._empty[held]
        empty.setText(none)
        empty.setVisible(not keys)

    def _show_selection(self) -> None:
        for held in (self.services, self.people, self.units):
            held.show_selection()

    def _bring_into_view(self, held: RecordList, index: QModelIndex) -> None:
        area = held.visualRect(index)
        if area.isValid() and held.isVisible():
            scroll = self.scrolls[held]
            body = scroll.widget()
            assert body is not None
            place = held.viewport().mapTo(body, area.center())
            scroll.ensureVisible(place.x(), place.y(), 0, area.height())

    def rename(self, key: Id) -> None:
        """Let the name of a listed record be typed in place."""
        for held in (self.services, self.people, self.units):
            held.edit_name(key)

    # --- adding ------------------------------------------------------------------------------------------------------

    def add(self, kind: str) -> None:
        """Add a service, person or unit under a name to start with, which is then typed over in place."""
        adders: dict[str, tuple[Callable[[Document, str], Change], str, RecordList]] = {
            "service": (edits.add_service, "New service", self.services),
            "person": (edits.add_person, "New person", self.people),
            "unit": (edits.add_unit, "New unit", self.units),
        }
        add, name, held = adders[kind]
        change = add(self.workspace.document, name)
        self.search.clear()
        self.sections[kind].unfold()
        if self.workspace.do(change):
            key = next(iter(change.records))
            held.records.added = key
            self.refresh()
            self.workspace.select([key])
            held.edit_name(key)

    def _person(self, key: Id) -> str:
        person = self.workspace.document.of(Person, key)
        if person is None:
            return ""
        parts = (person.label, person.name if person.role else "", self.workspace.document.name(person.unit))
        return ", ".join([part for part in parts if part] + ["vacant"] * person.vacant)

    def _unit(self, key: Id) -> str:
        unit = self.workspace.document.of(Unit, key)
        return f"{unit.name}, {SIDE_WORD[unit.side]}" if unit else ""
