"""Every action of the window, by menu: the one list that menus, shortcuts and whatever else offers actions are made of."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.gui.acts import (
    analyse,
    arrange,
    deliver,
    edit,
    engagement,
    export,
    file,
    find,
    heal,
    help,
    importing,
    improve,
    layers,
    look,
    map,
    notes,
    picture,
    present,
    services,
    tidy,
    view,
)
from vsmstudio.gui.acts.act import SEPARATOR, Act

# A menu of words "View > Theme" hangs in the menu "View". Menus of the same words follow one another in one menu.
MENUS: tuple[tuple[str, tuple[Act, ...]], ...] = (
    ("File", file.NEW_ACTS),
    ("File > New from template", file.TEMPLATE_ACTS),
    ("File", file.ACTS),
    ("File", importing.ACTS),
    ("File > Export", export.ACTS),
    ("File", file.END_ACTS),
    ("Edit", edit.ACTS),
    ("Edit", picture.EDIT_ACTS),
    ("Edit", heal.ACTS),
    ("Edit", find.EDIT_ACTS),
    ("View", view.ACTS),
    ("View > Layers", layers.ACTS),
    ("View", look.ACTS),
    ("View > Theme", look.THEME_ACTS),
    ("View", present.VIEW_ACTS),
    ("View", find.VIEW_ACTS),
    ("Map", map.ACTS),
    ("Map", notes.MAP_ACTS),
    ("Map", tidy.ACTS),
    ("Map > Arrange", arrange.ACTS),
    ("Services", services.ACTS),
    ("Engagement", engagement.ACTS),
    ("Engagement", improve.ACTS),
    ("Analyse", analyse.ACTS),
    ("Analyse", notes.ANALYSE_ACTS),
    ("Deliver", deliver.ACTS),
    ("Deliver", picture.DELIVER_ACTS),
    ("Help", help.ACTS),
)


def listed() -> Iterator[tuple[str, Act]]:
    """Every action with the words of its menu, in the menus' order."""
    return ((menu, act) for menu, acts in MENUS for act in acts if act is not SEPARATOR)
