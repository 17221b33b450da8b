"""The row above the page: the way, the search, the size of words, and what else can be done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from vsmstudio.gui.panels.widgets import row, small_button, tip


class Head(QWidget):
    """Buttons get what they do from the window's actions."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("handbookHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.contents = _word_button("Contents", "Contents")
        self.contents.setCheckable(True)
        self.back, self.forward = _word_button("←", "Back"), _word_button("→", "Forward")
        self.first = _word_button("Start", "First page")
        self.smaller, self.larger = _word_button("A−", "Smaller text"), _word_button("A+", "Larger text")
        self.more = _word_button("More", "More")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search the handbook")
        self.field.setAccessibleName("Search the handbook")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        way = row(self.contents, self.back, self.forward, self.first, spacing=4)
        way.setContentsMargins(10, 7, 10, 7)
        way.addStretch(1)
        way.addWidget(self.field, 100)
        way.addStretch(1)
        for each in (self.smaller, self.larger, self.more):
            way.addWidget(each)
        self.setLayout(way)

    def join(self, acts: Mapping[str, QAction], menu: QMenu) -> None:
        """Each button does what the action of its name does, and says its keys."""
        for button in (self.contents, self.back, self.forward, self.first, self.smaller, self.larger):
            action = acts[button.accessibleName()]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(tip(f"{action.text()} ({keys})"))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
        self.more.setMenu(menu)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _word_button(words: str, what: str) -> QToolButton:
    made = small_button(words, what)
    made.setObjectName("handbookButton")
    return made
