"""How customers, users and staff find the steps: a curve along each current map, and the lowest points beside the path."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from vsmstudio.analysis.engagement.experience import Experience, Point, experience
from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report, the_lead_time
from vsmstudio.export.pdf.engagement.fields import names
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.painter import fit, paint
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, spread
from vsmstudio.export.tables.table import Cell, Kind
from vsmstudio.export.tables.words import percent
from vsmstudio.model.ratings import AUDIENCES, POOR
from vsmstudio.model.records import Audience, Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.experience_curve import Spot, draw_back, draw_spot, height, shown
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.shapes import Box, Element, Picture, Rect, Shape, Words

_SIDE, _RIGHT, _HEAD = 96.0, 84.0, 46.0  # pixels beside the curves, and for the names of the steps over them
_LEAST_WIDE, _COLUMN, _MOST = 960.0, 58.0, 16  # so many steps stand in one strip


def draw_experiences(paper: Paper, report: Report) -> None:
    """A page for the current map of each stream that somebody rated."""
    for stream in report.document.streams:
        held = report.document.current_map(stream.id)
        if held is None or held.id not in report.analysis.maps:
            continue
        found = experience(report.document, report.analysis, held.id)
        if any(voice.rated[0] for voice in found.voices):
            _page(paper, report, stream, held, found)


def _page(paper: Paper, report: Report, stream: ValueStream, held: Map, found: Experience) -> None:
    result = report.analysis.maps[held.id]
    title = f"Experience: {stream.name}"
    y = paper.open_page(title, experience_lead(found, result))
    for at, (first, last) in enumerate(_strips(len(found.voices[0].points))):
        drawn = _curves(found, first, last)
        spare = 120.0 if last == len(found.voices[0].points) else 0.0  # for the first rows of the table
        if at and y + drawn.area.height * MIDDLE / drawn.area.width + spare > paper.bottom:
            y = paper.continued(title)
        room = Rect(LEFT, y + 2, MIDDLE, paper.bottom - y - spare)
        paint(paper, drawn, room)
        y += drawn.area.height * fit(drawn.area, room) + 12
    draw_blocks(paper, title, y, [_lowest(report, found, result)])


def experience_lead(found: Experience, result: MapAnalysis) -> str:
    """Who is least content where, and whether that is on the critical path."""
    voices = [each for each in found.voices if each.lowest]
    voice = min(voices, key=lambda each: (each.lowest[0].rating or 0.0, list(Audience).index(each.audience)))
    rating = voice.lowest[0].rating or 0.0
    where = names([each.name for each in voice.lowest], 2)
    said = f"{AUDIENCES[voice.audience]} are least content at {where}: {shown(rating)} of 5"
    critical = [each for each in voice.lowest if each.critical]
    if not critical:
        return f"{said}; it is not on the critical path."
    share = _share(critical[0], result)
    if len(voice.lowest) == 1 and share is not None:
        return f"{said}; the same step takes {percent(share)} of {the_lead_time(result)}."
    return f"{said}; {'it is' if len(voice.lowest) == 1 else f'{len(critical)} of them are'} on the critical path."


def _share(point: Point, result: MapAnalysis) -> float | None:
    lead_time = result.figures.lead_time
    return result.minutes_by_step.get(point.step, 0.0) / lead_time if lead_time and point.critical else None


def _strips(count: int) -> list[tuple[int, int]]:
    """From which step to which one stands in each strip, so that names can be read and all are about as long."""
    strips = max(1, math.ceil(count / _MOST))
    ends = [round(count * at / strips) for at in range(strips + 1)]
    return list(itertools.pairwise(ends))


def _curves(found: Experience, first: int, last: int) -> Picture:
    """The steps as columns, those of the critical path tinted, and under them one curve for each audience."""
    points = found.voices[0].points[first:last]
    width = max(_LEAST_WIDE, _SIDE + _RIGHT + _COLUMN * len(points))
    column = (width - _SIDE - _RIGHT) / len(points)
    shapes: list[Shape] = []
    curves = [(voice, _spots(voice.points[first:last], column)) for voice in found.voices]
    whole = _HEAD + sum(height(spots) + 14 for _, spots in curves)
    for at, point in enumerate(points):
        x = _SIDE + at * column
        color = "critical" if point.critical else "muted"
        if point.critical:
            shapes.append(Box(x + 2, 0, column - 4, whole, fill="critical_soft", radius=3))
        lines = text.wrap(f"{point.number} {point.name}".strip(), LABEL, column - 8, point.critical, 3)
        shapes += [
            Words(x + column / 2, 14 + 13 * row, line, LABEL, color, point.critical, "center")
            for row, line in enumerate(lines)
        ]
    y = _HEAD
    for voice, spots in curves:
        shapes += draw_back(spots, _SIDE + 4, width - _RIGHT - 4, y)
        for spot in spots:
            shapes += draw_spot(spot, y)
        mean = f"mean {shown(voice.mean)}" if voice.mean is not None else ""
        rated = f"{voice.rated[0]} of {voice.rated[1]} steps"
        for row, (words, bold) in enumerate(((AUDIENCES[voice.audience], True), (mean, False), (rated, False))):
            shapes.append(Words(0, y + 24 + 15 * row, words, LABEL, "ink" if bold else "muted", bold=bold))
        y += height(spots) + 14
    area = Rect(0, 0, width, whole)
    return Picture((Element("experience", "caption", tuple(shapes), area),), area)


def _spots(points: Sequence[Point], column: float) -> list[Spot]:
    """Points of a curve; their notes stand in the table under it."""
    return [
        Spot(_SIDE + (at + 0.5) * column, each.rating, "", at)
        for at, each in enumerate(points)
        if each.rating is not None
    ]


def _lowest(report: Report, found: Experience, result: MapAnalysis) -> Block:
    """The lowest points of every audience, whatever is poor, and what is noted; lowest first."""
    rows: list[tuple[float, int, list[Cell]]] = []
    for at, voice in enumerate(found.voices):
        for point in voice.points:
            listed = point.lowest or point.poor or point in voice.lowest_on_path or point.note.strip()
            if point.rating is None or not listed:
                continue
            mark = "lowest" if point.lowest else "lowest on the path" if point in voice.lowest_on_path else ""
            path = "on it" if point.critical else "off it"
            cells: list[Cell] = [
                AUDIENCES[voice.audience], f"{point.number} {point.name}".strip(), f"{shown(point.rating)} of 5", mark or None,
                path, _share(point, result), point.note.strip() or None,
            ]  # fmt: skip
            rows.append((point.rating, at, cells))
    rows.sort(key=lambda each: each[:2])
    flagged = [at for at, (rating, _, _) in enumerate(rows) if rating <= POOR]
    columns = (
        ("who", "Whose"), ("step", "Step"), ("rating", "Rating"), ("mark", ""), ("path", "Critical path"),
        ("share", "Share of LT", Kind.RATIO), ("note", "What they say"),
    )  # fmt: skip
    cols = [
        Col("who", 70),
        Col("step", 150, bold=True),
        Col("rating", 56, align="right"),
        Col("mark", 90, color="muted", write=lambda value: str(value or "")),
        Col("path", 66),
        Col("share", 60, align="right", write=lambda value: percent(value) if isinstance(value, float) else ""),
        Col("note", 250, lines=10),
    ]
    shown_ = table(columns, [cells for _, _, cells in rows], flagged)
    notes = ("A frame: rated 2 or lower. Columns of the critical path are tinted, their names stand out.",)
    return Block(
        Grid(shown_, spread(cols, MIDDLE), report.calendar), "Where it is lowest, and what is said", notes=notes
    )
