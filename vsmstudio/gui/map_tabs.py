"""The tabs above the canvas: the overview of the engagement, then one for every map, stream by stream."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar

from vsmstudio.gui.map_marks import HEIGHT, WIDTH, mark_of
from vsmstudio.gui.panels.widgets import tip
from vsmstudio.gui.planning import drop_map
from vsmstudio.gui.tab_name import TabName
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.edits.ordering import arrange_maps, move_beside
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState

_STREAM, _STATE, _BRIEF = 28, 22, 10  # characters of a stream's name and of a map's
_SPARE = 32  # pixels
PAGE = "page"  # stands for the id of a map, where a tab is that of a page


class MapTabs(QTabBar):
    """Shows the maps of the document; choosing a tab brings its map, or the overview, into view.

    `wanted`: a future map from this one. `turning`: the overview (True) or the map in view is wanted. `comparing`: a map
    beside its like. `streaming`: a new value stream. `leaving`: another map is about to come; what is being typed belongs
    to the one in view, and is settled first.
    """

    wanted = Signal(str)
    turning = Signal(bool)
    comparing = Signal(str)
    streaming = Signal()
    leaving = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._overview = False
        self._page = ""  # the words of a page of the engagement that is in view; it has a tab as long
        self._dragged: Id = ""
        self._room = 0
        self._editor: TabName | None = None
        self.setObjectName("maps")
        self.setAccessibleName("Maps")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setIconSize(QSize(WIDTH, HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addTab("Overview")
        self.setTabData(0, "")
        self.setTabToolTip(0, tip("All streams with the services that underpin them"))
        self.currentChanged.connect(self._chosen)
        self.tabBarClicked.connect(self._clicked)
        self.tabMoved.connect(self._moved)
        workspace.changed.connect(self.refresh)
        workspace.mapped.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the maps that there are, in fewer words where there is little room.

        Then only the first map of a stream bears the stream's name, and where that is too much still, a current map
        bears nothing else: its mark says that it is current. At last the marks alone tell future from current.
        """
        if self._dragged:
            return
        for brief in range(4):
            self._fill(brief)
            if not self._room or super().sizeHint().width() <= self._room:
                break
        self.updateGeometry()  # which Qt forgets while they are hidden

    def fit(self, room: int) -> None:
        """There are so many pixels for all tabs."""
        if room != self._room:
            self._room = room
            self.refresh()

    def _fill(self, brief: int) -> None:
        self.blockSignals(True)
        document, maps = self._workspace.document, self._workspace.maps()
        count = len(maps) + (2 if self._page else 1)
        while self.count() > count:
            self.removeTab(self.count() - 1)
        self._set(0, "Overview", "", "All streams with the services that underpin them", "overview")
        for index, each in enumerate(maps, start=1):
            if index == self.count():
                self.addTab("")
            stream = document.name(each.stream)
            said = state_words(document, each)
            words = _short(said.partition(" (")[0] if brief == 3 else said, _STATE)
            if not (brief and index > 1 and maps[index - 2].stream == each.stream):
                name = _short(stream, _STREAM if brief < 3 else _BRIEF)
                words = name if brief >= 2 and words == "current" else f"{name} · {words}"
            self._set(index, words, each.id, f"{stream}: {long_words(document, each)}", each.state.value)
            if each.id == self._workspace.map_id and not self._overview:
                self.setCurrentIndex(index)
        if self._page:
            if self.count() < count:
                self.addTab("")
            self._set(count - 1, self._page, PAGE, f"{self._page}. Esc leads back to the map.", "page")
        if self._overview or self._page:
            self.setCurrentIndex(count - 1 if self._page else 0)
        self.blockSignals(False)

    def _set(self, index: int, words: str, key: Id, said: str, mark: str) -> None:
        shown = words.replace("&", "&&")
        if self.tabText(index) != shown:
            self.setTabText(index, shown)
        if self.tabData(index) != key or self.tabToolTip(index) != tip(said) or self.tabIcon(index).isNull():
            self.setTabData(index, key)
            self.setTabToolTip(index, tip(said))
            self.setAccessibleTabName(index, said)
            self.setTabIcon(index, mark_of(mark, self.palette()))

    def show_overview(self, overview: bool) -> None:
        """The overview is in view, or a map again."""
        self._overview = overview
        self.refresh()

    def show_page(self, words: str) -> None:
        """A page of the engagement is in view, under a tab of its own; none any more where the words are blank."""
        if words != self._page:
            self._page = words
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for index in range(self.count()):
                self.setTabIcon(index, mark_of(self._kind(index), self.palette()))

    def _kind(self, index: int) -> str:
        if self.tabData(index) == PAGE:
            return "page"
        held = self._workspace.document.of(Map, self.tabData(index))
        return held.state.value if held else "overview"

    def sizeHint(self) -> QSize:
        """With room for the words of another tab to become strong, so that choosing it moves nothing."""
        held = super().sizeHint()
        return QSize(held.width() + _SPARE, held.height())

    # --- choosing -----------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """The next tab, or the one before; from one end to the other."""
        self.leaving.emit()
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def choose(self, key: Id) -> None:
        """Bring a map into view by its id; a blank one stands for the overview."""
        self.leaving.emit()
        for index in range(self.count()):
            if self.tabData(index) == key:
                if index == self.currentIndex():
                    self._chosen(index)
                self.setCurrentIndex(index)

    def _chosen(self, index: int) -> None:
        if index < 0 or self._dragged:
            return
        key = str(self.tabData(index))
        if key == PAGE:
            return
        if key:
            self._workspace.show_map(key)
        self.turning.emit(not key)

    def _clicked(self, index: int) -> None:
        """A click on the tab that is chosen already leads back to its map from a page that has no tab."""
        if index >= 0 and index == self.currentIndex():
            self._chosen(index)

    # --- order --------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._end_naming()
        self.leaving.emit()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (self.currentIndex() > 0 and not self._page) or not event.buttons():  # the overview stays first, a page last
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        moved, self._dragged = self._dragged, ""
        if not moved:
            return
        row = [str(self.tabData(index)) for index in range(self.count()) if self.tabData(index)]
        if moved in self._workspace.document and set(row) == {each.id for each in self._workspace.maps()}:
            change = arrange_maps(self._workspace.document, row, moved)
            if change.records:
                self._workspace.do(change)
        self.refresh()

    def _moved(self, _: int, to: int) -> None:
        """A tab is being dragged past another; what comes of it is settled when it is let go."""
        self._dragged = self._dragged or str(self.tabData(self.currentIndex()) or self.tabData(to))

    def move_map(self, by: int, map_id: Id = "") -> None:
        """A map one further to the left or right."""
        key = map_id or self._workspace.map_id
        if key:
            self._workspace.do(lambda d: move_beside(d, key, by))

    # --- names --------------------------------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """What was pressed is named: the stream where its name stands, else the map."""
        at = event.position().toPoint()
        super().mouseDoubleClickEvent(event)
        index = self.tabAt(at)
        held = self._workspace.document.of(Map, self.tabData(index)) if index > 0 else None
        if held is not None and event.button() == Qt.MouseButton.LeftButton:
            self.rename(index, held.stream if at.x() <= self._middle_dot(index) else held.id)

    def _middle_dot(self, index: int) -> float:
        """Where the name of a tab's stream ends and that of its map begins."""
        words, metrics = self.tabText(index), self.fontMetrics()
        if " · " not in words:
            held = self._workspace.document.of(Map, self.tabData(index))
            stream = self._workspace.document.name(held.stream) if held else ""
            alone = words.replace("&&", "&") in {
                _short(stream, _STREAM),
                _short(stream, _BRIEF),
            }  # the stream's name is all it says
            return float(self.tabRect(index).right()) if alone else 0.0
        begins = self.tabRect(index).center().x() + (WIDTH + 4 - metrics.horizontalAdvance(words)) / 2
        return begins + metrics.horizontalAdvance(words.rsplit(" · ", maxsplit=1)[0]) + 6

    def rename_map(self) -> None:
        """Let the name of the map in view be typed over in its tab."""
        for index in range(1, self.count()):
            if self.tabData(index) == self._workspace.map_id:
                self.rename(index, self._workspace.map_id)

    def rename(self, index: int, key: Id) -> None:
        """Let the name of a tab's map, or of its stream, be typed over in place."""
        self._end_naming()
        name = str(getattr(self._workspace.document.get(key), "name", ""))

        def done(said: str | None) -> None:
            self._editor = None
            self.setFocus()
            words = " ".join((said or "").split())
            if words and words != name and key in self._workspace.document:
                self._workspace.do(lambda d: edits.rename(d, key, words))

        area = self.tabRect(index).adjusted(2, 2, -2, -1)
        area.setWidth(max(area.width(), 160))
        area.moveLeft(max(0, min(area.left(), self.width() - area.width())))
        is_map = self._workspace.document.of(Map, key) is not None
        meaning = "Name of the map" if is_map else "Name of the value stream"
        self._editor = TabName(self, area, name, meaning, done)

    def _end_naming(self) -> None:
        if self._editor is not None:
            self._editor.finish()

    # --- menu and keys ------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """F2 and Delete with the keyboard here are about the tab, not about what is selected on the map."""
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if own and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = str(self.tabData(self.currentIndex()) or "")
        if key == PAGE:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2 and key:
            self.rename(self.currentIndex(), key)
        elif event.key() == Qt.Key.Key_Delete and key:
            drop_map(self._workspace, key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the map of a tab; by the menu key, with the one in view."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.tabAt(event.pos()) if by_mouse else self.currentIndex()
        if index >= 0 and self.tabData(index) != PAGE:
            at = event.globalPos() if by_mouse else self.mapToGlobal(self.tabRect(index).bottomLeft())
            self._menu(index).popup(at)

    def _menu(self, index: int) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = str(self.tabData(index))
        if not key:
            menu.addAction("Open the overview", lambda: self.choose(""))
            menu.addAction("New value stream", self.streaming.emit)
            return menu
        document, maps = self._workspace.document, [each.id for each in self._workspace.maps()]
        held = document.the(Map, key)
        menu.addAction("Copy as future state", lambda: self.wanted.emit(key))
        if any(each.stream == held.stream and each.id != key for each in document.maps):
            menu.addAction("Compare side by side", lambda: self.comparing.emit(key))
        menu.addSeparator()
        menu.addAction("Rename map", lambda: self.rename(self._index_of(key), key))
        menu.addAction("Rename value stream", lambda: self.rename(self._index_of(key), held.stream))
        menu.addSeparator()
        menu.addAction("Move left", lambda: self.move_map(-1, key)).setEnabled(key != maps[0])
        menu.addAction("Move right", lambda: self.move_map(1, key)).setEnabled(key != maps[-1])
        menu.addSeparator()
        alone = sum(each.stream == held.stream for each in document.maps) == 1
        words = "Delete map and value stream" if alone else "Delete map"
        menu.addAction(words, lambda: drop_map(self._workspace, key)).setEnabled(len(maps) > 1)
        return menu

    def _index_of(self, key: Id) -> int:
        return next((index for index in range(self.count()) if self.tabData(index) == key), 0)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def state_words(document: Document, held: Map) -> str:
    """What a tab says of a map beside the stream's name: `current`, `90 days (future)`, `2024 (earlier)`."""
    name = held.name or "Unnamed map"
    if held.state is MapState.FUTURE:
        return name if "future" in name.casefold() else f"{name} (future)"
    latest = document.current_map(held.stream)
    if latest is not None and latest.id != held.id:
        return f"{name} (earlier)"
    return "current" if name == "Current state" else name if "current" in name.casefold() else f"{name} (current)"


def long_words(document: Document, held: Map) -> str:
    """A map in a tooltip: its whole name, its state and date."""
    state = state_words(document, held)
    when = f", {held.date.day} {held.date:%b %Y}" if held.date else ""
    return f"{'Current state' if state == 'current' else state}{when}"
