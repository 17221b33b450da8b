"""What the Deliver menu does."""

from __future__ import annotations

from vsmstudio.gui.acts.act import SEPARATOR, Act

ACTS = (
    Act("Deliver…", "deliver", "Ctrl+P", "Report, workbook, deck and pictures, with a preview of the pages"),
    Act("Deliver as last time", "deliver_again", "Ctrl+Alt+P", "The same files to the same folder, without asking"),
    SEPARATOR,
    Act("Print…", "print_report", "", "The report, with the sections that are chosen"),
    Act("Print this map…", "print_map", "", "The map in view, as its pages in the report"),
)
