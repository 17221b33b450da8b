"""Tidying up and swimlanes, in the Map menu."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

ACTS = (
    Act(
        "Tidy up",
        "tidy_up",
        "Ctrl+L",
        "Left to right, branches below each other as you stacked them, in lanes if shown",
    ),
    Act("Tidy up selection", "tidy_selection", "Ctrl+Alt+L", needs="several"),
    Act("Swimlanes by performer", "show_lanes", "", "A lane for each unit that performs steps", toggles="off"),
)
