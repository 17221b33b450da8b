"""The steps of a map as one audience rates them, typed in place: a digit rates the step at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from vsmstudio.gui.pages.experience.words import rating_said
from vsmstudio.gui.pages.parts import Col, RecordTable
from vsmstudio.gui.panels.rating import keyed
from vsmstudio.gui.panels.reading import read_number
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Audience, Touchpoint
from vsmstudio.notation.experience_curve import POOR

NOTE = 2  # the column that is typed as text


class RatingTable(RecordTable):
    """Rows are steps. `audience` and `map_id` say whose ratings of which map; `refresh` shows them."""

    def __init__(self, workspace: Workspace) -> None:
        self.audience, self.map_id = Audience.CUSTOMER, ""
        super().__init__(workspace, "Ratings", self._columns(), self._steps, removes=False)
        self.view.installEventFilter(self)

    def touchpoint(self, document: Document, step: Id) -> Touchpoint | None:
        """What the audience says of a step."""
        return next((each for each in document.touchpoints(step) if each.audience is self.audience), None)

    def rate(self, step: Id, rating: float | None) -> None:
        """Rate a step."""
        self.workspace.do(lambda document: edits.rate(document, step, self.audience, rating=rating))

    def go_to(self, step: Id) -> None:
        """The keyboard goes to the rating of a step."""
        if step in self.rows.keys:
            self.view.setFocus()
            self.view.setCurrentIndex(self.rows.index(self.rows.keys.index(step), 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.view.is_editing:
            index = self.view.currentIndex()
            is_rating, rating = keyed(event)
            if is_rating and index.column() != NOTE and (step := self.rows.key(index)):
                self.rate(step, rating)
                return True
        return super().eventFilter(watched, event)

    def _steps(self, document: Document) -> Sequence[Id]:
        return [each.id for each in document.steps(self.map_id)] if self.map_id else []

    def _columns(self) -> tuple[Col, ...]:
        held = self._held

        def number(document: Document, step: Any) -> str:
            result = self.workspace.figures.maps.get(self.map_id)
            return f"{result.numbers.get(step.id, '') if result else ''} {step.name}".strip()

        def on_path(document: Document, step: Any) -> str:
            result = self.workspace.figures.maps.get(self.map_id)
            timed = result is not None and result.figures.lead_time is not None
            return "On it" if timed and result is not None and step.id in result.critical_nodes else ""

        return (
            Col(Spec("name", "Step"), 150, 2, computed=True, shown=number, bold=True),
            Col(
                Spec("rating", "Rating"), 116, 0, "1 very poor, 2 poor, 3 fair, 4 good, 5 very good",
                shown=lambda d, r: held(d, r, lambda each: _marked(each.rating)),
                text=lambda d, r: held(d, r, lambda each: "" if each.rating is None else f"{each.rating:g}"),
                change=self._change_rating,
                gap=lambda d, r: bool(held(d, r, lambda each: "poor" if (each.rating or 5) <= POOR else "")),
            ),
            Col(
                Spec("note", "What they say", "long"), 200, 4, "In their own words",
                shown=lambda d, r: held(d, r, lambda each: each.note),
                text=lambda d, r: held(d, r, lambda each: each.note),
                change=lambda d, key, text: edits.rate(d, key, self.audience, note=text.strip()),
            ),
            Col(Spec("path", "Critical path"), 104, 0, computed=True, shown=on_path),
        )  # fmt: skip

    def _held(self, document: Document, step: Any, read: Callable[[Touchpoint], str]) -> str:
        touchpoint = self.touchpoint(document, step.id)
        return read(touchpoint) if touchpoint else ""

    def _change_rating(self, document: Document, step: Id, text: str) -> Change:
        rating = read_number(text)
        return edits.rate(document, step, self.audience, rating=rating)


def _marked(rating: float | None) -> str:
    said = rating_said(rating)
    return f"◆ {said}" if rating is not None and rating <= POOR else said
