"""What the File menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act
from vsmstudio.gui.start.templates import TEMPLATES

NEW_ACTS = (
    Act("New", "new_document", "Ctrl+N"),
    Act("New from a file…", "new_from_file", "", "Begin from another document, as from a template"),
)
TEMPLATE_ACTS = tuple(
    Act(each.title, f"begin_{each.name.replace('-', '_')}", "", f"{each.words}; the figures are examples")
    for each in TEMPLATES
    if each.name != "blank"  # as New
)
ACTS = (
    Act("Open…", "open_document", "Ctrl+O"),
    Act("Open the sample", "open_sample"),
    SEPARATOR,
    Act("Save", "save", "Ctrl+S"),
    Act("Save as…", "save_as", "Ctrl+Shift+S"),
    Act("Save a copy…", "save_copy", "", "For a break-out group, to be merged back later"),
    Act("Merge another file…", "merge_file", "", "Take in what a copy of this document holds by now"),
    SEPARATOR,
    Act("Versions…", "show_versions", "", "Look at earlier versions of this file, open or restore one"),
    Act("Check and repair…", "check_and_repair", "", "Look a damaged file through and open what can be kept"),
)
END_ACTS = (
    Act("Close", "close_document", "Ctrl+W", "Put this document away; the start page offers what to do next"),
    Act("Quit", "close", "Ctrl+Q"),
)
