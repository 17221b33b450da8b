"""Costs as stacked bars: one bar a service or stream, on one scale, its parts told by a letter as well as by their fill.

Development stands first and is filled strongest: what is pale is what a budget by projects does not show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vsmstudio.analysis.hidden_cost import COST_PARTS
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.shapes import Box, Element, Point, Poly, Rect, Shape, Words

BORNE = "borne"  # what comes on top of own cost: shares of the services that one rests on
WORDS = {
    "development": "Development",
    "infrastructure": "Infrastructure",
    "maintenance": "Maintenance",
    "vendor": "Vendors",
    "support": "Consumer support",
    "other": "Other",
    "contracts": "Contracts",
    BORNE: "Services it rests on",
}
FILLS = {
    "development": "accent",
    "infrastructure": "value_va",
    "maintenance": "owner4",
    "vendor": "owner2",
    "support": "owner3",
    "other": "tint_blank",
    "contracts": "owner5",
    BORNE: "sheet",
}
_LETTERS = {name: words[0] for name, words in WORDS.items()} | {"support": "S", BORNE: "R"}
_NAME, _FIGURE, _BAR, _PITCH = 196.0, 96.0, 18.0, 28.0  # the first two at most
_EDGE = 6.0  # around the words of a row
_SMALL = 9.5


class BarRow(NamedTuple):
    """A bar: what it is about, its parts by category, the figures at its right, and what is wrong with it, if anything."""

    key: Id
    name: str
    parts: Mapping[str, float]
    figures: tuple[str, ...] = ()
    gap: bool = False
    tip: str = ""


class CostBars(NamedTuple):
    """The elements, each row by its key, and the area that they fill."""

    elements: tuple[Element, ...]
    area: Rect


def cost_bars(
    rows: Sequence[BarRow],
    heads: Sequence[str],
    width: float,
    at: Point = (0.0, 0.0),
    most: float | None = None,
    legend: bool = True,
) -> CostBars:
    """Bars under heads, with a legend of what is there; `most` money fills a bar (the largest sum unless given)."""
    x, y = at
    elements = []
    if legend and any(row.parts for row in rows):
        drawn, below = _legend(rows, x, y, width)
        elements.append(Element("legend", "caption", tuple(drawn), Rect(x, y, width, below - y)))
        y = below + 8
    figure = max(74.0, min(_FIGURE, width * 0.13))
    left = x + max(110.0, min(_NAME, width * 0.24))
    right = max(left + 60.0, x + width - figure * len(heads) - 12.0)
    columns = [right + 12 + figure * (place + 1) - _EDGE for place in range(len(heads))]
    if heads:
        words = tuple(
            Words(edge, y + 11, text.shorten(head, LABEL, figure - 8), LABEL, "muted", align="right")
            for edge, head in zip(columns, heads, strict=True)
        )
        elements.append(Element("heads", "caption", words, Rect(right, y, x + width - right, 18)))
        y += 20
    largest = most or max((sum(row.parts.values()) for row in rows), default=0.0)
    for row in rows:
        area = Rect(x, y, width, _PITCH)
        shapes = _row(row, area, left, right, columns, largest)
        elements.append(Element(row.key, "node", tuple(shapes), area, z=1, tip=row.tip))
        y += _PITCH
    return CostBars(tuple(elements), Rect(*at, width, y - at[1]))


def _row(row: BarRow, area: Rect, left: float, right: float, columns: Sequence[float], largest: float) -> list[Shape]:
    middle, x = area.center[1], area.x + _EDGE
    color = "gap" if row.gap else "ink"
    mark = 14.0 if row.gap else 0.0
    name = text.shorten(row.name, BODY, left - x - mark - 10, row.gap)
    shapes: list[Shape] = [Words(x + mark, middle + 4, name, BODY, color, bold=row.gap)]
    if row.gap:
        shapes.append(diamond(x + 5, middle, 9, fill="gap"))
    if not row.parts:
        shapes.append(Words(left, middle + 4, "No cost known", LABEL, "muted"))
    at = left
    for name in (*COST_PARTS, BORNE):
        wide = (right - left) * row.parts.get(name, 0.0) / largest if largest > 0 else 0.0
        if wide > 0:
            shapes += _part(name, row.parts[name], Rect(at, middle - _BAR / 2, wide, _BAR))
            at += wide
    for place, (edge, words) in enumerate(zip(columns, row.figures, strict=False)):
        bold = place == len(row.figures) - 1
        shapes.append(Words(edge, middle + 4, words, BODY, color, bold=bold, align="right"))
    shapes.append(Poly(((area.x, area.bottom), (area.right, area.bottom)), stroke="head"))
    return shapes


def _part(name: str, amount: float, area: Rect) -> list[Shape]:
    """A part of a bar; its letter and its amount, as much of them as there is room for."""
    dash = (3.0, 2.0) if name == BORNE else ()
    shapes: list[Shape] = [Box(*area, fill=FILLS[name], stroke="outline", line=0.8, dash=dash)]
    color = "on_accent" if name == "development" else "ink" if name == BORNE else "on_tint"
    for words in (f"{_LETTERS[name]} {short_money(amount)}", _LETTERS[name]):
        if text.width(words, _SMALL) + 5 <= area.width:
            shapes.append(Words(area.center[0], area.center[1] + 3.4, words, _SMALL, color, align="center"))
            break
    return shapes


def _legend(rows: Sequence[BarRow], x: float, y: float, width: float) -> tuple[list[Shape], float]:
    """What the letters and fills mean: only those that are there; and where it ends."""
    there = [name for name in WORDS if any(row.parts.get(name) for row in rows)]
    shapes: list[Shape] = []
    across = x
    for name in there:
        needed = 22 + text.width(WORDS[name], LABEL)
        if across > x and across + needed > x + width:
            across, y = x, y + 20
        swatch = Rect(across, y + 1, 16, 14)
        shapes += _part(name, 0.0, swatch)[:1]
        color = "on_accent" if name == "development" else "ink" if name == BORNE else "on_tint"
        shapes.append(Words(across + 8, y + 11.4, _LETTERS[name], _SMALL, color, align="center"))
        shapes.append(Words(across + 22, y + 12, WORDS[name], LABEL, "muted"))
        across += needed + 18
    return shapes, y + 20 if there else y
