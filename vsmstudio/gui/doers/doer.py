"""What carries out the actions of one menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Doer:
    """A method for each action, by the action's name; names are unique among all actions."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.workspace, self.view = window.workspace, window.view
