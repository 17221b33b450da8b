"""Notation's shapes as native ones that can be edited: boxes, ovals, freeforms, text boxes and groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.export.pptx.atoms import (
    LEADING,
    LOOSE,
    NAMESPACES,
    Paragraph,
    Run,
    attribute,
    body,
    emu,
    fill,
    outline,
    place,
)
from vsmstudio.notation.shapes import Box, Oval, Point, Poly, Rect, Shape, Words, soft_corners

_RISE = 1.02  # from the top of a line of text to its baseline, in its size
_TEXT_EDGE = 2.0  # points that a text box is wider at each end than its text may be


class Transform(NamedTuple):
    """From the pixels of a picture to the points of a slide."""

    scale: float
    dx: float
    dy: float

    def at(self, point: Point) -> Point:
        return (point[0] * self.scale + self.dx, point[1] * self.scale + self.dy)

    def area(self, area: Rect) -> Rect:
        x, y = self.at((area.x, area.y))
        return Rect(x, y, area.width * self.scale, area.height * self.scale)


@dataclass(frozen=True)
class Ink:
    """What shapes are written with: the colours, and the next number of a shape on the slide."""

    theme: Mapping[str, str]
    number: Callable[[], int]


class Drawn(NamedTuple):
    """A shape's XML, its number and the area that it fills."""

    xml: str
    number: int
    area: Rect


def shape(
    ink: Ink, area: Rect, geometry: str, paint: str, text: str = "", name: str = "Shape", about: str = "", box: bool = False
) -> Drawn:  # fmt: skip
    """A shape: its geometry, its fill and outline, its text body; `about` is for whoever cannot see it."""
    number = ink.number()
    said = f' descr="{attribute(about)}"' if about else ""
    kind = ' txBox="1"' if box else ""
    xml = (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name[:120])}"{said}/><p:cNvSpPr{kind}/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{place(area)}{geometry}{paint}</p:spPr>{text}</p:sp>"
    )
    return Drawn(xml, number, area)


def preset(name: str, *adjustments: int) -> str:
    """One of Office's own geometries with its adjustments."""
    if not adjustments:
        return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'
    keys = (
        ["adj"] if len(adjustments) == 1 and name == "roundRect" else [f"adj{n + 1}" for n in range(len(adjustments))]
    )
    given = "".join(f'<a:gd name="{key}" fmla="val {value}"/>' for key, value in zip(keys, adjustments, strict=True))
    return f'<a:prstGeom prst="{name}"><a:avLst>{given}</a:avLst></a:prstGeom>'


def group(ink: Ink, drawn: Sequence[Drawn], name: str, about: str = "") -> Drawn:
    """Shapes that move together."""
    area = drawn[0].area
    for each in drawn[1:]:
        area = area.united(each.area)
    number = ink.number()
    said = f' descr="{attribute(about)}"' if about else ""
    frame = place(area).removesuffix("</a:xfrm>")
    inner = f'<a:chOff x="{emu(area.x)}" y="{emu(area.y)}"/><a:chExt cx="{emu(area.width)}" cy="{emu(area.height)}"/>'
    xml = (
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name="{attribute(name[:120])}"{said}/><p:cNvGrpSpPr/>'
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}{inner}</a:xfrm></p:grpSpPr>"
        f"{''.join(each.xml for each in drawn)}</p:grpSp>"
    )
    return Drawn(xml, number, area)


def natives(ink: Ink, shapes: Sequence[Shape], to: Transform) -> list[Drawn]:
    """Each shape as a native one; lines of text that follow one another become one text box."""
    found: list[Drawn] = []
    index = 0
    while index < len(shapes):
        each = shapes[index]
        if isinstance(each, Words):
            lines = [each]
            while index + len(lines) < len(shapes) and _follows(lines, shapes[index + len(lines)]):
                lines.append(shapes[index + len(lines)])  # type: ignore[arg-type]
            index += len(lines)
            if any(line.text.strip() for line in lines):
                found.append(_text(ink, lines, to))
            continue
        if isinstance(each, Box):
            found.append(_box(ink, each, to))
        elif isinstance(each, Oval):
            paint = fill(each.fill, ink.theme) + outline(each.stroke, each.line * to.scale, ink.theme)
            area = to.area(Rect(each.x, each.y, each.width, each.height))
            found.append(shape(ink, area, preset("ellipse"), paint))
        elif len(each.points) > 1:
            found.append(freeform(ink, each, to))
        index += 1
    return found


def _follows(lines: Sequence[Words], after: Shape) -> bool:
    last = lines[-1]
    if not isinstance(after, Words) or (after.size, after.color, after.bold, after.align) != (
        last.size, last.color, last.bold, last.align,
    ):  # fmt: skip
        return False
    step = after.y - last.y
    even = len(lines) < 2 or abs(step - (last.y - lines[-2].y)) < 0.5
    return abs(after.x - last.x) < 0.5 and last.size < step < last.size * 1.6 and even


def _text(ink: Ink, lines: Sequence[Words], to: Transform) -> Drawn:
    """Lines of text as one text box, as wide as they may be in another font."""
    first = lines[0]
    size = first.size * to.scale
    leading = (lines[1].y - first.y) * to.scale if len(lines) > 1 else size * LEADING
    width = max(each.width for each in lines) * to.scale * LOOSE + 2 * _TEXT_EDGE
    x, y = to.at((first.x, first.y))
    left = {"left": x - _TEXT_EDGE, "center": x - width / 2, "right": x - width + _TEXT_EDGE}[first.align]
    area = Rect(left, y - _RISE * size - (leading - size * LEADING), width, leading * len(lines))
    words = "\n".join(each.text for each in lines)
    run = Run(words, round(size, 1), first.color, first.bold)
    text = body([Paragraph((run,), first.align, leading=leading)], ink.theme, wrap=False, inset=(_TEXT_EDGE, 0))
    return shape(ink, area, preset("rect"), "<a:noFill/>", text, words.replace("\n", " "), box=True)


def _box(ink: Ink, box: Box, to: Transform) -> Drawn:
    area = to.area(Rect(box.x, box.y, box.width, box.height))
    paint = fill(box.fill, ink.theme) + outline(box.stroke, box.line * to.scale, ink.theme, box.dash)
    part = round(min(box.radius / max(min(box.width, box.height), 0.1), 0.5) * 100000)
    if not part:
        return shape(ink, area, preset("rect"), paint)
    if box.rounded == "all":
        return shape(ink, area, preset("roundRect", part), paint)
    return shape(ink, area, preset("round2SameRect", *((part, 0) if box.rounded == "top" else (0, part))), paint)


def freeform(ink: Ink, poly: Poly, to: Transform) -> Drawn:
    """A line or closed area through points; soft corners stay soft."""
    points = [to.at(point) for point in poly.points]
    area = bounds(points)
    said = f"<a:moveTo>{_pt(points[0], area)}</a:moveTo>"
    rest = points[1:]
    if poly.radius and not poly.closed and len(points) > 2:
        for begin, corner, end in soft_corners(tuple(points), poly.radius * to.scale):
            said += f"<a:lnTo>{_pt(begin, area)}</a:lnTo><a:quadBezTo>{_pt(corner, area)}{_pt(end, area)}</a:quadBezTo>"
        rest = points[-1:]
    said += "".join(f"<a:lnTo>{_pt(point, area)}</a:lnTo>" for point in rest) + ("<a:close/>" if poly.closed else "")
    filled = "" if poly.closed and poly.fill else ' fill="none"'
    geometry = (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{emu(area.width)}" h="{emu(area.height)}"{filled}>{said}'
        f"</a:path></a:pathLst></a:custGeom>"
    )
    line = outline(poly.stroke, poly.line * to.scale, ink.theme, poly.dash, poly.arrow)
    return shape(ink, area, geometry, fill(poly.fill if poly.closed else "", ink.theme) + line)


def _pt(point: Point, area: Rect) -> str:
    return f'<a:pt x="{emu(point[0] - area.x)}" y="{emu(point[1] - area.y)}"/>'


def bounds(points: Sequence[Point]) -> Rect:
    """The area that points span."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
