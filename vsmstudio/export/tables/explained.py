"""How it was calculated: every figure with its rule, source, inputs and path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsmstudio.analysis.explain import SERVICE_FIGURES, Explanation, Input, Role, explain, explanations_of_map
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

MOST_INPUTS = 40  # named in one cell
_SIGNS = {Role.TERM: "", Role.FACTOR: "× ", Role.DIVISOR: "÷ ", Role.BESIDE: ""}

COLUMNS = (
    *map_columns(),
    Column("subject", "About", width=20),
    Column("figure", "Figure", width=26),
    Column("reads", "Value", width=14),
    Column("value", "As a number", Kind.NUMBER, width=12),
    Column("rule", "Rule", width=42),
    Column("formula", "Formula", width=34),
    Column("inputs", "Inputs", width=56),
    Column("path", "Path", width=34),
    Column("covers", "Covers", width=16),
    Column("notes", "Notes", width=34),
    Column("source", "Source", width=24),
)


def explained(document: Document, analysis: Analysis, maps: Sequence[Id] | None = None) -> Table:
    """The figures of maps (all unless named), then of services, units and chains of streams."""
    rows: list[Row] = []
    ids: list[Id] = []
    for number, held, _ in chosen_maps(document, analysis, maps):
        for made in explanations_of_map(document, analysis, held.id):
            rows.append((*map_cells(document, number, held), "the map", *_cells(document, made)))
            ids.append(held.id)
    if maps is None:
        for about, made in _others(document, analysis):
            rows.append((None, None, None, about, *_cells(document, made)))
            ids.append(made.subject)
    note = "Inputs are added up unless the formula says otherwise. Numbers of times are working minutes, ratios 0 to 1."
    return Table("How it was calculated", COLUMNS, tuple(rows), note, tuple(ids))


def _others(document: Document, analysis: Analysis) -> Iterator[tuple[str, Explanation]]:
    for service in document.services:
        for key in SERVICE_FIGURES:
            made = explain(document, analysis, service.id, key)
            if made.value is not None:
                yield service.name, made
    for unit in analysis.units:
        yield document.name(unit), explain(document, analysis, unit, "load")
    for at, chain in enumerate(analysis.chains.listed):
        first = document.name(chain.streams[0])
        yield first, explain(document, analysis, chain.streams[0], f"chain_lead_time:{at}")


def _cells(document: Document, made: Explanation) -> Row:
    path = " → ".join(document.name(key) for key in made.path)
    return (
        made.title,
        made.said,
        made.value,
        made.rule,
        made.formula or None,
        inputs_words(made.inputs) or None,
        path or None,
        made.covers or None,
        "; ".join(made.notes) or None,
        made.source or None,
    )


def inputs_words(inputs: Sequence[Input]) -> str:
    """The inputs in one text: `1 Report claim 4 h (LT 4 h); 2 Register 1 d (LT 1 d)`."""
    said = [_input(each) for each in inputs[:MOST_INPUTS]]
    if len(inputs) > MOST_INPUTS:
        said.append(f"and {len(inputs) - MOST_INPUTS:,} more")
    return "; ".join(said)


def _input(each: Input) -> str:
    note = f" ({each.note})" if each.note else ""
    return f"{_SIGNS[each.role]}{each.name} {each.said}{note}"
