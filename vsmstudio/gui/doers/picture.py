"""The map as a picture for slides."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class PictureDoer(Doer):
    """Copies and saves pictures."""

    def copy_picture(self) -> None:
        self.window.picturing.copy()

    def save_picture(self) -> None:
        self.window.picturing.save()
