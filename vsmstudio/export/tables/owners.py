"""Owners × steps: who is accountable for what, and where a row stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, map_cells
from vsmstudio.export.tables.path import step_shares
from vsmstudio.export.tables.table import Cell, Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Map, Person, Service

ACCOUNTABLE, VACANT, MISPLACED, NOBODY = "●", "○ vacant", "◆ misplaced", "◆ nobody"
_MISPLACED = ("owner.service-misplaced", "owner.it-service-outside-it")


def owners(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """Steps and the services under them as rows, the people who own any of them as columns (keyed by their ids).

    A mark says who is accountable. A row where nobody is, or only a vacant post, is flagged.
    """
    subjects: list[tuple[Row, str | None, str, str, Id, Id | None, float | None, str]] = []
    chosen = chosen_maps(document, analysis, maps)
    for number, held_map, held in chosen:
        shares = step_shares(document, held)
        for step in document.steps(held_map.id):
            on_path = step.id in held.critical_nodes
            share = shares.get(step.id)
            where = "on path" if on_path else "off path"
            cells = map_cells(document, number, held_map)
            subjects.append((cells, held.numbers.get(step.id), step.name, "step", step.id, step.owner, share, where))
    for service in services_of(document, [held_map for _, held_map, _ in chosen]) if maps else document.services:
        use = analysis.services.get(service.id)
        where = "on path" if use and use.on_critical_path_of else "off path"
        kind = f"{service.kind.value} service"
        subjects.append(((None, None, None), None, service.name, kind, service.id, service.owner, None, where))

    people = tuple(
        dict.fromkeys(owner for *_, owner, _, _ in subjects if owner is not None and document.of(Person, owner))
    )
    misplaced = {finding.subject for finding in analysis.findings if finding.rule in _MISPLACED}
    flagged: set[int] = set()
    rows: list[Row] = []
    for index, (cells, number_words, name, kind, key, owner, share, where) in enumerate(subjects):
        person = document.of(Person, owner)
        mark = _mark(person, key in misplaced)
        if person is None or person.vacant:
            flagged.add(index)
        marks: tuple[Cell, ...] = tuple(mark if each == owner else None for each in people)
        rows.append((*cells, number_words, name, kind, None if person else NOBODY, *marks, share, where))
    columns = (
        *map_columns(),
        Column("number", "No.", width=5),
        Column("name", "Step or service", width=28),
        Column("kind", "Kind", width=21),
        Column("gap", "Gap", width=10),
        *(Column(key, document.name(key), width=14) for key in people),
        Column("share", "Share of LT", Kind.RATIO, width=10),
        Column("where", "Path", width=10),
    )
    note = f"{ACCOUNTABLE} accountable. {NOBODY}: no owner is named. Waits count with the step that they lead to."
    return Table("Owners", columns, tuple(rows), note, tuple(subject[4] for subject in subjects), frozenset(flagged))


def person_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a matrix that are people."""
    first, last = table.at("gap") + 1, table.at("share")
    return table.columns[first:last]


def with_kinds(matrix: Table) -> Table:
    """Services named with their kind: `Claims portal (customer-facing)`."""
    name, kind = matrix.at("name"), matrix.at("kind")
    rows = []
    for row in matrix.rows:
        cells = list(row)
        if cells[kind] != "step":
            cells[name] = f"{cells[name]} ({str(cells[kind]).removesuffix(' service')})"
        rows.append(tuple(cells))
    return replace(matrix, rows=tuple(rows))


def services_of(document: Document, maps: Sequence[Map]) -> list[Service]:
    """The services that underpin a step of these maps or one of their streams, by name."""
    targets = {step.id for held in maps for step in document.steps(held.id)} | {held.stream for held in maps}
    used = {link.source for target in targets for link in document.links_to(target, LinkKind.UNDERPINS)}
    return [service for service in document.services if service.id in used]


def _mark(person: Person | None, misplaced: bool) -> str:
    if person is not None and person.vacant:
        return VACANT
    return MISPLACED if misplaced else ACCOUNTABLE
