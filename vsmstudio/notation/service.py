"""Services: pills in their own lane under the map, each drawn once, with a dotted link to every step that it underpins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind, Map, Person, Service, ServiceKind, ServiceState
from vsmstudio.notation import text
from vsmstudio.notation.link import TRACK, corridor, draw_links
from vsmstudio.notation.obstacles import Obstacles
from vsmstudio.notation.parts import BODY, LABEL, diamond, fitted
from vsmstudio.notation.shapes import Box, Element, Point, Rect, Shape, Words
from vsmstudio.notation.sizes import PILL_HEIGHT, PILL_WIDTH, area_of

WORD = {ServiceKind.CUSTOMER_FACING: "Customer-facing", ServiceKind.INTERNAL: "Internal", ServiceKind.IT: "IT"}
SAID = ("SERVICES", "THAT UNDERPIN")
_LANE_GAP, _ROW, _PAD = 36.0, PILL_HEIGHT + 20, 14.0
_DASH: dict[ServiceKind, tuple[float, ...]] = {ServiceKind.IT: (5, 3)}


def links_of(document: Document, map_id: Id) -> list[Link]:
    """The links of services to a map's steps and to its stream, in a fixed order."""
    order = {step.id: at for at, step in enumerate(document.steps(map_id))}
    order[document.the(Map, map_id).stream] = len(order)
    links = [each for each in document.all(Link) if each.kind is LinkKind.UNDERPINS and each.target in order]
    return sorted(links, key=lambda each: (order[each.target], each.id))


def draw_services(
    document: Document,
    map_id: Id,
    at: Mapping[Id, Point],
    bottom: float,
    left: float,
    gaps: Mapping[Id, str],
    around: Obstacles | None = None,
    badges: bool = True,
) -> list[Element]:
    """The lane of services under `bottom`, with its caption beside it; `gaps` holds the words of services' owner gaps.

    Links go `around` what is on the map (boxes and words; boxes alone unless given). Without `badges` gaps are not marked.
    """
    links = links_of(document, map_id)
    if not links:
        return []
    nodes = {key: document.node(key) for key in at}
    areas = {key: area_of(node, at[key]) for key, node in nodes.items()}
    pills = _places(document, links, areas, left)
    top = bottom + _LANE_GAP + TRACK * (max(corridor(links, areas, pills).values(), default=0) + 1)
    pills = {key: pill.moved(0, top) for key, pill in pills.items()}
    elements = [_caption(left, pills)]
    elements += draw_links(document, links, areas, pills, bottom, around)
    for key, area in pills.items():
        whole = any(link.source == key and link.target not in areas for link in links)
        elements.append(
            draw_service(document, document.the(Service, key), (area.x, area.y), gaps.get(key, ""), whole, badges)
        )
    return elements


def _caption(left: float, pills: Mapping[Id, Rect]) -> Element:
    """What the lane holds, said beside it, where no link passes."""
    first = min(pills.values(), key=lambda each: (each.y, each.x))
    width = max(text.width(line, LABEL, True) for line in SAID)
    x = min(left, first.x) - 20 - width
    y = first.center[1] - 4
    lines = tuple(Words(x, y + 14 * i, line, LABEL, "muted", bold=True) for i, line in enumerate(SAID))
    return Element("services", "caption", lines, Rect(x, y - 12, width, 14 * len(SAID)).grown(2), z=7)


def _places(document: Document, links: Sequence[Link], areas: Mapping[Id, Rect], left: float) -> dict[Id, Rect]:
    """Each service under the middle of its steps, else under one of them, else one row further down; from 0 on."""
    centers: dict[Id, list[float]] = {}
    for link in links:
        found = centers.setdefault(link.source, [])
        if link.target in areas:
            found.append(areas[link.target].center[0])
    middles = {key: sum(found) / len(found) if found else left + PILL_WIDTH / 2 for key, found in centers.items()}
    pills: dict[Id, Rect] = {}
    taken = Obstacles()
    for key in sorted(middles, key=lambda each: (len(centers[each]) > 1, middles[each], document.name(each), each)):
        y = 0.0
        while key not in pills:
            for center in (middles[key], *sorted(centers[key])):
                spot = Rect(center - PILL_WIDTH / 2, y, PILL_WIDTH, PILL_HEIGHT)
                if not taken.near(spot.grown(8)):
                    pills[key] = spot
                    taken.put(key, spot)
                    break
            y += _ROW
    return pills


def draw_service(
    document: Document, service: Service, at: Point, gap: str = "", whole_stream: bool = False, badges: bool = True
) -> Element:
    """A service as a pill: its name, its type in a word, and its owner or what is wrong with that."""
    x, y = at
    word = WORD[service.kind]
    if service.state is ServiceState.RETIRED:
        word += ", retired"
    elif service.state is ServiceState.PIPELINE:
        word += ", in the pipeline"
    if whole_stream:
        word += " · whole stream"
    owner = document.of(Person, service.owner)
    gap = gap or ("No owner" if owner is None else f"Vacant: {owner.label}" if owner.vacant else "")
    if not gap and service.state is ServiceState.RETIRED:
        gap = "Retired but in use"
    gap = gap if badges else ""
    plain = service.kind is ServiceKind.INTERNAL
    edge = "gap_line" if gap else "outline" if plain else "accent"
    fill = "gap_soft" if gap else "sheet" if plain else "accent_soft"
    inner = PILL_WIDTH - 2 * _PAD
    names = text.wrap(service.name or "Unnamed service", BODY, inner, bold=True, lines=2)
    last = gap or (owner.label if owner else "–")
    if len(names) > 1:
        last = f"{word} · {last}"
    shapes: list[Shape] = [
        Box(
            x, y, PILL_WIDTH, PILL_HEIGHT, fill=fill, stroke=edge, line=1.4, radius=20, dash=_DASH.get(service.kind, ())
        ),
    ]
    shapes += [Words(x + _PAD, y + 19 + 15 * i, line, BODY, bold=True) for i, line in enumerate(names)]
    if len(names) < 2:
        shapes.append(Words(x + _PAD, y + 34, text.shorten(word, LABEL, inner), LABEL, "muted"))
    if gap:
        size = fitted(last, LABEL, inner - 12, bold=True, least=9.5)
        shapes.append(diamond(x + _PAD + 4, y + 45.5, 8, fill="gap"))
        shapes.append(
            Words(x + _PAD + 12, y + 49.5, text.shorten(last, size, inner - 12, True), size, "gap", bold=True)
        )
    else:
        shapes.append(Words(x + _PAD, y + 49.5, text.shorten(last, LABEL, inner), LABEL))
    return Element(
        service.id, "service", tuple(shapes), Rect(x, y, PILL_WIDTH, PILL_HEIGHT).grown(1), z=18, tip=service.name
    )
