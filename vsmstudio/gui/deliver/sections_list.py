"""Which sections of the report are made: a tree of its parts with ticks, and presets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from vsmstudio.export.sections import KEYS, PRESETS, SECTIONS, Section
from vsmstudio.gui.dialogs.parts import button
from vsmstudio.gui.panels.widgets import label, tip

_KEY = Qt.ItemDataRole.UserRole
_TICK = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SectionsList(QWidget):
    """`changed`: others are chosen. `stood`: the keyboard stands on a section or a part; its titles, the closest first."""

    changed = Signal()
    stood = Signal(object)

    def __init__(self, left_out: frozenset[str]) -> None:
        super().__init__()
        self._unknown = left_out - KEYS  # of a later version: they stay as they are
        self.tree = _tree()
        self.items: dict[str, QTreeWidgetItem] = {}
        self.count = label(name="quiet")
        presets = QHBoxLayout()
        presets.setSpacing(6)
        for words, keys in PRESETS.items():
            preset = button(words, partial(self.leave_out, keys))
            preset.setObjectName("preset")
            presets.addWidget(preset)
        presets.addStretch(1)
        presets.addWidget(self.count)
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(presets)
        column.addWidget(self.tree)
        self._show(left_out)
        self.tree.itemChanged.connect(self._ticked)
        self.tree.currentItemChanged.connect(self._stand)

    def _fill(self) -> None:
        parts: dict[str, QTreeWidgetItem] = {}
        for section in SECTIONS:
            if section.part not in parts:
                part = parts[section.part] = QTreeWidgetItem(self.tree, [section.part])
                part.setData(0, _KEY, (section.part,))
                part.setFlags(_TICK | Qt.ItemFlag.ItemIsAutoTristate)
                part.setExpanded(True)
            item = self.items[section.key] = QTreeWidgetItem(parts[section.part], [section.title])
            item.setFlags(_TICK)
            item.setData(0, _KEY, (section.title, section.part))
            item.setToolTip(0, tip(_says(section)))
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, _says(section))

    @property
    def left_out(self) -> frozenset[str]:
        """The keys of the sections without a tick."""
        gone = {key for key, item in self.items.items() if item.checkState(0) is not Qt.CheckState.Checked}
        return self._unknown | gone

    def leave_out(self, keys: frozenset[str]) -> None:
        """Tick all sections but these."""
        before = self.left_out
        self._show(keys)
        if self.left_out != before:
            self.changed.emit()

    def _show(self, left_out: frozenset[str]) -> None:
        self.tree.blockSignals(True)
        for key, item in self.items.items():
            item.setCheckState(0, Qt.CheckState.Unchecked if key in left_out else Qt.CheckState.Checked)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._say()

    def _ticked(self, item: QTreeWidgetItem) -> None:
        self._say()
        if not item.childCount():
            self.changed.emit()  # a part ticks its sections, which say so themselves

    def _stand(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.stood.emit(tuple(item.data(0, _KEY)))

    def _say(self) -> None:
        stay = len(self.items) - len(self.left_out & self.items.keys())
        self.count.setText(f"{stay} of {len(self.items)}")
        self.count.setAccessibleName(f"{stay} of {len(self.items)} sections are chosen")


def _says(section: Section) -> str:
    """What a section holds, as a sentence."""
    return f"{section.says[:1].upper()}{section.says[1:]}."


def _tree() -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName("sections")
    made.setAccessibleName("Sections of the report")
    made.setHeaderHidden(True)
    made.setIndentation(18)
    made.setRootIsDecorated(False)
    made.setItemsExpandable(False)
    made.setUniformRowHeights(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFixedHeight(230)
    return made
