"""The experience of customers, users and staff under the map: a curve for each audience over the columns of its steps.

An audience that rated nothing has no curve, and a step that it did not rate leaves a gap in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.ratings import AUDIENCES as AUDIENCES
from vsmstudio.model.records import Map, Touchpoint, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.experience_curve import SIZE, Spot, draw_back, draw_spot, height, rating_words, shown
from vsmstudio.notation.parts import LABEL
from vsmstudio.notation.service import SAID
from vsmstudio.notation.shapes import Element, Point, Rect, Shape, Words
from vsmstudio.notation.sizes import STEP_PITCH, STEP_WIDTH

PREFIX = "experience "  # of the ids of the rows
_GAP, _BETWEEN = 30.0, 12.0
_BESIDE = (
    3  # so many rated steps of a column stand beside each other; of more, the one that is rated lowest stands for all
)
_LEAST = SIZE + 4


class Seen(NamedTuple):
    """A step that stands on the map, with its number; one that is rated has its name, too."""

    key: Id
    at: Point
    number: str
    name: str = ""


def draw_experience(
    document: Document, map_id: Id, touchpoints: Sequence[Touchpoint], steps: Sequence[Seen], top: float, left: float
) -> list[Element]:
    """The curves one under another, the first a little under `top`: for each audience what lies behind, then its points.

    `steps` are all that stand on the map, rated or not. A point is an element with the id of its touchpoint.
    """
    stream = document.of(ValueStream, document.the(Map, map_id).stream)
    columns = _columns(steps)
    places = _places(columns, {each.step for each in touchpoints})
    x0, x1 = min(each.at[0] for each in steps), max(each.at[0] for each in steps) + STEP_WIDTH
    elements: list[Element] = []
    y = top + _GAP
    for audience, name in AUDIENCES.items():
        own = {each.step: each for each in touchpoints if each.audience is audience}
        if not own:
            continue
        spots = _spots(columns, places, own)
        focus = "in focus" if stream is not None and stream.experience is audience else ""
        covers = f"{len(own)} of {len(steps)} step{'' if len(steps) == 1 else 's'}"
        caption = _caption(name, [focus, covers], not elements, min(left, x0) - 20, y)
        high = height(spots)
        shapes = [*draw_back(spots, x0, max(x1, spots[-1].x + SIZE), y), *caption]
        elements.append(
            Element(f"{PREFIX}{audience.value}", "experience", tuple(shapes), _filled(shapes, y, high), z=3)
        )
        elements += [_point(each, y) for each in spots]
        y += high + _BETWEEN
    return elements


def _point(spot: Spot, top: float) -> Element:
    shapes = draw_spot(spot, top)
    y = shapes[1].y if isinstance(shapes[1], Words) else top
    area = Rect(spot.x - SIZE / 2 - 3, y - 4 - SIZE / 2 - 3, SIZE + 6, SIZE + 6)
    return Element(spot.key, "touchpoint", shapes, area, z=17, tip=spot.tip)


def _columns(steps: Sequence[Seen]) -> list[list[Seen]]:
    """Steps that stand above one another, from left to right."""
    found: list[list[Seen]] = []
    for each in sorted(steps, key=lambda one: (one.at, one.key)):
        if found and each.at[0] - found[-1][0].at[0] <= STEP_WIDTH / 2:
            found[-1].append(each)
        else:
            found.append([each])
    for column in found:
        column.sort(key=lambda one: (one.at[1], one.at[0], one.key))
    return found


def _places(columns: Sequence[Sequence[Seen]], wanted: set[Id]) -> dict[Id, float]:
    """Where the rated steps have their points: in the middle of their column, or beside each other around it."""
    places: dict[Id, float] = {}
    last = float("-inf")
    for column in columns:
        held = [each for each in column if each.key in wanted]
        if not held:
            continue
        middle = sum(each.at[0] for each in held) / len(held) + STEP_WIDTH / 2
        count = len(held) if len(held) <= _BESIDE else 1
        for index in range(count):
            x = max(middle + (index - (count - 1) / 2) * STEP_PITCH / count, last + _LEAST)
            last = x
            for each in held if count < len(held) else held[index : index + 1]:
                places[each.key] = x
    return places


def _spots(columns: Sequence[Sequence[Seen]], places: Mapping[Id, float], own: Mapping[Id, Touchpoint]) -> list[Spot]:
    """The points of one audience from left to right."""
    found: list[Spot] = []
    for index, column in enumerate(columns):
        held = [each for each in column if each.key in own]
        if len({places[each.key] for each in held}) < len(held):
            found.append(_lowest(held, places, own, index))
            continue
        for each in held:
            touchpoint = own[each.key]
            number = each.number if len(column) > 1 else ""
            found.append(_spot(each, touchpoint, places[each.key], touchpoint.note, index, number))
    return found


def _lowest(held: Sequence[Seen], places: Mapping[Id, float], own: Mapping[Id, Touchpoint], index: int) -> Spot:
    """One point for many steps above one another."""
    step = min(held, key=lambda each: (own[each.key].rating or 0.0, own[each.key].id))
    highest = max(own[each.key].rating or 0.0 for each in held)
    note = f"lowest of {len(held)} steps, up to {shown(highest)}"
    return _spot(step, own[step.key], places[step.key], note, index)


def _spot(step: Seen, touchpoint: Touchpoint, x: float, note: str, index: int, number: str = "") -> Spot:
    rating = touchpoint.rating or 0.0
    who = f"{AUDIENCES[touchpoint.audience]}, {step.name or step.number or 'a step'}"
    said = f"{who}: {shown(rating)}, {rating_words(rating).lower()}"
    tip = f"{said}. {touchpoint.note}" if touchpoint.note else said
    return Spot(x, rating, note, index, number, touchpoint.id, tip)


def _caption(name: str, beside: Sequence[str], first: bool, right: float, top: float) -> list[Shape]:
    """Whose experience it is, beside the curve, where no link passes; what the lane is, over the first one."""
    lines = [Words(0, 0, name, LABEL + 1, "ink", bold=True)]
    lines += [Words(0, 0, each, LABEL, "muted") for each in beside if each]
    if first:
        lines.insert(0, Words(0, 0, "EXPERIENCE", LABEL, "muted", bold=True))
    x = right - max(text.width(SAID[1], LABEL, True), *(each.width for each in lines))  # under the services' caption
    return [Words(x, top + 18 + 15 * at, each.text, each.size, each.color, each.bold) for at, each in enumerate(lines)]


def _filled(shapes: Sequence[Shape], top: float, high: float) -> Rect:
    words = [each for each in shapes if isinstance(each, Words)]
    left = min(each.left for each in words)
    return Rect(left, top, max(each.left + each.width for each in words) - left, high).grown(2)
