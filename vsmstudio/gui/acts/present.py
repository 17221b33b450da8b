"""Showing a map to a room."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act, Doer

VIEW_ACTS = (
    Act("Present step by step", "present", "F5", "The map alone on the screen; arrow keys turn the pages, Esc ends"),
)


class PresentActs(Doer):
    """Begins a presentation."""

    def present(self) -> None:
        self.window.presenter.begin()
