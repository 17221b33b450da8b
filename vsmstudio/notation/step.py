"""The process block: number and name, performer and people, a data row, and who is accountable."""

from __future__ import annotations

from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, show, typed
from vsmstudio.model.records import Convention, Map, Person, Split, Step
from vsmstudio.notation import text
from vsmstudio.notation.layers import ALL, Layers
from vsmstudio.notation.parts import BODY, LABEL, VALUE, diamond, dot, fitted, gap_badge, head_count, percent
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Shape, Words
from vsmstudio.notation.sizes import STEP_HEIGHT, STEP_WIDTH, area_of
from vsmstudio.notation.tints import Tint, chip

HEAD, DATA = 52.0, 44.0  # the owner's row takes the rest


def draw_step(
    document: Document,
    step: Step,
    at: Point,
    number: str,
    critical: bool,
    tint: Tint | None = None,
    layers: Layers = ALL,
) -> Element:
    """A step whose upper left corner is `at`; `tint` colours its head. `layers` says how much its owner's row tells."""
    x, y = at
    edge = "critical" if critical else "outline"
    head = tint.fill if tint else "critical_soft" if critical else "head"
    shapes: list[Shape] = [
        Box(x, y, STEP_WIDTH, STEP_HEIGHT, fill="sheet", radius=4),
        Box(x, y, STEP_WIDTH, HEAD, fill=head, radius=4, rounded="top"),
        *_head(document, step, x, y, number, tint, layers),
        *_data(document, step, x, y + HEAD),
        *_owner(document, step, x, y + HEAD + DATA, tint, layers),
        Box(x, y, STEP_WIDTH, STEP_HEIGHT, stroke=edge, line=2.0 if critical else 1.0, radius=4),
    ]
    area = area_of(step, at)
    if step.split is Split.ONE:
        shapes.append(diamond(area.right, area.center[1], 14, fill="sheet", stroke=edge, line=1.5))
    return Element(
        step.id,
        "node",
        tuple(shapes),
        area.grown(7 if step.split is Split.ONE else 1),
        z=20,
        tip=f"{number} {step.name}".strip() + (f": {tint.word}" if tint else ""),
    )


def _head(
    document: Document, step: Step, x: float, y: float, number: str, tint: Tint | None, layers: Layers
) -> list[Shape]:
    lines = text.wrap(f"{number} {step.name}".strip() or "Unnamed step", BODY, STEP_WIDTH - 20, bold=True, lines=2)
    first = y + (17 if len(lines) > 1 else 21)
    ink = tint.ink if tint else "ink"
    shapes: list[Shape] = [Words(x + 10, first + 14 * i, line, BODY, ink, bold=True) for i, line in enumerate(lines)]
    baseline = y + (45.5 if len(lines) > 1 else 39)
    taken = 0.0
    color = tint.ink if tint else "muted"
    if step.people is not None:
        figure, taken = head_count(x + STEP_WIDTH - 10, baseline, step.people, color)
        shapes += figure
    performer = document.name(step.performer) or "–"
    left = 10.0
    if tint and not (tint.owner and layers.owners):  # no owner's name beside which the code could stand
        mark, width = chip(x + 8, baseline - 4, tint)
        shapes += mark
        left = 8 + width + 6
    room = STEP_WIDTH - 16 - left - taken
    shapes.append(Words(x + left, baseline, text.shorten(performer, LABEL, room), LABEL, color))
    if tint and tint.gap:
        shapes.append(Box(x + 4, y + 4, STEP_WIDTH - 8, HEAD - 8, stroke="gap_line", line=1.2, radius=2, dash=(5, 4)))
    return shapes


def _data(document: Document, step: Step, x: float, y: float) -> list[Shape]:
    third = STEP_WIDTH / 3
    waits = shows_wait(document, step)
    room = third - 4
    second, figure = ("Wait", _own_wait(document, step)) if waits else ("LT", _time(step.lead_time, room))
    shapes: list[Shape] = [
        Poly(((x, y), (x + STEP_WIDTH, y)), stroke="hairline"),
        Poly(((x, y + DATA), (x + STEP_WIDTH, y + DATA)), stroke="hairline"),
        Poly(((x + third, y), (x + third, y + DATA)), stroke="hairline"),
        Poly(((x + 2 * third, y), (x + 2 * third, y + DATA)), stroke="hairline"),
    ]
    values = (("PT", _time(step.process_time, room)), (second, figure), ("%C&A", percent(step.ca)))
    for index, (label, value) in enumerate(values):
        middle = x + third * (index + 0.5)
        size = fitted(value, VALUE, third - 9, bold=True)
        shapes.append(Words(middle, y + 15, label, LABEL, "muted", align="center"))
        shapes.append(Words(middle, y + 34, text.shorten(value, size, room, True), size, bold=True, align="center"))
    return shapes


def _time(duration: Duration | None, room: float) -> str:
    """A duration as it was typed; of a measured range that has no room the likely value, as in `~10.8 h`."""
    words = typed(duration)
    parts = words.split("-")
    if len(parts) != 3 or _fits(words, room):
        return words
    likely, _, unit = parts[1].partition(" ")
    unit = unit or parts[2].partition(" ")[2]
    exact = f"~{likely} {unit}"
    return exact if _fits(exact, room) or "." not in likely else f"~{float(likely):.0f} {unit}"


def _fits(words: str, room: float) -> bool:
    return text.shorten(words, fitted(words, VALUE, room - 5, bold=True), room, True) == words


def shows_wait(document: Document, step: Step) -> bool:
    """Does the block show the wait in front of the step, and not its lead time? As its map's convention wants it."""
    convention = document.the(Map, step.map).convention
    return convention is not Convention.SERVICE or (step.lead_time is None and step.wait is not None)


def _own_wait(document: Document, step: Step) -> str:
    if step.wait is not None or step.lead_time is None:
        return typed(step.wait)
    calendar = document.engagement.calendar
    work = step.process_time.minutes(calendar) if step.process_time else 0.0
    return show(max(0.0, step.lead_time.minutes(calendar) - work), calendar)


def _owner(document: Document, step: Step, x: float, y: float, tint: Tint | None, layers: Layers) -> tuple[Shape, ...]:
    if not layers.owners:
        return ()
    owner = document.of(Person, step.owner)
    if not layers.findings and (owner is None or owner.vacant):
        said = f"{owner.label}, vacant" if owner else "–"
        return (Words(x + 10, y + 20, text.shorten(said, BODY - 0.5, STEP_WIDTH - 20), BODY - 0.5, "muted"),)
    if owner is None:
        return gap_badge(x + 6, y + 6, STEP_WIDTH - 12, "No accountable owner")
    if owner.vacant:
        return gap_badge(x + 6, y + 6, STEP_WIDTH - 12, f"Vacant: {owner.label}")
    mark: tuple[Shape, ...] = (dot(x + 10, y + 16),)
    taken = 22.0
    if tint and tint.owner:
        mark, width = chip(x + 8, y + 16, tint)
        taken = 8 + width + 6
    return (*mark, Words(x + taken, y + 20, text.shorten(owner.label, BODY - 0.5, STEP_WIDTH - taken - 10), BODY - 0.5))
