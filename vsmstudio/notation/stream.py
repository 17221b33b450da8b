"""The heading of a map: the value stream, the state and the stream's owner. A person dropped here becomes that owner."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.records import Map, MapState, Person, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.ladder import convention_words
from vsmstudio.notation.parts import BODY, LABEL, TITLE, dot, gap_badge
from vsmstudio.notation.shapes import Element, Point, Rect, Shape, Words

HEIGHT = 48.0
MOST = 640.0


def draw_heading(document: Document, held: Map, at: Point, gap: str = "", badges: bool = True) -> Element:
    """The heading with its upper left corner at `at`; `gap` says what is wrong with the stream's owner.

    Without `badges` that is not marked.
    """
    x, y = at
    stream = document.the(ValueStream, held.stream)
    name = text.shorten(stream.name or "Unnamed stream", TITLE, MOST, True)
    state = held.name if held.state is MapState.CURRENT else f"{held.name} (future)"
    when = f" · {held.date.day} {held.date:%b %Y}" if held.date else ""
    said = text.shorten(f"{state}{when} · {convention_words(held)}", LABEL, MOST)
    width = text.width(name, TITLE, True)
    shapes: list[Shape] = [Words(x, y + 17, name, TITLE, bold=True), Words(x, y + 37, said, LABEL, "muted")]
    owner = document.of(Person, stream.owner)
    gap = gap or ("No value stream owner" if owner is None else f"Vacant: {owner.label}" if owner.vacant else "")
    left = x + width + 20
    if gap and badges:
        badge = text.width(gap, LABEL, True) + 34
        shapes += gap_badge(left, y + 2, badge, gap)
    else:
        label = text.shorten(f"{owner.label if owner else '–'}, value stream owner", BODY, MOST)
        shapes += [dot(left, y + 12.5), Words(left + 12, y + 17, label, BODY)]
        badge = 12 + text.width(label, BODY)
    right = max(left + badge, x + text.width(said, LABEL))
    return Element(stream.id, "stream", tuple(shapes), Rect(x, y, right - x, HEIGHT - 4), z=16, tip=stream.name)
