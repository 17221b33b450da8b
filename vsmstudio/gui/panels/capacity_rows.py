"""Units with what they have to do over all current maps, as cells; and the bottleneck in words."""

from __future__ import annotations

from vsmstudio.analysis.capacity_results import UnitLoad
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.export.tables.capacity import says_of
from vsmstudio.export.tables.words import UNKNOWN, covered, percent
from vsmstudio.gui.panels.aligned import numbers, shares
from vsmstudio.gui.panels.cells import Cell, Head, Row
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map

HEADS = (
    Head("Unit", "Who does the work", 116, wide=True),
    Head("People", "How many people the unit has", 56, right=True),
    Head("Needed", "People that its steps of all current maps keep busy all the time", 60, right=True),
    Head("Load", "People needed ÷ people of the unit", 60, right=True),
    Head("Says", "What the load means, by the engagement's threshold", 104),
    Head("Streams", "The value streams whose current maps it works on", 116, wide=True),
    Head("Steps", "How many of its steps are known: PT, visits and demand", 64, right=True),
)


def unit_rows(document: Document, analysis: Analysis) -> tuple[Row, ...]:
    """Every unit that performs a step of a current map, the highest load first, those of which nothing is known last."""
    found = sorted(
        analysis.units.values(),
        key=lambda each: (each.load is None, -(each.load or 0.0), not each.parts, document.name(each.unit), each.unit),
    )
    streams = _streams(document)
    said = shares(each.load for each in found)
    busy = numbers(_needed(each) for each in found)
    threshold = document.engagement.bottleneck_threshold
    return tuple(
        _row(document, each, streams.get(each.unit, ()), busy(_needed(each)), said(each.load), threshold)
        for each in found
    )


def _needed(each: UnitLoad) -> float | None:
    """The people that a unit's steps keep busy."""
    return sum(each.parts.values()) if each.parts else None


def _row(document: Document, each: UnitLoad, streams: tuple[Id, ...], needed: str, load: str, threshold: float) -> Row:
    says = says_of(each.load, threshold)
    color = "critical" if says else ""
    lacks = "" if each.load is not None else "people blank" if each.parts else "no PT or demand"
    known, whole = each.covers
    return (
        Cell(document.name(each.unit) or "Unnamed unit", each.unit),
        Cell(UNKNOWN if each.people is None else number(each.people), each.unit),
        Cell(needed, each.unit),
        Cell(load, each.unit, "load", color, strong=bool(says)),
        Cell(says or lacks, each.unit, color=color or "muted"),
        Cell(", ".join(document.name(key) for key in streams), each.unit),
        Cell(f"{known} of {whole}", each.unit, color="muted"),
    )


def _streams(document: Document) -> dict[Id, tuple[Id, ...]]:
    """The streams that each unit works on, in their order."""
    found: dict[Id, dict[Id, None]] = {}
    for stream in document.streams:
        current = document.current_map(stream.id)
        for step in document.steps(current.id) if current else ():
            if step.performer is not None:
                found.setdefault(step.performer, {})[stream.id] = None
    return {unit: tuple(streams) for unit, streams in found.items()}


def bottleneck_words(document: Document, held: MapAnalysis) -> tuple[str, str]:
    """The bottleneck by its name and load, and what that means; what to fill in where it is unknown."""
    found, threshold = held.capacity, document.engagement.bottleneck_threshold
    step, share = found.bottleneck, found.highest_utilisation
    if step is None or share is None:
        if found.takt is None:
            return "", "Fill in the stream's demand and people of the steps: utilisation appears here."
        return "", "Fill in PT and people of the steps: utilisation appears here."
    name = f"{held.numbers.get(step, '')} {document.name(step)}".strip()
    says = says_of(share, threshold)
    means = {
        "": f"Within the threshold of {percent(threshold)}.",
        "over threshold": f"Over the threshold of {percent(threshold)}.",
    }.get(says, "Over 100 %: it cannot meet demand.")
    known = covered(found.utilisation_covers)
    return f"{name}, utilisation {percent(share)}", f"{means} {known} known."


def is_current(document: Document, map_id: Id) -> bool:
    """Is this the current map of its stream, so that the loads of units count it?"""
    shown = document.of(Map, map_id)
    return shown is not None and document.current_map(shown.stream) == shown
