"""How the window looks: its theme, and words that a room can read."""

from __future__ import annotations

from vsmstudio.gui.doers.doer import Doer


class LookDoer(Doer):
    """What the theme's menu and the workshop mode do."""

    def theme_system(self) -> None:
        self.window.looks.choose("system")

    def theme_light(self) -> None:
        self.window.looks.choose("light")

    def theme_dark(self) -> None:
        self.window.looks.choose("dark")

    def theme_contrast(self) -> None:
        self.window.looks.choose("contrast")

    def workshop(self) -> None:
        self.window.looks.set_workshop(self.window.acts["workshop"].isChecked())
