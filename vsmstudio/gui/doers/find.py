"""Finding things and actions, and moving the keyboard between the parts of the window."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class FindDoer(Doer):
    """Opens the card over the canvas, and takes the keyboard round the window."""

    def find(self) -> None:
        self.window.finder.show_names()

    def show_commands(self) -> None:
        self.window.finder.show_commands()

    def next_part(self) -> None:
        self.window.parts.go(1)

    def previous_part(self) -> None:
        self.window.parts.go(-1)
