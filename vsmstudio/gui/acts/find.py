"""Finding things and actions, and moving the keyboard between the parts of the window."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

EDIT_ACTS = (
    Act("Find…", "find", "Ctrl+F", "Jump to anything by its name"),
    Act("Commands…", "show_commands", "Ctrl+K", "Carry out any action by its name"),
)
VIEW_ACTS = (
    Act("Next part of the window", "next_part", "F6", "Left panel, map, lower panel, right panel, bar"),
    Act("Previous part of the window", "previous_part", "Shift+F6"),
)
