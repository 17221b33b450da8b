"""The start page in the window: it stands in the place of map and panels until something is chosen or done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.recent_menu import RecentMenu
    from vsmstudio.gui.settings import Recent
    from vsmstudio.gui.start.glance import File
    from vsmstudio.gui.start.page import StartPage
    from vsmstudio.gui.start.templates import Template
    from vsmstudio.gui.waiting import Waiting

STAYS = ("File", "View > Theme", "Help")  # menus that can be used without a map; all others lead to it


class Beginning(QObject):
    """Shows the start page and leaves it. The page is made when it is first wanted, and may be seen before the workbench.

    What is asked for before the workbench is there is kept, and done as soon as it is.
    """

    recent: RecentMenu

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: StartPage | None = None
        self.on = False
        self._veil: QWidget | None = None
        self._waiting: Waiting | None = None

    # --- before the workbench is there --------------------------------------------------------------------------------

    def show_first(self, recent: Sequence[File | Recent]) -> None:
        """Show the page, with these files on it, in a window that has nothing else yet."""
        page = self._made()
        page.show_recent(recent)
        self._begin(page)

    def show_opening(self, name: str) -> None:
        """Say that a file is being opened, where the map will be."""
        from vsmstudio.gui.start.veil import veil

        self._veil = veil(f"Opening {name}…")
        self._window.whole.addWidget(self._veil, 1)
        self.on = True

    def keep(self, do: Callable[[], object], typed: str = "") -> None:
        """Do it now, or as soon as the workbench is there; so is all that is typed after it."""
        if self._window.ready:
            do()
            return
        if self._waiting is None:
            from vsmstudio.gui.waiting import Waiting

            self._waiting = Waiting(self)
            self._waiting.said.connect(self._say)
        self._waiting.keep(do, typed)

    def _say(self, words: str) -> None:
        if self.page is not None:
            self.page.say(words)

    def settle(self) -> None:
        """What the first sight does not need."""
        if self.page is not None:
            self.page.settle()

    def join(self) -> None:
        """The workbench is there, behind the page where that is in view."""
        from vsmstudio.gui.recent_menu import RecentMenu

        window = self._window
        self.recent = RecentMenu(window)
        window.workspace.replaced.connect(self.leave)
        window.remembering.recent_changed.connect(self._show_recent)
        if self.on:
            self._hide_parts()

    def catch_up(self) -> None:
        """Do what was asked for meanwhile."""
        if self.page is not None:
            self._show_recent()
            self.page.show_drawings()
        if self._waiting is not None:
            self._waiting.go()
            self._waiting = None

    # --- showing and leaving ------------------------------------------------------------------------------------------

    def show(self, word: str = "") -> None:
        """Put the page in the place of map and panels. `word`: a sentence that the person should read first."""
        page = self._made()
        page.say(word)
        self._show_recent()
        self._hide_parts()
        self._begin(page)
        page.settle()
        page.show_drawings()

    def _begin(self, page: StartPage) -> None:
        self.on = True
        page.show()
        page.begin()

    def _hide_parts(self) -> None:
        for part in self._parts():
            part.hide()

    def leave(self) -> None:
        """Back to map and panels."""
        if not self.on:
            return
        self.on = False
        window = self._window
        if self.page is not None:
            self.page.hide()
        if self._veil is not None:
            self._veil.deleteLater()
            self._veil.hide()
            self._veil = None
        for part in self._parts():
            part.show()
        window.view.setFocus()
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        self._window.view.first_look()
        self._window.remembering.look_again()

    def _parts(self) -> tuple[QWidget, ...]:
        """What the page stands in the place of."""
        return self._window.bar, self._window.bench, self._window.statusBar()

    def make_way(self, act: str) -> None:
        """Before an action is carried out: map and panels come into view for what is done there."""
        if self.on and act not in self._harmless():
            self.leave()

    @staticmethod
    def _harmless() -> frozenset[str]:
        from vsmstudio.gui.acts.menus import listed

        return frozenset(act.name for menu, act in listed() if menu.startswith(STAYS))

    def _show_recent(self) -> None:
        if self.page is not None:
            remembering = self._window.remembering
            held = remembering.held
            self.page.show_recent(held.recent)
            self.page.offer_tour(remembering.store.keeps and not held.toured and not held.recent)

    def _made(self) -> StartPage:
        if self.page is None:
            from vsmstudio.gui.start.page import StartPage

            window, keep = self._window, self.keep
            self.page = page = StartPage(window.whole)
            page.blank.connect(lambda: keep(self.leave))
            page.typed.connect(lambda text: keep(lambda: self._type(text), text))
            page.chosen.connect(lambda template: keep(lambda: self._begin_with(template)))
            page.opened.connect(lambda path: keep(lambda: self._open(path)))
            page.browsed.connect(lambda: keep(lambda: window.filing.open()))
            page.imported.connect(lambda: keep(lambda: window.filing.ask_and_import()))
            page.sampled.connect(lambda: keep(lambda: window.filing.open_sample()))
            page.toured.connect(lambda: window.carry_out("take_tour"))
            page.forgotten.connect(lambda path: keep(lambda: window.remembering.forget(path)))
        return self.page

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _open(self, path: str) -> None:
        from pathlib import Path

        if self._window.filing.may_leave():
            self._window.filing.open_path(Path(path))

    def _type(self, text: str) -> None:
        """Whoever types means the first step: it stands on the map, and its name begins so."""
        from PySide6.QtWidgets import QApplication, QLineEdit

        self.leave()
        self._look()
        view = self._window.view
        view.making.add("step", view.mapToScene(view.viewport().rect().center()))
        if isinstance(editor := QApplication.focusWidget(), QLineEdit):
            editor.setText(text)

    def _begin_with(self, template: Template) -> None:
        self._window.filing.begin_template(template)
