"""All streams of an engagement in one drawing: what each takes, who owns it, and the services that hang under it.

Services of one stream alone hang right under it. Those of several streams stand once, beside all of them, each joined to
its streams along a track of its own. Services that underpin no stream stand apart at the foot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.underpinning import Hold, StreamRow, underpinning
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Criticality, Service, ServiceState, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.overview_card import CARD_WIDTH, HEIGHT, draw_card, longest
from vsmstudio.notation.parts import BODY, LABEL
from vsmstudio.notation.picture import owner_gaps
from vsmstudio.notation.service import draw_service
from vsmstudio.notation.shapes import Element, Oval, Picture, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import PILL_HEIGHT, PILL_WIDTH

PAD, GAP = 20.0, 20.0  # around the pills under a stream, and between them
_DROP, _ROW = 26.0, 40.0  # from a card to its pills, from one stream to the next
_PORT, _TRACK, _CORRIDOR = 18.0, 9.0, 30.0
_PITCH = PILL_HEIGHT + 14.0
_ACROSS = 4
_WIDTH = {Criticality.HIGH: 2.4, Criticality.MEDIUM: 1.6, Criticality.LOW: 1.1}
_LETTER = {Criticality.HIGH: "H", Criticality.MEDIUM: "M", Criticality.LOW: "L"}


@dataclass(slots=True)
class Placed:
    """Where things of the drawing stand: cards by stream, pills by service; `shared` from the top."""

    cards: dict[Id, Rect] = field(default_factory=dict)
    pills: dict[Id, Rect] = field(default_factory=dict)
    shared: list[Id] = field(default_factory=list)
    bottom: float = 0.0


def overview(document: Document, analysis: Analysis) -> Picture:
    """The drawing, its upper left corner at (0, 0). Without streams it says what to do."""
    found = underpinning(document)
    if not found.streams:
        words = "There is no value stream yet. Make one in the Map menu, then it stands here with its services."
        element = Element("none", "caption", (Words(0, 16, words, BODY, "muted"),), Rect(0, 0, 640, 24))
        return Picture((element,), element.area)
    gaps = owner_gaps(document, analysis)
    shared = {key for key, count in found.streams_of.items() if count > 1}
    placed = _cards(document, found.streams, shared)
    _shared(document, found.streams, shared, placed)
    unused = [
        each for each in found.services if not found.streams_of.get(each.id) and each.state is not ServiceState.RETIRED
    ]
    elements: list[Element] = _captions(placed, unused)
    most = longest(document, analysis)
    for row in found.streams:
        stream = document.the(ValueStream, row.stream)
        elements.append(draw_card(document, analysis, stream, row, placed.cards[row.stream], most, gaps))
        elements += _links(row, placed)
    for key, area in placed.pills.items():
        whole = any((hold := row.holds.get(key)) and hold.whole for row in found.streams)
        elements.append(
            draw_service(document, document.the(Service, key), (area.x, area.y), gaps.get(key, ""), bool(whole))
        )
    area = elements[0].area
    for element in elements:
        area = area.united(element.area)
    return Picture(tuple(sorted(elements, key=lambda each: each.z)), area.united(Rect(0, 0, 1, 1)))


# --- places -----------------------------------------------------------------------------------------------------------


def _cards(document: Document, rows: Sequence[StreamRow], shared: set[Id]) -> Placed:
    """Streams under one another, the services of each alone in rows under it."""
    placed, y = Placed(), 0.0
    for row in rows:
        ports = sum(key in shared for key in row.holds)
        card = Rect(0.0, y, CARD_WIDTH, max(HEIGHT, ports * _PORT + 12))
        placed.cards[row.stream] = card
        y = card.bottom
        own = sorted((key for key in row.holds if key not in shared), key=lambda key: _order(document, key))
        y = _grid(own, y + _DROP, placed.pills) if own else y
        y += _ROW
    placed.bottom = y - _ROW
    return placed


def _grid(keys: Sequence[Id], top: float, pills: dict[Id, Rect]) -> float:
    """Pills in rows of four from `top` on; gives their bottom."""
    for at, key in enumerate(keys):
        line, column = divmod(at, _ACROSS)
        x = PAD + column * (PILL_WIDTH + GAP)
        pills[key] = Rect(x, top + line * (PILL_HEIGHT + GAP), PILL_WIDTH, PILL_HEIGHT)
    lines = (len(keys) + _ACROSS - 1) // _ACROSS
    return top + lines * (PILL_HEIGHT + GAP) - GAP


def _order(document: Document, key: Id) -> tuple[str, str, Id]:
    service = document.the(Service, key)
    return (service.kind.value, service.name.casefold(), key)


def _shared(document: Document, rows: Sequence[StreamRow], shared: set[Id], placed: Placed) -> None:
    """Services of several streams, beside them all: each about where the middle of its streams is."""
    users = {key: [at for at, row in enumerate(rows) if key in row.holds] for key in shared}

    def middle(key: Id) -> tuple[float, tuple[str, str, Id]]:
        return (sum(users[key]) / len(users[key]), _order(document, key))

    placed.shared = sorted(shared, key=middle)
    x = CARD_WIDTH + 2 * _CORRIDOR + _TRACK * len(shared)
    for at, key in enumerate(placed.shared):
        placed.pills[key] = Rect(x, 24.0 + at * _PITCH, PILL_WIDTH, PILL_HEIGHT)
    if shared:
        placed.bottom = max(placed.bottom, 24.0 + len(shared) * _PITCH)


def _captions(placed: Placed, unused: Sequence[Service]) -> list[Element]:
    """What stands where; and the services at the foot, which this places."""
    found = []
    if placed.shared:
        x = placed.pills[placed.shared[0]].x
        found.append(_caption("shared", "UNDER SEVERAL STREAMS", x, 12.0))
    if unused:
        top = placed.bottom + _ROW + 20
        found.append(_caption("unused", "UNDER NO STREAM", 0.0, top))
        placed.bottom = _grid([each.id for each in unused], top + 16, placed.pills)
    return found


def _caption(key: Id, words: str, x: float, baseline: float) -> Element:
    shape = Words(x, baseline, words, LABEL, "muted", bold=True)
    return Element(key, "caption", (shape,), Rect(x, baseline - 12, text.width(words, LABEL, True), 16), z=0)


# --- links ------------------------------------------------------------------------------------------------------------


def _links(row: StreamRow, placed: Placed) -> list[Element]:
    """The links of one stream: down to its own services, to the side to those that it shares."""
    card = placed.cards[row.stream]
    found = []
    shared = [key for key in placed.shared if key in row.holds]
    first = card.center[1] - _PORT * (len(shared) - 1) / 2
    for at, key in enumerate(shared):
        pill = placed.pills[key]
        track = CARD_WIDTH + _CORRIDOR + _TRACK * (len(placed.shared) - 1 - placed.shared.index(key))
        start, y = (card.right, first + at * _PORT), pill.center[1]
        points: tuple[Point, ...] = (start, (track, start[1]), (track, y), (pill.x, y))
        found.append(_link(row, key, row.holds[key], points, (card.right + 12, start[1])))
    own = {key: placed.pills[key] for key in row.holds if key not in shared}
    top = min((pill.y for pill in own.values()), default=0.0)
    for key, pill in own.items():
        points = _down(card, pill, round((pill.y - top) / (PILL_HEIGHT + GAP)))
        found.append(_link(row, key, row.holds[key], points, (pill.center[0], pill.y - 9)))
    return found


def _down(card: Rect, pill: Rect, line: int) -> tuple[Point, ...]:
    """From a card down to a pill: straight to one of the first line, past those above it to one further down."""
    x = pill.center[0]
    if not line:
        return ((x, card.bottom), (x, pill.y))
    beside = pill.x - 5 - 4 * ((line - 1) % 3)
    return ((beside, card.bottom), (beside, pill.y - 9), (x, pill.y - 9), (x, pill.y))


def _link(row: StreamRow, service: Id, hold: Hold, points: Sequence[Point], mark: Point) -> Element:
    """A dotted line, thicker the more depends on it, with its grade as a letter."""
    way = tuple(points)
    if abs(way[0][1] - way[-1][1]) < 0.5:
        way = (way[0], way[-1])
    line = Poly(way, stroke="accent", line=_WIDTH[hold.grade], dash=(1.5, 3.5), radius=6)
    shapes: list[Shape] = [line, *grade_mark(hold.grade, *mark)]
    left, right = min(x for x, _ in way), max(x for x, _ in way)
    top, bottom = min(y for _, y in way), max(y for _, y in way)
    area = Rect(left, top, right - left, bottom - top).grown(9)
    return Element(f"{row.stream}/{service}", "link", tuple(shapes), area, path=way, z=1)


def grade_mark(grade: Criticality, x: float, y: float) -> tuple[Shape, ...]:
    """How strongly a service underpins something: a letter on a disc around a point, full where it is high."""
    high, low = grade is Criticality.HIGH, grade is Criticality.LOW
    fill, edge = "accent" if high else "sheet" if low else "accent_soft", "outline" if low else "accent"
    return (
        Oval(x - 7.5, y - 7.5, 15, 15, fill=fill, stroke=edge, line=1.2),
        Words(x, y + 3.4, _LETTER[grade], 9.5, "on_accent" if high else "ink", bold=True, align="center"),
    )


def spots(picture: Picture) -> Mapping[Id, Rect]:
    """Streams and services of the drawing by id, with their areas: what can be chosen in it."""
    return {each.id: each.area for each in picture.elements if each.kind in {"stream", "service"}}
