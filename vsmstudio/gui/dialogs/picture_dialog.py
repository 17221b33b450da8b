"""Asks what becomes a picture, of which kind, and how large."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QDoubleSpinBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from vsmstudio.export.png import LEAST_SCALE, MOST_SCALE, fitting, size_at
from vsmstudio.gui.dialogs.parts import button, foot, page
from vsmstudio.gui.panels.widgets import label
from vsmstudio.notation.shapes import Picture

_CM_PER_INCH, _PRINTED = 2.54, 300  # dots to an inch of good print


class Wanted(NamedTuple):
    """What was chosen: the selection or the whole map, `.svg` or `.png`, and the scale of pixels."""

    selection: bool
    ending: str
    scale: float


FIRST = Wanted(selection=False, ending=".svg", scale=2.0)


class PictureDialog(QDialog):
    """`wanted` holds what is chosen. Without a `selection` there is but the whole map to be saved."""

    def __init__(self, parent: QWidget | None, whole: Picture, selection: Picture | None, before: Wanted) -> None:
        super().__init__(parent)
        self._whole, self._selection = whole, selection
        self.setWindowTitle("Save as picture")
        column = page(self)
        column.addWidget(label("Save as picture", "engagement"))
        self.all = QRadioButton("The whole map")
        self.selected = QRadioButton("What is selected")
        self.all.setChecked(selection is None or not before.selection)
        self.selected.setChecked(selection is not None and before.selection)
        self.svg = QRadioButton("SVG: sharp at any size, its words can be edited")
        self.png = QRadioButton("PNG: pixels, for whatever takes no SVG")
        (self.png if before.ending == ".png" else self.svg).setChecked(True)
        self.scale = QDoubleSpinBox()
        self.scale.setDecimals(1)
        self.scale.setSingleStep(0.5)
        self.scale.setSuffix(" ×")
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.scale.setAccessibleName("Scale of the PNG")
        self.scale.setMinimumWidth(96)
        self.size_words = label(name="quiet", wrap=True)
        if selection is None:
            column.addWidget(label("The whole map. Select steps first to save these alone.", "sentence", wrap=True))
        else:
            column.addLayout(self._group("Show", self.all, self.selected))
        column.addLayout(self._group("As", self.svg, self.png))
        row = QHBoxLayout()
        caption = label("Scale", "fieldLabel")
        caption.setBuddy(self.scale)
        row.addWidget(caption)
        row.addWidget(self.scale)
        row.addWidget(self.size_words, 1)
        column.addLayout(row)
        column.addStretch(1)
        done = button("Choose a file…", self.accept, primary=True)
        done.setDefault(True)
        column.addLayout(foot(done, button("Cancel", self.reject)))
        self.setMinimumWidth(460)
        self._limit()
        self.scale.setValue(before.scale)
        self.selected.toggled.connect(self._limit)
        self.png.toggled.connect(self._tell)
        self.scale.valueChanged.connect(self._tell)
        self._tell()
        (self.png if self.png.isChecked() else self.svg).setFocus()

    @property
    def picture(self) -> Picture:
        """What is to be saved."""
        return self._selection if self._selection is not None and self.selected.isChecked() else self._whole

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        return Wanted(self.selected.isChecked(), ".png" if self.png.isChecked() else ".svg", self.scale.value())

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are its fonts known, and with them how high its words are."""
        super().showEvent(event)
        self.adjustSize()

    def _group(self, words: str, *choices: QRadioButton) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(words, "fieldLabel"))
        group = QButtonGroup(self)
        for each in choices:
            group.addButton(each)
            column.addWidget(each)
        return column

    def _limit(self) -> None:
        most = int(fitting(self.picture, MOST_SCALE) * 10) / 10
        self.scale.setRange(LEAST_SCALE, max(LEAST_SCALE, most))
        self._tell()

    def _tell(self) -> None:
        """How large it becomes, in pixels and in print."""
        self.scale.setEnabled(self.png.isChecked())
        if not self.png.isChecked():
            self.size_words.setText("An SVG has no size in pixels.")
            return
        width, height = size_at(self.picture, self.scale.value())
        across, down = (each / _PRINTED * _CM_PER_INCH for each in (width, height))
        self.size_words.setText(f"{width:,} × {height:,} pixels ({across:.0f} × {down:.0f} cm at {_PRINTED} dpi)")
