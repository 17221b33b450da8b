"""Which maps are held against each other: the current map of each stream and each of its future maps."""

from __future__ import annotations

from vsmstudio.analysis.comparison import Comparison, compare
from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState


def pairs(document: Document, analysis: Analysis) -> list[tuple[Map, Map]]:
    """The current map of each stream with each of its future maps, as far as both were analysed."""
    found = []
    for stream in document.streams:
        current = document.current_map(stream.id)
        if current is None or current.id not in analysis.maps:
            continue
        future = [each for each in document.maps if each.stream == stream.id and each.state is MapState.FUTURE]
        found += [(current, each) for each in future if each.id in analysis.maps]
    return found


def comparisons(document: Document, analysis: Analysis) -> list[Comparison]:
    """Current against future, for every pair of maps."""
    return [compare(document, analysis, before.id, after.id) for before, after in pairs(document, analysis)]
