"""Two states of a stream side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.panels.widgets import Panel
from vsmstudio.gui.workspace import Workspace


class SideBySide(Panel):
    """Two maps of one stream, large."""

    asked = Signal(str, str, QWidget)
    making = Signal()
    closing = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
