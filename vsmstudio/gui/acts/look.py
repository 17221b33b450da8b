"""How the window looks: its theme, and words that a room can read."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act, Doer

THEME_ACTS = (
    Act("Follow the system", "theme_system", "", "Light or dark, as the computer is set", group="theme"),
    Act("Light", "theme_light", group="theme"),
    Act("Dark", "theme_dark", group="theme"),
    Act("High contrast", "theme_contrast", "", "White on black; what colours mean is told by shapes", group="theme"),
)
ACTS = (
    Act(
        "Workshop mode",
        "workshop",
        "Ctrl+Shift+W",
        "Words that a room can read; the left and the lower panel make way for the map",
        toggles="off",
    ),
)


class LookActs(Doer):
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
