"""Says that something went wrong, that the work is safe, and what to do now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from vsmstudio.gui.fault import Fault

WENT_WRONG = "Something went wrong"
_GO_ON = "What you did before is recorded, and you can go on working. If the map looks wrong, press Esc."
_SAVE = "Save now: what you did since the last time is not recorded. Then you can go on working."
_THEN = "If it happens again, copy the diagnostics and give them to whoever helps you with VSM Studio."


class TroubleDialog(QDialog):
    """One error. `recorded` says that the work could be recovered; `ask_diagnostics` opens what can be passed on."""

    def __init__(
        self, parent: QWidget | None, fault: Fault, recorded: bool, ask_diagnostics: Callable[[QWidget], None]
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("VSM Studio")
        self.setObjectName("panel")
        self.setMinimumWidth(520)
        heading = QLabel(WENT_WRONG)
        heading.setObjectName("engagement")
        what = fault.note or "The program met an error of its own. It is not your doing."
        told = (what, _GO_ON if recorded else _SAVE, _THEN)
        self.words = " ".join(told)
        said = []
        for words in told:
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            said.append(label)
        self.details = QPlainTextEdit("\n".join((f"{fault.kind}: {fault.words}".rstrip(": "), *fault.places)))
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details")
        self.details.setFixedHeight(170)
        self.details.hide()
        self.more = QPushButton("Details")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.toggled.connect(self._show_details)
        self.diagnostics = QPushButton("Copy diagnostics…")
        self.diagnostics.setAutoDefault(False)
        self.diagnostics.clicked.connect(lambda: ask_diagnostics(self))
        self.close_button = QPushButton("Close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.diagnostics)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for widget in (heading, *said, self.details):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(row)
        self.close_button.setFocus()

    def _show_details(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.more.setText("Hide details" if shown else "Details")
        self.adjustSize()
