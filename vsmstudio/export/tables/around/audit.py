"""The audit of workflows: how the work should be done, how it is done, and why it is done so."""

from __future__ import annotations

from vsmstudio.analysis.drift import differs
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, map_cells, owner_words
from vsmstudio.export.tables.table import Column, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.records import MapState

COLUMNS = (
    *map_columns(),
    Column("number", "No.", width=6),
    Column("step", "Step", width=26),
    Column("performer", "Performer", width=18),
    Column("owner", "Owner", width=22),
    Column("documented", "As documented", width=40),
    Column("done", "As done", width=40),
    Column("why", "Why", width=40),
    Column("differs", "Differs", width=9),
)


def audit(document: Document, analysis: Analysis) -> Table:
    """Every step of a current map of which one of the three is known; where both differ, the row is flagged.

    `ids` are the steps.
    """
    found = [
        (map_cells(document, number, held), each, result.numbers.get(each.id))
        for number, held, result in chosen_maps(document, analysis, None)
        if held.state is MapState.CURRENT
        for each in document.steps(held.id)
        if any(words.strip() for words in (each.as_documented, each.as_done, each.why))
    ]
    rows = tuple(
        (
            *cells,
            number,
            step.name,
            document.name(step.performer) or None,
            owner_words(document, step.owner),
            step.as_documented or None,
            step.as_done or None,
            step.why or None,
            "yes" if differs(step) else None,
        )
        for cells, step, number in found
    )
    flagged = frozenset(at for at, (_, step, _) in enumerate(found) if differs(step))
    note = "What is asked for is the reason, not somebody to blame."
    return Table("Audit of workflows", COLUMNS, rows, note, tuple(step.id for _, step, _ in found), flagged)
