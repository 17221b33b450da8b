"""The bar under the menus: whose engagement it is, undo and redo by name, whether it is saved, and the deliverables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from vsmstudio.gui.workspace import Workspace

_WIDEST_NAME, _WIDEST_LABEL = 360, 260  # pixels


class Bar(QWidget):
    """`carry_out` takes the name of an action; `deliver` is the button that stands out."""

    def __init__(self, workspace: Workspace, carry_out: Callable[[str], None]) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._engagement = QLabel()
        self._engagement.setObjectName("engagement")
        self._engagement.setTextFormat(Qt.TextFormat.PlainText)
        self._engagement.setMinimumWidth(200)
        self.undo, self.redo, fit = QPushButton("Undo"), QPushButton("Redo"), QPushButton("Fit all")
        self.saved = QLabel()
        self.saved.setObjectName("saved")
        self.deliver = QPushButton("Deliver PDF and workbook")
        self.deliver.setObjectName("primary")
        acts = {self.undo: "undo", self.redo: "redo", fit: "fit_all", self.deliver: "deliver"}
        for button, name in acts.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(carry_out, name))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        for widget in (self._engagement, self.undo, self.redo, fit):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.deliver)

    def refresh(self, undo: str, redo: str) -> None:
        """Show the document's state; `undo` and `redo` are the words of these actions."""
        session, engagement = self._workspace.session, self._workspace.document.engagement
        title = engagement.client or engagement.title or "New engagement"
        elided = Qt.TextElideMode.ElideRight
        self._engagement.setText(self._engagement.fontMetrics().elidedText(title, elided, _WIDEST_NAME))
        self.undo.setText(self.undo.fontMetrics().elidedText(undo, elided, _WIDEST_LABEL))
        self.undo.setEnabled(session.undo_label is not None)
        self.redo.setEnabled(session.redo_label is not None)
        self._say("Not saved" if session.dirty else "Saved" if session.path else "")

    def say_saved(self, words: str) -> None:
        """Say when it was saved; blank forgets it."""
        self.saved.setText(words)

    def _say(self, words: str) -> None:
        if words != "Saved" or not self.saved.text().startswith("Saved"):
            self.saved.setText(words)
        self.saved.setProperty("state", "saved" if words == "Saved" else "")
        self.saved.style().unpolish(self.saved)
        self.saved.style().polish(self.saved)
