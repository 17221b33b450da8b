"""The bar under the menus: whose engagement it is, undo and redo by name, whether it is saved, and the deliverables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from vsmstudio.gui.saved_mark import SavedMark, saved_words
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
        self.undo, self.redo = QPushButton("Undo"), QPushButton("Redo")
        tidy, present = QPushButton("Tidy up"), QPushButton("Present")
        guide = QPushButton("Guide")
        self.saved = SavedMark()
        self._when: datetime | None = None
        self.deliver = QPushButton("Deliver…")
        self.deliver.setObjectName("primary")
        acts = {
            self.undo: "undo", self.redo: "redo", tidy: "tidy_up", present: "present", guide: "toggle_guide",
            self.deliver: "deliver",
        }  # fmt: skip
        for button, name in acts.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(carry_out, name))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        for widget in (self._engagement, self.undo, self.redo, tidy, present, guide):
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
        self._show_saved()

    def say_saved(self, when: datetime | None) -> None:
        """It was saved at that moment; None where another document came into view."""
        self._when = when or _written(self._workspace.session.path)
        self._show_saved()

    def say_saving(self) -> None:
        """It is being saved, which may take a moment where the disk is far away."""
        self.saved.show_state("Saving…", "", "open")
        self.saved.repaint()

    def _show_saved(self) -> None:
        self.saved.show_state(*saved_words(self._workspace.session, self._when, datetime.now()))


def _written(path: Path | None) -> datetime | None:
    """When a file was written last, as its disk says."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime) if path else None
    except (OSError, ValueError, OverflowError):
        return None
