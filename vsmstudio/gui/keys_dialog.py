"""Gestures and keys on one page: what hands do on the map, and every action that has keys, by its menu."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vsmstudio.gui.acts.gestures import GESTURES, Lines


def keys_by_menu(bar: QMenuBar) -> list[tuple[str, Lines]]:
    """Every action that has keys, under the menu that it stands in."""
    return [
        (menu.title(), tuple(_lines(menu)))
        for menu in (each.menu() for each in bar.actions())
        if isinstance(menu, QMenu)
    ]


def _lines(menu: QMenu, under: str = "") -> Iterator[tuple[str, str]]:
    """Keys and words of a menu's actions, and of those in menus that hang in it."""
    for act in menu.actions():
        inner = act.menu()
        if isinstance(inner, QMenu):
            yield from _lines(inner, f"{inner.title()}: ")
        elif not act.shortcut().isEmpty():
            words = act.iconText()
            yield _shown(act), f"{under}{words[:1].lower()}{words[1:]}" if under else words


def _shown(act: QAction) -> str:
    return act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class KeysDialog(QDialog):
    """A quiet table; any key that closes dialogs closes it."""

    def __init__(self, parent: QMainWindow) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and gestures")
        by_menu = [(title, lines) for title, lines in keys_by_menu(parent.menuBar()) if lines]
        groups = [*GESTURES, *by_menu]
        third = sum(len(lines) + 1 for _, lines in groups) / 3
        columns: list[list[tuple[str, Lines]]] = [[], [], []]
        taken = 0.0
        for title, lines in groups:
            columns[min(2, int((taken + len(lines) / 2) / third))].append((title, lines))
            taken += len(lines) + 1
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 20, 24, 12)
        row.setSpacing(40)
        for column in columns:
            row.addLayout(_column(column))
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 16, 16)
        whole.addWidget(scroll)
        whole.addWidget(buttons)
        room = parent.size()
        self.resize(
            min(page.sizeHint().width() + 40, room.width()), min(page.sizeHint().height() + 64, room.height() - 80)
        )


def _column(groups: list[tuple[str, Lines]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    for title, lines in groups:
        heading = QLabel(title)
        heading.setObjectName("engagement")
        at = grid.rowCount()
        if at > 1:
            grid.setRowMinimumHeight(at, 10)
        grid.addWidget(heading, at + 1, 0, 1, 2)
        for keys, meaning in lines:
            at = grid.rowCount()
            for index, words in enumerate((keys, meaning)):
                label = QLabel(words)
                label.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(label, at, index)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
