"""Putting what one looks at into the plan, with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsmstudio.gui.doers.doer import Doer
from vsmstudio.gui.improving import Improving

if TYPE_CHECKING:
    from vsmstudio.gui.main_window import MainWindow


class ImproveDoer(Doer):
    """From what is wrong to what is done about it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.improving = Improving(window)

    def improve_this(self) -> None:
        self.improving.improve()
