"""What maps, people and owners are called in tables."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import Analysis, Finding, MapAnalysis
from vsmstudio.export.tables.table import Row
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState, Person, Step


def listed_maps(document: Document, analysis: Analysis) -> tuple[Map, ...]:
    """The analysed maps in reading order: stream by stream, the current map first, then older and future ones."""
    found: list[Map] = []
    for stream in document.streams:
        maps = [each for each in document.maps if each.stream == stream.id and each.id in analysis.maps]
        current = document.current_map(stream.id)
        found += sorted(maps, key=lambda each: (each is not current, each.state is not MapState.CURRENT))
    return tuple(found)


def chosen_maps(
    document: Document, analysis: Analysis, maps: Sequence[Id] | None
) -> list[tuple[int, Map, MapAnalysis]]:
    """(number, map, its analysis) of the maps asked for, or of all. The number counts over all maps of the document."""
    numbered = enumerate(listed_maps(document, analysis), start=1)
    return [(number, each, analysis.maps[each.id]) for number, each in numbered if maps is None or each.id in maps]


def map_cells(document: Document, number: int, held: Map) -> Row:
    """The values under `map_columns`."""
    return (number, document.name(held.stream), held.name)


def owner_of(document: Document, step: Step | None) -> Person | None:
    """Who is accountable for a step; None where nobody is named, and for a post marked vacant."""
    person = document.of(Person, step.owner) if step else None
    return person if person and not person.vacant else None


def owner_words(document: Document, owner: Id | None) -> str | None:
    """An owner as people read it: by role, `vacant` where so marked, None where nobody is named."""
    person = document.of(Person, owner)
    if person is None:
        return None
    name = f"{person.role} ({person.name})" if person.role and person.name else person.label
    return f"{name}, vacant" if person.vacant else name


def joined(names: Sequence[str]) -> str | None:
    """Names in one cell, a semicolon between them."""
    return "; ".join(names) or None


def numbered(analysis: Analysis) -> list[tuple[str, Finding]]:
    """Every finding with its short name, `F1` for the one that matters most.

    First come those of today's maps, then of future ones, then those that were accepted.
    """
    ranked = [*sorted(analysis.findings, key=lambda finding: finding.future), *analysis.accepted]
    return [(f"F{index}", finding) for index, finding in enumerate(ranked, start=1)]


def ordered_findings(analysis: Analysis) -> tuple[Finding, ...]:
    """Open findings as they are listed."""
    return tuple(finding for _, finding in numbered(analysis) if finding.accepted is None)


def finding_numbers(analysis: Analysis) -> dict[str, str]:
    """The short name of every finding, by its key; of several with one key, that of the first."""
    return {finding.key: short for short, finding in reversed(numbered(analysis))}
