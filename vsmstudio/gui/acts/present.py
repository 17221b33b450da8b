"""Showing a map to a room, and seeing where one is on it."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

VIEW_ACTS = (
    Act("Minimap", "toggle_minimap", "Ctrl+4", "The whole map, small, where it does not fit", toggles="on"),
    Act("Present step by step", "present", "F5", "The map alone on the screen; arrow keys turn the pages, Esc ends"),
)
