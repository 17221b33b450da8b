"""What the dialogs share: buttons that Enter does not press by chance, and lists of sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vsmstudio.gui.panels.widgets import label

BYTES = ((1_000_000, "MB"), (1_000, "kB"))


def button(words: str, act: Callable[[], object], primary: bool = False) -> QPushButton:
    """A button that is pressed by Enter only while it has the keyboard."""
    made = QPushButton(words)
    made.setObjectName("primary" if primary else "")
    made.setAutoDefault(False)
    made.clicked.connect(lambda: act())
    return made


def foot(*buttons: QWidget, before: QWidget | None = None) -> QHBoxLayout:
    """The last row of a dialog: its buttons at the right, and what else is to be said at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    if before is not None:
        row.addWidget(before, 1)
    else:
        row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return row


def page(dialog: QWidget) -> QVBoxLayout:
    """The column of a dialog, with the margins of the house."""
    dialog.setObjectName("panel")
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(12)
    return column


def in_bytes(size: int) -> str:
    """A file's size: `340 kB`.

    >>> [in_bytes(each) for each in (12, 999_999, 1_540_000)]
    ['12 bytes', '1,000 kB', '1.5 MB']
    """
    for unit, word in BYTES:
        if size >= unit:
            shown = size / unit
            return f"{shown:,.1f} {word}" if shown < 10 else f"{shown:,.0f} {word}"
    return f"{size} bytes"


class Sentences(QScrollArea):
    """Sentences under one another, each with a dash; what is too much scrolls, by keyboard too.

    With `most` it is only as high as what it holds, and no higher than that (pixels). `framed` sets it apart.
    """

    def __init__(self, name: str, most: int = 0, framed: bool = False) -> None:
        super().__init__()
        self._most = most
        self._margins = (12, 8, 12, 8) if framed else (1, 3, 10, 3)
        self.setProperty("state", "framed" if framed else "")
        self.setObjectName("sentences")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._said: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What stands in the list."""
        return self._said

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these instead of those before; where they are the same nothing moves."""
        if tuple(sentences) == self._said and self.widget() is not None:
            return
        self._said = tuple(sentences)
        body = QWidget()
        body.setObjectName("panelBody")
        grid = QGridLayout(body)
        grid.setContentsMargins(*self._margins)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for line, sentence in enumerate(self._said):
            words = label(sentence, "sentence", wrap=True)
            words.setAccessibleName(sentence)
            grid.addWidget(label("–", "sentence"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, line, 1)
        grid.setRowStretch(len(self._said), 1)
        self.setWidget(body)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        body = self.widget()
        if self._most and body is not None:
            self.setFixedHeight(min(self._most, body.heightForWidth(self.viewport().width()) + 2))
