"""A choice of one map, under the names of the streams."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState

KEY = Qt.ItemDataRole.UserRole
_MOST = 48  # characters


class MapChoice(Choice):
    """Offers all maps, stream by stream. `picked` says that a person chose one."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__((), name)
        self.setModel(QStandardItemModel(self))
        self.setMinimumContentsLength(18)
        self.setMaximumWidth(280)
        self._shown: object = None
        self.activated.connect(self._pick)

    @property
    def key(self) -> Id:
        """The map that is chosen."""
        return str(self.currentData(KEY) or "")

    def show_maps(self, workspace: Workspace, chosen: Id) -> None:
        """Offer the maps that there are, one of them chosen."""
        document = workspace.document
        offered = [(each.id, document.name(each.stream), map_words(document, each)) for each in workspace.maps()]
        if offered != self._shown:
            self._shown = offered
            self._fill(offered)
        at = self.findData(chosen, KEY)
        if at != self.currentIndex():
            self.setCurrentIndex(at)

    def _fill(self, offered: list[tuple[Id, str, str]]) -> None:
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        before = None
        for key, stream, words in offered:
            if stream != before:
                head = QStandardItem(stream[:_MOST] or "Unnamed stream")
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(head)
                before = stream
            item = QStandardItem(words)
            item.setData(key, KEY)
            item.setData(f"{stream}: {words}", Qt.ItemDataRole.AccessibleTextRole)
            model.appendRow(item)

    def _pick(self, at: int) -> None:
        key = self.itemData(at, KEY)
        if key:
            self.picked.emit(str(key))


def map_words(document: Document, held: Map) -> str:
    """A map as a choice names it: its name, with the date of a current one."""
    name = held.name or "Unnamed map"
    if held.date is not None:
        name = f"{name}, {held.date.day} {held.date:%b %Y}"
    return name if len(name) <= _MOST else name[: _MOST - 1] + "…"


def other_of(document: Document, map_id: Id) -> Id:
    """The map that one is best compared with: the current map of its stream, or of the current one the first future map."""
    held = document.of(Map, map_id)
    if held is None:
        return ""
    current = document.current_map(held.stream)
    alike = [each for each in document.maps if each.stream == held.stream and each.id != map_id]
    if current is not None and current.id != map_id:
        return current.id
    later = [each for each in alike if each.state is MapState.FUTURE] or alike
    return later[0].id if later else ""
