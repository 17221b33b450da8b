"""The map as a picture for slides."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act, Doer

EDIT_ACTS = (
    Act("Copy as picture", "copy_picture", "Ctrl+Shift+C", "What is selected, else the whole map, for your slides"),
)
DELIVER_ACTS = (Act("Save as picture…", "save_picture", "", "The map, or what is selected, as SVG or PNG of any size"),)


class PictureActs(Doer):
    """Copies and saves pictures."""

    def copy_picture(self) -> None:
        self.window.picturing.copy()

    def save_picture(self) -> None:
        self.window.picturing.save()
