"""A map as native shapes: each step a group, each flow a connector glued to what it joins; a long map over several slides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vsmstudio.export.legend import SAMPLE, entries
from vsmstudio.export.pdf.context import NO_STEPS, Report
from vsmstudio.export.pdf.strips import LARGEST, Strips, bare, in_window, strips
from vsmstudio.export.pptx.atoms import LOOSE, said
from vsmstudio.export.pptx.connectors import End, clipped, connector
from vsmstudio.export.pptx.native import Drawn, Transform, freeform, group, natives, preset, shape
from vsmstudio.export.pptx.sizes import BOTTOM, HIGH, LEFT, MIDDLE, RIGHT, SMALL
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.sentences import beside_the_headline
from vsmstudio.export.tables.figures import FIGURES, HEADLINES, reads_with_bound
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import CONVENTIONS, covered, day
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint, Map, MapState, Queue, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.layers import Layers
from vsmstudio.notation.picture import picture
from vsmstudio.notation.shapes import Box, Element, Picture, Point, Poly, Rect, Words
from vsmstudio.notation.sizes import ports

READABLE = 8 / 11  # points per pixel: labels of 11 px are 8 pt
_ROWS_UNDER = 0.6  # a map so high that its labels would be under 6.6 pt is cut in rows, too
_SHAPE_ONLY = 0.2  # under this not even the shape of a map can be seen: there are its parts alone
_LEGEND, _MARKS, _BETWEEN = 20.0, 16.0, 10.0
_WHOLE = Layers(experience=False)  # the curves have a slide of their own
_PARTS = Layers(experience=False, ladder=False)  # so that texts are larger; the ladder stands under the whole


def draw_map(stage: Stage, report: Report, held_map: Map) -> None:
    """The whole map on a slide; where its texts would be too small, its parts on further ones."""
    document = report.document
    stream = document.name(held_map.stream)
    title = f"{held_map.name}: {stream}" if stream else held_map.name
    if not document.nodes(held_map.id):
        stage.slide(title, NO_STEPS)
        return
    drawn = bare(picture(document, held_map.id, report.analysis, layers=_WHOLE))
    whole = _room(True)
    scale = min(whole.width / drawn.area.width, whole.height / drawn.area.height, LARGEST * 1.25)
    if scale >= _SHAPE_ONLY:
        slide = stage.slide(title, notes=_notes(report, held_map))
        _totals(slide, report, held_map)
        width, high = drawn.area.width * scale, drawn.area.height * scale
        place = Rect(LEFT + (MIDDLE - width) / 2, whole.y + (whole.height - high) * 0.35, width, high)
        _paint(slide, document, drawn, place, drawn.area, scale)
        _legend(slide, document, held_map)
    if scale < READABLE * 0.9:
        drawn = bare(picture(document, held_map.id, report.analysis, layers=_PARTS))
        _draw_parts(stage, report, held_map, drawn, title, scale)


def _room(totals: bool) -> Rect:
    top = HIGH + (42 if totals else _MARKS)
    return Rect(LEFT, top, MIDDLE, BOTTOM - _LEGEND - top)


def _draw_parts(stage: Stage, report: Report, held_map: Map, drawn: Picture, title: str, whole: float) -> None:
    room = _room(False)
    found = strips(drawn, room.width, room.height, READABLE, _ROWS_UNDER)
    windows = found.windows
    if len(windows) < 2 and found.scale <= whole * 1.1:
        return
    slides = _paged(windows, found.scale, room)
    at = [stage.count + 1 + number for number, page in enumerate(slides) for _ in page]
    index = 0
    for number, page in enumerate(slides):
        slide = stage.slide(f"{title}, part {number + 1} of {len(slides)}", notes=_notes(report, held_map))
        high = sum(window.height * found.scale + _MARKS + _BETWEEN for window in page) - _MARKS - _BETWEEN
        y = room.y + max(room.height - high, 0.0) * 0.3
        for window in page:
            place = Rect(room.x, y, window.width * found.scale, window.height * found.scale)
            _paint(slide, report.document, drawn, place, window, found.scale)
            _marks(slide, found, index, at, place)
            y = place.bottom + _MARKS + _BETWEEN
            index += 1
        _legend(slide, report.document, held_map)


def _paged(windows: Sequence[Rect], scale: float, room: Rect) -> list[list[Rect]]:
    """The windows that stand on each slide, one under another."""
    slides: list[list[Rect]] = [[]]
    y = 0.0
    for window in windows:
        high = window.height * scale
        if slides[-1] and y + high > room.height:
            slides.append([])
            y = 0.0
        slides[-1].append(window)
        y += high + _MARKS + _BETWEEN
    return slides


def _notes(report: Report, held_map: Map) -> str:
    document, held = report.document, report.analysis.maps[held_map.id]
    on = _day_of(report, held_map)
    stream = document.of(ValueStream, held_map.stream)
    owner = owner_words(document, stream.owner) if stream else None
    cover = held.coverage
    parts = (
        CONVENTIONS[held_map.convention],
        f"As of {day(on)}." if on else "",
        f"Stream owner: {owner}." if owner else "No stream owner.",
        f"Known: LT of {covered(cover.lead_time)}, PT of {covered(cover.process_time)}, %C&A of {covered(cover.ca)}.",
        "Shapes can be edited: each step is a group, connections follow it when it is moved.",
    )
    return " ".join(each for each in parts if each)


def _day_of(report: Report, held_map: Map) -> date | None:
    return held_map.date or (report.on if held_map.state is MapState.CURRENT else None)


def _totals(slide: Slide, report: Report, held_map: Map) -> None:
    """The figures that matter most in one line under the title, and what lead time means on this map."""
    held = report.analysis.maps[held_map.id]
    shown = [
        f"{each.name} {reads_with_bound(each, held, report.calendar)}" for each in FIGURES if each.key in HEADLINES
    ]
    words = "   ".join(shown)
    slide.words(Rect(LEFT, HIGH - 2, MIDDLE, 16), (said(text.shorten(words, 12, MIDDLE / LOOSE, True), 12, bold=True),))
    on = _day_of(report, held_map)
    caption = f"{CONVENTIONS[held_map.convention]}{f' {day(on)}.' if on else ''}"
    said_beside = " ".join([caption, *beside_the_headline(report.document, held)])
    slide.paragraph(said_beside, LEFT, HIGH + 15, MIDDLE, SMALL, "muted", lines=2)


class _Window(NamedTuple):
    """The part of a picture that a slide shows, and where."""

    area: Rect
    to: Transform


def _paint(slide: Slide, document: Document, drawn: Picture, place: Rect, window: Rect, scale: float) -> None:
    shown = _Window(window, Transform(scale, place.x - window.x * scale, place.y - window.y * scale))
    glued: dict[Id, tuple[int, list[Point]]] = {}
    made: list[tuple[Element, Sequence[Drawn]]] = []
    for element in drawn.elements:  # what connections are glued to is numbered first, and drawn in its turn
        shapes = in_window(element, window)
        if element.kind in ("node", "service") and shapes:
            area = shown.to.area(_anchor(document, element))
            found = natives(slide.ink, shapes, shown.to)
            if not isinstance(element.shapes[0], Box):
                found.insert(
                    0, shape(slide.ink, area, preset("rect"), "<a:noFill/><a:ln><a:noFill/></a:ln>", name="Anchor")
                )
            glued[element.id] = (found[0].number, _sites(area))
            made.append((element, found))
        else:
            made.append((element, ()))
    for element, parts in made:
        if parts:
            slide.add(group(slide.ink, parts, _named(document, element), element.tip or _named(document, element)))
        elif element.kind in ("flow", "link"):
            _connect(slide, document, element, shown, glued)
        elif shapes := in_window(element, window):
            _other(slide, element, shapes, shown)


def _named(document: Document, element: Element) -> str:
    return document.name(element.id) or element.tip or element.kind.capitalize()


def _anchor(document: Document, element: Element) -> Rect:
    """What connectors meet at the middles of its sides: a box itself, else an area around what is drawn."""
    record, first = document.get(element.id), element.shapes[0]
    place = document.position(element.id)
    if isinstance(record, (Queue, Endpoint)) and place is not None:
        met = ports(record, place)
        (x, y), (right, _), (_, top) = met["left"], met["right"], met["top"]
        return Rect(x, top, right - x, 2 * (y - top))
    return Rect(first.x, first.y, first.width, first.height)  # type: ignore[union-attr]


def _sites(area: Rect) -> list[Point]:
    """Where connectors meet an area: above, left, below, right, as Office numbers them."""
    (x, y), right, bottom = area.center, area.right, area.bottom
    return [(x, area.y), (area.x, y), (x, bottom), (right, y)]


def _connect(
    slide: Slide, document: Document, element: Element, shown: _Window, glued: dict[Id, tuple[int, list[Point]]]
) -> None:
    """A flow or link: one connector where both ends are shown, else its parts that are, glued where they can be."""
    line = element.shapes[0]
    assert isinstance(line, Poly)
    record = document.get(element.id)
    source, target = getattr(record, "source", ""), getattr(record, "target", "")
    name = element.tip or element.kind.capitalize()
    for part in clipped(line.points, shown.area):
        points = [shown.to.at(point) for point in part]
        at_begin = part[0] == line.points[0]
        at_end = part[-1] == line.points[-1]
        begin = _end(glued.get(source), points[0]) if at_begin else None
        end = _end(glued.get(target), points[-1]) if at_end else None
        if element.kind == "link" and begin and end:
            points = _met(points, glued[source][1][begin.site], glued[target][1][end.site])
        slide.add(connector(slide.ink, line, points, begin, end, shown.to.scale, name, line.arrow and at_end))
    labels = in_window(element, shown.area)[1:]
    if labels:
        parts = natives(slide.ink, labels, shown.to)
        if parts:
            slide.add(group(slide.ink, parts, f"{name}: label") if len(parts) > 1 else parts[0])


def _met(points: list[Point], begin: Point, end: Point) -> list[Point]:
    """A link that rises from one middle to another, as Office would draw it once either is moved."""
    if all(abs(a[0] - b[0]) < 0.5 for a, b in ((points[0], begin), (points[-1], end))):
        return points
    if len(points) == 2:
        between = begin[1] + (end[1] - begin[1]) * 0.25
        return [begin, (begin[0], between), (end[0], between), end]
    return [begin, (begin[0], points[1][1]), *points[2:-2], (end[0], points[-2][1]), end]


def _end(held: tuple[int, list[Point]] | None, point: Point) -> End | None:
    if held is None:
        return None
    number, sites = held
    near = min(range(4), key=lambda at: abs(sites[at][0] - point[0]) + abs(sites[at][1] - point[1]))
    return End(number, near)


def _other(slide: Slide, element: Element, shapes: Sequence[object], shown: _Window) -> None:
    """Ladder, lanes, notes and captions: groups of their own; a line is cut where the slide's part ends."""
    parts: list[Drawn] = []
    rest = list(shapes)
    if element.kind == "ladder" and isinstance(rest[0], Poly):
        line = rest.pop(0)
        assert isinstance(line, Poly)
        for part in clipped(line.points, shown.area):
            cut = Poly(tuple(part), stroke=line.stroke, line=line.line)
            parts.append(freeform(slide.ink, cut, shown.to))
    parts += natives(slide.ink, rest, shown.to)  # type: ignore[arg-type]
    if parts:
        slide.add(group(slide.ink, parts, element.tip or element.kind.capitalize()) if len(parts) > 1 else parts[0])


def _marks(slide: Slide, found: Strips, index: int, at: Sequence[int], place: Rect) -> None:
    """Where the map goes on, over the columns that both parts show; `at` is the slide of each part."""
    row, column = divmod(index, len(found.columns))
    begin, end = found.columns[column]
    y = place.y - 5
    if column:
        shared = max(found.columns[column - 1][1] - begin, 0) * found.scale
        slide.add(slide.line(LEFT, y, LEFT + max(shared, 1), y, "outline"))
        words = f"◂ {_where('continues from', index - 1, index, at)}"
        slide.words(Rect(LEFT, y - 13, 300, 12), (said(words, SMALL, "muted"),), "Overlap")
    if column + 1 < len(found.columns):
        shared = max(end - found.columns[column + 1][0], 0) * found.scale
        slide.add(slide.line(place.right - max(shared, 1), y, place.right, y, "outline"))
        words = f"{_where('continues', index + 1, index, at)} ▸"
        area = Rect(min(place.right, RIGHT) - 300, y - 13, 300, 12)
        slide.words(area, (said(words, SMALL, "muted", align="right"),), "Overlap")
    others = [index - len(found.columns)] if row else []
    others += [index + len(found.columns)] if row + 1 < len(found.rows) else []
    if others:
        told = [f"rows {'above' if other < index else 'below'} on slide {at[other]}" for other in others]
        area = Rect(LEFT + MIDDLE / 2 - 150, y - 13, 300, 12)
        slide.words(area, (said(", ".join(told), SMALL, "muted", align="center"),), "Overlap")


def _where(words: str, other: int, index: int, at: Sequence[int]) -> str:
    if at[other] != at[index]:
        return f"{words} {'' if other < index else 'on '}slide {at[other]}"
    return f"{words} {'above' if other < index else 'below'}"


def _legend(slide: Slide, document: Document, held_map: Map) -> None:
    """One line of samples with their words, above the footer."""
    x, y, parts = LEFT, BOTTOM - 4, []
    for words, shapes in entries(document, held_map):
        parts += natives(slide.ink, shapes, Transform(1, x, y))
        label = Words(x + SAMPLE + 5, y + 3.2, words, SMALL, "muted")
        parts += natives(slide.ink, (label,), Transform(1, 0, 0))
        x += SAMPLE + 5 + text.width(words, SMALL) * LOOSE + 18
    slide.add(group(slide.ink, parts, "Legend"))
