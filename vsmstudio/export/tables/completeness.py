"""How complete the data of each map are: what was measured, what estimated, what nobody has said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Step

COLUMNS = (
    *map_columns(),
    Column("figure", "Figure", width=26),
    Column("steps", "Steps", Kind.COUNT, width=8),
    Column("measured", "Measured", Kind.COUNT, width=10),
    Column("estimated", "Estimated", Kind.COUNT, width=10),
    Column("said", "Said", Kind.COUNT, width=8),
    Column("missing", "Missing", Kind.COUNT, width=9),
    Column("known", "Known", Kind.RATIO, width=9),
)


def completeness(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """A row for each figure of each map that has steps; one that lacks any is flagged.

    Times are measured or estimated; of everything else it is known only whether it was said.
    """
    rows: list[Row] = []
    flagged: set[int] = set()
    for number, held_map, _ in chosen_maps(document, analysis, maps):
        steps = document.steps(held_map.id)
        for name, of in _FIGURES if steps else ():
            found = [of(document, step) for step in steps]
            times = any(isinstance(each, Duration) for each in found)
            known = [each for each in found if each is not None]
            measured = sum(isinstance(each, Duration) and each.measured for each in known)
            missing = len(found) - len(known)
            if missing:
                flagged.add(len(rows))
            split = (measured, len(known) - measured, None) if times else (None, None, len(known))
            cells = (name, len(found), *split, missing, len(known) / len(found))
            rows.append((*map_cells(document, number, held_map), *cells))
    note = "A blank is neither zero nor 100 %: it adds nothing, and each figure says how many steps it covers."
    return Table("Data", COLUMNS, tuple(rows), note, (), frozenset(flagged))


def _owner(document: Document, step: Step) -> object:
    person = document.of(Person, step.owner)
    return person if person and not person.vacant else None


_FIGURES: tuple[tuple[str, Callable[[Document, Step], object]], ...] = (
    ("Processing time", lambda _, step: step.process_time),
    ("Lead time or wait", lambda _, step: step.lead_time or step.wait),
    ("%C&A", lambda _, step: step.ca),
    ("People", lambda _, step: step.people),
    ("Accountable owner", _owner),
)
