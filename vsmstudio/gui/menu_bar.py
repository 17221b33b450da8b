"""The menus: their titles stand at once, what is in them a moment later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar

    from vsmstudio.gui.main_window import MainWindow

TITLES = ("File", "Edit", "View", "Map", "Services", "Engagement", "Analyse", "Deliver", "Help")  # of `acts.menus`


def show_titles(bar: QMenuBar) -> dict[str, QMenu]:
    """A menu of each title, with nothing in it yet."""
    return {title: bar.addMenu(title) for title in TITLES}


def fill(window: MainWindow, menus: dict[str, QMenu]) -> None:
    """Put every action into its menu and into the window's `acts`; the window carries them out."""
    from PySide6.QtGui import QAction, QActionGroup, QKeySequence

    from vsmstudio.gui.acts.act import SEPARATOR
    from vsmstudio.gui.acts.menus import MENUS

    groups: dict[str, QActionGroup] = {}
    for words, acts in MENUS:
        if words not in menus:
            above, _, own = words.rpartition(" > ")
            menus[words] = menus[above].addMenu(own)
        elif menus[words].actions():
            menus[words].addSeparator()
        menu = menus[words]
        for act in acts:
            if act is SEPARATOR:
                menu.addSeparator()
                continue
            action = QAction(act.words.replace("&", "&&"), window)
            action.setShortcut(QKeySequence(act.keys))
            action.setStatusTip(act.tip)
            action.triggered.connect(partial(window.carry_out, act.name))
            if act.toggles:
                action.setCheckable(True)
                action.setChecked(act.toggles == "on")
            if act.group:
                action.setCheckable(True)
                if act.group not in groups:
                    groups[act.group] = QActionGroup(window)
                    action.setChecked(True)
                groups[act.group].addAction(action)
            action.setEnabled(not act.needs)
            menu.addAction(action)
            window.acts[act.name], window.needs[act.name] = action, act.needs
    for name, keys in (("next_map", "Ctrl+PgDown"), ("previous_map", "Ctrl+PgUp")):
        window.acts[name].setShortcuts([window.acts[name].shortcut(), QKeySequence(keys)])
