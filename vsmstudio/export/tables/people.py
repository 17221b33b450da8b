"""Who owns how much: people × streams, with steps, services and shares of lead time counted."""

from __future__ import annotations

from vsmstudio.analysis.as_json_services import unique_names
from vsmstudio.analysis.matrix import NOBODY, Matrix, Owner, ownership_matrix
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import joined, owner_words
from vsmstudio.export.tables.table import Column, Kind, Row, Table
from vsmstudio.model.document import Document


def ownership(document: Document, analysis: Analysis) -> Table:
    """One row for each person, nobody last; columns of streams bear their ids as keys. `ids` are the people.

    A vacant place that owns anything, and what nobody owns, are flagged. Nobody is left out where everything has an owner.
    """
    matrix = ownership_matrix(document, analysis)
    streams = unique_names(document.streams)
    columns = (
        Column("person", "Person", width=28),
        Column("gap", "Gap", width=9),
        Column("unit", "Unit", width=20),
        Column("side", "Side", width=10),
        Column("total", "Owns", Kind.COUNT, width=7),
        Column("n_streams", "Streams", Kind.COUNT, width=9),
        Column("n_steps", "Steps", Kind.COUNT, width=9),
        Column("n_services", "Services", Kind.COUNT, width=9),
        *(Column(key, f"LT of {name}", Kind.RATIO, width=13) for key, name in streams.items()),
        Column("streams", "Owns the streams", width=26),
        Column("services", "Owns the services", width=40),
    )
    kept = [row for row in matrix.rows if row.total or row.person != NOBODY]
    rows = tuple(_row(document, matrix, row, tuple(streams)) for row in kept)
    return Table(
        "Ownership",
        columns,
        rows,
        "Streams, steps of the current maps, and services. The columns of streams are shares of their lead time on the critical "
        "path, waits counted with the step that they lead to.",
        tuple(row.person for row in kept),
        frozenset(at for at, row in enumerate(kept) if row.total and (row.vacant or row.person == NOBODY)),
    )


def _row(document: Document, matrix: Matrix, row: Owner, streams: tuple[str, ...]) -> Row:
    owned = [matrix.columns[at] for at in row.owns]
    return (
        owner_words(document, row.person) if row.person != NOBODY else row.label,
        "nobody" if row.person == NOBODY else "vacant" if row.vacant and row.total else None,
        row.unit or None,
        row.side.value if row.side else None,
        row.total,
        row.streams,
        row.steps,
        row.services,
        *(row.lead_time.get(key) or None for key in streams),
        joined([each.name for each in owned if each.kind == "stream"]),
        joined([each.name for each in owned if each.kind == "service"]),
    )
