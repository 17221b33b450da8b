"""Every action of the menus by its name, as the program's own tables say it."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.gui.acts.menus import MENUS


class Action(NamedTuple):
    """An action with the menu that holds it: `menu` is "View > Theme"."""

    name: str
    menu: str
    words: str
    keys: str
    tip: str

    @property
    def way(self) -> str:
        """How one gets there: `View › Theme › Dark`."""
        return " › ".join([*self.menu.split(" > "), self.words.rstrip("…")])


ACTIONS = {
    act.name: Action(act.name, menu, act.words, act.keys, act.tip) for menu, acts in MENUS for act in acts if act.name
}
