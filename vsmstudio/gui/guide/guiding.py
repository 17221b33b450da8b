"""The guide in the window: shown and hidden, its jumps, and its room beside the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from vsmstudio.gui.look import sized
from vsmstudio.gui.overview.stage import MAP
from vsmstudio.gui.pages import PAGES

if TYPE_CHECKING:
    from vsmstudio.analysis.guide_parts import Go
    from vsmstudio.gui.guide.panel import GuidePanel
    from vsmstudio.gui.main_window import MainWindow

_LOOKED_AT = {QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.ShowToParent}
NARROW = 1500  # pixels of a window in which the guide takes the library's place instead of the map's room


class Guiding(QObject):
    """The panel is made when it is first shown. In a narrow window it and the library take turns."""

    def __init__(self, window: MainWindow, column: QWidget) -> None:
        super().__init__(window)
        self._window, self._column = window, column
        self.panel: GuidePanel | None = None
        self._took_library = False
        self._shown = False
        column.hide()
        window.library.installEventFilter(self)
        window.installEventFilter(self)

    @property
    def shown(self) -> bool:
        """Is the guide open?"""
        return self._shown

    def toggle(self) -> None:
        """Show the guide with the keyboard in it, or hide it."""
        self.show(not self.shown)
        if self.shown and self.panel is not None:
            self.panel.begin()

    def show(self, shown: bool) -> None:
        """Show or hide the guide."""
        if shown == self._shown:
            return
        self._shown = shown
        window = self._window
        focus = QApplication.focusWidget()
        inside = focus is not None and self._column.isAncestorOf(focus)
        if shown:
            self._column.setFixedWidth(self._made().sizeHint().width())
            self._make_room()  # first, or the window would grow
            self._column.show()
        else:
            self._column.hide()
            if self._took_library:
                self._took_library = False
                window.library.show()
            if inside:
                self._leave()
        window.acts["toggle_guide"].setChecked(shown)

    def _made(self) -> GuidePanel:
        if self.panel is None:
            from vsmstudio.gui.guide.panel import GuidePanel

            self.panel = GuidePanel(self._window.workspace)
            self.panel.going.connect(self.go)
            self.panel.closing.connect(lambda: self.show(False))
            self.panel.leaving.connect(self._leave)
            line = QHBoxLayout(self._column)
            line.setContentsMargins(0, 0, 1, 0)
            line.addWidget(self.panel)
        return self.panel

    def _make_way(self) -> None:
        """The library came back: where the window is narrow the guide goes, if it took its place."""
        if self._window.library.isHidden():
            return
        if self._took_library:
            self._took_library = False
            self.show(False)
        else:
            self._make_room()

    def _leave(self) -> None:
        """The keyboard goes to the map, or to the page that is in its place."""
        if (held := self._window.stage.currentWidget()) is not None:
            held.setFocus()

    def _make_room(self) -> None:
        """The canvas keeps its room: where the window is narrow the library goes."""
        library = self._window.library
        if self.shown and not library.isHidden() and self._window.width() < sized(NARROW):
            self._took_library = True
            library.hide()
            self._window.across.refresh()
            if (central := self._window.centralWidget()) is not None and (layout := central.layout()) is not None:
                layout.invalidate()
                layout.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _LOOKED_AT or not self.shown:  # as it closes, its parts are gone before the last events
            return False
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self._column.setFixedWidth(self._made().sizeHint().width())
            self._make_room()
        elif watched is self._window.library and event.type() == QEvent.Type.ShowToParent:
            QTimer.singleShot(0, self._make_way)
        return False

    # --- jumping -----------------------------------------------------------------------------------------------------

    def go(self, go: Go) -> None:
        """Show where something is done."""
        window, workspace = self._window, self._window.workspace
        if go.map and go.map in workspace.document:
            workspace.show_map(go.map)
        if go.act:
            window.carry_out(go.act)
        elif go.page in PAGES:
            window.carry_out(PAGES[go.page].act)
            from vsmstudio.gui.pages.frame import Page

            page = window.stage.currentWidget()
            if isinstance(page, Page):
                page.about(go.stream)
                page.land(go.field)
        elif go.map:
            window.stage.turn(MAP)
            window.view.setFocus()
        known = [key for key in go.keys if key in workspace.document]
        if known:
            workspace.show(known[0], go.map)
            workspace.select(known)
        if go.inspect and known:
            window.inspector.begin(go.inspect)
        if go.panel in _PANELS:
            window.carry_out(_PANELS[go.panel])
        if go.panel == "steps" and known:
            window.steps.stand_on(known[0], go.field)


_PANELS = {"findings": "show_findings", "steps": "show_steps"}
