"""What the View menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Fit all", "fit_all", "Shift+1"),
    Act("Fit selection", "fit_selection", "Shift+2", needs="selection"),
    Act("Zoom in", "zoom_in", "Ctrl++"),
    Act("Zoom out", "zoom_out", "Ctrl+-"),
    Act("100 %", "zoom_100", "Ctrl+0"),
    SEPARATOR,
    Act("Left panel", "toggle_left", "Ctrl+1"),
    Act("Lower panel", "toggle_lower", "Ctrl+2"),
    Act("Right panel", "toggle_right", "Ctrl+3"),
    SEPARATOR,
    Act(
        "Colour by critical path", "colour_path", "Alt+1", "Steps as ever: the critical path stands out", group="colour"
    ),
    Act("Colour by owner", "colour_owner", "Alt+2", "A colour and a code for everyone who owns steps", group="colour"),
    Act("Colour by owner's unit", "colour_unit", "Alt+3", group="colour"),
    Act("Colour by owner's side", "colour_side", "Alt+4", "Business, IT, supplier or customer", group="colour"),
    Act("Colour by value class", "colour_value", "Alt+5", "Value adding, necessary, or neither", group="colour"),
    Act(
        "Colour by %C&A",
        "colour_quality",
        "Alt+6",
        "Where work comes back, by the engagement's thresholds",
        group="colour",
    ),
    Act("Colour by utilisation", "colour_utilisation", "Alt+7", "Who is busy, and who cannot keep up", group="colour"),
)
