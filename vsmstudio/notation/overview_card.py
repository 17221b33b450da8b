"""One stream in the drawing of all: its name and owner, its time on the scale of all streams, and what nobody owns of it."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.analysis.underpinning import StreamRow
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Step, ValueStream
from vsmstudio.notation import text
from vsmstudio.notation.gap_words import gap_words
from vsmstudio.notation.parts import BODY, LABEL, TITLE, VALUE, diamond, dot, gap_badge, percent
from vsmstudio.notation.shapes import Box, Element, Rect, Shape, Words

CARD_WIDTH, HEIGHT = 724.0, 96.0
_PAD, _STRIP, _TOTAL = 20.0, 16.0, 96.0  # _TOTAL: room for the lead time after the strip


def longest(document: Document, analysis: Analysis) -> float:
    """The longest lead time (minutes) of all current maps: what the scale of the strips is made for."""
    found = [_result(document, analysis, each.id) for each in document.streams]
    return max((each.figures.lead_time or 0.0 for each in found if each), default=0.0)


def draw_card(
    document: Document,
    analysis: Analysis,
    stream: ValueStream,
    row: StreamRow,
    area: Rect,
    most: float,
    gaps: Mapping[Id, str],
) -> Element:
    """A stream in its area; `most` minutes fill the strip."""
    result = _result(document, analysis, stream.id)
    x, y = area.x + _PAD, area.y + (area.height - HEIGHT) / 2
    said = _said(document, result, row)
    shapes: list[Shape] = [
        Box(area.x, area.y, area.width, area.height, fill="sheet", stroke="outline", radius=6),
        *_head(document, stream, x, y, area.right - _PAD, gaps),
        *_strip(document, result, x, y + 42, area.width - 2 * _PAD - _TOTAL, most),
        Words(x, y + 80, text.shorten(said, LABEL, area.width - 2 * _PAD), LABEL, "muted"),
    ]
    gap = sum(each.share for each in result.gaps) if result else 0.0
    nobody = f"Nobody accountable for {percent(gap, 0)} of lead time" if gap > 0.005 else ""
    bare = "" if row.holds else "No services"
    right = area.right - _PAD
    for words in (bare, nobody):
        if words:
            width = text.width(words, LABEL, True)
            shapes += [
                diamond(right - width - 8, y + 76, 8, fill="gap"),
                Words(right, y + 80, words, LABEL, "gap", bold=True, align="right"),
            ]
            right -= width + 30
    return Element(stream.id, "stream", tuple(shapes), area, z=2, tip=f"{stream.name or 'Unnamed stream'}: {said}")


def _result(document: Document, analysis: Analysis, stream: Id) -> MapAnalysis | None:
    current = document.current_map(stream)
    return analysis.maps.get(current.id) if current else None


def _head(
    document: Document, stream: ValueStream, x: float, y: float, right: float, gaps: Mapping[Id, str]
) -> list[Shape]:
    """The name, and at the right who owns the stream or what is wrong with that."""
    gap = gap_words(document, stream, gaps)
    owner = document.of(Person, stream.owner)
    room = (right - x) * 0.45
    if gap:
        width = min(room, text.width(gap, LABEL, True) + 34)
        said: list[Shape] = list(gap_badge(right - width, y + 11, width, gap))
    else:
        words = text.shorten(owner.label if owner else "", BODY, room - 12)
        width = text.width(words, BODY) + 12
        said = [dot(right - width, y + 21.5), Words(right, y + 26, words, BODY, align="right")]
    name = text.shorten(stream.name or "Unnamed stream", TITLE, right - x - width - 16, True)
    return [Words(x, y + 27, name, TITLE, bold=True), *said]


def _strip(
    document: Document, result: MapAnalysis | None, x: float, y: float, width: float, most: float
) -> list[Shape]:
    """The critical path as a strip: a field for each step or wait, marked where nobody is accountable, dark where worked on."""
    if result is None or not result.figures.lead_time or most <= 0:
        words = "Nobody has said yet how long its steps take." if result else "It has no current map yet."
        return [Words(x, y + 12, words, LABEL, "muted")]
    scale, at = width / most, x
    shapes: list[Shape] = []
    for part in result.path:
        at += part.delay * scale
        wide = (part.adds or 0.0) * scale
        step = document.of(Step, part.node)
        if wide > 0:
            owner = document.of(Person, step.owner) if step else None
            gap = step is not None and (owner is None or owner.vacant)
            fill, edge = ("gap_soft", "gap_line") if gap else ("head", "outline") if step else ("sheet", "outline")
            shapes.append(Box(at, y, wide, _STRIP, fill=fill, stroke=edge))
            worked = min(wide, (part.process_time or 0.0) * scale)
            if worked > 0.4:
                shapes.append(Box(at + wide - worked, y + _STRIP - 4, worked, 4, fill="line"))
            if gap and wide > 14:
                shapes.append(diamond(at + wide / 2, y + 6.5, 7, fill="gap"))
        at += wide
    calendar = document.engagement.calendar
    cover = result.coverage.lead_time
    bound = "at least " if cover[0] < cover[1] else ""
    total = text.shorten(f"{bound}{show(result.figures.lead_time, calendar)}", VALUE, x + width + _TOTAL - at - 8, True)
    shapes.append(Words(at + 8, y + 13, total, VALUE, bold=True))
    return shapes


def _said(document: Document, result: MapAnalysis | None, row: StreamRow) -> str:
    """The stream's figures in a line."""
    count = len(row.steps)
    said = [f"{count} step{'' if count == 1 else 's'}"]
    if result is not None and result.figures.lead_time:
        critical = sum(step in result.critical_nodes for step in row.steps)
        said[0] += f", {critical} on the critical path"
        if result.figures.owner_coverage is not None:
            said.append(f"{percent(result.figures.owner_coverage, 0)} of lead time has an owner")
    services = len(row.holds)
    if services:
        said.append(f"{services} service{'' if services == 1 else 's'}")
    return " · ".join(said)
