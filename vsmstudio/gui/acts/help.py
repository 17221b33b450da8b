"""What the Help menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Keys and gestures", "show_keys", "F1"),
    SEPARATOR,
    Act("Open the log folder", "open_log_folder"),
    Act("Copy diagnostics…", "copy_diagnostics"),
    SEPARATOR,
    Act("About VSM Studio", "show_about"),
)
