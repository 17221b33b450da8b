"""Finding things and actions, and moving the keyboard between the parts of the window."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act, Doer

EDIT_ACTS = (
    Act("Find…", "find", "Ctrl+F", "Jump to anything by its name"),
    Act("Commands…", "show_commands", "Ctrl+K", "Carry out any action by its name"),
)


class FindActs(Doer):
    """Opens the card over the canvas."""

    def find(self) -> None:
        self.window.finder.show_names()

    def show_commands(self) -> None:
        self.window.finder.show_commands()
