"""What each improvement contributes on the way to the future map, and what it claims beside what is computed."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.comparison import Compared
from vsmstudio.analysis.engagement.contribution import CONTRIBUTED, Contribution, contributions_of
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table
from vsmstudio.model.document import Document
from vsmstudio.model.records import Improvement, Map

_SHOWN = (
    "lead_time", "process_time", "activity_ratio", "rolled_ca", "handoffs", "owner_coverage", "fte", "labour_cost_per_year"
)  # fmt: skip
_EFFECTS = {
    "lead_time": ("Lead time saved", Kind.MINUTES), "process_time": ("Processing time saved", Kind.MINUTES),
    "ca": ("%C&A gained", Kind.RATIO), "cost": ("Cost saved a year", Kind.MONEY),
    "experience": ("Experience gained", Kind.NUMBER),
}  # fmt: skip
EFFECT_TITLES = {title: key for key, (title, _) in _EFFECTS.items()}
_CLAIMS = (
    Column("stream", "Stream", width=22),
    Column("improvement", "Improvement", width=44),
    Column("effect", "Effect", width=24),
    Column("unit", "Unit", width=10),
    Column("claimed", "Claimed", Kind.NUMBER, width=13),
    Column("computed", "Computed", Kind.NUMBER, width=13),
    Column("difference", "Computed − claimed", Kind.NUMBER, width=13, plus=("computed",), minus=("claimed",)),
    Column("judged", "Judged", width=12),
)


def found_in(document: Document, analysis: Analysis) -> tuple[Contribution, ...]:
    """The contributions of every stream that improvements of the plan change."""
    found = (contributions_of(document, analysis, stream.id) for stream in document.streams)
    return tuple(each for each in found if each.shares)


def contribution(document: Document, found: Sequence[Contribution]) -> Table:
    """Stream by stream: the current map, each improvement's difference in plan order, what none explains, the future map.

    `ids` are the improvements, blank for the other lines.
    """
    lines = [(row, key) for each in found for row, key in _lines(document, each)]
    notes = [f"{document.name(each.stream)}: {note.rstrip('.')}." for each in found for note in each.notes]
    columns = (
        Column("stream", "Stream", width=22),
        Column("improvement", "Improvement", width=44),
        Column("applied", "Applied", width=20),
        *(Column(each.key, each.title, Kind(each.kind), _unit(document, each.kind), 13) for each in _figures()),
        Column("says", "Says", width=60),
    )
    said = "Differences are after − before, each improvement after those above it; together they lead from first line to last."
    return Table(
        "Contribution", columns, tuple(row for row, _ in lines), " ".join((said, *notes)), tuple(key for _, key in lines)
    )  # fmt: skip


def _figures() -> list[Compared]:
    """The figures that the sheet shows of all that contributions are computed for."""
    return [each for each in CONTRIBUTED if each.key in _SHOWN]


def _unit(document: Document, kind: str) -> str:
    return {"minutes": "min", "money": document.engagement.currency}.get(kind, "")


def _lines(document: Document, each: Contribution) -> list[tuple[Row, str]]:
    stream = document.name(each.stream)
    keys = [one.key for one in _figures()]
    current, future = document.of(Map, each.current), document.of(Map, each.future)

    def line(name: str, applied: str | None, figures: object, says: str | None = None) -> Row:
        values: tuple[Cell, ...] = tuple(figures.get(key) for key in keys)  # type: ignore[attr-defined]
        return (stream, name, applied, *values, says)

    ahead = f"{future.name} (future)" if future else "All claims together"
    return [
        (line(f"{current.name} (current)" if current else "Current map", "starts from", each.before), ""),
        *(
            (
                line(document.the(Improvement, share.improvement).name, share.applied.value, share.differences, share.sentence),
                share.improvement,
            )
            for share in each.shares
        ),
        (line("Not explained by any improvement", None, each.rest), ""),
        (line(ahead, "ends at", each.after), ""),
    ]  # fmt: skip


def claims(document: Document, found: Sequence[Contribution]) -> Table:
    """Every effect that an improvement claims, beside the computed one; where less comes than is claimed, it is flagged.

    `ids` are the improvements.
    """
    listed = [(each, share, check) for each in found for share in each.shares for check in share.checks]
    rows: list[Row] = []
    for each, share, check in listed:
        title, kind = _EFFECTS[check.key]
        unit = {Kind.MINUTES: "min", Kind.MONEY: document.engagement.currency, Kind.NUMBER: "points"}.get(kind)
        difference = None if check.claimed is None or check.computed is None else check.computed - check.claimed
        rows.append((
            document.name(each.stream), document.the(Improvement, share.improvement).name, title, unit, check.claimed,
            check.computed, difference, check.judged.value,
        ))  # fmt: skip
    return Table(
        "Claimed effects",
        _CLAIMS,
        tuple(rows),
        "Above 0 is better. The same within a tenth; worse where less comes than is claimed.",
        tuple(share.improvement for _, share, _ in listed),
        frozenset(at for at, (_, _, check) in enumerate(listed) if check.judged == "worse"),
        kinds=tuple(_EFFECTS[check.key][1] for _, _, check in listed),
    )
