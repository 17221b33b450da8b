"""Asks why the room lives with a finding, who decided that, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from vsmstudio.analysis.results import Finding
from vsmstudio.gui.dialogs.parts import button, foot, page
from vsmstudio.gui.panels.reading import read_date
from vsmstudio.gui.panels.widgets import label, restyle
from vsmstudio.model.dates import day, months_later

MONTHS_AHEAD = 6
WHY = "Say why you live with it. The reason stands in the report."


class AcceptDialog(QDialog):
    """After it was accepted `said` holds why, by whom and until when."""

    def __init__(self, parent: QWidget | None, finding: Finding, today: date, people: list[str]) -> None:
        super().__init__(parent)
        self.said: dict[str, Any] = {}
        self._today = today
        self.setWindowTitle("Accept a finding")
        column = page(self)
        column.addWidget(label("Live with this finding", "engagement", wrap=True))
        column.addWidget(label(finding.message, "sentence", wrap=True))
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(64)
        self.why.textChanged.connect(lambda: self._complain(""))
        self.by = QLineEdit(finding.lapsed.by if finding.lapsed else "")
        names = QCompleter(people, self.by)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.by.setCompleter(names)
        self.until = QLineEdit(months_later(today, MONTHS_AHEAD).isoformat())
        self.until.setPlaceholderText("Such as 2027-02-14; blank for no end")
        self.until.textChanged.connect(self._echo)
        self.echo = label(name="quiet", wrap=True)
        self.message = label(name="message", wrap=True)
        fields = QVBoxLayout()
        fields.setSpacing(4)
        for words, field in (("Why", self.why), ("Decided by", self.by), ("Until", self.until)):
            caption = label(words, "fieldLabel")
            caption.setBuddy(field)
            field.setAccessibleName(words)
            fields.addWidget(caption)
            fields.addWidget(field)
            fields.addSpacing(6)
        fields.addWidget(self.echo)
        column.addLayout(fields)
        column.addWidget(self.message)
        column.addStretch(1)
        done = button("Accept the finding", self._done, primary=True)
        done.setDefault(True)
        column.addLayout(foot(done, button("Cancel", self.reject)))
        self.setMinimumWidth(460)
        self._echo()
        self.why.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now are its fonts known, and with them how high its words are."""
        super().showEvent(event)
        self.adjustSize()

    def _complain(self, words: str, field: QWidget | None = None) -> None:
        for each in (self.why, self.until):
            restyle(each, "bad" if each is field else "")
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.adjustSize()
        if field is not None:
            field.setFocus()

    def _until(self) -> date | None:
        """Raises `ValueError` with what is accepted."""
        until = read_date(self.until.text())
        if until is not None and until < self._today:
            raise ValueError(f"{day(until)} has passed. Type a later date, or none.")
        return until

    def _echo(self) -> None:
        self._complain("")
        try:
            until = self._until()
        except ValueError:
            self._say("")
            return
        when = f"after {day(until)}, or when it gets more severe" if until else "when it gets more severe"
        self._say(f"It counts no more, and opens again {when}.")

    def _say(self, words: str) -> None:
        """Say when it opens again; the dialog grows with the words, or they would push fields over one another."""
        self.echo.setText(words)
        self.adjustSize()

    def _done(self) -> None:
        why = " ".join(self.why.toPlainText().split())
        if not why:
            self._complain(WHY, self.why)
            return
        try:
            until = self._until()
        except ValueError as wrong:
            self._complain(str(wrong), self.until)
            return
        self.said = {"why": why, "by": " ".join(self.by.text().split()), "until": until, "since": self._today}
        self.accept()
