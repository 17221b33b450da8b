"""Which people of a source are ones that the document knows. A table gives one word for a person: a role or a name."""

from __future__ import annotations

from collections.abc import Callable

from vsmstudio.interchange.into.naming import folded, short
from vsmstudio.interchange.into.pairing import Pairing
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Person


def pair_people(pairing: Pairing[Person], unit_of: Callable[[Id | None], Id | None]) -> tuple[dict[Id, Id], list[str]]:
    """Pairs of people, theirs to mine, and what is said where more than one could be meant.

    Two people of one name are told apart by their unit; one person may be said once by name and once by role. `unit_of`
    gives the unit in the document.
    """
    known: dict[str, dict[Id, Person]] = {}
    for each in pairing.mine:
        for word in _words(each):
            known.setdefault(word, {})[each.id] = each
    pairs: dict[Id, Id] = {}
    doubts: list[str] = []
    used: dict[Id, set[str]] = {}
    for sure in (2, 1, 0):
        for each in [one for one in pairing.theirs if one.id not in pairs]:
            words = set(_words(each))
            found = {
                key: one
                for word in _words(each)
                for key, one in known.get(word, {}).items()
                if words.isdisjoint(used.get(key, ()))
            }
            fitting = [one for one in found.values() if _may_be(each, one)]
            unit = unit_of(each.unit)
            there = [one for one in fitting if one.unit == unit]
            alike = [one for one in there if _words(one) == _words(each)]
            if sure == 2:
                match = alike[:1]
            elif sure == 1:
                match = there if len(there) == 1 and (unit or len(fitting) == 1) else []
            else:
                match = fitting if len(fitting) == 1 and not (unit and fitting[0].unit) else []
                if not match and (there or (fitting and not unit)):
                    doubts.append(f"{short(each.label)} could be one of {len(fitting)} people; a new one is made.")
            for one in match:
                pairs[each.id] = one.id
                used.setdefault(one.id, set()).update(words)
    return pairing.take(pairs), doubts


def _words(person: Person) -> tuple[str, ...]:
    return tuple(sorted({folded(person.name), folded(person.role)} - {""}))


def _may_be(theirs: Person, mine: Person) -> bool:
    """Do name and role not speak against it? One word alone may be either."""
    if theirs.name and theirs.role and mine.name and mine.role:
        return folded(theirs.name) == folded(mine.name) and folded(theirs.role) == folded(mine.role)
    if theirs.name and mine.name and (theirs.role or mine.role):
        return folded(theirs.name) == folded(mine.name)
    return True
