"""Swimlanes: quiet bands behind the nodes, one for each unit that performs steps, with its name at the left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step
from vsmstudio.notation import text
from vsmstudio.notation.layout.performers import lane_of_nodes, lane_order
from vsmstudio.notation.parts import BODY
from vsmstudio.notation.shapes import Box, Element, Point, Rect, Shape, Words
from vsmstudio.notation.sizes import area_of

NOBODY = "No performer"
_NAMES, _PAD, _BELOW = 116.0, 16.0, 24.0


def draw_lanes(document: Document, map_id: Id, at: Mapping[Id, Point], drawn: Rect) -> list[Element]:
    """The lanes from top to bottom around what is `drawn` of the map.

    They lie where most nodes of their units stand: a step that was dragged into another lane changes neither the lanes nor
    its performer; Tidy up puts it back.
    """
    areas = {key: area_of(document.node(key), place) for key, place in at.items()}
    lanes = {key: lane for key, lane in lane_of_nodes(document, map_id).items() if key in areas}
    order = lane_order(
        lanes,
        {key: area.center[1] for key, area in areas.items() if document.of(Step, key)},
        {key: round(area.x) for key, area in areas.items()},
    )
    held = [[areas[key] for key, lane in lanes.items() if lane == each] for each in order]
    if not held:
        return []
    edges = [min(drawn.y, min(area.y for area in areas.values())) - _PAD]
    for upper, lower in pairwise(held):
        edges.append(max(_border(upper, lower), edges[-1] + 2 * _PAD))
    edges.append(max(drawn.bottom, max(area.bottom for area in areas.values()), edges[-1]) + _PAD)
    elements = []
    for index, (unit, (top, bottom)) in enumerate(zip(order, pairwise(edges), strict=True)):
        area = Rect(drawn.x - _NAMES - _PAD, top, drawn.width + _NAMES + 2 * _PAD, bottom - top)
        elements.append(_lane(document, f"lane {unit or ''}", document.name(unit) if unit else NOBODY, area, index))
    return elements


def _border(upper: Sequence[Rect], lower: Sequence[Rect]) -> float:
    """The height with the fewest nodes on the wrong side of it, a little below those of the upper lane."""
    tops = sorted(area.center[1] for area in lower)
    above = sorted(area.center[1] for area in upper)
    lines = sorted([*tops, *above])
    best, border = len(lines) + 1, lines[0]
    for a, b in pairwise([lines[0] - 1, *lines, lines[-1] + 1]):
        middle = (a + b) / 2
        wrong = len(above) - bisect_left(above, middle) + bisect_left(tops, middle)
        if wrong < best:
            best, border = wrong, middle
    over = [area.bottom for area in (*upper, *lower) if area.center[1] < border]
    under = [area.y for area in (*upper, *lower) if area.center[1] > border]
    if not over or not under or max(over) >= min(under):
        return border
    return max(over) + min((min(under) - max(over)) / 2, _BELOW)  # room for arcs is above the nodes


def _lane(document: Document, key: Id, name: str, area: Rect, index: int) -> Element:
    lines = text.wrap(name, BODY, _NAMES - 20, bold=True, lines=3)
    first = area.center[1] - 16 * (len(lines) - 1) / 2 + BODY * 0.36
    shapes: list[Shape] = [
        Box(*area, stroke="hairline"),
        Box(area.x, area.y, _NAMES, area.height, fill="head", stroke="hairline"),
    ]
    color = "muted" if name == NOBODY else "ink"
    shapes += [Words(area.x + 10, first + 16 * i, line, BODY, color, bold=True) for i, line in enumerate(lines)]
    return Element(key, "lane", tuple(shapes), area, z=-20 + index % 2, tip=name)
