"""Lining up and spreading what is selected, in the Map menu."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act, Doer
from vsmstudio.model import edits
from vsmstudio.model.document import Change
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS
from vsmstudio.notation.arrange import ARRANGEMENTS
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import area_of

ACTS = (
    Act("Align left", "align_left", "Alt+Shift+L", needs="several"),
    Act("Align centres", "align_center", "Alt+Shift+C", needs="several"),
    Act("Align right", "align_right", "Alt+Shift+R", needs="several"),
    SEPARATOR,
    Act("Align top", "align_top", "Alt+Shift+T", needs="several"),
    Act(
        "Align middles", "align_middle", "Alt+Shift+M", "In one row, so that connections run straight", needs="several"
    ),
    Act("Align bottom", "align_bottom", "Alt+Shift+B", needs="several"),
    SEPARATOR,
    Act("Distribute across", "distribute_across", "Alt+Shift+H", "Equal gaps from left to right", needs="many"),
    Act("Distribute down", "distribute_down", "Alt+Shift+V", "Equal gaps from top to bottom", needs="many"),
    Act("Same pitch", "same_pitch", "Alt+Shift+P", "One column of the timeline for each step", needs="several"),
)


class ArrangeActs(Doer):
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
