"""The portfolio as rows of a table model: services under the heading of their state, then what adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QBrush

from vsmstudio.analysis.impact import single_points
from vsmstudio.analysis.portfolio import STATES, PortfolioRow, portfolio
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import UNKNOWN, part_known, yearly
from vsmstudio.gui import look
from vsmstudio.gui.panels.aligned import amounts, shares
from vsmstudio.gui.panels.frozen_table import FIGURE, GAP, KEY, STRONG, Index
from vsmstudio.gui.panels.readiness import ready_words, unready
from vsmstudio.gui.panels.rows import KIND_WORD
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Service, ServiceState

STATE_WORDS = {
    ServiceState.PIPELINE: "Pipeline",
    ServiceState.CATALOGUE: "Catalogue",
    ServiceState.RETIRED: "Retired",
}
READY = KEY + 10  # the five answers, for the marks


class PortfolioColumn(NamedTuple):
    """A column: its head, what it means, its width, the figure that it can explain, and whether it is a figure."""

    title: str
    meaning: str
    width: int
    figure: str = ""
    right: bool = False


NAME, KIND, OWNER, CUSTOMERS, OWN, TCO, REVENUE, MARGIN, STREAMS, SHARE, READINESS, FALLBACK = range(12)
COLUMNS = (
    PortfolioColumn("Service", "What people call it", 168),
    PortfolioColumn("Type", "Customer-facing: consumed by a stream's customers. Internal: for staff. IT: provided by IT", 74),
    PortfolioColumn("Owner", "Who is accountable for the service", 148),
    PortfolioColumn("Customers", "Who consumes it: those named, else those of the streams that it supports", 108),
    PortfolioColumn("Own cost", "A year: what was typed by category, and its shares of running contracts", 84, "own_cost", True),
    PortfolioColumn("TCO", "Total cost of ownership a year: own cost, and its part of the services that it rests on. "
                    "These overlap, so they are never added up", 84, "tco", True),
    PortfolioColumn("Revenue", "What customers pay for it a year", 84, "revenue", True),
    PortfolioColumn("Margin", "Revenue − TCO, a year", 84, "margin", True),
    PortfolioColumn("Streams", "The value streams that it supports, directly or through services that rest on it", 132),
    PortfolioColumn("Of the path", "The largest part of a stream's critical lead time in steps that rest on it", 88,
                    "share_of_lead_time", True),
    PortfolioColumn("Readiness", "Security, continuity, remote use, self-service, knowledge. Disc: ready, diamond: gap, "
                    "ring: not asked", 96),
    PortfolioColumn("Fallback", "What people do when it stops", 108),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is no service: the heading of a state, or a sum. `about` stands beside its words."""

    words: str
    about: str = ""
    own: float | None = None
    revenue: float | None = None
    sums: bool = False
    gap: bool = False
    meaning: str = ""


Row = PortfolioRow | Line


def rows_of(document: Document, analysis: Analysis, by: int, falling: bool) -> tuple[Row, ...]:
    """The services of each state in the order of a column, unknown ones last, then the sums."""
    found = portfolio(document, analysis)
    if not found:
        return ()
    rows: list[Row] = []
    for state in STATES:
        held = [each for each in found if each.state is state]
        if held:
            rows.append(Line(f"{STATE_WORDS[state]} ({len(held):,})"))
            rows += _sorted(document, held, by, falling)
    return (*rows, *_sums(document, analysis))


def _sorted(document: Document, held: list[PortfolioRow], by: int, falling: bool) -> list[PortfolioRow]:
    known = [each for each in held if _rank(document, each, by) is not None]
    unknown = [each for each in held if _rank(document, each, by) is None]
    return [*sorted(known, key=lambda each: _rank(document, each, by), reverse=falling), *unknown]


def _rank(document: Document, each: PortfolioRow, by: int) -> Any:
    """What a row is sorted by; None where that is unknown."""
    if by in (OWN, TCO, REVENUE, MARGIN, SHARE):
        return figure_of(each, by)
    if by == READINESS:
        return unready(each.readiness)
    words = text_of(document, each, by)
    return None if words in ("", UNKNOWN) else words.casefold()


def _sums(document: Document, analysis: Analysis) -> list[Line]:
    money, unit = analysis.money, yearly(document)
    covers = part_known(money.own_covers, "service")
    about = f"{unit[:1].upper()}{unit[1:]}, of {covers}"
    earned = f"; revenue of {part_known(money.revenue_covers, 'line')}" if money.revenue_covers[1] else ""
    meaning = f"{about}{earned}. TCOs overlap and are never added up"
    rows = [Line("Total", about, money.own, money.revenue, True, meaning=meaning)]
    if money.own is not None:
        rows.append(Line("Of it in streams", "What value streams carry", money.allocated))
        said = "Own cost that no stream carries"
        rows.append(Line("Of it unallocated", said, money.unallocated, gap=bool(money.unallocated)))
    if money.unassigned_contracts:
        rows.append(
            Line("Unassigned contracts", "Contract value that no service gets", money.unassigned_contracts, gap=True)
        )
    return rows


def figure_of(each: PortfolioRow, column: int) -> float | None:
    """The figure of a service in a column; None where it is unknown, or the column holds words."""
    held = {
        OWN: each.money.own,
        TCO: each.money.tco,
        REVENUE: each.money.revenue,
        MARGIN: each.money.margin,
        SHARE: each.critical_share,
    }
    return held.get(column)


def text_of(document: Document, each: PortfolioRow, column: int) -> str:
    """The words of a service in a column."""
    service = document.the(Service, each.service)
    match column:
        case 0:
            return service.name or "Unnamed service"
        case 1:
            return KIND_WORD[service.kind]
        case 2:
            owner = document.of(Person, each.owner)
            return "No owner" if owner is None else f"Vacant: {owner.label}" if owner.vacant else owner.label
        case 3:
            return ", ".join(document.name(key) for key in each.customers) or "Internal"
        case 8:
            return ", ".join(document.name(key) for key in each.streams) or UNKNOWN
        case 10:
            return ready_words(each.readiness)
        case 11:
            return each.fallback.value.capitalize() if each.fallback else "Not recorded"
        case _:
            return ""


class PortfolioModel(QAbstractTableModel):
    """It asks the analysis when it is shown; `rows` are what stands in it from the top."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.by, self.falling = NAME, False
        self._document: Document | None = None
        self._single: frozenset[Id] = frozenset()
        self._says: dict[int, Callable[[float | None], str]] = {}

    def show(self, document: Document, analysis: Analysis) -> None:
        """Show the services as they are now."""
        self.beginResetModel()
        self._document = document
        self.rows = rows_of(document, analysis, self.by, self.falling)
        self._single = frozenset(each.service for each in single_points(document, analysis.maps, analysis.services))
        services = [each for each in self.rows if isinstance(each, PortfolioRow)]
        lines = [each for each in self.rows if isinstance(each, Line)]
        sums = {OWN: [each.own for each in lines], REVENUE: [each.revenue for each in lines]}
        self._says = {SHARE: shares(each.critical_share for each in services)}
        for column in (OWN, TCO, REVENUE, MARGIN):
            values: Sequence[float | None] = [figure_of(each, column) for each in services]
            self._says[column] = amounts([*values, *sums.get(column, ())])
        self.endResetModel()

    def service(self, row: int) -> PortfolioRow | None:
        """The service in a row; None for headings and sums, and beyond."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, PortfolioRow) else None

    def row_of(self, service: Id) -> int:
        """Where a service stands; −1 nowhere."""
        places = (at for at, each in enumerate(self.rows) if isinstance(each, PortfolioRow) and each.service == service)
        return next(places, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            mark = (" ↓" if self.falling else " ↑") if section == self.by else ""
            return f"{column.title}{mark}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{column.meaning}. Click, or press S in the column, to sort by it.")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.right)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.service(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows) or self._document is None:
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(COLUMNS[column].right)
        return self._of_line(row, column, role) if isinstance(row, Line) else self._of_service(row, column, role)

    def _of_line(self, line: Line, column: int, role: int) -> Any:
        heading = line.own is None and not line.sums
        words = {NAME: line.words, KIND: line.about}.get(column, "")
        if not heading and column == OWN:
            words = self._says[OWN](line.own)
        if line.sums and column == REVENUE:
            words = self._says[REVENUE](line.revenue)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.words}: {words}" if words and column else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.meaning or (words if column == KIND else ""))
        if role == STRONG:
            return column != KIND
        if role == GAP:
            return line.gap and column in (NAME, OWN)
        if role == Qt.ItemDataRole.ForegroundRole and (heading or column == KIND):
            return QBrush(look.color("muted"))
        return None

    def _of_service(self, each: PortfolioRow, column: int, role: int) -> Any:
        assert self._document is not None
        held = COLUMNS[column]
        says = self._says.get(column)
        words = says(figure_of(each, column)) if says else text_of(self._document, each, column)
        if role == KEY:
            return each.service
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._meant(each, column, words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{held.title}: {self._meant(each, column, words)}"
        if role == FIGURE:
            return held.figure if figure_of(each, column) is not None else ""
        if role == GAP:
            return self._is_gap(each, column)
        if role == READY and column == READINESS:
            return tuple(each.readiness.values())
        quiet = words in (UNKNOWN, "Not recorded") or column in (KIND, CUSTOMERS, STREAMS)
        if role == Qt.ItemDataRole.ForegroundRole and quiet and not self._is_gap(each, column):
            return QBrush(look.color("muted"))
        return None

    def _meant(self, each: PortfolioRow, column: int, words: str) -> str:
        """A cell in full, as it is told to those who point at it or listen."""
        assert self._document is not None
        if column == FALLBACK and each.service in self._single:
            return f"{words}. A single point of failure: critical steps depend highly on it"
        if column == SHARE:
            says = self._says[SHARE]
            parts = [f"{self._document.name(key)} {says(part)}" for key, part in each.critical_shares.items()]
            return ", ".join(parts) or words
        known, of = each.money.tco_covers
        if column == TCO and each.money.tco is not None and known < of:
            return f"{words}, of {part_known(each.money.tco_covers, 'service')}"
        return words

    def _is_gap(self, each: PortfolioRow, column: int) -> bool:
        assert self._document is not None
        if column == OWNER:
            owner = self._document.of(Person, each.owner)
            return (owner is None or owner.vacant) and each.state is not ServiceState.RETIRED
        if column == FALLBACK:
            return each.service in self._single
        return False


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
