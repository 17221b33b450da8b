"""Lining up and spreading what is selected, in the Map menu."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Change
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS
from vsmstudio.notation.arrange import ARRANGEMENTS
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import area_of


class ArrangeDoer(Doer):
    """Each arrangement moves all that is selected as one thing to undo."""

    def align_left(self) -> None:
        self._arrange("align_left")

    def align_center(self) -> None:
        self._arrange("align_center")

    def align_right(self) -> None:
        self._arrange("align_right")

    def align_top(self) -> None:
        self._arrange("align_top")

    def align_middle(self) -> None:
        self._arrange("align_middle")

    def align_bottom(self) -> None:
        self._arrange("align_bottom")

    def distribute_across(self) -> None:
        self._arrange("distribute_across")

    def distribute_down(self) -> None:
        self._arrange("distribute_down")

    def same_pitch(self) -> None:
        self._arrange("same_pitch")

    def _arrange(self, name: str) -> None:
        document = self.workspace.document
        areas: dict[Id, Rect] = {}
        for key in self.workspace.selection:
            node, at = document.get(key), document.position(key)
            if isinstance(node, NODE_KINDS) and at is not None:
                areas[key] = area_of(node, at)
        words, arranged = ARRANGEMENTS[name]
        if len(areas) > 1:
            places = arranged(areas)
            self.workspace.do(lambda d: Change(words, edits.place(d, places).records))
