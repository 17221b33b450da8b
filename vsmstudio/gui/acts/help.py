"""What the Help menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Handbook", "show_handbook", "F1", "What is said of the place where you are"),
    Act("Keys and gestures", "show_keys", "Ctrl+F1"),
    Act("Take the tour", "take_tour", "", "Five minutes on the sample, hands on; leave it whenever you want"),
    SEPARATOR,
    Act("Open the log folder", "open_log_folder"),
    Act("Copy diagnostics…", "copy_diagnostics"),
    SEPARATOR,
    Act("About VSM Studio", "show_about"),
)
