"""The maps that were found in a file: which of them are to be made, and which is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from vsmstudio.gui.panels.widgets import tip
from vsmstudio.model.ids import Id
from vsmstudio.model.words import one_line

_HIGHEST = 210  # pixels; what is more scrolls
_KEY = Qt.ItemDataRole.UserRole


class Choice(NamedTuple):
    """A map: its key, its name, and what is on it in words."""

    key: Id
    name: str
    holds: str


class MapChoices(QListWidget):
    """Space ticks a map, up and down look at another. `ticked`: others are to be made; `looked`: the key of another in view."""

    ticked = Signal()
    looked = Signal(str)

    def __init__(self, name: str = "Maps to import") -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(lambda _: self.ticked.emit())
        self.currentItemChanged.connect(lambda now, _: self.looked.emit(now.data(_KEY) if now else ""))

    def show_choices(self, choices: Sequence[Choice], ticked: bool = True) -> None:
        """Show these, all of them ticked or none, the first in view."""
        with QSignalBlocker(self):
            self.clear()
            for each in choices:
                item = QListWidgetItem(one_line(each.name, 80))
                item.setData(_KEY, each.key)
                item.setToolTip(tip(f"{each.name}: {each.holds}"))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name}: {each.holds}")
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self.addItem(item)
            self.setCurrentRow(0 if choices else -1)
        row = self.sizeHintForRow(0) if choices else 0
        self.setFixedHeight(min(_HIGHEST, 2 * self.frameWidth() + 6 + row * max(1, len(choices))))

    @property
    def chosen(self) -> frozenset[Id]:
        """The keys of the maps that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(each.data(_KEY) for each in items if each.checkState() is Qt.CheckState.Checked)

    @property
    def in_view(self) -> Id:
        at = self.currentRow()
        return str(self.item(at).data(_KEY)) if at >= 0 else ""
