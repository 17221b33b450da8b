"""Small parts that several drawn things share: badges, people, marks. Shapes, never glyphs."""

from __future__ import annotations

from vsmstudio.notation import text
from vsmstudio.notation.shapes import Box, Oval, Poly, Rect, Shape, Words

LABEL, BODY, VALUE, TITLE = 11.0, 12.0, 13.0, 16.0


def diamond(cx: float, cy: float, size: float, fill: str = "", stroke: str = "", line: float = 1.0) -> Poly:
    """A diamond around a point."""
    h = size / 2
    return Poly(
        ((cx, cy - h), (cx + h, cy), (cx, cy + h), (cx - h, cy)), fill=fill, stroke=stroke, line=line, closed=True
    )


def gap_badge(x: float, y: float, width: float, words: str, height: float = 20.0) -> tuple[Shape, ...]:
    """A gap, told by colour, a diamond and words."""
    size = fitted(words, LABEL, width - 30, bold=True, least=9.5)
    return (
        Box(x, y, width, height, fill="gap_soft", stroke="gap_line", radius=height / 2),
        diamond(x + 12, y + height / 2, 8, fill="gap"),
        Words(
            x + 22, y + height / 2 + size * 0.36, text.shorten(words, size, width - 30, True), size, "gap", bold=True
        ),
    )


def dot(x: float, cy: float, color: str = "ink", size: float = 6.0) -> Oval:
    """A filled dot whose left end is at `x`."""
    return Oval(x, cy - size / 2, size, size, fill=color)


def head_count(right: float, baseline: float, count: float, color: str = "muted") -> tuple[tuple[Shape, ...], float]:
    """`5` and a small figure of a person, ending at `right`; and how wide they are."""
    figure = 9.0
    shown = f"{count:g}"
    x = right - figure
    shapes = (
        Words(x - 4, baseline, shown, LABEL, color, align="right"),
        Oval(x + 2, baseline - 9, 5, 5, fill=color),
        Poly(
            (
                (x, baseline),
                (x, baseline - 1.5),
                (x + 2, baseline - 3.5),
                (x + 7, baseline - 3.5),
                (x + 9, baseline - 1.5),
                (x + 9, baseline),
            ),
            fill=color,
            closed=True,
        ),
    )
    return shapes, figure + 4 + text.width(shown, LABEL)


def fitted(words: str, size: float, width: float, bold: bool = False, least: float = 10.0) -> float:
    """The text size, at most `size` and at least `least`, at which the words fit into `width`."""
    needed = text.width(words, size, bold)
    return size if needed <= width else max(least, size * width / needed)


def label_pill(cx: float, cy: float, words: str, color: str = "muted", stroke: str = "hairline") -> tuple[Shape, ...]:
    """A small text on a white pill, centred on a line."""
    area = label_area(cx, cy, words)
    return (
        Box(*area, fill="sheet", stroke=stroke, radius=9),
        Words(cx, cy + LABEL * 0.36, words, LABEL, color, align="center"),
    )


def label_area(cx: float, cy: float, words: str) -> Rect:
    """What `label_pill` fills."""
    width = text.width(words, LABEL) + 14
    return Rect(cx - width / 2, cy - 9, width, 18)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share as people read it: `61 %`, `3.5 %`; a dash where it is blank."""
    if share is None:
        return "–"
    shown = f"{share * 100:.{decimals}f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + " %"
