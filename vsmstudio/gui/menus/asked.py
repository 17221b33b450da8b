"""What a context menu is asked about, and what all of them are built with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_LONGEST = 40  # characters of a name in a menu


class Asked(NamedTuple):
    """The window, and where on the map the menu is asked for."""

    window: MainWindow
    at: QPointF

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    @property
    def view(self) -> CanvasView:
        return self.window.view

    @property
    def document(self) -> Document:
        return self.window.workspace.document


def plain(text: str) -> str:
    """A name as the words of a menu: in one line, not too long, with no letter underlined."""
    words = " ".join(text.split())
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return words.replace("&", "&&")


def offer(menu: QMenu, asked: Asked, *names: str) -> None:
    """Actions of the window, by name; a blank one is a line between them."""
    for name in names:
        if not name:
            menu.addSeparator()
        elif (action := asked.window.acts.get(name)) is not None:
            menu.addAction(action)


def deed(menu: QMenu, asked: Asked, words: str, edit: Callable[[Document], Change]) -> QAction:
    """An edit of the document."""
    return menu.addAction(words, lambda: asked.workspace.do(edit))


def choice(
    menu: QMenu, asked: Asked, words: str, choices: Iterable[tuple[str, bool, Callable[[Document], Change]]]
) -> QMenu:
    """A menu of its own in which one of several holds: their words, whether they hold, and the edit that makes them hold."""
    inner = menu.addMenu(words)
    group = QActionGroup(inner)
    for each, holds, edit in choices:
        action = QAction(each, inner)
        action.setCheckable(True)
        action.setChecked(holds)
        action.triggered.connect(lambda _=False, edit=edit: asked.workspace.do(edit))
        group.addAction(action)
        inner.addAction(action)
    return inner


def own(menu: QMenu, asked: Asked, key: Id) -> None:
    """Who is accountable for a record: everyone who is known, and nobody."""
    from vsmstudio.model import edits

    held = getattr(asked.document.get(key), "owner", None)
    people = asked.document.people
    if not people:
        return
    owners: list[tuple[str, bool, Callable[[Document], Change]]] = [
        ("Nobody", held is None, lambda d: edits.set_owner(d, None, key))
    ]
    for person in people:
        owners.append((plain(person.label), held == person.id, lambda d, who=person.id: edits.set_owner(d, who, key)))  # type: ignore[misc]
    choice(menu, asked, "Owner", owners)
