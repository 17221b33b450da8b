"""The start page in the window: it stands in the place of map and panels until something is chosen or done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from vsmstudio.gui.acts.menus import listed
from vsmstudio.gui.recent_menu import RecentMenu
from vsmstudio.gui.start.templates import Template

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.start.page import StartPage

STAYS = ("File", "View > Theme", "Help")  # menus that can be used without a map; all others lead to it


class Beginning(QObject):
    """Shows the start page and leaves it. The page is made when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: StartPage | None = None
        self.on = False
        self.guided = False  # is the guide open behind the page?
        self.recent = RecentMenu(window)
        window.workspace.replaced.connect(self.leave)

    def show(self, word: str = "") -> None:
        """Put the page in the place of map and panels. `word`: a sentence that the person should read first."""
        window = self._window
        page = self.page or self._make()
        page.say(word)
        page.show_recent(window.remembering.held.recent)
        self.guided = self.guided or window.guiding.shown
        self.on = True
        for part in self._parts():
            part.hide()
        page.show()
        page.begin()
        page.settle()
        page.show_drawings()

    def leave(self) -> None:
        """Back to map and panels."""
        if not self.on or self.page is None:
            return
        self.on = False
        window = self._window
        self.page.hide()
        for part in self._parts():
            part.show()
        self.guided = False
        window.view.setFocus()
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        self._window.view.first_look()
        self._window.remembering.look_again()

    def _parts(self) -> tuple[QWidget, ...]:
        """What the page stands in the place of."""
        guide = (self._window.guide_column,) if self.guided else ()
        return self._window.bar, self._window.across, self._window.statusBar(), *guide

    def make_way(self, act: str) -> None:
        """Before an action is carried out: map and panels come into view for what is done there."""
        if self.on and act not in self._harmless():
            self.leave()

    @staticmethod
    def _harmless() -> frozenset[str]:
        return frozenset(act.name for menu, act in listed() if menu.startswith(STAYS))

    def _make(self) -> StartPage:
        from vsmstudio.gui.start.page import StartPage

        window, filing = self._window, self._window.filing
        self.page = page = StartPage()
        whole = cast(QVBoxLayout, cast(QWidget, window.centralWidget()).layout())
        whole.addWidget(page, 1)
        page.blank.connect(self.leave)
        page.typed.connect(self._type)
        page.chosen.connect(self._begin)
        page.opened.connect(lambda path: filing.may_leave() and filing.open_path(Path(path)))
        page.browsed.connect(filing.open)
        page.imported.connect(filing.ask_and_import)
        page.sampled.connect(filing.open_sample)
        page.forgotten.connect(window.remembering.forget)
        window.remembering.recent_changed.connect(lambda: page.show_recent(window.remembering.held.recent))
        return page

    def _type(self, text: str) -> None:
        """Whoever types means the first step: it stands on the map, and its name begins so."""
        self.leave()
        self._look()
        view = self._window.view
        view.making.add("step", view.mapToScene(view.viewport().rect().center()))
        if isinstance(editor := QApplication.focusWidget(), QLineEdit):
            editor.setText(text)

    def _begin(self, template: Template) -> None:
        self._window.filing.begin_template(template)
