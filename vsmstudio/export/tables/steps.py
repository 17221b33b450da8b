"""Every step with what was said of it and what was computed."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, joined, map_cells, owner_words
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Step

COLUMNS = (
    *map_columns(),
    Column("number", "No.", width=5),
    Column("step", "Step", width=28),
    Column("performer", "Performer", width=16),
    Column("owner", "Owner", width=20),
    Column("pt", "PT", Kind.MINUTES, "min", 9, total=True),
    Column("lt", "LT", Kind.MINUTES, "min", 9),
    Column("wait", "Wait", Kind.MINUTES, "min", 9),
    Column("ca", "%C&A", Kind.RATIO, width=8),
    Column("people", "People", Kind.NUMBER, width=8),
    Column("va", "VA", width=7),
    Column("slack", "Slack", Kind.MINUTES, "min", 9),
    Column("critical", "Critical", width=8),
    Column("services", "Services", width=28),
)


def minutes(document: Document, duration: Duration | None) -> float | None:
    """The likely value in working minutes; None where it is blank."""
    return None if duration is None else duration.minutes(document.engagement.calendar)


def service_names(document: Document, target: Id) -> list[str]:
    """Names of the services that underpin a step or a stream."""
    return sorted({document.name(link.source) for link in document.links_to(target, LinkKind.UNDERPINS)})


def steps(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The steps of the maps asked for (all unless said), as people read them; a step without owner is flagged."""
    rows: list[Row] = []
    ids: list[Id] = []
    flagged: set[int] = set()
    for number, held_map, held in chosen_maps(document, analysis, maps):
        for step in document.steps(held_map.id):
            if step.owner is None:
                flagged.add(len(rows))
            ids.append(step.id)
            times = held.nodes.get(step.id)
            rows.append(
                (
                    *map_cells(document, number, held_map),
                    held.numbers.get(step.id),
                    step.name,
                    document.name(step.performer) or None,
                    owner_words(document, step.owner),
                    *_figures(document, step),
                    times.slack if times else None,
                    ("yes" if times.critical else "no") if times else None,
                    joined(service_names(document, step.id)),
                )
            )
    known = sum(row[7] is not None for row in rows)
    note = (
        f"PT is known for {known} of {len(rows)} steps; a blank adds nothing. LT is not totalled here: steps that run "
        "side by side do not add up. See Critical path."
    )
    return Table("Steps", COLUMNS, tuple(rows), note, tuple(ids), frozenset(flagged))


def _figures(document: Document, step: Step) -> tuple[Cell, ...]:
    times = (minutes(document, each) for each in (step.process_time, step.lead_time, step.wait))
    return (*times, step.ca, step.people, step.value_class.value if step.value_class else None)
