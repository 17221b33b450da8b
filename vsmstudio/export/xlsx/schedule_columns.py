"""The columns of the sheets on which schedules are worked out, and what is said above them."""

from __future__ import annotations

from vsmstudio.export.tables.table import Column, Kind, map_columns

_WAY = Column("way", "Way", Kind.COUNT, width=5)
_MINUTES = Kind.MINUTES
NODES = (
    *map_columns(),
    _WAY,
    Column("number", "No.", width=5),
    Column("node", "Node", width=28),
    Column("kind", "Kind", width=9),
    Column("pt", "PT", _MINUTES, "min", 9),
    Column("lt", "LT", _MINUTES, "min", 9),
    Column("wait", "Wait", _MINUTES, "min", 9),
    Column("quantity", "Quantity", Kind.NUMBER, width=9),
    Column("adds", "Adds to LT", _MINUTES, "min", 10),
    Column("start", "Earliest start", _MINUTES, "min", 10),
    Column("finish", "Earliest finish", _MINUTES, "min", 10),
    Column("rest", "From start to the end", _MINUTES, "min", 11),
    Column("slack", "Slack", _MINUTES, "min", 9),
    Column("place", "Place on the path", Kind.COUNT, width=9),
    Column("va", "VA", width=7),
    Column("ca", "%C&A", Kind.RATIO, width=8),
    Column("owner", "Owner", width=22),
    Column("performer", "Performer", width=18),
    Column("handoffs", "Handoffs from here", Kind.COUNT, width=9),
    Column("end", "Done at an end", _MINUTES, "min", 10),
    Column("before", "Rework before", _MINUTES, "min", 10),
    Column("after", "Rework until done", _MINUTES, "min", 10),
    Column("runs", "Chance to run", Kind.RATIO, width=9),
    Column("visits", "Visits", Kind.NUMBER, width=9),
    Column("entered", "A path began earlier", Kind.COUNT, width=10),
    Column("id", "Id of its record", width=14, hidden=True),
    Column("row", "Row on its sheet", Kind.COUNT, width=9, hidden=True),
)
FLOWS = (
    *map_columns(),
    _WAY,
    Column("from", "From", width=26),
    Column("to", "To", width=26),
    Column("kind", "Kind", width=9),
    Column("share", "Share as typed", Kind.RATIO, width=9),
    Column("chance", "Share or chance", Kind.RATIO, width=9),
    Column("delay", "Delay", _MINUTES, "min", 9),
    Column("arrives", "Arrives", _MINUTES, "min", 10),
    Column("onward", "On to the end", _MINUTES, "min", 10),
    Column("tight", "Critical", Kind.COUNT, width=8),
    Column("taken", "On the path", Kind.COUNT, width=8),
    Column("place", "Next place", Kind.COUNT, width=8),
    Column("carried", "Rework carried", _MINUTES, "min", 10),
    Column("entered", "A path began earlier", Kind.COUNT, width=10),
    Column("counts", "Chance on the path", Kind.RATIO, width=10),
    Column("takes", "Repeats", _MINUTES, "min", 10),
    Column("id", "Id of its record", width=14, hidden=True),
    Column("row", "Row on its sheet", Kind.COUNT, width=9, hidden=True),
)
WAYS = (
    *map_columns(),
    _WAY,
    Column("words", "Choices", width=60),
    Column("probability", "Probability", Kind.RATIO, width=11),
    Column("lead", "Lead time", _MINUTES, "min", 12),
    Column("reworked", "With rework", _MINUTES, "min", 12),
    Column("likeliest", "If likeliest", _MINUTES, "min", 12),
    Column("quality", "Rolled %C&A", Kind.RATIO, width=10),
    Column("least", "Critical from", _MINUTES, "min", 12),
    Column("pace", "Minutes from one item to the next", Kind.NUMBER, "min", 12),
    Column("takt", "Takt", _MINUTES, "min", 10),
    Column("demand", "Demand", Kind.NUMBER, "a year", 11),
    Column("id", "Id of its stream", width=14, hidden=True),
)
NODES_NOTE = (
    "Earliest finish is the latest arrival of what leads here plus what the node adds; from start to the end is the same from "
    "behind; slack is lead time less both. Way 0 is the map as a whole, others are its alternatives one by one."
)
FLOWS_NOTE = (
    "What passes between nodes, ordered as paths are listed. Of several critical ways the path takes the first."
)
WAYS_NOTE = "One row for each map as a whole (way 0), and one for each of its alternatives."
