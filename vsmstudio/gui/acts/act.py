"""What an action is, and what carries actions out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class Act(NamedTuple):
    """One action: its words, the method that carries it out, its keys, and a tip.

    `needs` says when it can be done: always, with a `selection`, with something selected that has a `name`, or with at least
    one of the `nodes`, `several` (two) or `many` (three) of them.
    Acts of one `group` exclude each other and show which of them holds; one that `toggles` is on or off by itself, and begins
    as said there.
    """

    words: str
    name: str
    keys: str = ""
    tip: str = ""
    needs: str = ""
    group: str = ""
    toggles: Literal["", "on", "off"] = ""


SEPARATOR = Act("-", "")


class Doer:
    """Carries out the actions of one menu: a method for each, by its name."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.workspace, self.view = window.workspace, window.view
