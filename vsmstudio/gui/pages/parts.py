"""Small parts that the pages of the engagement share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from vsmstudio.gui.pages.chips import Chips as Chips
from vsmstudio.gui.pages.cols import Col as Col
from vsmstudio.gui.pages.records.table import RecordTable as RecordTable
from vsmstudio.gui.panels.choices import Choice
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


class PartHead(QWidget):
    """A heading over a part of a page, a sentence under it where there is one, and tools at its right."""

    def __init__(self, title: str, lead: str = "") -> None:
        super().__init__()
        self.title, self.lead = label(title, "partTitle", wrap=True), label(lead, "partLead", wrap=True)
        if not lead:
            self.lead.hide()
        self.tools = row(spacing=8)
        first = row(self.title, spacing=16)
        first.setStretch(0, 1)
        first.addLayout(self.tools)
        whole = column(spacing=2)
        whole.addLayout(first)
        whole.addWidget(self.lead)
        self.setLayout(whole)

    def say(self, words: str) -> None:
        """Let the sentence under the heading be another."""
        self.lead.setText(words)
        self.lead.setVisible(bool(words))


class Empty(QWidget):
    """What stands where there is nothing yet: a sentence, and a button that does what is to be done next."""

    pressed = Signal()

    def __init__(self, words: str, button: str = "") -> None:
        super().__init__()
        self.words = label(words, "empty", wrap=True)
        self.button = QPushButton(button)
        if not button:
            self.button.hide()
        self.button.clicked.connect(self.pressed)
        line = row(self.button)
        line.addStretch(1)
        whole = column(self.words, spacing=10, margins=(0, 8, 0, 8))
        whole.addLayout(line)
        self.setLayout(whole)

    def say(self, words: str) -> None:
        """Let the sentence be another."""
        self.words.setText(words)


class ChoiceChips(QWidget):
    """One of a few values, each a chip. `chosen` tells the value that was pressed; blank again where the chip may be left."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Any, str]], clears: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._clears, self._buttons = clears, list[tuple[Any, QPushButton]]()
        group = QButtonGroup(self)
        group.setExclusive(not clears)
        line = row(spacing=6)
        for value, words in options:
            button = QPushButton(words)
            button.setObjectName("choiceChip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(lambda on, value=value: self._press(value, on))
            group.addButton(button)
            line.addWidget(button)
            self._buttons.append((value, button))
        line.addStretch(1)
        self.setLayout(line)

    def show_value(self, value: Any) -> None:
        """Mark the chip of a value."""
        for each, button in self._buttons:
            button.setChecked(each == value)

    def _press(self, value: Any, on: bool) -> None:
        told = value if on or not self._clears else None
        self.show_value(told)
        self.chosen.emit(told)


class StreamChoice(QWidget):
    """Which stream a page is about, where there are several. `turned` tells another one. It begins with that of the map in view.

    With `all_words` all of them can be chosen, too: the blank id. `worth` gives the streams of which the page has something to
    show: it begins with one of them.
    """

    turned = Signal(str)

    def __init__(
        self, workspace: Workspace, all_words: str = "", worth: Callable[[Document], Sequence[Id]] | None = None
    ) -> None:
        super().__init__()
        self._workspace, self._all, self._worth = workspace, all_words, worth
        self.stream: Id = ""
        self._begun = False
        self.choice = Choice((), "Value stream")
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self._choose)
        self.setLayout(row(self.choice))
        workspace.mapped.connect(self._follow)

    def refresh(self) -> None:
        """Offer the streams that there are."""
        document = self._workspace.document
        streams = [(each.id, each.name) for each in document.streams]
        options = [("", self._all), *streams] if self._all else streams
        known = {key for key, _ in options}
        if not self._begun:
            self._begun = True
            self.stream = "" if self._all else self._of_map()
        if self.stream not in known:  # it was deleted, or another document was opened
            first = "" if self._all else self._of_map()
            self.stream = first if first in known else options[0][0] if options else ""
        if [key for key, _ in options] != self.choice.values or [
            self.choice.itemText(at) for at in range(self.choice.count())
        ] != [words for _, words in options]:
            self.choice.clear()
            self.choice.values = [key for key, _ in options]
            for _, words in options:
                self.choice.addItem(words)
        self.choice.show_value(self.stream)
        self.setVisible(len(streams) > 1)

    def choose(self, stream: Id) -> None:
        """Let the page be about this stream."""
        self._begun = True
        if stream != self.stream:
            self.stream = stream
            self.choice.show_value(stream)
            self.turned.emit(stream)

    def _of_map(self) -> Id:
        held = self._workspace.document.get(self._workspace.map_id)
        stream = str(getattr(held, "stream", ""))
        worth = self._worth(self._workspace.document) if self._worth else ()
        return worth[0] if worth and stream not in worth else stream

    def _follow(self) -> None:
        """Another map came into view: the next time the page is about its stream."""
        if not self._all and (stream := self._of_map()) and not self.isVisible():
            self.stream = stream

    def _choose(self) -> None:
        if self.choice.value != self.stream:
            self.stream = self.choice.value
            self.turned.emit(self.stream)


def link(words: str, act: Callable[[], object]) -> QPushButton:
    """Words that can be pressed."""
    made = QPushButton(words.replace("&", "&&"))
    made.setObjectName("link")
    made.setAutoDefault(False)
    made.setAccessibleName(words)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: act())
    return made
