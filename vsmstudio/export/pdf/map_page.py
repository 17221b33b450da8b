"""The map on its landscape page; where it is too long to be read there, further pages show its parts."""

from __future__ import annotations

import math

from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.legend import draw_legend
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import BODY, BOTTOM, LEFT, MIDDLE, SMALL, Paper, Piece
from vsmstudio.export.tables.words import CONVENTIONS, day, plural
from vsmstudio.model.records import Map, MapState
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Picture, Rect

LEAST, READABLE = 0.42, 0.55  # points per pixel: labels of 11 px print at 4.6 pt, at 6 pt
_LEGEND, _BETWEEN = 26.0, 14.0


def draw_map(paper: Paper, report: Report, held_map: Map) -> None:
    """The map fitted to the page with title, convention, date and legend; and its parts where it is long."""
    document = report.document
    on = held_map.date or (report.on if held_map.state is MapState.CURRENT else None)
    stream = document.name(held_map.stream)
    title = f"{held_map.name}: {stream}" if stream else held_map.name
    lead = " ".join(each for each in (CONVENTIONS[held_map.convention], f"{day(on)}." if on else "") if each)
    y = paper.open_page(title, lead, outline=report.named(held_map))
    paper.bookmark("Map", 1)
    placed = [node for node in document.nodes(held_map.id) if document.position(node.id)]
    if not document.nodes(held_map.id):
        paper.paragraph(LEFT, y, MIDDLE, NO_STEPS, BODY + 1)
        return
    left_out = len(document.nodes(held_map.id)) - len(placed)
    drawn = picture(document, held_map.id, report.analysis)
    into = Rect(LEFT, y, MIDDLE, BOTTOM - _LEGEND - y)
    scale = paint(paper, drawn, into)
    draw_legend(paper, document, held_map, BOTTOM - 8)
    if left_out:
        words = f"{plural(left_out, 'thing')} not placed on the map yet."
        paper.write(Piece(LEFT, BOTTOM - _LEGEND + 4, words, SMALL, "gap", bold=True))
    if scale < LEAST:
        _draw_parts(paper, report, held_map, drawn, title, into)


def _draw_parts(paper: Paper, report: Report, held_map: Map, drawn: Picture, title: str, into: Rect) -> None:
    """The picture again in strips from left to right, as many on a page as its height allows."""
    scale = min(READABLE, into.height / drawn.area.height)
    parts = sections(drawn, into.width / scale)
    height = drawn.area.height * scale
    fitting = max(1, int((into.height + _BETWEEN) / (height + _BETWEEN)))
    for first in range(0, len(parts), fitting):
        shown = parts[first : first + fitting]
        which = f"Part {first + 1}" if len(shown) == 1 else f"Parts {first + 1} to {first + len(shown)}"
        y = paper.open_page(f"{title}, in parts", f"{which} of {len(parts)}, from left to right.", level=None)
        for index, part in enumerate(shown):
            place = Rect(LEFT, y + index * (height + _BETWEEN), part.width * scale, height)
            paint(paper, drawn, place, part, scale)
        draw_legend(paper, report.document, held_map, BOTTOM - 8)


def sections(drawn: Picture, width: float) -> list[Rect]:
    """Windows of at most `width` pixels from left to right, about equally wide, cut between nodes and services."""
    area = drawn.area
    gaps = _gaps([element.area for element in drawn.elements if element.kind in ("node", "service")])
    found: list[Rect] = []
    x = area.x
    while x < area.right - 1:
        wanted = x + (area.right - x) / math.ceil((area.right - x) / width - 1e-9)
        possible = [gap for gap in gaps if x + 1 < gap <= min(x + width, area.right - 1)]
        end = min(possible, key=lambda gap: abs(gap - wanted), default=x + width)
        if x + width >= area.right - 1e-6:
            end = area.right
        found.append(Rect(x, area.y, end - x, area.height))
        x = end
    return found


def _gaps(solid: list[Rect]) -> list[float]:
    """The middles of the gaps between things, from left to right."""
    found: list[float] = []
    reached: float | None = None
    for each in sorted(solid):
        if reached is not None and each.x > reached:
            found.append((reached + each.x) / 2)
        reached = each.right if reached is None else max(reached, each.right)
    return found
