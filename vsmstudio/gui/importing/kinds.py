"""The kinds of file that the assistant reads, how each is called, and the endings by which people choose them."""

from __future__ import annotations

TABLE, ARCHIMATE, DRAWIO, LOG, MODEL = "table", "archimate", "drawio", "eventlog", "model"

WORDS = {
    TABLE: "Tables",
    LOG: "Event log",
    ARCHIMATE: "ArchiMate model",
    DRAWIO: "draw.io drawing",
}
PATTERNS = (
    (
        "All that can be read",
        "*.csv *.tsv *.txt *.xlsx *.xlsm *.xml *.archimate *.drawio *.drawio.svg *.drawio.png *.xes *.gz",
    ),
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
