"""What is done with notes: added on the map, parked, ticked off."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

MAP_ACTS = (
    Act("Add note", "add_note", "Ctrl+Shift+N", "On the map; about the step that is selected"),
    Act("Add kaizen burst", "add_burst", "Ctrl+Shift+B", "An idea for improvement, about the step that is selected"),
    SEPARATOR,
    Act("Park a note", "park_note", "Ctrl+Shift+P", "Note what has to wait, without leaving what you do"),
    Act("Park it", "park_selected", "", "Take the selected notes off the map, into the parking lot", needs="note"),
    Act("Put on the map", "unpark_selected", "", "Put the selected parked notes on the map in view", needs="note"),
    Act("Tick off", "tick_selected", "", "Mark the selected notes as done, or open them again", needs="note"),
)
ANALYSE_ACTS = (Act("Parking lot", "show_parking"),)
