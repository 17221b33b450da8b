"""The kinds of file that the assistant reads, how each is called, and which page shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vsmstudio.gui.importing.page import Context, Page

TABLE, ARCHIMATE, DRAWIO, LOG, MODEL = "table", "archimate", "drawio", "eventlog", "model"

WORDS = {
    TABLE: "Tables",
    LOG: "Event log",
    ARCHIMATE: "ArchiMate model",
    DRAWIO: "draw.io drawing",
}
PATTERNS = (
    ("All that can be read", "*.csv *.tsv *.txt *.xlsx *.xlsm *.xml *.archimate *.drawio *.xes *.gz"),
    ("Tables", "*.csv *.tsv *.txt *.xlsx *.xlsm"),
    ("ArchiMate models", "*.xml *.archimate"),
    ("draw.io drawings", "*.drawio *.xml *.svg *.png"),
    ("Event logs", "*.xes *.csv *.gz"),
)
# of files that are imported when somebody opens them
ENDINGS = frozenset((
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".xml", ".archimate", ".drawio", ".dio", ".xes", ".gz",
    ".svg", ".png",
))  # fmt: skip
FILTER = ";;".join([*(f"{words} ({patterns})" for words, patterns in PATTERNS), "All files (*)"])


def page_of(kind: str, path: Path, context: Context) -> Page:
    """The page for one file that is no table (tables share one page)."""
    if kind == LOG:
        from vsmstudio.gui.importing.log_page import LogPage

        return LogPage(path, context)
    from vsmstudio.gui.importing.drawing_page import DrawingPage

    return DrawingPage(path, kind, context)
