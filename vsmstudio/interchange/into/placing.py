"""Where new nodes stand on a map that has others: near their neighbours, clear of everything. What stands stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.edits.room import free_place
from vsmstudio.model.ids import Id
from vsmstudio.model.records import FlowKind, Node, Note, Placement
from vsmstudio.notation.layout import layout
from vsmstudio.notation.layout.tidy import tidied
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import ROW_PITCH, STEP_PITCH, area_of, size_of, snapped

MOST_ONE_BY_ONE = 60  # new nodes that look for a place near their neighbours; more are laid out below the others


def places(document: Document, map_id: Id, new: Collection[Id], drawn: Mapping[Id, Point]) -> dict[Id, Point]:
    """Places for the `new` nodes and notes of a map. `drawn`: where the source has all that stands on it."""
    standing = [node for node in document.nodes(map_id) if node.id not in new and document.position(node.id)]
    fresh = [node for node in document.nodes(map_id) if node.id in new]
    notes = [note.id for note in document.notes(map_id) if note.id in new and note.id in drawn]
    if not standing:
        if len(fresh) < len(document.nodes(map_id)):
            return {}  # nothing of this map has a place yet
        rest = [node for node in fresh if node.id not in drawn]
        if len(rest) == len(fresh) or len(rest) > MOST_ONE_BY_ONE:
            return layout(document, map_id)
        known = {node.id: drawn[node.id] for node in fresh if node.id in drawn}
        return known | _near(document, rest, known, {}) | {key: drawn[key] for key in notes}
    at = {node.id: place for node in standing if (place := document.position(node.id))}
    many = len(fresh) > MOST_ONE_BY_ONE
    found = _below(document, map_id, fresh, standing) if many else _near(document, fresh, at, drawn)
    found.update({key: _as_drawn(drawn[key], drawn, {**at, **found}) or drawn[key] for key in notes})
    return found


def _below(document: Document, map_id: Id, fresh: Iterable[Node], standing: Iterable[Node]) -> dict[Id, Point]:
    """Laid out among themselves, below all that stands."""
    found = tidied(document, map_id, [node.id for node in fresh])
    areas = [area_of(node, document.position(node.id) or (0.0, 0.0)) for node in standing]
    left = snapped(min(area.x for area in areas) - min(x for x, _ in found.values()))
    top = snapped(max(area.bottom for area in areas) + ROW_PITCH / 2 - min(y for _, y in found.values()))
    return {key: (x + left, y + top) for key, (x, y) in found.items()}


def _near(
    document: Document, fresh: Iterable[Node], standing: Mapping[Id, Point], drawn: Mapping[Id, Point]
) -> dict[Id, Point]:
    at = dict(standing)
    taken = [area_of(document.node(key), place) for key, place in at.items()]
    found: dict[Id, Point] = {}
    waiting = list(fresh)
    while waiting:
        ready = next((node for node in waiting if _beside(document, node, at)), waiting[0])
        waiting.remove(ready)
        wish = _as_drawn(drawn.get(ready.id), drawn, at) or _wish(document, ready, at)
        place = free_place(snapped(wish[0]), snapped(wish[1]), size_of(ready), taken)
        found[ready.id] = at[ready.id] = place
        taken.append(area_of(ready, place))
    return found


def _as_drawn(own: Point | None, drawn: Mapping[Id, Point], at: Mapping[Id, Point]) -> Point | None:
    """As far from the nearest thing that stands on both as the source has it."""
    both = [key for key in drawn if key in at]
    if own is None or not both:
        return None
    nearest = min(both, key=lambda key: (abs(drawn[key][0] - own[0]) + abs(drawn[key][1] - own[1]), key))
    return at[nearest][0] + own[0] - drawn[nearest][0], at[nearest][1] + own[1] - drawn[nearest][1]


def _beside(document: Document, node: Node, at: Mapping[Id, Point]) -> tuple[list[Id], list[Id]] | None:
    """What stands already of the nodes that work comes from and goes to; None where nothing does."""
    work = FlowKind.WORK
    before = [flow.source for flow in document.arriving(node.id) if flow.kind is work and flow.source in at]
    after = [flow.target for flow in document.leaving(node.id) if flow.kind is work and flow.target in at]
    return (before, after) if before or after else None


def _wish(document: Document, node: Node, at: Mapping[Id, Point]) -> Point:
    """Between its neighbours, else beside the one that it has, else below everything at the left."""
    beside = _beside(document, node, at)
    if beside is None:
        return min(x for x, _ in at.values()), max(y for _, y in at.values()) + ROW_PITCH
    before, after = beside
    if before and after:
        (x, y), (right, _) = at[before[0]], at[after[0]]
        return (min(x + STEP_PITCH, (x + right) / 2) if right > x else x + STEP_PITCH), y
    if before:
        return at[before[0]][0] + STEP_PITCH, at[before[0]][1]
    return at[after[0]][0] - STEP_PITCH, at[after[0]][1]


def drawn_in(source: Document, final: Mapping[Id, Id]) -> dict[Id, Point]:
    """Where a source has its nodes and notes, by their ids in the document."""
    return {
        final[each.node]: (each.x, each.y)
        for each in source.all(Placement)
        if each.node in final and isinstance(source.get(each.node), Node | Note)
    }
