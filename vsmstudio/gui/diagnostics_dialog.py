"""Shows the diagnostics as they would be copied. Nothing is sent anywhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

_LEAD = (
    "For whoever helps you with VSM Studio. What stands here is all that is copied, and nothing is sent: you decide where "
    "to paste it."
)
_WITHOUT = "It says what kinds of thing were done, and nothing from your document."
_WITH = "The messages of errors may hold names from your document: read them first."
_WORDS = "Include the words of error messages; they may hold names from your document"


class DiagnosticsDialog(QDialog):
    """`report` gives the text, without or with the words of errors."""

    def __init__(self, parent: QWidget | None, report: Callable[[bool], str]) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle("Copy diagnostics")
        self.setObjectName("panel")
        self.resize(760, 560)
        self.lead = QLabel()
        self.lead.setTextFormat(Qt.TextFormat.PlainText)
        self.lead.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Diagnostics")
        self.words = QCheckBox(_WORDS)
        self.words.toggled.connect(self._refresh)
        self._copied = QLabel()
        self._copied.setObjectName("saved")
        self._copied.setProperty("state", "saved")
        self.copy = QPushButton("Copy")
        self.copy.setObjectName("primary")
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._copied, 1)
        row.addWidget(self.copy)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.lead)
        column.addWidget(self.text, 1)
        column.addWidget(self.words)
        column.addLayout(row)
        self._refresh()
        self.copy.setFocus()

    def _refresh(self) -> None:
        words = self.words.isChecked()
        self.lead.setText(f"{_LEAD} {_WITH if words else _WITHOUT}")
        self.text.setPlainText(self._report(words))
        self._copied.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._copied.setText("Copied. Paste it where it is wanted.")
