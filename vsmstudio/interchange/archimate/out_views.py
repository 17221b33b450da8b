"""Maps as views: one for each, as it is drawn; and the views that a file had."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vsmstudio.interchange.archimate.leaving import Leaving, Piece, own_key
from vsmstudio.interchange.archimate.out_elements import Definitions, set_property
from vsmstudio.interchange.archimate.terms import TECHNICAL
from vsmstudio.interchange.archimate.tree import LANG, clean, node, q
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import NODE_KINDS, Flow, FlowKind, Map, Note, NoteKind, Queue, Service, ServiceKind
from vsmstudio.notation.note import note_area
from vsmstudio.notation.service import draw_services, links_of
from vsmstudio.notation.shapes import Point, Rect
from vsmstudio.notation.sizes import PILL_HEIGHT, PILL_WIDTH, ROW_PITCH, STEP_PITCH, area_of
from vsmstudio.notation.ways import Ways

_MARGIN = 40
_IN_LANE = 300  # services that find places under their steps; more stand in a row
_ROUTED = 1500  # lines of a map that find ways round its boxes; of more, all are straight
_FILL = {"step": "#ffffff", "queue": "#fdf1d3", "endpoint": "#e8edf3", "service": "#eaf1fb", "note": "#fff8d6"}
_LINE = {"work": "#3b4754", "rework": "#b3541e", "information": "#7a8794", "service": "#8a9bb0", "box": "#5c6b7a"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything of a map stands: areas by record, the corners of lines, and how far all is moved to fit the page."""

    areas: Mapping[Id, Rect]
    ways: Mapping[Id, tuple[Point, ...]]
    x: float
    y: float


def layout(document: Document, drawn: Map) -> Layout:
    """The areas of a map's nodes, notes and services as on the canvas; nodes without a place stand in a row above."""
    areas: dict[Id, Rect] = {}
    unplaced = [each for each in document.nodes(drawn.id) if document.position(each.id) is None]
    at = {}
    for each in document.nodes(drawn.id):
        if (place := document.position(each.id)) is not None:
            at[each.id] = place
    top = min([0.0, *(y for _, y in at.values())]) - ROW_PITCH if at else 0.0
    left = min([x for x, _ in at.values()], default=0.0)
    for index, each in enumerate(unplaced):
        at[each.id] = (left + index * STEP_PITCH, top)
    for each in document.nodes(drawn.id):
        areas[each.id] = area_of(each, at[each.id])
    bottom = max((area.bottom for area in areas.values()), default=0.0)
    for note in document.notes(drawn.id):
        if (place := document.position(note.id)) is not None:
            areas[note.id] = note_area(note, place)
            bottom = max(bottom, areas[note.id].bottom)
    flows, links = document.flows(drawn.id), links_of(document, drawn.id)
    routed = flows if len(flows) <= _ROUTED else ()
    found = Ways(document, routed, at)
    ways = {flow.id: found.way(flow.id).points for flow in routed}
    services = dict.fromkeys(link.source for link in links)
    if len(links) > _ROUTED or len(services) > _IN_LANE:
        for index, key in enumerate(services):
            areas[key] = Rect(left + index * (PILL_WIDTH + 8), bottom + ROW_PITCH, PILL_WIDTH, PILL_HEIGHT)
    elif links:
        for shape in draw_services(document, drawn.id, at, bottom, left, {}, found.obstacles, badges=False):
            if shape.kind == "service":
                areas[shape.id] = Rect(shape.area.x + 1, shape.area.y + 1, PILL_WIDTH, PILL_HEIGHT)
            elif shape.kind == "link":
                ways[shape.id] = shape.path
    corners = [*(area[:2] for area in areas.values()), *(point for way in ways.values() for point in way)]
    x = _MARGIN - min((corner[0] for corner in corners), default=0.0)
    y = _MARGIN - min((corner[1] for corner in corners), default=0.0)
    return Layout(areas, ways, float(round(x)), float(round(y)))


def own_view_key(leaving: Leaving, drawn: Map) -> str:
    """The identifier of the view that shows a map: the same whenever one model is read and written again."""
    kept = leaving.about.get(("view", drawn.id))
    if kept is not None and _is_own(kept.tree):
        return kept.kept.key
    return own_key(leaving.name_of(drawn.id) if drawn.id in leaving.made else drawn.id, "view-")


def _is_own(tree: Element) -> bool:
    """Is it a view that this program made? It carries the map's place."""
    values = [each.text or "" for each in tree.iterfind(f"{q('properties')}/{q('property')}/{q('value')}")]
    return any(each.startswith('{"map": ') for each in values)


def views(leaving: Leaving, written: set[str], definitions: Definitions, language: str) -> Iterator[Element]:
    """The views of the file, without what is gone; then one for each map that none of them shows as it is now."""
    shown: set[Id] = set()
    held: list[Piece] = list(leaving.free.get("view", []))
    for (kind, key), piece in leaving.about.items():
        drawn = leaving.document.get(key)
        if kind != "view" or not isinstance(drawn, Map) or not leaving.holds(drawn):
            continue
        if _is_own(piece.tree):
            continue  # drawn anew below
        held.append(piece)
        if piece.was.get("places") == places(leaving, drawn):
            shown.add(drawn.id)
    anew = {own_view_key(leaving, each): each for each in leaving.maps
            if each.id not in shown and leaving.document.nodes(each.id)}  # fmt: skip
    for piece in sorted(held, key=lambda each: (each.kept.order, each.kept.id)):
        if piece.kept.key not in anew:
            yield without_gone(piece.tree, written)
    for drawn in anew.values():
        yield view(leaving, drawn, written, definitions, language)


def places(leaving: Leaving, drawn: Map) -> dict[str, list[float]]:
    """Where the nodes of a map stand, by the names of their pieces."""
    found = {}
    for each in leaving.document.nodes(drawn.id):
        at = leaving.document.position(each.id)
        found[leaving.name_of(each.id)] = [] if at is None else [float(at[0]), float(at[1])]
    return found


def without_gone(tree: Element, written: set[str]) -> Element:
    """A view without the boxes and lines of what is no longer there; what stood within a box stays."""
    refs = {each.get(name) for each in tree.iter() for name in ("elementRef", "relationshipRef")} - {None}
    if refs <= written:
        return tree
    tree = copy.deepcopy(tree)
    _prune(tree, written)
    while True:
        there = {each.get("identifier") for each in tree.iter() if each.tag in {q("node"), q("connection")}}
        gone = [each for each in tree if each.tag == q("connection")
                and not {each.get("source"), each.get("target")} - {None} <= there]  # fmt: skip
        if not gone:
            return tree
        for each in gone:
            tree.remove(each)


def _prune(parent: Element, written: set[str]) -> None:
    for each in list(parent):
        if each.tag not in {q("node"), q("connection")}:
            continue
        _prune(each, written)
        ref = each.get("elementRef") or each.get("relationshipRef")
        if ref and ref not in written:
            at = list(parent).index(each)
            parent.remove(each)
            for inner in reversed([one for one in each if one.tag == q("node")]):
                parent.insert(at, inner)


def view(leaving: Leaving, drawn: Map, written: set[str], definitions: Definitions, language: str) -> Element:
    """The view of a map: its nodes, notes and services where they stand, with what leads from one to the other."""
    document = leaving.document
    whole = own_view_key(leaving, drawn)
    made = node("view", identifier=whole, type="Diagram")
    name = node("name", clean(document.name(drawn.id)) or "Map")
    if language:
        name.set(LANG, language)
    made.append(name)
    found = layout(document, drawn)
    whole_map = drawn.id in leaving.pinned or drawn.id not in leaving.unchanged
    told = {"map": drawn.id if whole_map else "", "x": found.x, "y": found.y}
    set_property(made, definitions, TECHNICAL, json.dumps(told, ensure_ascii=False, sort_keys=True))
    boxes: dict[Id, str] = {}
    for key, area in sorted(found.areas.items()):  # in an order that a new name does not change
        record = document.get(key)
        shows = leaving.shown_as(key)
        if isinstance(record, NODE_KINDS) and shows not in written:
            continue
        boxes[key] = "-".join(filter(None, (whole, shows or own_key(key), leaving.side(key))))
        made.append(_box(boxes[key], record, shows, area.moved(found.x, found.y), language))
    for key, relation, source, target, line in _lines(leaving, drawn):
        if relation in written and source in boxes and target in boxes:
            ends = boxes[source], boxes[target]
            corners = [(x + found.x, y + found.y) for x, y in found.ways.get(key, ())[1:-1]]
            made.append(_line(f"{whole}-{relation}", relation, ends, line, corners))
    return made


def _box(key: str, record: object, shows: str, area: Rect, language: str) -> Element:
    made = node("node", identifier=key, type="Label" if isinstance(record, Note) else "Element")
    if not isinstance(record, Note):
        made.set("elementRef", shows)
    for name, value in (("x", area.x), ("y", area.y), ("w", area.width), ("h", area.height)):
        made.set(name, str(max(round(value), 1 if name in "wh" else 0)))
    kind = "service"
    if isinstance(record, Note):
        label = node("label", clean(record.text) or record.word.capitalize())
        if language:
            label.set(LANG, language)
        made.append(label)
        kind = "note"
    elif isinstance(record, NODE_KINDS):
        kind = record.type
    fill = "#ffe3bd" if isinstance(record, Note) and record.kind is NoteKind.BURST else _FILL[kind]
    if isinstance(record, Service) and record.kind is not ServiceKind.IT:
        fill = "#ffffff" if record.kind is ServiceKind.INTERNAL else _FILL["service"]
    style = node("style")
    style.append(_colour("lineColor", "#b88a1b" if isinstance(record, Queue) else _LINE["box"]))
    style.append(_colour("fillColor", fill))
    made.append(style)
    return made


def _lines(leaving: Leaving, drawn: Map) -> Iterator[tuple[Id, str, Id, Id, str]]:
    """(record, relationship, from, to, colour) of all that leads from one thing on the map to another."""
    document = leaving.document
    for flow in document.flows(drawn.id):
        yield flow.id, leaving.relation(flow), flow.source, flow.target, _LINE[_flow(flow)]
    for link in links_of(document, drawn.id):
        yield link.id, leaving.relation(link), link.source, link.target, _LINE["service"]


def _flow(flow: Flow) -> str:
    return {FlowKind.REWORK: "rework", FlowKind.INFORMATION: "information"}.get(flow.kind, "work")


def _line(key: str, relation: str, ends: tuple[str, str], colour: str, corners: Sequence[Point]) -> Element:
    made = node("connection", identifier=key, type="Relationship")
    made.set("relationshipRef", relation)
    made.set("source", ends[0])
    made.set("target", ends[1])
    style = node("style")
    style.append(_colour("lineColor", colour))
    made.append(style)
    for x, y in corners:
        made.append(node("bendpoint", x=str(max(0, round(x))), y=str(max(0, round(y)))))
    return made


def _colour(name: str, colour: str) -> Element:
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return node(name, r=red, g=green, b=blue)
