"""Steps coloured by who owns them: a colour, a short code and a word for each owner, so that colour is never alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Side, Step, Unit
from vsmstudio.notation import text
from vsmstudio.notation.parts import LABEL, percent
from vsmstudio.notation.shapes import Box, Element, Point, Rect, Shape, Words

By = Literal["owner", "unit", "side"]
MOST = 9  # owners with a colour of their own
CODE_SIZE = 9.5
CHIP_HEIGHT = 15.0
_ROW, _WORD = 24.0, 200.0
_SIDES = {Side.BUSINESS: "Business", Side.IT: "IT", Side.SUPPLIER: "Supplier", Side.CUSTOMER: "Customer"}


@dataclass(frozen=True, slots=True)
class Tint:
    """How a step is coloured: a role of the theme, a short code, and who that is. `gap`: nobody is accountable."""

    fill: str
    code: str
    word: str
    gap: bool = False

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
    """Tints of the steps of one map by id, and the legend: those with most lead time first, the gap last."""

    by: By
    tints: Mapping[Id, Tint]
    legend: tuple[Entry, ...]


def colours(document: Document, analysis: Analysis, map_id: Id, by: By = "owner") -> Colouring:
    """Colour the steps of a map by their owner, by the owner's unit, or by that unit's side.

    Nine bear a colour of their own: those with most lead time on the critical path, then with most steps. The rest are
    "other". Colours go by name, so that they stay while times change.
    """
    result = analysis.maps[map_id]
    steps = document.steps(map_id)
    groups: dict[tuple[str, Id], list[Step]] = {}
    nobody: list[Step] = []
    for step in steps:
        owner = document.of(Person, step.owner)
        if owner is None:
            nobody.append(step)
        else:
            groups.setdefault(_group(document, owner, by), []).append(step)

    def minutes(members: Sequence[Step]) -> float:
        return sum(result.minutes_by_step.get(step.id, 0.0) for step in members)

    def weight(group: tuple[str, Id]) -> tuple[float, int, str, Id]:
        return (-minutes(groups[group]), -len(groups[group]), *group)

    ranked = sorted(groups, key=weight)
    own, other = ranked[:MOST], ranked[MOST:]
    codes = _codes([word for word, _ in sorted(own)])
    tinted = {
        group: Tint(f"owner{at}", code, group[0])
        for at, (group, code) in enumerate(zip(sorted(own), codes, strict=True), start=1)
    }
    parts = [(tinted[group], groups[group]) for group in own]
    if other:
        rest = [step for group in other for step in groups[group]]
        parts.append((Tint("owner_other", "+", f"Other ({len(other)})"), rest))
    if nobody:
        parts.append((Tint("gap_soft", "?", "Nobody", gap=True), nobody))
    lead_time = result.figures.lead_time
    legend = tuple(
        Entry(tint, len(members), minutes(members) / lead_time if lead_time else None) for tint, members in parts
    )
    return Colouring(by, {step.id: tint for tint, members in parts for step in members}, legend)


def _group(document: Document, owner: Person, by: By) -> tuple[str, Id]:
    """What an owner counts to: a word, and the id that tells those of one name apart."""
    if by == "owner":
        return (f"{owner.label}, vacant" if owner.vacant else owner.label, owner.id)
    unit = document.of(Unit, owner.unit)
    if unit is None:
        return ("No unit", "")
    return (unit.name or "Unnamed unit", unit.id) if by == "unit" else (_SIDES[unit.side], unit.side.value)


def _codes(words: Sequence[str]) -> list[str]:
    """A short code for each, no two alike: initials, else the first letters, else with a number."""
    taken: set[str] = set()
    found = []
    for word in words:
        parts = ["".join(letter for letter in part if letter.isalnum()) for part in word.split(",")[0].split()]
        parts = [part for part in parts if part]
        initials = "".join(part[0] for part in parts if part[0].isupper() or len(parts) == 1)[:3].upper()
        joined = "".join(parts)
        options = [initials, joined[:2].upper(), joined[:3].upper()]
        first = next((option for option in options if option and option not in taken), "")
        number = 2
        while not first or first in taken:
            first = f"{(joined[:1] or 'X').upper()}{number}"
            number += 1
        taken.add(first)
        found.append(first)
    return found


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
    title = {"owner": "Owned by", "unit": "Owner's unit", "side": "Owner's side"}[colouring.by]
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
