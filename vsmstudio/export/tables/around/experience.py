"""How customers, users and staff find the steps: each touchpoint, and what each audience says of a map."""

from __future__ import annotations

from collections.abc import Iterable

from vsmstudio.analysis.engagement.experience import Point, Voice
from vsmstudio.analysis.engagement.experience import experience as asked
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.labels import chosen_maps, joined, map_cells
from vsmstudio.export.tables.table import Column, Kind, Row, Table, map_columns
from vsmstudio.model.document import Document

_POINTS = (
    *map_columns(),
    Column("number", "No.", width=6),
    Column("step", "Step", width=28),
    Column("audience", "Audience", width=12),
    Column("rating", "Rating", Kind.NUMBER, width=9),
    Column("note", "Note", width=60),
    Column("lowest", "Lowest", width=9),
    Column("path", "On critical path", width=10),
)
_VOICES = (
    *map_columns(),
    Column("audience", "Audience", width=12),
    Column("mean", "Mean rating", Kind.NUMBER, width=9),
    Column("rated", "Steps rated", Kind.COUNT, width=9),
    Column("steps", "Steps", Kind.COUNT, width=9),
    Column("lowest", "Lowest points", width=44),
    Column("on_path", "Lowest points on the critical path", width=44),
)


def experience(document: Document, analysis: Analysis) -> Table:
    """A row for each step and audience that says something of it; `ids` are the touchpoints.

    Steps rated 2 or lower are flagged; `Lowest` marks where an audience rates no step of the map lower.
    """
    found: list[tuple[Row, str, bool]] = []
    for number, held, _ in chosen_maps(document, analysis, None):
        points = {
            (point.step, voice.audience): point
            for voice in asked(document, analysis, held.id).voices
            for point in voice.points
        }
        for step in document.steps(held.id):
            for touch in document.touchpoints(step.id):
                point = points[step.id, touch.audience]
                cells = (
                    point.number or None, step.name, touch.audience.value, touch.rating, touch.note or None,
                    "yes" if point.lowest else None, "yes" if point.critical else None,
                )  # fmt: skip
                found.append(((*map_cells(document, number, held), *cells), touch.id, point.poor))
    note = "Ratings go from 1 (very poor) to 5 (very good). Lowest: this audience rates no step of the map lower."
    flagged = frozenset(at for at, each in enumerate(found) if each[2])
    return Table(
        "Experience", _POINTS, tuple(row for row, _, _ in found), note, tuple(key for _, key, _ in found), flagged
    )


def voices(document: Document, analysis: Analysis) -> Table:
    """A row for each map and audience that was asked; `ids` are the maps."""
    found = [
        (number, held, voice)
        for number, held, _ in chosen_maps(document, analysis, None)
        for voice in asked(document, analysis, held.id).voices
    ]
    rows = tuple((*map_cells(document, number, held), *_voice(voice)) for number, held, voice in found)
    note = "The mean counts each step that was rated once."
    return Table("Experience by audience", _VOICES, rows, note, tuple(held.id for _, held, _ in found))


def _voice(voice: Voice) -> Row:
    rated, steps = voice.rated
    return (
        voice.audience.value, voice.mean, rated, steps, joined(_named(voice.lowest)), joined(_named(voice.lowest_on_path))
    )  # fmt: skip


def _named(points: Iterable[Point]) -> list[str]:
    return [f"{point.number} {point.name} ({point.rating:g})".strip() for point in points if point.rating is not None]
