"""The roadmap: when improvements are due, done and looked at again, beside the workshops."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsmstudio.gui.pages.parts import ChoiceChips, Empty
from vsmstudio.gui.panels.drawing import Drawing, Drawn, Spot
from vsmstudio.gui.panels.widgets import column, row
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement
from vsmstudio.notation.roadmap import By, plan_of, roadmap
from vsmstudio.notation.shapes import Element, Picture

_LEAST = 720.0  # pixels under which the drawing becomes smaller as a whole


class Roadmap(QWidget):
    """The drawing, by horizon or by owner. `opened` tells the improvement that was pressed."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.by: By = "horizon"
        self.chips = ChoiceChips("Grouped", (("horizon", "By when"), ("owner", "By owner")))
        self.chips.show_value(self.by)
        self.chips.chosen.connect(self._group)
        self.empty = Empty("Nothing is in the plan yet. What gets a due date is drawn here.")
        self.drawing = Drawing("Roadmap")
        self.drawing.pressed.connect(self.opened)
        head = row(self.chips)
        head.addStretch(1)
        whole = column(self.empty, spacing=12)
        whole.addLayout(head)
        whole.addWidget(self.drawing)
        whole.addStretch(1)
        self.setLayout(whole)

    def refresh(self, keep: frozenset[Id]) -> None:
        workspace = self.workspace
        self.empty.setVisible(not workspace.document.all(Improvement))
        self.drawing.setVisible(bool(workspace.document.all(Improvement)))
        self.chips.setVisible(bool(workspace.document.all(Improvement)))
        plan = plan_of(workspace.document, workspace.as_of, self.by)
        self.drawing.show_drawing(lambda width: as_drawn(roadmap(plan, max(width, _LEAST)), keep))

    def _group(self, by: By) -> None:
        self.by = by
        self.refresh(frozenset(each.id for each in self.workspace.document.all(Improvement)))


def as_drawn(picture: Picture, keys: frozenset[Id]) -> Drawn:
    """A picture as one drawing, whose elements that are about records can be pressed."""
    shapes = tuple(shape for element in picture.elements for shape in element.shapes)
    spots = tuple(Spot(each.id, each.area, each.tip) for each in picture.elements if each.id in keys)
    said = ". ".join(each.tip for each in picture.elements if each.tip)
    return Drawn(Element("roadmap", "caption", shapes, picture.area, tip=said), spots)
