"""Where people ask how a figure came about, and the card that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from vsmstudio.gui.menus.rows import row_menu
from vsmstudio.gui.panels.figures import Figures
from vsmstudio.gui.panels.steps_model import KEY
from vsmstudio.gui.panels.steps_table import StepsTable
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

if TYPE_CHECKING:
    from vsmstudio.gui.panels.explain_popover import ExplainPopover

OFFERED = {
    "slack": "Slack",
    "earliest_start": "Earliest start",
    "latest_start": "Latest start",
    "visits": "Visits",
    "utilisation": "Utilisation",
    "criticality_index": "Criticality index",
}


class Explaining:
    """The window's card, made when somebody first asks: a tile of the figures, or the menu of a row of the steps."""

    def __init__(self, window: QWidget, workspace: Workspace, figures: Figures) -> None:
        self._window, self._workspace = window, workspace
        self.card: ExplainPopover | None = None
        figures.explained.connect(lambda key: self.explain(workspace.map_id, key, figures.tile(key)))
        steps = window.findChild(StepsTable)
        if isinstance(steps, StepsTable):
            self._steps = steps
            steps.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            steps.table.customContextMenuRequested.connect(self._ask_at)

    def explain(self, subject: Id, key: str, anchor: QWidget | None = None) -> None:
        """Say how a figure came about, beside where it was asked."""
        from vsmstudio.gui.panels.explain_popover import ExplainPopover  # with all explanations, which take a while

        if self.card is None:
            self.card = ExplainPopover(self._workspace, self._window)
        self.card.explain(subject, key, anchor)

    def _ask_at(self, at: QPoint) -> None:
        """The menu of a row of the steps table; asked for by key it is that of the row with the keyboard."""
        table = self._steps.table
        index = table.indexAt(at)
        key = str((index if index.isValid() else table.currentIndex()).data(KEY) or "")
        menu = row_menu(self._workspace, self._window, key, self.menu(key))
        if menu is not None:
            menu.popup(table.viewport().mapToGlobal(at))

    def menu(self, step: Id) -> QMenu | None:
        """What can be explained of a step, each with its value; None where that is no step, or its figures are not there yet."""
        from vsmstudio.analysis.explain import explain

        document, analysis = self._workspace.document, self._workspace.figures
        record = document.of(Step, step)
        if record is None or self._workspace.working or step not in analysis.maps[record.map].nodes:
            return None
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection("How it came about")
        for key, words in OFFERED.items():
            made = explain(document, analysis, step, key)
            if made.value is None and key == "criticality_index":
                continue  # shown only where a step has a range
            act = menu.addAction(f"{words}: {made.said}".replace("&", "&&"))
            act.triggered.connect(lambda _=False, key=key: self.explain(step, key, self._steps.table))
        return menu
