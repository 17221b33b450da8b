"""The program's emblem, and that of its files: three steps in a row, and under them the ladder with the wait that it shows.

There is one drawing for each range of sizes, on a grid of whole pixels, so that edges stay sharp; the smaller, the simpler.
Both look the same in every theme: their roles are those of the light one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from vsmstudio.notation.shapes import Box, Element, Picture, Point, Poly, Rect, Shape

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # pixels, those of icon themes


class Stream(NamedTuple):
    """Steps in a row and the ladder under them; lengths are pixels of the drawing's grid."""

    steps: tuple[tuple[int, int], ...]  # left and right
    top: int
    bottom: int
    head: int  # height of a step's head; 0 for none
    flow: int  # thickness of the lines between steps
    arrow: int  # length of their heads; 0 for none
    ladder: tuple[tuple[int, int], ...]  # each stretch's left end and y, then the right end
    line: int  # its thickness
    long: int  # which stretch is the long wait


class Ink(NamedTuple):
    """The colours of a stream."""

    step: str
    head: str
    line: str
    wait: str


_ON_TILE = Ink("on_accent", "accent_on_ink", "accent_on_ink", "level2")
_ON_PAPER = Ink("accent", "accent_on_ink", "line", "gap_line")

# fmt: off
_IN_16 = Stream(((1, 5), (6, 10), (11, 15)), 3, 7, 0, 1, 0, ((2, 12), (6, 9), (10, 12), (14, 12)), 1, 1)
_IN_24 = Stream(((3, 8), (10, 14), (16, 21)), 5, 11, 0, 1, 0,
                ((3, 18), (7, 16), (11, 18), (13, 13), (18, 18), (21, 18)), 1, 3)
_IN_32 = Stream(((4, 10), (13, 19), (22, 28)), 7, 15, 3, 1, 2,
                ((4, 24), (9, 21), (14, 24), (18, 18), (23, 24), (28, 24)), 1, 3)
_IN_64 = Stream(((8, 20), (26, 38), (44, 56)), 14, 30, 5, 2, 4,
                ((8, 48), (18, 43), (28, 48), (35, 36), (47, 48), (56, 48)), 3, 3)

_ON_16 = Stream(((4, 6), (7, 9), (10, 12)), 6, 9, 0, 1, 0, ((4, 13), (6, 11), (10, 13), (12, 13)), 1, 1)
_ON_24 = Stream(((5, 9), (10, 14), (15, 19)), 8, 13, 0, 1, 0, ((5, 19), (9, 16), (15, 19), (19, 19)), 1, 1)
_ON_32 = Stream(((8, 12), (14, 18), (20, 24)), 11, 17, 0, 1, 0,
                ((8, 26), (11, 24), (15, 26), (17, 21), (21, 26), (24, 26)), 1, 3)
_ON_64 = Stream(((14, 24), (27, 37), (40, 50)), 21, 34, 4, 1, 2,
                ((14, 51), (21, 47), (30, 51), (34, 41), (43, 51), (50, 51)), 2, 3)
# fmt: on


def emblem(size: int) -> Picture:
    """The program's emblem, as it is drawn at a size in pixels. Its area is square, and at `SIZES` its grid goes in evenly."""
    if size < 22:
        return _picture(_tile(16, 0, 3), _IN_16, _ON_TILE, 16)
    if size in (22, 24, 48):
        return _picture(_tile(24, 1, 4), _IN_24, _ON_TILE, 24, size == 22)
    if size <= 32:
        return _picture(_tile(32, 1, 6), _IN_32, _ON_TILE, 32)
    return _picture(_tile(64, 2, 13), _IN_64, _ON_TILE, 64)


def file_emblem(size: int) -> Picture:
    """The emblem of a `.vsm` file, a sheet of paper with a stream on it, as `emblem`."""
    if size < 22:
        return _picture(_sheet(2, 0, 12, 16, 4), _ON_16, _ON_PAPER, 16)
    if size in (22, 24, 48):
        return _picture(_sheet(3, 1, 18, 22, 5), _ON_24, _ON_PAPER, 24, size == 22)
    if size <= 32:
        return _picture(_sheet(5, 1, 22, 30, 7), _ON_32, _ON_PAPER, 32)
    return _picture(_sheet(10, 2, 44, 60, 14), _ON_64, _ON_PAPER, 64)


def _picture(ground: tuple[Shape, ...], stream: Stream, ink: Ink, grid: int, cut: bool = False) -> Picture:
    """On a square grid; `cut` leaves out the empty pixel at each side."""
    area = Rect(0, 0, grid, grid).grown(-1 if cut else 0)
    return Picture((Element("emblem", "note", (*ground, *_steps(stream, ink), *_ladder(stream, ink)), area),), area)


def _tile(grid: int, margin: int, radius: int) -> tuple[Shape, ...]:
    return (Box(margin, margin, grid - 2 * margin, grid - 2 * margin, fill="accent", radius=radius),)


def _sheet(x: int, y: int, width: int, height: int, fold: int) -> tuple[Shape, ...]:
    """A sheet with a folded corner; its outline, one pixel of the grid, lies within."""
    left, right, top, bottom = x + 0.5, x + width - 0.5, y + 0.5, y + height - 0.5
    begin, inner, end = (right - fold, top), (right - fold, top + fold), (right, top + fold)
    outline = ((left, top), begin, end, (right, bottom), (left, bottom))
    return (
        Poly(outline, fill="sheet", closed=True),
        Poly((begin, inner, end), fill="hairline", closed=True),
        Poly((begin, inner, end), stroke="outline"),
        Poly(outline, stroke="outline", closed=True),
    )


def _steps(stream: Stream, ink: Ink) -> list[Shape]:
    """The steps, and the flow from each to the next."""
    shapes: list[Shape] = []
    height, radius = stream.bottom - stream.top, (stream.bottom - stream.top) / 8 if stream.head else 0.0
    for left, right in stream.steps:
        shapes.append(Box(left, stream.top, right - left, height, fill=ink.step, radius=radius))
        if stream.head:
            head = Box(left, stream.top, right - left, stream.head, fill=ink.head, radius=radius, rounded="top")
            shapes.append(head)
    y = (stream.top + stream.bottom - stream.flow + 1) // 2
    middle, half = y + stream.flow / 2, stream.arrow * 0.75
    for (_, left), (right, _) in pairwise(stream.steps):
        back = right - stream.arrow
        shapes.append(Box(left, y, back - left, stream.flow, fill=ink.step))
        if stream.arrow:
            shapes.append(
                Poly(((right, middle), (back, middle - half), (back, middle + half)), fill=ink.step, closed=True)
            )
    return shapes


def _ladder(stream: Stream, ink: Ink) -> list[Shape]:
    """Troughs and peaks, a line of areas; the long wait stands out."""
    thick, foot = stream.line, max(y for _, y in stream.ladder)
    shapes: list[Shape] = []
    for at, ((left, y), (right, _)) in enumerate(pairwise(stream.ladder)):
        if y == foot:
            shapes.append(Box(left, y, right - left, thick, fill=ink.line))
            continue
        end, inner, outer = foot + thick, y + thick, (left + thick, right - thick)
        outline: tuple[Point, ...] = (
            (left, end), (left, y), (right, y), (right, end),
            (outer[1], end), (outer[1], inner), (outer[0], inner), (outer[0], end),
        )  # fmt: skip
        shapes.append(Poly(outline, fill=ink.wait if at == stream.long else ink.line, closed=True))
    return shapes
