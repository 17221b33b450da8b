"""Notes and kaizen bursts: a sticky sheet with a folded corner, and the starburst of the lean notation, in shapes alone."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import planned
from vsmstudio.model.records import NODE_KINDS, Improvement, Note, NoteKind, Source
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, dot
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Rect, Shape, Words
from vsmstudio.notation.sizes import area_of

NOTE_WIDTH, BURST_WIDTH = 144.0, 160.0
MOST_LINES, BURST_LINES = 8, 5  # the rest is cut with an ellipsis; the inspector and the tables hold it whole
LONGEST = 4000  # characters that can be typed
_LINE, _PAD, _FOLD = 14.0, 9.0, 12.0
_SPIKES, _INNER = 14, 0.8  # of the star; how far its inner corners lie out
_BURST_TEXT, _LEAST = 98.0, 62.0
_PLAN, _SMALL = "In the plan", 9.0
BLANK = {NoteKind.NOTE: "Note", NoteKind.BURST: "Idea"}


def note_size(note: Note) -> tuple[float, float]:
    """Width and height, as its text asks for."""
    count = len(_lines(note))
    if note.kind is NoteKind.NOTE:
        return NOTE_WIDTH, max(40.0, 2 * _PAD + _LINE * count)
    share = _BURST_TEXT / (BURST_WIDTH * _INNER)  # the text lies inside the ellipse of the inner corners
    return BURST_WIDTH, max(_LEAST, (_LINE * count + 4) / math.sqrt(1 - share * share) / _INNER)


def note_area(note: Note, at: Point) -> Rect:
    """The area of a note whose upper left corner is `at`."""
    return Rect(*at, *note_size(note))


def note_places(document: Document, map_id: Id, moved: Mapping[Id, Point]) -> dict[Id, Point]:
    """Where the notes of a map stand while things are `moved`: each goes along with what it is about."""
    at: dict[Id, Point] = {}
    for note in document.notes(map_id):
        place = moved.get(note.id) or document.position(note.id)
        if place is None:
            continue
        was, now = document.position(note.about or ""), moved.get(note.about or "")
        if note.id not in moved and was and now:
            place = (place[0] + now[0] - was[0], place[1] + now[1] - was[1])
        at[note.id] = place
    return at


def draw_notes(
    document: Document, map_id: Id, at: Mapping[Id, Point], moved: Mapping[Id, Point] | None = None
) -> list[Element]:
    """The notes of a map, each with a thin line to the node that it is about; `at` says where the nodes stand."""
    elements: list[Element] = []
    there = planned(document).by_source
    for key, place in note_places(document, map_id, moved or {}).items():
        note = document.the(Note, key)
        node = document.get(note.about)
        if isinstance(node, NODE_KINDS) and node.id in at:
            elements += _tether(note, note_area(note, place), area_of(node, at[node.id]))
        elements.append(draw_note(note, place, there.get((Source.BURST, note.id))))
    return elements


def draw_note(note: Note, at: Point, improvement: Improvement | None = None) -> Element:
    """A note or kaizen burst whose upper left corner is `at`; one that became an improvement says so."""
    area = note_area(note, at)
    shapes = star(area) if note.kind is NoteKind.BURST else sheet(area)
    lines = _lines(note) or (BLANK[note.kind],)
    color = "muted" if note.done or not note.text.strip() else "ink"
    if note.kind is NoteKind.BURST:
        cx, cy = area.center
        first = cy - _LINE * (len(lines) - 1) / 2 + LABEL * 0.36
        shapes += [Words(cx, first + _LINE * i, line, LABEL, color, align="center") for i, line in enumerate(lines)]
        corner, label = (cx, area.bottom), cx
    else:
        left = area.x + _PAD
        shapes += [Words(left, area.y + _PAD + 11 + _LINE * i, line, LABEL, color) for i, line in enumerate(lines)]
        corner, label = (area.right - 6, area.bottom), area.right - _plan_width() / 2 - 6
    if note.done:
        shapes += _tick(*corner)
    elif improvement is not None:
        shapes += _in_plan(label, area.bottom)
    said = " ".join(note.text.split()) or BLANK[note.kind]
    tip = f"{said} ({note.by})" if note.by else said
    whole = area.grown(1)
    if improvement is not None:  # its label stands over the lower edge
        whole = Rect(whole.x, whole.y, whole.width, whole.height + 6)
    tip = f"{tip}, done" if note.done else tip
    tip = f"{tip}. In the plan: {improvement.name}" if improvement is not None else tip
    return Element(note.id, "note", tuple(shapes), whole, z=30, tip=tip)


def _lines(note: Note) -> tuple[str, ...]:
    burst = note.kind is NoteKind.BURST
    clear = NOTE_WIDTH - _PAD - _FOLD - 2  # of the folded corner, which the first line would touch
    width, most = (_BURST_TEXT, BURST_LINES) if burst else (clear, MOST_LINES)
    return text.wrap(note.text.strip(), LABEL, width, lines=most)


def sheet(area: Rect, fold: float = _FOLD) -> list[Shape]:
    """A sheet whose upper right corner is folded over."""
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    outline = ((x, y), (right - fold, y), (right, y + fold), (right, bottom), (x, bottom))
    corner = ((right - fold, y), (right, y + fold), (right - fold, y + fold))
    return [Poly(outline, "note_line", "note", closed=True), Poly(corner, "note_line", "burst", closed=True)]


def star(area: Rect, spikes: int = _SPIKES) -> list[Shape]:
    """Spikes around an ellipse."""
    cx, cy = area.center
    points = []
    for i in range(2 * spikes):
        turn = math.pi * (i + 0.5) / spikes - math.pi / 2
        reach = _INNER if i % 2 else 1.0
        points.append((cx + area.width / 2 * reach * math.cos(turn), cy + area.height / 2 * reach * math.sin(turn)))
    return [Poly(tuple(points), "burst_line", "burst", line=1.2, closed=True)]


def _tick(cx: float, cy: float) -> list[Shape]:
    """A tick on a small round field: done."""
    return [
        dot(cx - 8, cy, "good", 16),
        Poly(((cx - 4, cy), (cx - 1, cy + 3.5), (cx + 4.5, cy - 3.5)), stroke="on_accent", line=1.8),
    ]


def _in_plan(cx: float, bottom: float) -> list[Shape]:
    """A small label over the lower edge: it became an improvement."""
    wide = _plan_width()
    return [
        Box(cx - wide / 2, bottom - 9, wide, 15, fill="sheet", stroke="burst_line", radius=7.5),
        Words(cx, bottom + 1.7, _PLAN, _SMALL, bold=True, align="center"),
    ]


def _plan_width() -> float:
    return text.width(_PLAN, _SMALL, True) + 12


def _tether(note: Note, paper: Rect, node: Rect) -> list[Element]:
    """A thin line from a note to the node, from edge to edge; none where they touch."""
    if paper.touches(node):
        return []
    start, end = _nearest(paper, node), _nearest(node, paper)
    if note.kind is NoteKind.BURST:
        start = paper.center  # the star lies over the line's beginning
    area = Rect(min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1]))
    role = "burst_line" if note.kind is NoteKind.BURST else "note_line"
    shapes = (Poly((start, end), stroke=role, line=1.0, dash=(2.0, 2.0)), dot(end[0] - 2.5, end[1], role, 5))
    return [Element(f"{note.id}.about", "caption", shapes, area.grown(3), z=19)]


def _nearest(of: Rect, to: Rect) -> Point:
    """The point of an edge of an area that is nearest to the middle of another one."""
    x, y = to.center
    return min(max(x, of.x), of.right), min(max(y, of.y), of.bottom)
