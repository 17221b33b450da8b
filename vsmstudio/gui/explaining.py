"""Where people ask how a figure came about, and the card that answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vsmstudio.gui.panels.explain_popover import ExplainPopover
from vsmstudio.gui.panels.figures import Figures
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id


class Explaining:
    """The window's card, made when somebody first asks."""

    def __init__(self, window: QWidget, workspace: Workspace, figures: Figures) -> None:
        self._window, self._workspace = window, workspace
        self.card: ExplainPopover | None = None
        figures.explained.connect(lambda key: self.explain(workspace.map_id, key, figures.tile(key)))

    def explain(self, subject: Id, key: str, anchor: QWidget | None = None) -> None:
        """Say how a figure came about, beside where it was asked."""
        if self.card is None:
            self.card = ExplainPopover(self._workspace, self._window)
        self.card.explain(subject, key, anchor)
