"""Showing a map to a room, and seeing where one is on it."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class PresentDoer(Doer):
    """Begins a presentation, shows or hides the minimap."""

    def toggle_minimap(self) -> None:
        self.window.minimap.show_when_useful(self.window.acts["toggle_minimap"].isChecked())

    def present(self) -> None:
        self.window.presenter.begin()
