"""The page of actions: every one by its menu, with its keys and the page that treats it; and what hands do on the map."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from docutils.parsers.rst import Directive

from reference.actions import ACTIONS, Action
from reference.making import Words, anchor, keys, section, table
from reference.names import action_anchor
from reference.treated import Treated
from vsmstudio.gui.acts.gestures import GESTURES

HEAD = ("Action", "Keys", "What it does", "Read more")


class ActionsDirective(Directive):
    """``.. all-actions::``"""

    def run(self) -> list[nodes.Node]:
        menus = groupby(ACTIONS.values(), key=lambda action: action.menu.partition(" > ")[0])
        return [
            section(
                f"menu-{menu.lower()}", f"{menu} menu", table(HEAD, [_row(each) for each in actions], (28, 16, 34, 22))
            )
            for menu, actions in menus
        ]


def _row(action: Action) -> list[Words]:
    inner = action.menu.partition(" > ")[2]
    words = f"{inner} › {action.words}" if inner else action.words
    return [
        [anchor(action_anchor(action.name)), words],
        keys(action.keys) if action.keys else "",
        action.tip,
        Treated("", act=action.name),
    ]


class GesturesDirective(Directive):
    """``.. all-gestures::``"""

    def run(self) -> list[nodes.Node]:
        return [
            section(f"gestures-{title.lower()}", title, table(("Keys and mouse", "What it does"), lines, (44, 56)))
            for title, lines in GESTURES
        ]
