"""Steps coloured by a question: a colour, a short code and a word for each answer, so that colour is never alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, percent
from vsmstudio.notation.shapes import Box, Element, Point, Rect, Shape, Words

By = Literal["owner", "unit", "side", "value", "quality", "utilisation"]
BY_OWNER: frozenset[By] = frozenset({"owner", "unit", "side"})
CODE_SIZE = 9.5
CHIP_HEIGHT = 15.0
TITLES: Mapping[By, str] = {
    "owner": "Owned by",
    "unit": "Owner's unit",
    "side": "Owner's side",
    "value": "Value class",
    "quality": "%C&A",
    "utilisation": "Utilisation",
}
_ROW, _WORD = 24.0, 200.0


@dataclass(frozen=True, slots=True)
class Tint:
    """How a step is coloured: a role of the theme, a short code, and what that is. `gap`: nobody is accountable.

    `owner`: the code is that of whoever owns the step, and stands beside the name; else it stands in the head.
    """

    fill: str
    code: str
    word: str
    gap: bool = False
    owner: bool = True

    @property
    def ink(self) -> str:
        """The role of words that stand on it."""
        return "ink" if self.gap else "on_tint"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: the tint, how many steps bear it, and the share (0..1) of lead time that belongs to them."""

    tint: Tint
    steps: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Colouring:
    """Tints of the steps of one map by id, and the legend.

    Owners: those with most lead time first, the gap last. Else from calm to pressing, what nobody knows last.
    """

    by: By
    tints: Mapping[Id, Tint]
    legend: tuple[Entry, ...]


def entry(tint: Tint, members: Sequence[Step], result: MapAnalysis) -> Entry:
    """The line of the legend for the steps that bear a tint."""
    lead_time = result.figures.lead_time
    minutes = sum(result.minutes_by_step.get(step.id, 0.0) for step in members)
    return Entry(tint, len(members), minutes / lead_time if lead_time else None)


def chip(x: float, cy: float, tint: Tint) -> tuple[tuple[Shape, ...], float]:
    """A small field with the code of an owner, whose left end is at `x`; and how wide it is."""
    width = max(18.0, text.width(tint.code, CODE_SIZE, True) + 8)
    edge, dash = ("gap_line", (3.0, 2.0)) if tint.gap else ("ink", ())
    shapes = (
        Box(x, cy - CHIP_HEIGHT / 2, width, CHIP_HEIGHT, fill=tint.fill, stroke=edge, line=0.8, radius=3, dash=dash),
        Words(x + width / 2, cy + CODE_SIZE * 0.36, tint.code, CODE_SIZE, tint.ink, bold=True, align="center"),
    )
    return shapes, width


def draw_legend(colouring: Colouring, at: Point, width: float) -> Element:
    """The legend as an element whose upper left corner is `at`, in as many lines as its width asks for."""
    x, y = at
    title = TITLES[colouring.by]
    shapes: list[Shape] = [Words(x, y + 16, title, LABEL, "muted", bold=True)]
    left = x + text.width(title, LABEL, True) + 16
    across, line, right = left, y + 12, left
    for entry in colouring.legend:
        words = _said(entry)
        mark, taken = chip(across, line, entry.tint)
        needed = taken + 6 + text.width(words, LABEL)
        if across > left and across + needed > x + width:
            across, line = left, line + _ROW
            mark, taken = chip(across, line, entry.tint)
        shapes += [*mark, Words(across + taken + 6, line + 4, words, LABEL)]
        right = max(right, across + needed)
        across += needed + 20
    return Element("owners", "caption", tuple(shapes), Rect(x, y, right - x, line + _ROW / 2 - y), z=2)


def _said(entry: Entry) -> str:
    steps = f"{entry.steps} step{'' if entry.steps == 1 else 's'}"
    share = "" if entry.share is None else f", {percent(entry.share, 1 if entry.share < 0.0995 else 0)} of lead time"
    if entry.share == 0:
        share = ", none of the lead time"
    return f"{text.shorten(entry.tint.word, LABEL, _WORD)}: {steps}{share}"
