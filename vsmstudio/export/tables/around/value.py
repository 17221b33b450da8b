"""The value measures of the streams: what they were, what they are to be, what they are, and how far the way is gone."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.engagement.measures import measures as progress
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.model.document import Document
from vsmstudio.model.records import Measure

COLUMNS = (
    Column("stream", "Stream", width=22),
    Column("measure", "Measure", width=38),
    Column("kind", "Kind", width=12),
    Column("audience", "Audience", width=12),
    Column("unit", "Unit", width=10),
    Column("baseline", "Baseline", Kind.NUMBER, width=11),
    Column("target", "Target", Kind.NUMBER, width=11),
    Column("actual", "Actual", Kind.NUMBER, width=11),
    Column("difference", "Difference", Kind.NUMBER, width=11, plus=("actual",), minus=("baseline",)),
    Column("share", "Way to the target", Kind.RATIO, width=12),
    Column("judged", "Judged", width=10),
    Column("says", "Says", width=30),
    Column("measured_on", "Measured on", Kind.DATE, width=12),
)


def measures(document: Document) -> Table:
    """Stream by stream, in their order; one that became worse is flagged. `ids` are the measures."""
    order = {stream.id: at for at, stream in enumerate(document.streams)}
    found = sorted(progress(document), key=lambda each: order.get(each.stream, len(order)))
    rows = []
    for each in found:
        held = document.the(Measure, each.measure)
        rows.append((
            document.name(each.stream), held.name, held.kind.value, held.audience.value if held.audience else None,
            held.unit or None, held.baseline, held.target, held.actual, each.difference, each.share,
            None if each.judged is Judged.UNKNOWN else each.judged.value, each.sentence, held.measured_on,
        ))  # fmt: skip
    return Table(
        "Measures",
        COLUMNS,
        tuple(rows),
        "The way to the target is (actual − baseline) ÷ (target − baseline); below 0 it went the other way.",
        tuple(each.measure for each in found),
        frozenset(at for at, each in enumerate(found) if each.judged is Judged.WORSE),
    )
