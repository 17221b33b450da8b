"""What the Analyse menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Findings", "show_findings", "Ctrl+Shift+F"),
    Act("Figures", "show_figures", "Ctrl+Shift+G"),
    Act("Steps", "show_steps", "Ctrl+Shift+T"),
    Act("Capacity", "show_capacity", "Ctrl+Shift+L"),
    Act("Services and money", "show_portfolio", "Ctrl+Shift+M"),
    Act("Owners", "show_owners", "Ctrl+Shift+O"),
    Act("Compare", "show_compare"),
    SEPARATOR,
    Act("Select the critical path", "select_critical_path"),
    Act("Engagement settings", "show_settings"),
)
