"""A picture on paper: the five primitive shapes in the brand's colours, as vectors."""

from __future__ import annotations

from typing import Any

from vsmstudio.export.pdf.paper import Paper, Piece
from vsmstudio.export.pdf.strips import in_window
from vsmstudio.notation.shapes import Box, Oval, Picture, Point, Poly, Rect, Shape, Words, arrow_head, soft_corners

_CIRCLE = 0.5523  # how far a quarter circle's control points lie


def paint(paper: Paper, picture: Picture, into: Rect, window: Rect | None = None, most: float = 1.0) -> float:
    """Draw a picture, or its part in `window`, fitted to an area of the page and centred; the scale (points per pixel).

    It is never enlarged beyond `most`. A window cuts off lines alone; all else it shows whole or not at all.
    """
    shown = window or picture.area
    scale = fit(shown, into, most)
    canvas = paper.canvas
    canvas.saveState()
    dx = into.x + (into.width - shown.width * scale) / 2
    canvas.translate(dx, paper.height - into.y)
    canvas.scale(scale, scale)
    canvas.translate(-shown.x, shown.y)
    if window is not None:
        path = canvas.beginPath()
        path.rect(shown.x, -shown.bottom, shown.width, shown.height)
        canvas.clipPath(path, stroke=0, fill=0)
    for element in picture.elements:
        for shape in in_window(element, window) if window else element.shapes:
            draw(paper, shape)
    canvas.restoreState()
    return scale


def fit(shown: Rect, into: Rect, most: float = 1.0) -> float:
    """The scale at which one area goes into another."""
    return min(into.width / max(shown.width, 1), into.height / max(shown.height, 1), most)


def draw(paper: Paper, shape: Shape) -> None:
    """Draw one shape, in pixels; y is turned, as paper counts upwards."""
    if isinstance(shape, Box):
        _box(paper, shape)
    elif isinstance(shape, Poly):
        _poly(paper, shape)
    elif isinstance(shape, Oval):
        _ready(paper, shape.fill, shape.stroke, shape.line)
        paper.canvas.ellipse(
            shape.x,
            -shape.y,
            shape.x + shape.width,
            -shape.y - shape.height,
            stroke=bool(shape.stroke),
            fill=bool(shape.fill),
        )
    else:
        _words(paper, shape)


def _words(paper: Paper, shape: Words) -> None:
    paper.write_at(0.0, Piece(shape.x, shape.y, shape.text, shape.size, shape.color, shape.bold, shape.align))


def _ready(paper: Paper, fill: str, stroke: str, line: float, dash: tuple[float, ...] = ()) -> None:
    if fill:
        paper.canvas.setFillColor(paper.colour(fill))
    if stroke:
        paper.canvas.setStrokeColor(paper.colour(stroke))
        paper.canvas.setLineWidth(line)
        paper.canvas.setDash(*((list(dash),) if dash else ()))


def _box(paper: Paper, box: Box) -> None:
    canvas = paper.canvas
    _ready(paper, box.fill, box.stroke, box.line, box.dash)
    r = min(box.radius, box.width / 2, box.height / 2)
    top, bottom = (r if box.rounded != "bottom" else 0.0), (r if box.rounded != "top" else 0.0)
    left, right, up, down = box.x, box.x + box.width, -box.y, -box.y - box.height
    path = canvas.beginPath()
    path.moveTo(left + top, up)
    path.lineTo(right - top, up)
    _corner(path, (right - top, up), (right, up), (right, up - top))
    path.lineTo(right, down + bottom)
    _corner(path, (right, down + bottom), (right, down), (right - bottom, down))
    path.lineTo(left + bottom, down)
    _corner(path, (left + bottom, down), (left, down), (left, down + bottom))
    path.lineTo(left, up - top)
    _corner(path, (left, up - top), (left, up), (left + top, up))
    path.close()
    canvas.drawPath(path, stroke=bool(box.stroke), fill=bool(box.fill))


def _corner(path: Any, begin: Point, corner: Point, end: Point) -> None:
    """A quarter of a circle from `begin` to `end`."""
    if begin != end:
        (bx, by), (cx, cy), (ex, ey) = begin, corner, end
        path.curveTo(
            bx + (cx - bx) * _CIRCLE,
            by + (cy - by) * _CIRCLE,
            ex + (cx - ex) * _CIRCLE,
            ey + (cy - ey) * _CIRCLE,
            ex,
            ey,
        )


def _poly(paper: Paper, poly: Poly) -> None:
    canvas = paper.canvas
    if len(poly.points) < 2:
        return
    points = poly.points
    if poly.arrow and poly.stroke:
        tip, left, right = arrow_head(points, poly.line)
        _ready(paper, poly.stroke, "", 0)
        head = canvas.beginPath()
        head.moveTo(tip[0], -tip[1])
        head.lineTo(left[0], -left[1])
        head.lineTo(right[0], -right[1])
        head.close()
        canvas.drawPath(head, stroke=0, fill=1)
        points = (*points[:-1], ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2))
    _ready(paper, poly.fill, poly.stroke, poly.line, poly.dash)
    path = canvas.beginPath()
    path.moveTo(points[0][0], -points[0][1])
    if poly.radius and not poly.closed:
        for (bx, by), (cx, cy), (ex, ey) in soft_corners(points, poly.radius):
            path.lineTo(bx, -by)
            # A quadratic curve through its control point, written as a cubic one.
            path.curveTo(
                bx + (cx - bx) * 2 / 3,
                -by - (cy - by) * 2 / 3,
                ex + (cx - ex) * 2 / 3,
                -ey - (cy - ey) * 2 / 3,
                ex,
                -ey,
            )
        path.lineTo(points[-1][0], -points[-1][1])
    else:
        for x, y in points[1:]:
            path.lineTo(x, -y)
    if poly.closed:
        path.close()
    canvas.drawPath(path, stroke=bool(poly.stroke), fill=bool(poly.fill))
