"""Where the stream starts or ends: a customer or supplier as a works, a trigger as a plain pill."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.durations import number
from vsmstudio.model.records import Endpoint, EndpointKind, EndpointRole, Map, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import ENDPOINT_HEIGHT, ENDPOINT_WIDTH, area_of

_PER = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}


def draw_endpoint(document: Document, endpoint: Endpoint, at: Point) -> Element:
    """An endpoint whose upper left corner is `at`; at a start the stream's demand stands under it."""
    x, y = at
    w, h = ENDPOINT_WIDTH, ENDPOINT_HEIGHT
    name = endpoint.name or document.name(endpoint.unit) or endpoint.kind.value.capitalize()
    shapes: list[Shape] = []
    if endpoint.kind is EndpointKind.TRIGGER:
        shapes.append(Box(x, y + 8, w, h - 16, fill="head", stroke="line", radius=(h - 16) / 2))
    else:
        tooth = w / 4
        roof = [(x, y + 20)] + [
            p
            for i in range(4)
            for p in ((x + tooth * (i + 1) - 3, y + 4), (x + tooth * (i + 1), y + 20 if i < 3 else y + 4))
        ]
        shapes.append(Poly((*roof, (x + w, y + h), (x, y + h)), fill="head", stroke="line", line=1.2, closed=True))
    top = y + (20 if endpoint.kind is not EndpointKind.TRIGGER else 8)
    bottom = y + (h if endpoint.kind is not EndpointKind.TRIGGER else h - 8)
    lines = text.wrap(name, BODY, w - 10, bold=True, lines=3 if endpoint.kind is not EndpointKind.TRIGGER else 2)
    first = (top + bottom) / 2 - 14 * (len(lines) - 1) / 2 + BODY * 0.36
    shapes += [Words(x + w / 2, first + 14 * i, line, BODY, bold=True, align="center") for i, line in enumerate(lines)]
    area = area_of(endpoint, at)
    said = _demand(document, endpoint)
    if said:
        shapes.append(Words(x + w / 2, y + h + 15, said, LABEL, "muted", align="center"))
    caption = endpoint_caption(document, endpoint, at)
    return Element(endpoint.id, "node", tuple(shapes), area.united(caption) if caption else area, z=20, tip=name)


def endpoint_caption(document: Document, endpoint: Endpoint, at: Point) -> Rect | None:
    """The area of the demand under a start."""
    said = _demand(document, endpoint)
    width = text.width(said, LABEL)
    return Rect(at[0] + (ENDPOINT_WIDTH - width) / 2, at[1] + ENDPOINT_HEIGHT, width, 20) if said else None


def _demand(document: Document, endpoint: Endpoint) -> str:
    stream = document.of(ValueStream, document.the(Map, endpoint.map).stream)
    if endpoint.role is not EndpointRole.START or not stream or not stream.demand:
        return ""
    return f"{number(stream.demand)} a {_PER[stream.demand_per]}"
