"""What stands where the map will be, while a file is being opened."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget


def veil(words: str) -> QWidget:
    """A sheet as calm as the start page, with words in its middle."""
    from PySide6.QtCore import Qt

    made = QWidget()
    made.setObjectName("startPart")
    said = QLabel(words)
    said.setObjectName("startHow")
    said.setTextFormat(Qt.TextFormat.PlainText)
    QGridLayout(made).addWidget(said, 0, 0, Qt.AlignmentFlag.AlignCenter)
    return made
