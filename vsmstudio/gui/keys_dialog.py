"""Keys and gestures on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Draw",
        (
            ("Drag from the left", "add a step, queue or endpoint; on a connection it goes in between"),
            ("Enter", "the next step, connected, ready to be named"),
            ("Drag from a node's edge", "connect; dropped on empty canvas it makes the next step"),
            ("A letter, F2, double-click", "rename"),
            ("Drop a service on a step", "link it"),
            ("Drop a person", "on a step, a service or the stream's name: make them its owner"),
        ),
    ),
    (
        "Select and change",
        (
            ("Shift and click", "add to the selection"),
            ("Drag on empty canvas", "select an area"),
            ("Arrow keys", "move what is selected by a grid step"),
            ("Delete", "remove what is selected; a service only leaves this map"),
            ("Ctrl+Z, Ctrl+Shift+Z", "undo without limit, redo"),
            ("Esc", "cancel what is under way"),
        ),
    ),
    (
        "See",
        (
            ("Ctrl and wheel", "zoom at the pointer"),
            ("Space and drag, middle button", "move the paper"),
            ("Shift+1, Shift+2, Ctrl+0", "fit all, fit the selection, 100 %"),
            ("Alt+1 to Alt+4", "colour steps by critical path, owner, owner's unit or side"),
            ("S in a table of services", "sort by the column; Enter on a figure says how it came about"),
        ),
    ),
)


class KeysDialog(QDialog):
    """A quiet table; any key that closes dialogs closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and gestures")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for title, lines in _KEYS:
            heading = QLabel(title)
            heading.setObjectName("engagement")
            if grid.rowCount() > 1:
                grid.setRowMinimumHeight(grid.rowCount(), 10)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for keys, meaning in lines:
                line = grid.rowCount()
                for at, words in enumerate((keys, meaning)):
                    label = QLabel(words)
                    label.setTextFormat(Qt.TextFormat.PlainText)
                    grid.addWidget(label, line, at)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(buttons)
