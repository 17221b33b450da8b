"""The matrix as rows and columns: streams, and the steps of those that are open, against services."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.underpinning import Hold, StreamRow, Underpinning, underpinning
from vsmstudio.gui.overview.words import cell_words, count_words, kind_words, whole_of
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Person, Service, ServiceKind, Step, ValueStream
from vsmstudio.notation.gap_words import gap_words
from vsmstudio.notation.picture import owner_gaps

Index = QModelIndex | QPersistentModelIndex
NAMES = 0  # the column of names; services follow
_NONE = QModelIndex()


class Line(NamedTuple):
    """A row: a stream, or one of its steps."""

    row: StreamRow
    step: Id = ""

    @property
    def key(self) -> Id:
        return self.step or self.row.stream


class Naming(NamedTuple):
    """A name, who is accountable, what is wrong with that, and how many services a stream rests on, or streams on a service."""

    name: str
    owner: str
    gap: str
    total: str = ""


class MatrixModel(QAbstractTableModel):
    """Shows a document; `opened` are the streams whose steps are seen, `wanted` is looked for in the names of services."""

    def __init__(self) -> None:
        super().__init__()
        self._document = Document()
        self._gaps: dict[Id, str] = {}
        self._numbers: dict[Id, str] = {}
        self.found: Underpinning = underpinning(self._document)
        self.opened: set[Id] = set()
        self.wanted = ""
        self.lines: list[Line] = []
        self.services: list[Service] = []

    # --- showing ------------------------------------------------------------------------------------------------------

    def show(self, document: Document, analysis: Analysis) -> None:
        """Show the document as it is."""
        self._document, self._gaps = document, owner_gaps(document, analysis)
        self.found = underpinning(document)
        self._numbers = {}
        for row in self.found.streams:
            if row.map in analysis.maps:
                self._numbers.update(analysis.maps[row.map].numbers)
        self._lay()

    def open(self, stream: Id, opened: bool) -> None:
        """Show or hide the steps of a stream."""
        if opened != (stream in self.opened):
            self.opened ^= {stream}
            self._lay()

    def look_for(self, wanted: str) -> None:
        """Show the services whose name, owner or kind holds these words."""
        self.wanted = wanted
        self._lay()

    def _lay(self) -> None:
        lines = []
        for row in self.found.streams:
            lines.append(Line(row))
            if row.stream in self.opened:
                lines += [Line(row, step) for step in row.steps]
        parts = self.wanted.casefold().split()
        services = [each for each in self.found.services if all(part in self._said(each) for part in parts)]
        same = [line.key for line in lines] == [line.key for line in self.lines]
        same = same and [(each.id, each.kind) for each in services] == [(each.id, each.kind) for each in self.services]
        if same:
            self.lines, self.services = lines, services
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(services)))
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(services))
        else:
            self.beginResetModel()
            self.lines, self.services = lines, services
            self.endResetModel()

    def _said(self, service: Service) -> str:
        owner = self._document.of(Person, service.owner)
        return f"{service.name} {owner.label if owner else ''} {kind_words(service.kind)[0]}".casefold()

    # --- asking -------------------------------------------------------------------------------------------------------

    def line(self, index: Index) -> Line:
        return self.lines[index.row()]

    def service(self, column: int) -> Service | None:
        """The service of a column; None for that of names."""
        return self.services[column - 1] if 0 < column <= len(self.services) else None

    def hold(self, index: Index) -> Hold | None:
        """What a service does for a stream, or for one step; None where it does nothing."""
        line, service = self.lines[index.row()], self.services[index.column() - 1]
        held = line.row.holds.get(service.id)
        if held is None or not line.step:
            return held
        link = held.steps.get(line.step)
        return Hold(link) if link else None

    def target(self, index: Index) -> Criticality | None:
        """How strongly the link of a cell itself is graded; None where there is none. A stream's own is that to the whole."""
        held = self.hold(index)
        return held.whole.criticality if held and held.whole else None

    def naming(self, line: Line) -> Naming:
        """What a row is called."""
        record = self._document.get(line.key)
        if not isinstance(record, Step | ValueStream):
            return Naming("", "", "")
        owner = self._document.of(Person, record.owner)
        number = self._numbers.get(line.key, "") if line.step else ""
        name = f"{number} {record.name}".strip() or ("Unnamed step" if line.step else "Unnamed stream")
        count = "" if line.step else count_words(len(line.row.holds), "service")
        return Naming(name, owner.label if owner else "", gap_words(self._document, record, self._gaps), count)

    def service_naming(self, service: Service) -> Naming:
        """What a column is called."""
        owner = self._document.of(Person, service.owner)
        used = bool(self.found.streams_of.get(service.id))
        gap = gap_words(self._document, service, self._gaps, used)
        count = str(self.found.streams_of.get(service.id, 0))
        return Naming(service.name or "Unnamed service", owner.label if owner else "", gap, count)

    def begins(self, column: int) -> ServiceKind | None:
        """The kind of service whose group begins in this column; None within one."""
        service, before = self.service(column), self.service(column - 1)
        return service.kind if service and (before is None or before.kind is not service.kind) else None

    def words(self, index: Index) -> str:
        """A cell in a sentence."""
        line, service = self.line(index), self.service(index.column())
        if service is None:
            said = self.naming(line)
            parts = [said.name, said.gap or said.owner, said.total]
            return ", ".join(part for part in parts if part)
        name = self.naming(line).name
        return cell_words(service.name or "Unnamed service", name, self.hold(index), None if line.step else line.row)

    # --- Qt -----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.services) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == NAMES:
                return self.naming(self.line(index)).name
            held = self.hold(index)
            line = self.line(index)
            under = whole_of(held, None if line.step else len(line.row.steps)) if held else ""
            return f"{held.grade.value} {under}".strip() if held else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.words(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        service = self.service(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return service.name if service else "Value stream"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and service:
            said = self.service_naming(service)
            streams = count_words(int(said.total), "stream")
            words = f"{said.name}, {kind_words(service.kind)[0]}. {said.gap or said.owner}. Underpins {streams}."
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None
