"""Where things stand on a map, by the view that shows them: as there, with the room that they need here."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vsmstudio.interchange.archimate.exchange import Box, View
from vsmstudio.interchange.archimate.gathered import Gathered
from vsmstudio.interchange.archimate.streams import best_view
from vsmstudio.interchange.archimate.terms import TECHNICAL
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import NODE_KINDS, Endpoint, Map, Node, Placement
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import ROW_PITCH, STEP_PITCH, size_of, snapped

_GAP = 48.0
_NEAR = 60
_LARGEST = 8.0  # times that a view may be stretched


def place(made: Gathered) -> None:
    """Places for the nodes of every map that one view shows for the most part; those that it does not show have none."""
    nodes: dict[Id, list[Node]] = {}
    placed = {each.node for each in made.records.values() if isinstance(each, Placement)}
    for each in list(made.records.values()):
        if isinstance(each, NODE_KINDS):
            nodes.setdefault(each.map, []).append(each)
    keys = {record: key for key, record in made.of.items() if key in made.source.elements}
    keys |= {record: name.split(":")[1] for name, record in made.made.items() if name.startswith("endpoint:")}
    sides = {record: name.split(":")[2] for name, record in made.made.items() if name.startswith("endpoint:")}
    drawn_here = [each for each in made.source.views.values() if told_place(each) is not None]
    for drawn in [each for each in made.records.values() if isinstance(each, Map)]:
        held = nodes.get(drawn.id, [])
        free = [each for each in held if each.id not in placed]
        if not free or len(free) < len(held) or drawn.id in made.own:
            continue
        wanted = [keys[each.id] for each in held if each.id in keys]
        view = best_view(drawn_here, wanted) or best_view(made.source.views.values(), wanted)
        if view is None:
            continue
        made.views[drawn.id] = view.key
        for key, (x, y) in _places(view, free, keys, sides).items():
            made.add(Placement(id=new_id(), node=key, x=x, y=y))


def _places(view: View, nodes: list[Node], keys: dict[Id, str], sides: dict[Id, str]) -> dict[Id, tuple[float, float]]:
    """Upper left corners. Middles stay to one another as in the view, stretched until nothing overlaps."""
    boxes: dict[str, Box] = {}
    told = told_place(view)
    for box in view.boxes:
        boxes.setdefault(box.ref, box)
        if told is not None:  # one box for each side on which an actor stands
            boxes.setdefault(f"{box.ref}:{box.key.rpartition('-')[2]}", box)
    known: dict[Id, tuple[float, float]] = {}
    ends: dict[str, int] = {}
    for each in nodes:
        key = keys.get(each.id, "")
        if (found := boxes.get(f"{key}:{sides.get(each.id)}") or boxes.get(key)) is not None:
            middle = (found.x + found.width / 2, found.y + found.height / 2)
            ends[found.ref] = ends.get(found.ref, 0) + 1
            if isinstance(each, Endpoint) and ends[found.ref] > 1 and told is None:
                continue  # one actor at both ends: the second one goes where there is room
            known[each.id] = middle
    by_id = {each.id: each for each in nodes}
    if told is not None:  # a view that was written here is as wide as it must be
        sizes = {key: size_of(by_id[key]) for key in known}
        return {
            key: (x - sizes[key][0] / 2 - told[1], y - sizes[key][1] / 2 - told[2]) for key, (x, y) in known.items()
        } | _below(known, nodes)
    stretch_x, stretch_y = _stretch(known, by_id)
    left = min((x for x, _ in known.values()), default=0.0)
    top = min((y for _, y in known.values()), default=0.0)
    places: dict[Id, tuple[float, float]] = {}
    for key, (x, y) in known.items():
        width, height = size_of(by_id[key])
        places[key] = (
            snapped((x - left) * stretch_x - width / 2 + STEP_PITCH / 2),
            snapped((y - top) * stretch_y - height / 2 + ROW_PITCH / 2),
        )
    _apart(places, by_id)
    return places  # whoever takes the map in places the rest beside what it is joined to


def _below(places: dict[Id, tuple[float, float]], nodes: list[Node]) -> dict[Id, tuple[float, float]]:
    """A row under everything for what the view does not show."""
    lowest = max((at[1] for at in places.values()), default=-ROW_PITCH) + ROW_PITCH
    free = [each for each in nodes if each.id not in places]
    return {each.id: (snapped(at * STEP_PITCH), snapped(lowest)) for at, each in enumerate(free)}


def told_place(view: View) -> tuple[Id, float, float] | None:
    """The map that a view shows that was written here, and how far everything was moved to fit the page."""
    text = next((value for name, value in view.properties if name == TECHNICAL), "")
    try:
        told = msgspec.json.decode(text or "{}", type=_Told)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return (told.map, told.x, told.y) if abs(told.x) < 1e7 and abs(told.y) < 1e7 else None


class _Told(msgspec.Struct):
    map: str
    x: float
    y: float


def follow_moves(made: Gathered) -> None:
    """What was moved in a view that was written here stands where it stands now."""
    places = {each.node: each for each in made.records.values() if isinstance(each, Placement)}
    for view in made.source.views.values():
        told = told_place(view)
        if told is None or not isinstance(made.records.get(told[0]), Map):
            continue
        made.views[told[0]] = view.key
        for box in view.boxes:
            record = made.records.get(made.of.get(box.ref, ""))
            place = places.get(record.id) if record is not None else None
            if place is None or not isinstance(record, NODE_KINDS) or record.map != told[0]:
                continue
            if max(abs(round(place.x + told[1]) - box.x), abs(round(place.y + told[2]) - box.y)) > 0.5:
                made.change(place.id, x=box.x - told[1], y=box.y - told[2])


def _stretch(known: dict[Id, tuple[float, float]], nodes: dict[Id, Node]) -> tuple[float, float]:
    """How much wider and higher the view must become for its things to have room, as far as that is sensible."""
    across = down = 1.0
    for one, other in _neighbours(known):
        width, height = size_of(nodes[one])
        dx, dy = abs(known[one][0] - known[other][0]), abs(known[one][1] - known[other][1])
        other_width, other_height = size_of(nodes[other])
        need_x = ((width + other_width) / 2 + _GAP) / dx if dx > 1 else float("inf")
        need_y = ((height + other_height) / 2 + _GAP / 2) / dy if dy > 1 else float("inf")
        if need_x <= across or need_y <= down:
            continue
        if need_x <= _LARGEST and (dx >= dy or need_y > _LARGEST):
            across = need_x
        elif need_y <= _LARGEST:
            down = need_y
    return across, down


def _neighbours(known: dict[Id, tuple[float, float]]) -> Iterator[tuple[Id, Id]]:
    """Pairs that stand near each other, from left to right and from top to bottom; all pairs of a few."""
    for axis in (0, 1):
        order = sorted(known, key=lambda key: (known[key][axis], known[key][1 - axis], key))
        for at, one in enumerate(order):
            for other in order[at + 1 : at + 1 + _NEAR]:
                yield one, other


def _apart(places: dict[Id, tuple[float, float]], nodes: dict[Id, Node]) -> None:
    """Move down what still lies on something."""
    done = Obstacles()
    for key in sorted(places, key=lambda each: (places[each][1], places[each][0], each)):
        x, y = places[key]
        width, height = size_of(nodes[key])
        while met := done.near(Rect(x, y, width, height)):
            y = snapped(max(area.bottom for area in met) + _GAP / 2)
        places[key] = (x, y)
        done.put(key, Rect(x, y, width, height))
