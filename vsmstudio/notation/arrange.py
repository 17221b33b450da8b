"""Where things stand once several of them are lined up or spread evenly. Pure geometry in pixels at 100 %."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vsmstudio.model.ids import Id
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import NARROW_PITCH, ROW_PITCH, STEP_PITCH, STEP_WIDTH, snapped

Areas = Mapping[Id, Rect]
Places = dict[Id, Point]


def align_left(areas: Areas) -> Places:
    left = min(area.x for area in areas.values())
    return {key: (left, area.y) for key, area in areas.items()}


def align_center(areas: Areas) -> Places:
    """Middles under one another, in the middle of all of them."""
    middle = _whole(areas).center[0]
    return {key: (middle - area.width / 2, area.y) for key, area in areas.items()}


def align_right(areas: Areas) -> Places:
    right = max(area.right for area in areas.values())
    return {key: (right - area.width, area.y) for key, area in areas.items()}


def align_top(areas: Areas) -> Places:
    top = min(area.y for area in areas.values())
    return {key: (area.x, top) for key, area in areas.items()}


def align_middle(areas: Areas) -> Places:
    """Middles in one row, in the middle of all of them, so that connections run straight."""
    middle = _whole(areas).center[1]
    return {key: (area.x, middle - area.height / 2) for key, area in areas.items()}


def align_bottom(areas: Areas) -> Places:
    bottom = max(area.bottom for area in areas.values())
    return {key: (area.x, bottom - area.height) for key, area in areas.items()}


def distribute_across(areas: Areas) -> Places:
    """Equal gaps from left to right; the first and the last stay."""
    return _distributed(areas, 0)


def distribute_down(areas: Areas) -> Places:
    """Equal gaps from top to bottom; the first and the last stay."""
    return _distributed(areas, 1)


def same_pitch(areas: Areas) -> Places:
    """From left to right at the usual pitch, on from the first; what stands above one another stays one column.

    Things in one column alone get the usual pitch downwards.
    """
    columns = _columns(areas)
    if len(columns) == 1:
        order = sorted(areas, key=lambda key: (areas[key].y, key))
        top = areas[order[0]].center[1]
        return {key: (areas[key].x, top + index * ROW_PITCH - areas[key].height / 2) for index, key in enumerate(order)}
    places: Places = {}
    middle, before = 0.0, 0.0
    for index, column in enumerate(columns):
        pitch = max(_pitch(areas[key]) for key in column)
        own = sum(areas[key].center[0] for key in column) / len(column)
        middle = own if index == 0 else middle + (before + pitch) / 2
        before = pitch
        for key in column:
            places[key] = (snapped(middle - areas[key].width / 2), areas[key].y)
    return places


ARRANGEMENTS: Mapping[str, tuple[str, Callable[[Areas], Places]]] = {
    "align_left": ("Align left", align_left),
    "align_center": ("Align centres", align_center),
    "align_right": ("Align right", align_right),
    "align_top": ("Align top", align_top),
    "align_middle": ("Align middles", align_middle),
    "align_bottom": ("Align bottom", align_bottom),
    "distribute_across": ("Distribute across", distribute_across),
    "distribute_down": ("Distribute down", distribute_down),
    "same_pitch": ("Same pitch", same_pitch),
}


def _whole(areas: Areas) -> Rect:
    whole = next(iter(areas.values()))
    for area in areas.values():
        whole = whole.united(area)
    return whole


def _distributed(areas: Areas, axis: int) -> Places:
    """Equal gaps in the room that all of them fill; where they do not fit into it, their middles at equal distances."""
    order = sorted(areas, key=lambda key: (areas[key].center[axis], key))
    whole = _whole(areas)
    middles = areas[order[0]].center[axis], areas[order[-1]].center[axis]
    gap = (whole[axis + 2] - sum(areas[key][axis + 2] for key in order)) / max(1, len(order) - 1)
    places: Places = {}
    at = whole[axis]
    for index, key in enumerate(order):
        area = areas[key]
        if gap < 0:
            at = middles[0] + (middles[1] - middles[0]) * index / (len(order) - 1) - area[axis + 2] / 2
        places[key] = (at, area.y) if axis == 0 else (area.x, at)
        at += area[axis + 2] + gap
    return places


def _columns(areas: Areas) -> list[list[Id]]:
    """What stands nearly above one another belongs to one column; from left to right."""
    columns: list[list[Id]] = []
    for key in sorted(areas, key=lambda each: (areas[each].center[0], each)):
        middle = areas[key].center[0]
        if columns and middle - areas[columns[-1][0]].center[0] < areas[key].width / 2:
            columns[-1].append(key)
        else:
            columns.append([key])
    return columns


def _pitch(area: Rect) -> float:
    return STEP_PITCH if area.width >= STEP_WIDTH else NARROW_PITCH
