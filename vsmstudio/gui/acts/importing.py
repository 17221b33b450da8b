"""What the File menu does with other programs' files."""

from __future__ import annotations

from vsmstudio.gui.acts.act import Act

ACTS = (
    Act(
        "Import…",
        "import_files",
        "Ctrl+I",
        "Take in tables, architecture models, drawings or event logs",
    ),
    Act(
        "New data-collection workbook…",
        "new_collection_book",
        "",
        "An Excel workbook to send to the client ahead of a workshop; it is imported when it comes back",
    ),
)
