"""A whole map as a picture: what the canvas, the PDF and every other painter show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, FlowKind, Map, Note, Person, Queue, Service, Side, Unit
from vsmstudio.notation.endpoint import draw_endpoint
from vsmstudio.notation.flow import draw_flows
from vsmstudio.notation.ladder import draw_ladder
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.note import draw_notes
from vsmstudio.notation.queue import draw_queue
from vsmstudio.notation.service import draw_services
from vsmstudio.notation.shapes import Element, Picture, Point, Rect
from vsmstudio.notation.sizes import area_of
from vsmstudio.notation.step import draw_step
from vsmstudio.notation.stream import HEIGHT, draw_heading
from vsmstudio.notation.tints import Colouring, draw_legend

_NEAR = 48.0  # notes that begin this near below the steps belong to them


def picture(
    document: Document,
    map_id: Id,
    analysis: Analysis,
    moved: Mapping[Id, Point] | None = None,
    colouring: Colouring | None = None,
    legend: bool = True,
    layers: Layers = ALL,
) -> Picture:
    """The map with its flows, services, ladder and heading; `moved` shows nodes elsewhere, as while they are dragged.

    `colouring` tints steps by who owns them, and adds its `legend` at the bottom. Nodes that were never placed are left out:
    lay them out first. `layers` says what is shown.
    """
    held = document.the(Map, map_id)
    result = analysis.maps[map_id]
    at = places(document, map_id, moved)
    gaps = owner_gaps(document, analysis) if layers.findings else {}
    timed = layers.critical and result.figures.lead_time is not None  # else nobody knows how long anything takes
    elements = draw_nodes(document, map_id, analysis, at, colouring, layers)
    left = min((x for x, _ in at.values()), default=0.0)
    top = min((y for _, y in at.values()), default=0.0)
    bottom = max((each.area.bottom for each in elements), default=0.0)
    critical_flows = result.critical_flows if timed else frozenset()
    shown = [each for each in document.flows(map_id) if layers.information or each.kind is not FlowKind.INFORMATION]
    flows = draw_flows(document, shown, at, critical_flows, result.left_out)
    bottom = max([bottom, *(each.area.bottom for each in flows)])
    notes = draw_notes(document, map_id, at, moved) if layers.notes else []
    bottom = _below_notes(bottom, notes)
    top = min([top, *(each.area.y for each in flows + notes)])
    services = (
        draw_services(document, map_id, at, bottom, left, gaps, badges=layers.findings) if layers.services else []
    )
    bottom = max([bottom, *(each.area.bottom for each in services)])
    elements += flows + services + notes
    ladder = draw_ladder(document, result, at, bottom + 40, left) if layers.ladder else None
    if ladder:
        elements.append(ladder)
        bottom = ladder.area.bottom
    if colouring and legend:
        right = max((each.area.right for each in elements), default=left)
        elements.append(draw_legend(colouring, (left, bottom + 24), max(right - left, 480.0)))
    elements.append(draw_heading(document, held, (left, top - HEIGHT - 20), gaps.get(held.stream, ""), layers.findings))
    area = elements[0].area
    for element in elements:
        area = area.united(element.area)
    return Picture(tuple(sorted(elements, key=lambda each: each.z)), area)


def _below_notes(bottom: float, notes: Sequence[Element]) -> float:
    """Where the steps end, with the notes that begin among them or close below: these push what follows further down."""
    for note in sorted(notes, key=lambda each: each.area.y):
        if note.area.y < bottom + _NEAR:
            bottom = max(bottom, note.area.bottom)
    return bottom


def places(document: Document, map_id: Id, moved: Mapping[Id, Point] | None = None) -> dict[Id, Point]:
    """Where the nodes of a map stand; those never placed are left out."""
    at = {node.id: place for node in document.nodes(map_id) if (place := document.position(node.id))}
    return {**at, **{key: place for key, place in (moved or {}).items() if document.of(Note, key) is None}}


def draw_nodes(
    document: Document,
    map_id: Id,
    analysis: Analysis,
    at: Mapping[Id, Point],
    colouring: Colouring | None = None,
    layers: Layers = ALL,
) -> list[Element]:
    """The steps, queues and endpoints of a map that have a place."""
    result = analysis.maps[map_id]
    timed = layers.critical and result.figures.lead_time is not None
    elements: list[Element] = []
    for node in document.nodes(map_id):
        if node.id not in at:
            continue
        critical = timed and node.id in result.critical_nodes
        if isinstance(node, Queue):
            elements.append(draw_queue(node, at[node.id], critical))
        elif isinstance(node, Endpoint):
            elements.append(draw_endpoint(document, node, at[node.id]))
        else:
            tint = colouring.tints.get(node.id) if colouring else None
            elements.append(
                draw_step(document, node, at[node.id], result.numbers.get(node.id, ""), critical, tint, layers)
            )
    return elements


_SIDE = {Side.BUSINESS: "the business", Side.IT: "IT", Side.SUPPLIER: "a supplier", Side.CUSTOMER: "a customer"}


_BADGED = {
    "owner.service-misplaced",
    "owner.it-service-outside-it",
    "owner.stream-outside",
    "owner.stream-in-it",
    "owner.service-missing",
}


def owner_gaps(document: Document, analysis: Analysis) -> dict[Id, str]:
    """What is wrong with the owners of services and streams, in a few words for a badge."""
    said: dict[Id, str] = {}
    for finding in (*analysis.findings, *analysis.absorbed):
        if finding.rule not in _BADGED:
            continue
        record = document.get(finding.subject)
        owner = document.of(Person, getattr(record, "owner", None))
        unit = document.of(Unit, owner.unit) if owner else None
        where = _SIDE[unit.side] if unit else "another side"
        if finding.rule in {"owner.service-misplaced", "owner.it-service-outside-it", "owner.stream-outside"}:
            said.setdefault(finding.subject, f"Owned by {where}")
        elif finding.rule == "owner.stream-in-it":
            said.setdefault(finding.subject, f"Owned by {where}, customer is external")
        elif finding.rule == "owner.service-missing" and isinstance(record, Service):
            said.setdefault(finding.subject, "No owner")
    return said


def node_areas(document: Document, map_id: Id) -> dict[Id, Rect]:
    """The area of every placed node of a map."""
    return {node.id: area_of(node, place) for node in document.nodes(map_id) if (place := document.position(node.id))}
