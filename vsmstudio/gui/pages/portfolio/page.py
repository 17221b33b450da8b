"""The service portfolio: a board by state, a table, what rests on what, where the money goes, and what would be if."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QPushButton, QWidget

from vsmstudio.gui.pages.frame import Page
from vsmstudio.gui.pages.parts import Empty
from vsmstudio.gui.panels.widgets import row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id

BOARD, TABLE, DEPENDENCIES, MONEY, WHAT_IF = "board", "table", "dependencies", "money", "what_if"
VIEWS = {
    BOARD: ("Board", "board", "Board"),
    TABLE: ("Table", "table", "PortfolioTable"),
    DEPENDENCIES: ("Dependencies", "dependencies", "DependencyView"),
    MONEY: ("Money", "money", "MoneyView"),
    WHAT_IF: ("What if", "what_if", "WhatIfView"),
}
LEADS = {
    BOARD: "Services by state. Drag a card to another state, or move it with Alt and an arrow key. A person dropped on a card "
    "becomes its owner.",
    TABLE: "Everything that is known of each service. Type into a cell to change it; grey cells are worked out.",
    DEPENDENCIES: "What stands above rests on what stands below. Choose anything to see how far it reaches, up and down.",
    MONEY: "Fund services, not projects: development is one cost of a service beside the others.",
    WHAT_IF: "Choose services to retire and contracts to end, and compare. Nothing changes until you press Do it.",
}
_EMPTY = "Who answers for each service, what it costs, and what rests on it."
_NONE = (
    "No service yet. A service is what somebody can do because of it: “Claims portal”, “Payments”, “User access”. Begin "
    "with those that underpin the steps of your first stream; their owners, costs and dependencies come later."
)


class PortfolioPage(Page):
    """The page. Each view is made when it is first looked at; `show_view` brings one into view."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Service portfolio", LEADS[BOARD])
        self.shown = BOARD
        self.views: dict[str, Any] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a service…")
        self.search.setAccessibleName("Find a service")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(200)
        self.search.textChanged.connect(self._look_for)
        new = QPushButton("New service")
        new.clicked.connect(lambda: self.asked.emit("new_service"))
        self.tools.addWidget(self.search)
        self.tools.addWidget(new)
        self.buttons = {name: _segment(held[0], at) for at, (name, held) in enumerate(VIEWS.items())}
        group = QButtonGroup(self)
        line = row(spacing=0)
        for name, button in self.buttons.items():
            group.addButton(button)
            line.addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self.show_view(name))
        line.addStretch(1)
        line.setContentsMargins(0, 8, 0, 0)
        self.chooser = QWidget()
        self.chooser.setAccessibleName("Views of the portfolio")
        self.chooser.setLayout(line)
        self.buttons[BOARD].setChecked(True)
        self.none = Empty(_NONE, "Make the first service")
        self.none.pressed.connect(lambda: self.asked.emit("new_service"))
        self.body.setSpacing(12)
        head = self.head.layout()
        assert head is not None
        head.addWidget(self.chooser)
        self.body.addWidget(self.none)
        self.body.addStretch(0)

    def show_view(self, name: str) -> Any:
        """Bring a view into view, made now if need be."""
        before, held = self.views.get(self.shown), QApplication.focusWidget()
        inside = held is not None and before is not None and before.isAncestorOf(held)
        self.shown = name
        self.buttons[name].setChecked(True)
        self.refresh()
        if inside and name in self.views:
            self.views[name].setFocus(Qt.FocusReason.OtherFocusReason)
        return self.views.get(name)

    def refresh(self) -> None:
        """Show the document in the view that is looked at; without services, how to begin."""
        empty = not self.workspace.document.services
        self.none.setVisible(empty)
        self.chooser.setVisible(not empty)
        self.search.setVisible(not empty and self.shown in (BOARD, TABLE))
        self.say_lead(_EMPTY if empty else LEADS[self.shown])
        if not empty:
            self._made(self.shown).refresh()
            self.views[self.shown].show()  # before the others go, so that the keyboard is not sent elsewhere
        for name, view in self.views.items():
            view.setVisible(name == self.shown and not empty)
        self.setFocusProxy(self.none.button if empty else self.views[self.shown])

    def try_without(self, service: Id = "", contract: Id = "") -> None:
        """Ask what would be without a service or contract."""
        view = self.show_view(WHAT_IF)
        view.choose(service, contract)

    def _made(self, name: str) -> Any:
        if name not in self.views:
            _, module, kind = VIEWS[name]
            make: Callable[[Workspace], QWidget] = getattr(import_module(f"{__package__}.{module}"), kind)
            view: Any = make(self.workspace)
            self.views[name] = view
            self.body.insertWidget(self.body.count() - 1, view, 1)
            slots = {"jump": self.jump.emit, "trying": self.try_without, "ending": partial(self.try_without, "")}
            for signal, slot in slots.items():
                if hasattr(view, signal):
                    getattr(view, signal).connect(slot)
            if hasattr(view, "look_for"):
                view.look_for(self.search.text())
        return self.views[name]

    def _look_for(self, words: str) -> None:
        for view in self.views.values():
            if hasattr(view, "look_for"):
                view.look_for(words)


def _segment(words: str, at: int) -> QPushButton:
    made = QPushButton(words)
    made.setObjectName("segment")
    made.setProperty("side", "left" if at == 0 else "right" if at == len(VIEWS) - 1 else "middle")
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
