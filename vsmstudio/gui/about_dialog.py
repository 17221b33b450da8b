"""What this program is, and the licence of every part in it."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vsmstudio import __version__, licences

_WHAT = "Value streams, the services that underpin them, and who is accountable."
_TERMS = (
    "Licensed under the Apache License 2.0. Qt and PySide6 are used under the LGPL, version 3. "
    "The parts and their licences stand below."
)
_WIDTH, _HEIGHT, _LIST = 860, 600, 236


class AboutDialog(QDialog):
    """The parts on the left, the licence of the chosen one on the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About VSM Studio")
        self.setObjectName("panel")
        self.resize(_WIDTH, _HEIGHT)
        self._sections = licences.sections(licences.held())
        self.parts = QListWidget()
        self.parts.setObjectName("parts")
        self.parts.setAccessibleName("Parts")
        self.parts.setFixedWidth(_LIST)
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.addItems([each.title for each in self._sections])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Licence")
        self.parts.currentRowChanged.connect(lambda row: self.text.setPlainText(self._sections[row].words))
        self.parts.setCurrentRow(0)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        made = f"Python {platform.python_version()}, Qt {qVersion()}"
        middle, below = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.parts)
        middle.addWidget(self.text, 1)
        below.addWidget(_words(made, "quiet"), 1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(6)
        for words in (_words(f"VSM Studio {__version__}", "pageTitle"), _words(_WHAT), _words(_TERMS, "quiet")):
            column.addWidget(words)
        column.addSpacing(6)
        column.addLayout(middle, 1)
        column.addSpacing(6)
        column.addLayout(below)
        self.parts.setFocus()


def _words(text: str, name: str = "") -> QLabel:
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
