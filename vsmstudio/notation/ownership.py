"""Steps coloured by who owns them: a colour, a short code and a word for each owner."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.results import MapAnalysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person, Side, Step, Unit
from vsmstudio.notation.tints import By, Colouring, Tint, entry

MOST = 9  # owners with a colour of their own
_SIDES = {Side.BUSINESS: "Business", Side.IT: "IT", Side.SUPPLIER: "Supplier", Side.CUSTOMER: "Customer"}


def owners(document: Document, result: MapAnalysis, map_id: Id, by: By = "owner") -> Colouring:
    """Colour the steps of a map by their owner, by the owner's unit, or by that unit's side.

    Nine bear a colour of their own: those with most lead time on the critical path, then with most steps. The rest are
    "other". Colours go by name, so that they stay while times change.
    """
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
    legend = tuple(entry(tint, members, result) for tint, members in parts)
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
