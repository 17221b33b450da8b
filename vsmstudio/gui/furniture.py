"""Where the parts of the workbench stand in the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from vsmstudio.gui.tab_strip import TabStrip

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

LEFT, RIGHT, LOWER = 216, 300, 232


def furnish(window: MainWindow) -> Iterator[None]:
    """Put the parts into the window; where the start page is in view they stand behind it, unseen.

    From the outermost to the innermost: whatever is put into something else takes on the style of all that this stands in.
    """
    # Hidden as one, or what is left of it would keep its share of the room beside the start page.
    window.bench = QWidget()
    if window.beginning.on:
        for part in (window.bar, window.bench, window.statusBar()):
            part.hide()
    for at, bar in enumerate((window.bar, window.keeping.recovery, window.keeping.bar, window.delivering.bar)):
        window.whole.insertWidget(at, bar)
    window.whole.addWidget(window.bench, 1)
    middle = QHBoxLayout(window.bench)
    middle.setContentsMargins(0, 0, 0, 0)
    middle.setSpacing(0)
    window.across, window.down = _splitter(Qt.Orientation.Horizontal), _splitter(Qt.Orientation.Vertical)
    middle.addWidget(window.guide_column)
    middle.addWidget(window.across, 1)
    window.library.setMinimumWidth(LEFT)
    window.inspector.setMinimumWidth(RIGHT)
    for part in (window.library, window.down, window.inspector):
        window.across.addWidget(part)
        yield
    window.across.setStretchFactor(1, 1)
    window.across.setSizes([LEFT, 1000, RIGHT])
    window.down.addWidget(_map_and_tabs(window))
    yield
    window.down.addWidget(window.panels)
    window.down.setStretchFactor(0, 1)
    window.down.setSizes([1000, LOWER])


def _map_and_tabs(window: MainWindow) -> QWidget:
    """The map with its tabs over it, and the line in which a thought is parked."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 6, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(TabStrip(window.workspace, window.tabs, window.carry_out), 1)
    row.addWidget(window.colouring)
    row.addSpacing(8)
    row.addWidget(window.layering)
    column.addLayout(row)
    column.addWidget(window.stage, 1)
    column.addWidget(window.park_line)
    return made


def _splitter(orientation: Qt.Orientation) -> QSplitter:
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    return made
