"""Ctrl+F and Ctrl+K: one card, filled with names or with commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from vsmstudio.gui.finding.card import Card
from vsmstudio.gui.finding.commands import Commands
from vsmstudio.gui.finding.names import ByName
from vsmstudio.gui.finding.places import Named

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_COMMANDS_BEGIN = ">"


class Finder:
    """Opens the card for names or commands, and leads to what was chosen."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.names = ByName(window.workspace, self._jump)
        self.commands = Commands(window.acts)
        self.card = Card(window, window.stage, window.view)
        self.card.field.textEdited.connect(self._switch)
        window.workspace.replaced.connect(self.card.close_card)

    def show_names(self) -> None:
        self.card.open(self.names)
        QTimer.singleShot(0, self.names.renew)  # the card is there at once, and the names before the first letter

    def show_commands(self) -> None:
        self.card.open(self.commands)

    def _switch(self, typed: str) -> None:
        """`>` typed first turns the search for names into one for commands."""
        if self.card.content is self.names and typed.startswith(_COMMANDS_BEGIN):
            self.card.open(self.commands, typed[len(_COMMANDS_BEGIN) :].lstrip())

    def _jump(self, named: Named) -> None:
        """Bring it into view, selected; the keyboard is on the canvas where it stands there."""
        view = self._window.view
        self._window.workspace.show(named.key, named.map)
        if view.isVisible() and view.canvas.item_of(named.key):
            view.setFocus()
