"""The inventory triangle, with what waits in it."""

from __future__ import annotations

from vsmstudio.model.durations import number, typed
from vsmstudio.model.records import Queue
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL
from vsmstudio.notation.shapes import Element, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import QUEUE_HEIGHT, QUEUE_WIDTH, area_of


def draw_queue(queue: Queue, at: Point, critical: bool) -> Element:
    """A queue whose upper left corner is `at`: a triangle, its name and its figure under it."""
    x, y = at
    cx = x + QUEUE_WIDTH / 2
    color = "critical" if critical else "line"
    shapes: list[Shape] = [
        Poly(
            ((cx, y + 8), (cx + 30, y + 56), (cx - 30, y + 56)),
            stroke=color,
            fill="critical_soft" if critical else "sheet",
            line=2.0 if critical else 1.2,
            closed=True,
        ),
        Words(cx, y + 48, "I", 16, color, bold=True, align="center"),
        *_words(queue, at),
    ]
    area = area_of(queue, at).united(queue_caption(queue, at))
    return Element(queue.id, "node", tuple(shapes), area, z=20, tip=queue.name)


def queue_caption(queue: Queue, at: Point) -> Rect:
    """The area of a queue's name and figure, which may be wider than the queue."""
    widest = max(words.width for words in _words(queue, at))
    return Rect(at[0] + (QUEUE_WIDTH - widest) / 2, at[1] + 60, widest, QUEUE_HEIGHT + 5 - 60)


def _words(queue: Queue, at: Point) -> tuple[Words, Words]:
    cx, y = at[0] + QUEUE_WIDTH / 2, at[1]
    name = text.shorten(queue.name or "Queue", LABEL, QUEUE_WIDTH + 36)
    figures = [typed(queue.wait)] if queue.wait else []
    if queue.quantity is not None:
        figures.append(f"{number(queue.quantity)} waiting")
    said = text.shorten(", ".join(figures) or "–", BODY, QUEUE_WIDTH + 36, True)
    return (
        Words(cx, y + 71, name, LABEL, align="center"),
        Words(cx, y + QUEUE_HEIGHT, said, BODY, bold=True, align="center"),
    )
