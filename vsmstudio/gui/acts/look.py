"""How the window looks: its theme, and words that a room can read."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

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
