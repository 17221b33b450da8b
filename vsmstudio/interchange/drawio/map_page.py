"""One map as a page that looks like the canvas: every step, queue, service, note and connection a shape of its own."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.interchange.drawio import looks
from vsmstudio.interchange.drawio.drawn import draw
from vsmstudio.interchange.drawio.own_fields import KIND, attributes
from vsmstudio.interchange.drawio.own_labels import (
    endpoint_label,
    note_label,
    queue_label,
    service_label,
    step_head,
    step_parts,
)
from vsmstudio.interchange.drawio.sheet import Sheet, pixels, safe, shown
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Criticality,
    Endpoint,
    EndpointKind,
    Flow,
    FlowKind,
    FlowMode,
    Link,
    Map,
    Note,
    NoteKind,
    Person,
    Placement,
    Queue,
    Record,
    Service,
    ServiceKind,
    ServiceState,
    Split,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.notation.drawing import Scenery
from vsmstudio.notation.flow_words import words_of
from vsmstudio.notation.note import note_area
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Element, Point, Poly, Rect, Words
from vsmstudio.notation.sizes import ENDPOINT_HEIGHT, ENDPOINT_WIDTH, STEP_HEIGHT, STEP_WIDTH

_PART, _SHOWN = "part", "shown"
_WIDTHS = {Criticality.HIGH: 2.4, Criticality.MEDIUM: 1.6, Criticality.LOW: 1.1}


class MapPage:
    """The page of a map. `sheet` holds its cells, `written` the ids of all records that stand on it."""

    def __init__(self, scenery: Scenery, name: str, keys: Mapping[Id, str]) -> None:
        self.document: Document = scenery.document
        self.map = self.document.the(Map, scenery.map)
        self.result = scenery.analysis.maps[scenery.map]
        self.timed = self.result.figures.lead_time is not None
        self.written: set[Id] = {self.map.id}
        self.sheet = Sheet({**attributes(self.map), "page": name})
        self._keys = dict(keys)  # the ids that cells had in the drawing that was read
        self._cells: dict[Id, tuple[str, Rect]] = {}  # of nodes, services and notes: cell and area
        drawn = picture(self.document, scenery.map, scenery.analysis)
        elements = sorted(drawn.elements, key=lambda each: (_ORDER.get(each.kind, 0), each.z, each.id))
        for element in elements:
            self._element(element)

    def _element(self, element: Element) -> None:
        record = self.document.get(element.id)
        if element.kind == "node" and isinstance(record, Step | Queue | Endpoint):
            self._node(record)
        elif element.kind == "service" and isinstance(record, Service):
            self._service(record, element.area.grown(-1))
        elif element.kind == "note" and isinstance(record, Note):
            self._note(record)
        elif element.kind == "flow" and isinstance(record, Flow):
            self._flow(record, element)
        elif element.kind == "link" and isinstance(record, Link):
            self._link(record, element.path)
        elif element.kind == "stream" and isinstance(record, ValueStream):
            self._heading(record, element)
        elif element.id.endswith(".about") and element.kind == "caption":
            self._tether(element)
        else:
            draw(self.sheet, element.id, element.shapes, element.area)

    # --- what stands on the map ---------------------------------------------------------------------------------------

    def _node(self, node: Step | Queue | Endpoint) -> None:
        placement = self.document.placement(node.id)
        assert placement is not None  # what is not placed is not drawn
        critical = self.timed and node.id in self.result.critical_nodes
        at = (placement.x, placement.y)
        if isinstance(node, Step):
            self._step(node, placement, critical)
        elif isinstance(node, Queue):
            area = queue_cell(at)
            self._put(node, area, looks.queue(critical), queue_label(node), placement)
        else:
            area = endpoint_cell(node, at)
            works = node.kind is not EndpointKind.TRIGGER
            self._put(
                node, area, looks.works() if works else looks.trigger(), endpoint_label(self.document, node), placement
            )

    def _step(self, step: Step, placement: Placement, critical: bool) -> None:
        number = self.result.numbers.get(step.id, "")
        area = Rect(placement.x, placement.y, STEP_WIDTH, STEP_HEIGHT)
        named = {"number": number} | self._names(step)
        cell = self._put(step, area, looks.step(critical), step_head(self.document, step, number), placement, named)
        for part, label in step_parts(self.document, step).items():
            home, look = _PARTS[part]
            if part == "owner" and _lacks_owner(self.document, step):
                home, look = Rect(6, 102, STEP_WIDTH - 12, 20), looks.gap()
            self.sheet.add(f"{cell}~{part}", home, look, label, cell, {KIND: _PART, "of": part, _SHOWN: shown(label)})
        if step.split is Split.ONE:
            diamond = Rect(STEP_WIDTH - 7, STEP_HEIGHT / 2 - 7, 14, 14)
            self.sheet.add(f"{cell}~split", diamond, looks.diamond(critical), "", cell, {KIND: "drawn"})

    def _names(self, step: Step) -> dict[str, str]:
        """Names beside the ids of other records, for people who look at the data."""
        unit, person = self.document.of(Unit, step.performer), self.document.of(Person, step.owner)
        found = {"performer-name": unit.name if unit else "", "owner-name": person.label if person else ""}
        return {key: name for key, name in found.items() if name}

    def _service(self, service: Service, area: Rect) -> None:
        label, wanting = service_label(self.document, service)
        retired = service.state is ServiceState.RETIRED
        look = looks.service(service.kind is ServiceKind.INTERNAL, service.kind is ServiceKind.IT, wanting or retired)
        self._put(service, area, look, label)

    def _note(self, note: Note) -> None:
        placement = self.document.placement(note.id)
        assert placement is not None
        area = note_area(note, (placement.x, placement.y))
        look = looks.burst() if note.kind is NoteKind.BURST else looks.note()
        self._put(note, area, look, note_label(note), placement)

    def _put(
        self,
        record: Record,
        area: Rect,
        look: str,
        label: str,
        placement: Placement | None = None,
        more: Mapping[str, str] | None = None,
    ) -> str:
        attrs = {**attributes(record), **(more or {}), _SHOWN: shown(label)}
        if placement is not None:
            attrs |= {"placement": placement.id, "x": repr(placement.x), "y": repr(placement.y)}
            self.written.add(placement.id)
        attrs["at"] = f"{pixels(area.x)} {pixels(area.y)}"
        cell = self.sheet.add(self._keys.get(record.id, record.id), area, look, label, attrs=attrs)
        self._cells[record.id] = (cell, area)
        self.written.add(record.id)
        return cell

    # --- what joins it ------------------------------------------------------------------------------------------------

    def _flow(self, flow: Flow, element: Element) -> None:
        source, target = self._cells[flow.source], self._cells[flow.target]
        critical = self.timed and flow.id in self.result.critical_flows
        closes = flow.id in self.result.left_out
        work = flow.kind is FlowKind.WORK
        role = "critical" if critical and work else "gap" if closes and work else "line"
        line = (2.4 if critical else 1.2) if work else 1.2 if flow.kind is FlowKind.REWORK else 0.9
        dash = "6 4" if work and closes else "8 3" if work and flow.mode is FlowMode.PULL else ""
        dash = "5 4" if flow.kind is FlowKind.REWORK else dash
        path = element.path
        look = looks.flow(
            role, line, dash, _part(path[0], source[1]), _part(path[-1], target[1]), 6.0 if work else 14.0
        )
        label = safe(words_of(flow, self.document.node(flow.source), closes))
        attrs = {**attributes(flow), _SHOWN: shown(label)}
        self.sheet.join(flow.id, look, path, (source[0], target[0]), label, attrs=attrs)
        self.written.add(flow.id)
        bolt = [shape for shape in element.shapes[1:] if isinstance(shape, Poly)]
        if bolt and flow.kind is FlowKind.INFORMATION:
            draw(self.sheet, f"{flow.id}~bolt", bolt, _around(bolt))

    def _link(self, link: Link, path: tuple[Point, ...]) -> None:
        source, target = self._cells[link.source], self._cells[link.target]
        look = looks.link(_WIDTHS[link.criticality], _part(path[0], source[1]), _part(path[-1], target[1]))
        self.sheet.join(link.id, look, path, (source[0], target[0]), attrs=attributes(link))
        self.written.add(link.id)

    def _tether(self, element: Element) -> None:
        note = element.id.removesuffix(".about")
        about = self.document.the(Note, note).about or ""
        ends = (self._cells[note][0], self._cells[about][0])
        self.sheet.join(
            element.id, looks.link(1.0, (0.5, 0.5), (0.5, 0.5)), ((0, 0), (0, 0)), ends, attrs={KIND: "drawn"}
        )

    def _heading(self, stream: ValueStream, element: Element) -> None:
        title = next(shape for shape in element.shapes if isinstance(shape, Words) and shape.bold)
        label = safe(stream.name or "Unnamed stream")
        area = Rect(element.area.x, element.area.y, title.width * 1.08 + 8, 24)
        self._put(stream, area, looks.heading(), label)
        rest = [shape for shape in element.shapes if shape is not title]
        draw(self.sheet, f"{stream.id}~said", rest, element.area)


_ORDER = {"lane": 0, "ladder": 1, "caption": 3, "node": 2, "service": 2, "note": 2, "stream": 2, "link": 3, "flow": 4}
_THIRD = STEP_WIDTH / 3
_PARTS = {
    "process_time": (Rect(0, 52, _THIRD, 44), looks.figure(False)),
    "second": (Rect(_THIRD, 52, _THIRD, 44), looks.figure(False)),
    "ca": (Rect(2 * _THIRD, 52, _THIRD, 44), looks.figure(True)),
    "owner": (Rect(2, 98, STEP_WIDTH - 4, 28), looks.owner()),
    "people": (Rect(STEP_WIDTH - 70, 32, 66, 18), looks.people()),
}


def queue_cell(at: Point) -> Rect:
    """The triangle of a queue whose upper left corner is `at`."""
    return Rect(at[0] + 14, at[1] + 8, 60, 48)


def endpoint_cell(endpoint: Endpoint, at: Point) -> Rect:
    """The works of a customer or supplier, or the pill of a trigger."""
    if endpoint.kind is EndpointKind.TRIGGER:
        return Rect(at[0], at[1] + 8, ENDPOINT_WIDTH, ENDPOINT_HEIGHT - 16)
    return Rect(at[0], at[1] + 4, ENDPOINT_WIDTH, ENDPOINT_HEIGHT - 4)


def _lacks_owner(document: Document, step: Step) -> bool:
    owner = document.of(Person, step.owner)
    return owner is None or owner.vacant


def _part(point: Point, area: Rect) -> tuple[float, float]:
    """Where on a cell a connection meets it, from 0 to 1."""
    x, y = (point[0] - area.x) / area.width, (point[1] - area.y) / area.height
    return round(min(max(x, 0.0), 1.0), 4), round(min(max(y, 0.0), 1.0), 4)


def _around(shapes: list[Poly]) -> Rect:
    xs = [x for shape in shapes for x, _ in shape.points]
    ys = [y for shape in shapes for _, y in shape.points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
