"""Putting what one looks at into the plan, with one key."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class ImproveDoer(Doer):
    """From what is wrong to what is done about it."""

    def improve_this(self) -> None:
        self.window.improving.improve()
