"""What Ctrl+K searches: every action of the window, with its menu and keys, and why it cannot be done where it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from vsmstudio.gui.acts.act import Act
from vsmstudio.gui.acts.menus import listed
from vsmstudio.gui.finding.matching import Hit, Names, Rank
from vsmstudio.gui.finding.rows import Row

MOST = 60
REMEMBERED = 8
_WHY = {
    "undo": "nothing to undo",
    "redo": "nothing to do again",
}
_NEEDS = {
    "selection": "select something first",
    "name": "select something that has a name first",
    "nodes": "select a step, queue or endpoint first",
    "several": "select two or more steps first",
    "many": "select three or more steps first",
    "note": "select a note first",
}


class Command(NamedTuple):
    """An action and the menu that it stands in."""

    menu: str
    act: Act
    action: QAction

    @property
    def words(self) -> str:
        """The action as it reads now (`Undo move 3 steps`), without the marks of menus."""
        return self.action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def why(self) -> str:
        """Why it cannot be carried out now; blank where it can."""
        if self.action.isEnabled():
            return ""
        return _WHY.get(self.act.name) or _NEEDS.get(self.act.needs) or "not possible now"


class Commands:
    """Rows of every action. Choosing one triggers it, as its menu would; the last ones chosen come first."""

    name = "Commands"
    prompt = "Type what you want to do"
    help = "↑ ↓ choose   Enter carries out   Esc back"

    def __init__(self, acts: Mapping[str, QAction]) -> None:
        self._acts = acts
        self.recent: list[str] = []

    def commands(self) -> Iterator[Command]:
        """Every action of the menus, once."""
        return (Command(menu, act, self._acts[act.name]) for menu, act in listed() if act.name in self._acts)

    def rows(self, typed: str) -> list[Row]:
        order = {name: at for at, name in enumerate(self.recent)}
        held = sorted(self.commands(), key=lambda each: order.get(each.act.name, len(order)))
        if typed.strip():
            names = Names([each.words for each in held], [f"{each.menu} {each.act.tip}" for each in held])
            hits = names.find(typed, MOST)
            seen = {hit.at for hit in hits}
            rest = [hit for hit in self._by_menu(held, typed) if hit.at not in seen]
            hits = sorted(
                [*hits, *rest], key=lambda hit: hit.rank
            )  # the best first, and still the last used before others
        else:
            hits = [Hit(Rank.EXACT, at) for at in range(len(held))]
        return [self._row(held[hit.at], hit.marks) for hit in hits]

    def _by_menu(self, held: list[Command], typed: str) -> list[Hit]:
        """Those of a menu, or whose tip says what was typed."""
        names = Names([f"{each.menu} {each.act.tip}" for each in held])
        return [Hit(Rank.LETTERS, hit.at) for hit in names.find(typed, MOST) if hit.rank <= Rank.INSIDE]

    def _row(self, command: Command, marks: tuple[int, ...]) -> Row:
        keys = QKeySequence(command.act.keys).toString(QKeySequence.SequenceFormat.NativeText)
        place = command.menu.replace(" > ", " › ") if ">" in command.menu else f"{command.menu} menu"
        beside = f"{place}: {command.act.tip}" if command.act.tip else place
        return Row(command.words, beside, marks, partial(self._choose, command.act.name), keys, command.why)

    def _choose(self, name: str) -> None:
        self.recent = [name, *(each for each in self.recent if each != name)][:REMEMBERED]
        self._acts[name].trigger()

    def none(self, typed: str) -> str:
        return "No action is called that. Try another word, or clear the field to see all."
