"""Which files are made: a tick for each format, and how sharp PNG pictures are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vsmstudio.gui.panels.choices import Choice

_WORDS = {
    "pdf": "Report (PDF)",
    "xlsx": "Workbook (Excel)",
    "pptx": "Deck (PowerPoint)",
    "svg": "A picture of each map (SVG)",
    "png": "A picture of each map (PNG)",
}
_SHARPNESS = ((1.0, "1 ×"), (2.0, "2 ×"), (3.0, "3 ×"), (4.0, "4 ×"))


class FormatsField(QWidget):
    """`changed`: others are chosen."""

    changed = Signal()

    def __init__(self, formats: tuple[str, ...], sharpness: float) -> None:
        super().__init__()
        self.ticks: dict[str, QCheckBox] = {}
        self.sharpness = Choice(_SHARPNESS, "Size of PNG pictures")
        self.sharpness.show_value(min((each for each, _ in _SHARPNESS), key=lambda each: abs(each - sharpness)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for key, words in _WORDS.items():
            tick = self.ticks[key] = QCheckBox(words)
            tick.setChecked(key in formats)
            tick.toggled.connect(self._toggled)
            line = QHBoxLayout()
            line.addWidget(tick)
            if key == "png":
                line.addStretch(1)
                line.addWidget(self.sharpness)
            column.addLayout(line)
        self.sharpness.setEnabled(self.ticks["png"].isChecked())
        self.setFocusProxy(self.ticks["pdf"])

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def _toggled(self) -> None:
        self.sharpness.setEnabled(self.ticks["png"].isChecked())
        self.changed.emit()
