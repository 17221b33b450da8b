"""Brings the window back as it was left, and notes what changes: quietly, a moment later, beside other work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Signal

from vsmstudio.gui.background import Background
from vsmstudio.gui.screens import on_a_screen
from vsmstudio.gui.settings import Place, Recent, Settings, Store, with_place, with_recent, without_recent

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

_AFTER = 800  # milliseconds of rest after which what changed is noted
_USUAL = 220  # pixels of a panel that was never seen
_WATCHED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class Remembering(QObject):
    """Holds the settings of one window. `recent_changed`: the list of files is another."""

    recent_changed = Signal()

    def __init__(self, window: MainWindow, store: Store) -> None:
        super().__init__(window)
        self._window, self._workspace, self.store = window, window.workspace, store
        self._writing: Background | None = None
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AFTER)
        self._rest.timeout.connect(self.note)
        self._restore()
        self._watch()

    @property
    def held(self) -> Settings:
        return self.store.held

    # --- bringing back -----------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        window, held = self._window, self.held
        window.looks.choose(held.theme)
        if not window.isVisible() and held.geometry is not None and on_a_screen(QRect(*held.geometry)):
            window.setGeometry(*held.geometry)
        if held.across:
            window.across.setSizes(list(held.across))
        if held.down:
            window.down.setSizes(list(held.down))
        for panel, shown in ((window.library, held.left), (window.inspector, held.right), (window.panels, held.lower)):
            panel.setVisible(shown)
        if held.colouring in window.acts:
            window.colouring.choose(held.colouring)
        window.layering.hide_layers(held.hidden)
        window.acts["toggle_minimap"].setChecked(held.minimap)
        window.minimap.show_when_useful(held.minimap)
        window.guiding.show(held.guide)
        if held.workshop:
            window.looks.set_workshop(True)
        for at in range(window.panels.count()):
            if held.tab and _plain(window.panels.tabText(at)) == held.tab:
                window.panels.setCurrentIndex(at)

    def show(self) -> None:
        """Show the window as large as it was."""
        self._window.showMaximized() if self.held.maximized else self._window.show()

    def look_again(self) -> None:
        """Show of the map what was seen of it last, where that is known."""
        path, view = self.path, self._window.view
        for each in self.held.places:
            if path and (each.path, each.map) == (path, self._workspace.map_id):
                view.set_zoom(each.zoom)
                view.centerOn(each.x, each.y)

    # --- noting ------------------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        window, later = self._window, self._later
        window.installEventFilter(self)
        for panel in (window.library, window.inspector, window.panels):
            panel.installEventFilter(self)
        for splitter in (window.across, window.down):
            splitter.splitterMoved.connect(later)
        window.panels.currentChanged.connect(later)
        window.looks.changed.connect(later)
        window.acts["toggle_minimap"].toggled.connect(later)
        window.acts["toggle_guide"].toggled.connect(later)
        window.view.zoomed.connect(later)
        window.view.canvas.coloured.connect(later)
        window.view.canvas.layered.connect(later)
        for bar in (window.view.horizontalScrollBar(), window.view.verticalScrollBar()):
            bar.valueChanged.connect(later)
        window.filing.saved.connect(lambda _: self._note_recent())
        self._workspace.replaced.connect(self._note_recent)
        self._workspace.replaced.connect(self.look_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        panel = watched is not self._window and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        if panel or event.type() in _WATCHED:
            self._later()
        return False

    def _later(self, *_: object) -> None:
        self._rest.start()

    def note(self) -> None:
        """Remember how the window is now."""
        self._rest.stop()
        if self._window.presenter.on:
            return  # how it is then is for the moment
        self.keep(self._seen(self._now(self.held)))

    def keep(self, held: Settings) -> None:
        """Hold to these settings from now on."""
        if self.store.keep(held):
            self._write()

    def _write(self) -> None:
        """Write beside other work; what changes meanwhile is written after it."""
        self._again = self._writing is not None
        if self._writing is None:
            self._writing = Background(lambda _: self.store.write())
            self._writing.done.connect(self._say)
            self._writing.finished.connect(self._written)
            self._writing.start()

    def _say(self, words: str) -> None:
        """What could not be kept, where it is seen now."""
        beginning = self._window.beginning
        if words and beginning.on and beginning.page is not None:
            beginning.page.say(" ".join(each for each in (beginning.page.word.text(), words) if each))
        elif words:
            self._window.notice.say(words)

    def _written(self) -> None:
        self._writing = None
        if self._again:
            self._write()

    def _now(self, held: Settings) -> Settings:
        window, looks = self._window, self._window.looks
        ordinary = not (window.isMaximized() or window.isFullScreen())
        rect = window.geometry()
        panels: dict[str, object] = {"workshop": looks.workshop}
        if not (looks.workshop or window.beginning.on):  # which fold panels for a while
            panels.update(
                left=not window.library.isHidden(),
                right=window.inspector in window.following.folded or not window.inspector.isHidden(),
                lower=window.panels in window.following.folded or not window.panels.isHidden(),
            )
            for name, splitter in (("across", window.across), ("down", window.down)):
                now, before = splitter.sizes(), getattr(held, name) or (0,) * splitter.count()
                sizes = tuple(size or old for size, old in zip(now, before, strict=False))  # a folded panel has none
                panels[name] = tuple(size or _USUAL for size in sizes)
        return msgspec.structs.replace(
            held,
            theme=looks.choice,
            geometry=(rect.x(), rect.y(), rect.width(), rect.height()) if ordinary else held.geometry,
            maximized=window.isMaximized(),
            tab=_plain(window.panels.tabText(window.panels.currentIndex())),
            colouring=window.colouring.value,
            hidden=window.layering.hidden,
            minimap=window.minimap.wanted,
            guide=window.guiding.shown,
            **panels,
        )

    def _seen(self, held: Settings) -> Settings:
        path, map_id, view = self.path, self._workspace.map_id, self._window.view
        if not (path and map_id and view.isVisible()):
            return held
        middle = view.mapToScene(view.viewport().rect().center())
        return with_place(held, Place(path, map_id, round(view.zoom, 4), round(middle.x(), 1), round(middle.y(), 1)))

    @property
    def path(self) -> str:
        """The file of the document, by which it is remembered; blank where it has none."""
        path = self._workspace.session.path
        words = str(Path(path).absolute()) if path else ""
        return words if _can_be_written(words) else ""

    def _note_recent(self) -> None:
        if path := self.path:
            engagement = self._workspace.document.engagement
            title = engagement.client or engagement.title
            recent = Recent(path, title, datetime.now().isoformat(timespec="minutes"))
            self.keep(with_recent(self.held, recent))
            self.recent_changed.emit()

    def forget(self, path: str) -> None:
        """Leave a file out of the list from now on."""
        self.keep(without_recent(self.held, path))
        self.recent_changed.emit()

    def close(self) -> None:
        """Remember everything before the window goes."""
        self._rest.stop()
        if self._writing is not None:
            self._writing.wait()
        self._writing, self._again = None, False
        self.store.keep(self._seen(self._now(self.held)))
        self.store.write()


def _can_be_written(path: str) -> bool:
    """Is it a text? A file's name may hold bytes that are none."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(words: str) -> str:
    """A tab's words without the count behind them."""
    return words.split(",")[0].rstrip("0123456789 ")
