"""The drawn view of the engagement."""

from __future__ import annotations

from PySide6.QtCore import Signal

from vsmstudio.gui.panels.widgets import Panel
from vsmstudio.gui.workspace import Workspace


class DrawnOverview(Panel):
    """All streams, drawn."""

    opening = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
