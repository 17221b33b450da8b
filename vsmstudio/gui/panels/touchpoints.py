"""How customers, users and staff find a step: a rating and a note for each, in the inspector."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from vsmstudio.gui.panels.fields import LineField
from vsmstudio.gui.panels.rating import RatingBar
from vsmstudio.gui.panels.widgets import Section, column, label, restyle, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience
from vsmstudio.model.rules import Refused
from vsmstudio.notation.experience_curve import POOR, rating_words, shown
from vsmstudio.notation.experience_lane import AUDIENCES


class Touch(QWidget):
    """One audience: its name, what the rating means, five buttons, and a note that is asked for once something is rated."""

    def __init__(self, workspace: Workspace, audience: Audience) -> None:
        super().__init__()
        self.workspace, self.audience = workspace, audience
        self.step: Id = ""
        name = AUDIENCES[audience]
        self.said = label(name="quiet")
        self.bar = RatingBar(name)
        self.bar.chosen.connect(lambda rating: self._rate(rating=rating))
        self.note = LineField("", partial(self._apply_note))
        self.note.editor.setAccessibleName(f"{name}: note")
        self.note.editor.setPlaceholderText("What they say")
        head = row(label(name, "plainLine"), self.said)
        head.addStretch(1)
        head.addWidget(self.bar)
        layout = column(spacing=2)
        layout.addLayout(head)
        layout.addWidget(self.note)
        self.setLayout(layout)

    def show_of(self, step: Id) -> None:
        """Show how a step is found."""
        if step != self.step:
            self.note.forget()
        self.step = step
        held = next(
            (each for each in self.workspace.document.touchpoints(step) if each.audience is self.audience), None
        )
        rating = held.rating if held else None
        poor = rating is not None and rating <= POOR
        exact = "" if rating is None or rating == int(rating) else f"{shown(rating)}, "
        words = "" if rating is None else f"{exact}{rating_words(rating).lower()}"
        self.said.setObjectName("gapText" if poor else "quiet")
        self.said.setText(f"◆ {words}" if poor else words)
        restyle(self.said, "gap" if poor else "calm")
        self.bar.show_rating(rating)
        self.note.show_value(held.note if held else "")
        self.note.setVisible(held is not None or self.note.editor.hasFocus())

    def settle(self) -> None:
        self.note.settle()

    def _apply_note(self, note: Any) -> str:
        return self._rate(note=note)

    def _rate(self, **fields: Any) -> str:
        try:
            self.workspace.do(edits.rate(self.workspace.document, self.step, self.audience, **fields))
        except Refused as refusal:
            return str(refusal)
        return ""


class Touchpoints(QWidget):
    """The section of the inspector."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.touches = {audience: Touch(workspace, audience) for audience in AUDIENCES}
        self.setLayout(column(Section("Experience", column_of(*self.touches.values()))))

    def show_of(self, step: Id) -> None:
        for each in self.touches.values():
            each.show_of(step)

    def settle(self) -> None:
        for each in self.touches.values():
            each.settle()


def column_of(*parts: QWidget) -> QWidget:
    """Parts under one another, as one."""
    held = QWidget()
    held.setLayout(column(*parts, spacing=6))
    return held
