"""Putting what one looks at into the plan, with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsmstudio.gui.acts.act import Act, Doer
from vsmstudio.gui.improving import Improving

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow

ACTS = (
    Act(
        "Improve this", "improve_this", "Ctrl+B",
        "Put the selected finding, kaizen burst or note, or the barriers of a step, into the plan",
    ),
)  # fmt: skip


class ImproveActs(Doer):
    """From what is wrong to what is done about it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.improving = Improving(window)

    def improve_this(self) -> None:
        self.improving.improve()
