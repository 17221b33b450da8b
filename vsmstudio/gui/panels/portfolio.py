"""The tab of services: the portfolio by state, what each service costs and earns, and what rests on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent

from vsmstudio.gui import look
from vsmstudio.gui.panels.frozen_table import FIGURE, KEY, CellPainter, FrozenTable, Index
from vsmstudio.gui.panels.portfolio_rows import COLUMNS, CUSTOMERS, KIND, NAME, READY, Line, PortfolioModel
from vsmstudio.gui.panels.readiness import marks
from vsmstudio.gui.panels.service_card import WIDTH, ServiceCard
from vsmstudio.gui.panels.widgets import Panel, column, label, table_and_card
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Service

_BESIDE = 760  # pixels of width from which the card has room even while no service is selected
_NONE = "No services yet. Make one in the left panel: what it costs, who owns it and what rests on it appear here."


class PortfolioPainter(CellPainter):
    """Draws readiness as five marks."""

    def __init__(self, table: FrozenTable) -> None:
        super().__init__(table)

    def inside(self, painter: QPainter, option: Any, index: Index) -> None:
        answers = index.data(READY)
        if answers is None:
            super().inside(painter, option, index)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect
        look.painter().paint(painter, marks(answers, area.x() + 13.5, area.y() + area.height() / 2))


class Portfolio(Panel):
    """The panel. `explained` asks how a figure of a service came about: the service and the figure's key."""

    explained = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("Services and money")
        self._syncing = False
        self.rows = PortfolioModel()
        self.table = FrozenTable(self.rows, "Services")
        self.table.sorts = True
        self.table.paint_with(PortfolioPainter(self.table))
        for at, each in enumerate(COLUMNS):
            self.table.setColumnWidth(at, look.sized(each.width))
        self.card = ServiceCard(workspace)
        self.whole = table_and_card(self.table, self.card, WIDTH)
        self.empty = label(_NONE, "empty", wrap=True)
        self.empty.setContentsMargins(16, 14, 16, 14)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self.empty, self.whole, spacing=0))
        self.setFocusProxy(self.table)
        self.table.sorting.connect(self.sort)
        self.table.opened.connect(self._open)
        self.table.explained.connect(self._explain)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        for signal in (workspace.changed, workspace.figured):
            signal.connect(self.refresh_if_seen)
        workspace.selected.connect(self._show_selection)

    def refresh(self) -> None:
        """Show the services as they are; the row and the column in which the person works stay."""
        index = self.table.currentIndex()
        key, place = str(index.data(KEY) or ""), index.column()
        at = self.table.verticalScrollBar().value(), self.table.horizontalScrollBar().value()
        self._syncing = True
        self.rows.show(self.workspace.document, self.workspace.analysis)
        self.table.clearSpans()
        for row, each in enumerate(self.rows.rows):
            if isinstance(each, Line):
                self.table.setSpan(row, KIND, 1, CUSTOMERS - KIND + 1)
        if (row := self.rows.row_of(key)) >= 0:
            self.table.setCurrentIndex(self.rows.index(row, max(0, place)))
        self._syncing = False
        self.table.verticalScrollBar().setValue(at[0])
        self.table.horizontalScrollBar().setValue(at[1])
        self.show_either(self.empty, self.whole, self.table, is_empty=not self.rows.rows)
        self._show_selection()
        self._show_card()

    def sort(self, by: int) -> None:
        """Sort by a column; once more turns it around. Figures begin with the largest."""
        again = by == self.rows.by
        self.rows.falling = not self.rows.falling if again else COLUMNS[by].right
        self.rows.by = by
        self.refresh()

    def _open(self, index: QModelIndex) -> None:
        if key := str(index.data(KEY) or ""):
            self.workspace.show(key)

    def _explain(self, index: QModelIndex) -> None:
        each = self.rows.service(index.row())
        key = str(index.data(FIGURE) or "")
        if each is None or not key:
            return
        if key == "share_of_lead_time":
            stream = max(each.critical_shares, key=lambda held: each.critical_shares[held])
            shown = self.workspace.document.current_map(stream)
            key = f"{key}:{shown.id if shown else ''}"
        self.explained.emit(each.service, key)

    def _choose(self, index: QModelIndex, _: QModelIndex) -> None:
        """The row with the keyboard is what the whole window has selected."""
        if self._syncing:
            return
        if key := str(index.data(KEY) or ""):
            self.workspace.select([key])
        self._show_card()

    def showEvent(self, event: QShowEvent) -> None:
        """What was selected while another tab was in view is stood on now."""
        super().showEvent(event)
        self._show_selection()

    def _show_selection(self) -> None:
        """Stand on the service that is selected elsewhere."""
        chosen = self.workspace.selection
        row = self.rows.row_of(chosen[0]) if len(chosen) == 1 and self.isVisible() else -1
        if row >= 0 and row != self.table.currentIndex().row():
            place = max(NAME, self.table.currentIndex().column())
            self.table.setCurrentIndex(self.rows.index(row, place))

    def _show_card(self) -> None:
        key: Id = str(self.table.currentIndex().data(KEY) or "")
        service = key if self.workspace.document.of(Service, key) else ""
        self.card.show_service(service)
        self.card.setVisible(bool(service) or self.width() >= _BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_card()
