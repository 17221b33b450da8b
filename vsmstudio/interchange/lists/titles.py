"""Which column of a list a title names: `service_name_en`, `Service Name (EN)` and `Name` are all the service's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from vsmstudio.export.tables.inputs import ID_TITLE, InputKind, InputSheet
from vsmstudio.interchange.columns import plain
from vsmstudio.interchange.lists.tables import LISTS, MORE, columns_of
from vsmstudio.interchange.lists.words import ANY_NAME, NOUNS, PLURALS, TITLES

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_WORDS = re.compile(r"[A-ZÀ-Þ]+(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿß-]+|\d+|[#%&/+'’]|[^\W\d_]+")
_TONGUES = frozenset({"en", "eng", "english", "englisch", "anglais", "fr", "fra", "french", "de", "deu", "ger", "german", "es",
                      "spa", "nl"})  # fmt: skip
_ANY_NAME = frozenset(map(plain, ANY_NAME))  # they tell nothing of what the list is of
_LAST = ("name", "title")
_PLURALS = frozenset(map(plain, PLURALS))
_LONGEST = 120  # characters of a title
_PERIOD = re.compile("(permonth|amonth|perquarter)$")
_RELATIONS = frozenset({"Maps", "Flows", "Links", "Experience", "Earlier orders", "Earlier places", "Objections"})
_FIRST = frozenset({"en", "eng", "english", "englisch", "anglais"})
_MONEY_UNITS = {"monthly": "mo", "permonth": "mo", "amonth": "mo", "pm": "mo", "k": "k", "keur": "k", "kusd": "k", "kchf": "k",
                "kgbp": "k", "inthousands": "k", "thousands": "k", "teur": "k", "m": "m", "mio": "m", "meur": "m",
                "inmillions": "m", "millions": "m", "perquarter": "q", "quarterly": "q"}  # fmt: skip


class Match(NamedTuple):
    """A column that a title may name; a lower `rank` is a better one. `told`: the title says of what the list is."""

    column: str
    rank: int
    unit: str = ""
    told: bool = False


@lru_cache(maxsize=65_536)
def matches(table: str, title: str) -> tuple[Match, ...]:
    """The columns of a list that a title may name, the likeliest first."""
    sheet = LISTS[table]
    words, tongue, inside, whole = _split(title)
    nouns = NOUNS.get(sheet.title, ())
    bare = [each for each in words if each not in nouns]
    told = len(bare) < len(words)
    known = _known(table)
    if not (
        told
        or whole in known
        or _PERIOD.search(whole)
        or inside
        or whole.endswith(_LAST)
        or any(each in _MONEY_UNITS for each in words)
    ):
        return ()
    unit = next((_MONEY_UNITS[each] for each in (*inside, *words) if each in _MONEY_UNITS), "")
    forms = list(dict.fromkeys(filter(None, (whole, plain(" ".join(bare)) if told else ""))))
    if forms and not any(each in known for each in forms):
        forms = [each.removesuffix("name").removesuffix("title") for each in forms]  # Department name
    if period := _PERIOD.search(whole):
        unit = unit or _MONEY_UNITS[period[1]]
        forms = [_PERIOD.sub("", each) for each in forms]
    elif unit and not inside:
        short = [each for each in words if each not in _MONEY_UNITS]
        forms.append(plain(" ".join(short)))
    away = 0 if tongue in ("", *_FIRST) else 200
    found: dict[str, Match] = {}
    for penalty, form in enumerate(forms):
        for name, rank in known.get(form, ()):
            if name not in found:
                found[name] = Match(name, rank + penalty + away, unit, told)
    return tuple(sorted(found.values(), key=lambda each: each.rank))


def score(table: str, cells: Sequence[str], named: bool = False) -> float:
    """How well a row of titles heads a list of this kind; 0 where it does not. `named`: its sheet or file is called so."""
    sheet = LISTS[table]
    if sheet.vertical:
        known = [plain(each) for each in cells[:2]] == ["setting", "value"]
        return 9.0 if known and (named or ID_TITLE in cells) else 0.0
    least = {each.title for each in MORE.get(sheet.title, ())}
    found: dict[str, float] = {}
    told = False
    for cell in cells:
        for match in matches(table, cell) if 0 < len(cell) <= _LONGEST else ():
            if match.column not in found:
                plural = plain(cell) in _PLURALS and match.column in _required(sheet)
                found[match.column] = 0.4 if match.column in least or plural else 1.0
                told = told or match.told or (match.column in _required(sheet) and plain(cell) not in _ANY_NAME)
                break
    required = _required(sheet)
    if sheet.part_of and len(found) < 2:
        return 0.0
    held = found.keys() & required
    if not held or not (told or named) or (sheet.title in _RELATIONS and len(held) < len(required)):
        return 0.0
    return sum(found.values()) + told + 2 * named


def _required(sheet: InputSheet) -> set[str]:
    """A row needs one of these; of a sheet of relations, all."""
    if sheet.title == "People":
        return {"Role", "Name"}
    if sheet.title in _RELATIONS:
        return {each.title for each in sheet.columns if each.required}
    return {sheet.name.title}


@lru_cache
def _known(table: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """By a title without case and marks: the columns that it may name, with how far down among their names it stands."""
    sheet = LISTS[table]
    found: dict[str, list[tuple[str, int]]] = {}
    for column in columns_of(sheet):
        names = (column.title, *TITLES.get(sheet.title, {}).get(column.title, ()))
        for rank, name in enumerate(names):
            held = found.setdefault(plain(name), [])
            if column.title not in [each for each, _ in held]:
                held.append((column.title, rank))
    return {name: tuple(sorted(each, key=lambda one: one[1])) for name, each in found.items()}


@lru_cache(maxsize=65_536)
def _split(title: str) -> tuple[tuple[str, ...], str, tuple[str, ...], str]:
    """The words of a title, the language that it ends in (if any), what stands in its brackets, and its words as one."""
    inside = [each.strip().casefold() for each in _BRACKETS.findall(title[:200])]
    base = _BRACKETS.sub("", title[:200]).replace("_", " ")
    words = [each.casefold() for each in _WORDS.findall(base)]
    tongue = next((each for each in inside if each in _TONGUES), "")
    if not tongue and len(words) > 1 and words[-1] in _TONGUES:
        tongue = words.pop()
    return tuple(words), tongue, tuple(map(plain, inside)), plain(" ".join(words))


def is_money(sheet: InputSheet, title: str) -> bool:
    """Is this column of ours one of money?"""
    return any(each.title == title and each.kind is InputKind.MONEY for each in columns_of(sheet))


def most_known(cells: Sequence[str]) -> int:
    """How many titles of a row name columns of one and the same list, whether they tell which list it is or not."""
    best = 0
    for table, sheet in LISTS.items():
        known = {match.column for cell in cells if 0 < len(cell) <= _LONGEST for match in matches(table, cell)[:1]}
        if known & _required(sheet):
            best = max(best, len(known))
    return best
