"""The left panel: what can be drawn, and the services, people, units, contracts and applications of the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from vsmstudio.gui import mime
from vsmstudio.gui.panels.describing import describe
from vsmstudio.gui.panels.owned_list import OwnedList
from vsmstudio.gui.panels.record_list import RecordList, Records
from vsmstudio.gui.panels.rows import LineDelegate, PillDelegate
from vsmstudio.gui.panels.tiles import Tiles
from vsmstudio.gui.panels.widgets import FittingScroll, Panel, Section, column, label
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Application, Contract, Service
from vsmstudio.model.words import type_words
from vsmstudio.notation.picture import owner_gaps

WIDTH = 216


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
        self.search.setAccessibleName("Find a service, contract or application")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.refresh)
        self._describe: Callable[[Id], str] = lambda key: describe(workspace, key, self._gaps.get(key, ""))
        pills, lines = PillDelegate(workspace, self._gaps), LineDelegate(workspace)
        self.services = OwnedList(workspace, Records(workspace, mime.SERVICE, self._describe), pills, pills, "Services")
        self.people = self._lines(mime.PERSON, "People")
        self.units = self._lines("", "Units")
        self.contracts = self._lines("", "Contracts")
        self.applications = OwnedList(workspace, Records(workspace, "", self._describe), lines, lines, "Applications")
        self._lists: tuple[RecordList, ...] = (
            self.services, self.people, self.units, self.contracts, self.applications)  # fmt: skip
        self._empty = {each: label(name="empty", wrap=True) for each in self._lists}
        self._unfolded: list[str] = []  # sections that a search opened
        self._build()
        workspace.changed.connect(self.refresh_if_seen)
        workspace.figured.connect(self._show_gaps)
        workspace.selected.connect(self._show_selection)
        workspace.replaced.connect(self.refresh_if_seen)

    def _build(self) -> None:
        self.sections = {
            "service": Section("Services", self._body(self.search, self.services), "New service", folds=True),
            "person": Section("People", self._body(self.people), "New person", folds=True),
            "unit": Section("Units", self._body(self.units), "New unit", folds=True, folded=True),
            "contract": Section("Contracts", self._body(self.contracts), "New contract", folds=True, folded=True),
            "application": Section(
                "Applications", self._body(self.applications), "New application", folds=True, folded=True
            ),
        }
        for kind, section in self.sections.items():
            section.added.connect(lambda kind=kind: self.add(kind))
        draw = QWidget()
        draw.setLayout(column(Section("Draw", self.tiles), margins=(14, 12, 14, 6)))
        upper = FittingScroll(self._stack(self.sections["service"]))
        lower = FittingScroll(self._stack(*(self.sections[kind] for kind in _LOWER)))
        lower.setObjectName("lower")
        self.scrolls = {held: upper if held is self.services else lower for held in self._lists}
        layout = column(draw, spacing=0)
        layout.addWidget(upper, 3)
        layout.addWidget(lower, 2)
        layout.addStretch(0)
        self.setLayout(layout)
        self.setMinimumWidth(180)
        for held in self._lists:
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

    def _show_gaps(self) -> None:
        """Paint anew what hangs on figures; a name that is being typed stays."""
        self._gaps.clear()
        self._gaps.update(owner_gaps(self.workspace.document, self.workspace.analysis))
        self.services.viewport().update()

    def refresh(self) -> None:
        document = self.workspace.document
        self._show_gaps()
        sought = self.search.text().casefold().split()
        contracts, applications = document.all(Contract), document.all(Application)
        self.search.setVisible(len(document.services) + len(contracts) + len(applications) > 3 or bool(sought))
        for held, kind, records in (
            (self.services, "service", document.services),
            (self.contracts, "contract", contracts),
            (self.applications, "application", applications),
        ):
            self._list(held, [each.id for each in records if self._fits(each, sought)], _none(kind, bool(records)))
        self._list(self.people, [each.id for each in document.people], _none("person"))
        self._list(self.units, [each.id for each in document.units], _none("unit"))
        self._unfold_found(bool(sought))

    def _fits(self, record: Service | Contract | Application, sought: list[str]) -> bool:
        document = self.workspace.document
        kind = record.kind.value if isinstance(record, Service) else ""
        known = document.name(record.supplier if isinstance(record, Contract) else record.owner)
        words = f"{record.name} {kind} {known}".casefold()
        return all(part in words for part in sought)

    def _unfold_found(self, searching: bool) -> None:
        """Folded sections show what a search finds in them, and fold again once it is over."""
        for kind, held in (("contract", self.contracts), ("application", self.applications)):
            section = self.sections[kind]
            if searching and held.records.keys and section.folded:
                section.unfold()
                self._unfolded.append(kind)
            elif not searching and kind in self._unfolded:
                section.fold()
                self._unfolded.remove(kind)

    def _list(self, held: RecordList, keys: list[Id], none: str) -> None:
        held.show_keys(keys)
        empty = self._empty[held]
        empty.setText(none)
        empty.setVisible(not keys)

    def _show_selection(self) -> None:
        for held in self._lists:
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
        for held, section in zip(self._lists, self.sections.values(), strict=True):
            if key in held.records.keys:
                section.unfold()
                held.edit_name(key)

    # --- adding ------------------------------------------------------------------------------------------------------

    def add(self, kind: str) -> None:
        """Add a record of a kind under a name to start with, which is then typed over in place."""
        adders: dict[str, tuple[Callable[[Document, str], Change], str, RecordList]] = {
            "service": (edits.add_service, "New service", self.services),
            "person": (edits.add_person, "New person", self.people),
            "unit": (edits.add_unit, "New unit", self.units),
            "contract": (edits.add_contract, "New contract", self.contracts),
            "application": (edits.add_application, "New application", self.applications),
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

    def _lines(self, mime_kind: str, name: str) -> RecordList:
        return RecordList(
            self.workspace, Records(self.workspace, mime_kind, self._describe), LineDelegate(self.workspace), name
        )


_LOWER = ("person", "unit", "contract", "application")


def _none(kind: str, any_held: bool = False) -> str:
    """What stands in place of an empty list."""
    if any_held:
        return f"No {kind} fits. Clear the search to see all."
    return f"No {type_words(kind, 2)} yet. Press + to add the first."
