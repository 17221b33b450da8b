"""What the Edit menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Undo", "undo", "Ctrl+Z"),
    Act("Redo", "redo", "Ctrl+Shift+Z"),
    SEPARATOR,
    Act("Cut", "cut", "Ctrl+X", "Take what is selected to another place, map or window", needs="selection"),
    Act("Copy", "copy", "Ctrl+C", "Also for a spreadsheet: as a step table"),
    Act("Paste", "paste", "Ctrl+V", "Copied steps, or names and rows of a spreadsheet as connected steps"),
    Act("Duplicate", "duplicate", "Ctrl+D", "Copies beside what is selected", needs="selection"),
    SEPARATOR,
    Act("Rename", "rename", "F2", needs="name"),
    Act("Delete", "delete", "Del", needs="selection"),
    Act("Select all", "select_all", "Ctrl+A"),
)
