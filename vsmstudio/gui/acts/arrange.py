"""Lining up and spreading what is selected, in the Map menu."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Align left", "align_left", "Alt+Shift+L", needs="several"),
    Act("Align centres", "align_center", "Alt+Shift+C", needs="several"),
    Act("Align right", "align_right", "Alt+Shift+R", needs="several"),
    SEPARATOR,
    Act("Align top", "align_top", "Alt+Shift+T", needs="several"),
    Act(
        "Align middles", "align_middle", "Alt+Shift+M", "In one row, so that connections run straight", needs="several"
    ),
    Act("Align bottom", "align_bottom", "Alt+Shift+B", needs="several"),
    SEPARATOR,
    Act("Distribute across", "distribute_across", "Alt+Shift+H", "Equal gaps from left to right", needs="many"),
    Act("Distribute down", "distribute_down", "Alt+Shift+V", "Equal gaps from top to bottom", needs="many"),
    Act("Same pitch", "same_pitch", "Alt+Shift+P", "One column of the timeline for each step", needs="several"),
)
