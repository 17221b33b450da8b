"""Beginning a new round: the present order is kept first, with its day and why it is changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.own_keys import claims
from vsmstudio.gui.panels.reading import read_date
from vsmstudio.gui.panels.widgets import column, label, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.dates import day


class NewRound(QWidget):
    """Two fields and two buttons in the page. `ended`: it is done, or not wanted any more."""

    ended = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setObjectName("newRound")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = LineField(
            "Kept on", lambda value: "", read_date, lambda value: value.isoformat() if value else "", day
        )
        self.day.setFixedWidth(210)
        self.why = QLineEdit()
        self.why.setAccessibleName("Why it is ranked again")
        self.why.setPlaceholderText("Such as: the budget was cut, two contracts end")
        self.why.returnPressed.connect(self.keep)
        self.keeps = QPushButton("Keep and rank again")
        self.keeps.setObjectName("primary")
        self.keeps.clicked.connect(self.keep)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.ended)
        words = label(
            "The present order is kept, so that every later move can be seen against it.", "partLead", wrap=True
        )
        why = column(label("Why it is ranked again", "fieldLabel"), self.why, spacing=3)
        line = row(self.day, spacing=12)
        line.addLayout(why, 1)
        buttons = row(self.keeps, cancel, spacing=8)
        buttons.addStretch(1)
        whole = column(words, spacing=8, margins=(14, 12, 14, 12))
        whole.addLayout(line)
        whole.addLayout(buttons)
        self.setLayout(whole)
        self.hide()

    def open(self) -> None:
        """Ask for the day and the reason."""
        self.day.forget()
        self.day.show_value(self.workspace.as_of)
        self.why.clear()
        self.show()
        self.why.setFocus()

    def keep(self) -> None:
        """Keep the present order, as one change."""
        try:
            on = read_date(self.day.editor.text())
        except ValueError as error:
            self.day.complain(str(error))
            return
        if self.workspace.do(lambda d: edits.keep_order(d, on, self.why.text())):
            self.workspace.said.emit("The order is kept. Rank again: each move shows against it.")
        self.ended.emit()

    def event(self, event: QEvent) -> bool:
        return claims(event, (Qt.Key.Key_Escape,)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)
