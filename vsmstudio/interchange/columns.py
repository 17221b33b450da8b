"""The columns of the step table: the names they go by, and the header row of a table in these terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.interchange.column_names import SYNONYMS
from vsmstudio.model.durations import UNIT_OF

SECOND_NOTES = "Barriers"  # notes, unless another column has these
DURATIONS = frozenset({"PT", "LT", "Wait"})
SHARES = frozenset({"%C&A", "Share", "Availability"})
_COUNTS = frozenset({"People", "Crew", "Quantity", "Batch"})
_STATION_TIME = frozenset(  # the time of a station: all its people work on one item
    {
        "cycletime",
        "ct",
        "zykluszeit",
        "tempsdecycle",
        "tiempodeciclo",
        "cyclustijd",
        "tc",
        "tempodiciclo",
        "tempodeciclo",
    }
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_UNIT_BEHIND = re.compile(
    r"(.+?)(?:\s*[-–,:/_]\s*|\s+)(?:(?:in|en)\s+)?([a-z]+(?:\s[a-z]+)?)\.?\s*$", re.IGNORECASE | re.DOTALL
)
_WORD_BEHIND = re.compile(
    r"(.+?)[-–,:/_\s]+(?:(?:in|en)\s+)?([^\W\d_]+)\.?\s*$", re.DOTALL
)  # of "Lead time days" the last alone
_USUALLY = re.compile(r"\s*(?:avg|average|mean|typical|ø)\b\.?\s*", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\s*(?:#|(?:no|nr|number)\b\.?)\s*(?:of\b)?\s*", re.IGNORECASE)
_MORE_UNITS = {"working days": "d", "business days": "d", "workdays": "d", "working hours": "h", "working weeks": "wk"}
WORDS_OF_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("sek", "sekunde", "sekunden", "seconde", "secondes", "segundo", "segundos", "seconden"), "s"),
    **dict.fromkeys(("minute", "minuten", "minutos", "minuto", "minuut"), "min"),
    **dict.fromkeys(("std", "stunde", "stunden", "heure", "heures", "hora", "horas", "uur", "uren"), "h"),
    **dict.fromkeys(("tag", "tage", "tagen", "arbeitstage", "at", "jour", "jours", "j", "día", "días", "dia", "dias", "dag",
                     "dagen", "werkdagen"), "d"),
    **dict.fromkeys(("woche", "wochen", "semaine", "semaines", "semana", "semanas", "weken"), "wk"),
    **dict.fromkeys(("monat", "monate", "monaten", "mois", "mes", "meses", "maand", "maanden"), "mo"),
}  # fmt: skip


def plain(text: str) -> str:
    """A title for comparing: letters, digits, # and % alone count (and delimiters); & is "and"."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(each for each in text if not unicodedata.combining(each))  # Étape is etape
    text = re.sub(r"[&+]", "and", re.sub(r"\bper\s?cent(age)?\b|\bpct(?=\b|_)", "%", text))
    return re.sub(r"[^\w#%,;]|_", "", text)


_FIELDS = {plain(word): field for field, words in SYNONYMS.items() for word in (field, *words)}
_OF_SHARES = {word.replace("%", ""): field for word, field in _FIELDS.items() if field in SHARES | {"Rework %"}}
_OWN_NAMES = {plain(field) for field in SYNONYMS}
_SECOND_NOTES = plain(SECOND_NOTES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it stands, its title as written, and the unit in its title (`unknown_unit`: not known)."""

    index: int
    title: str
    unit: str | None = None
    unknown_unit: str = ""
    per_cent: bool = False
    station_time: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The known columns by field, and all others."""

    columns: Mapping[str, Column]
    others: tuple[Column, ...]


def field_of(title: str) -> tuple[str | None, str]:
    """(the field that a title names, the unit in it); None where it names none.

    >>> field_of("Processing  time [days]"), field_of("Lead time (LT), min"), field_of("colour")
    (('PT', 'days'), ('LT', 'min'), (None, ''))
    """
    base, inside = _BRACKETS.sub("", title), [each.strip() for each in _BRACKETS.findall(title)]
    marks = "".join(each for each in inside if each in {"s", "%"})
    field = _named(base) or _named(base + marks)  # Operator(s), Rework (%)
    for behind in (_UNIT_BEHIND, _WORD_BEHIND) if field is None else ():
        if (match := behind.match(base)) and _unit(match[2]) and (named := _named(match[1])) in DURATIONS:
            field, inside = named, [*inside, match[2]]
            break
    if field is None:
        return None, ""
    words = [part.strip() for each in inside for part in re.split("[,;]", each) if _named(part) != field]
    units = [each for each in words if _unit(each)]
    if field == "VA" and units:  # a time that adds value, not whether a step does
        return None, ""
    return field, (units or words or [""])[0]


def _named(title: str) -> str | None:
    """The field of a title without a unit: in the plural too, by its share ("C&A %"), as a number of ("# Operators"), or
    by several of its names ("Role / Function")."""
    word = plain(title)
    if field := _FIELDS.get(word) or ("%" in word and _OF_SHARES.get(word.replace("%", ""))) or None:
        return field
    if re.search(r"\w\ws\W*$", title, re.IGNORECASE) and (field := _FIELDS.get(word.removesuffix("s"))):
        return field
    if word.endswith("%canda") and word not in _FIELDS:  # Quality %C&A
        return "%C&A"
    if (match := _USUALLY.match(title)) and (field := _FIELDS.get(plain(title[match.end() :]))) in DURATIONS:
        return field
    match = _NUMBER_OF.match(title)
    if match and (field := _named(title[match.end() :])) in _COUNTS:
        return field
    parts = title.split("/")
    fields = {_named(part) for part in parts} if 1 < len(parts) < 5 else set()
    return fields.pop() if len(fields) == 1 else None


def _unit(text: str) -> str | None:
    """The unit that a word of a title stands for: `days`, `sec/piece`, `min per unit`."""
    word = " ".join(re.sub(r"(/|\bper\b).*", "", text.casefold()).rstrip(". ").split())
    return UNIT_OF.get(word) or _MORE_UNITS.get(word) or WORDS_OF_UNITS.get(word)


def is_unit(text: str) -> bool:
    """Is a cell a unit of durations and nothing else: `(mins)`, `[h]`, `Tage`?"""
    return len(text) < 30 and _unit(text.strip("()[] ").removeprefix("in ")) is not None


def unit_in(title: str) -> str:
    """The unit of durations that a title states: `Notice period (months)`, `Notice days`; blank where it states none."""
    inside = [part for each in _BRACKETS.findall(title) for part in re.split("[,;]", each)]
    base = _BRACKETS.sub("", title)
    behind = [match[2] for each in (_UNIT_BEHIND, _WORD_BEHIND) if (match := each.match(base))]
    return next((unit for each in (*inside, *behind) if (unit := _unit(each))), "")


def score(cells: Sequence[str]) -> int:
    """How many different columns a row names; 0 where it does not name the step, so that it is no header."""
    fields = {field_of(cell[:100])[0] for cell in cells} - {None}
    return len(fields) if "Step" in fields else 0


def read_header(cells: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Header:
    """The columns of a header row. Of two columns for one field its own name goes first, then the left one.

    Where `Step` only numbers the rows below and another column names them (Step, Activity), it is their id; where it says the
    same again and again and another one does not (Process, Activity), that one names the steps.
    """
    found: dict[str, Column] = {}
    others: list[Column] = []
    named = [(*field_of(title[:100]), index, title) for index, title in enumerate(cells)]
    named.sort(key=lambda each: (_base(each[3]) not in _OWN_NAMES, each[2]))
    for field, unit, index, title in named:
        if field is None or field in found:
            others.append(Column(index, title or f"column {index + 1}"))
        else:
            found[field] = _column(field, unit, index, title)
    other = next((each for each in others if field_of(each.title[:100])[0] == "Step"), None)
    if other and "Id" not in found and _only_numbers(found["Step"], rows):
        others.remove(other)
        found |= {"Id": found["Step"], "Step": other}
    elif other and _repeats(found["Step"], rows) and not _repeats(other, rows):
        others[others.index(other)] = found["Step"]
        found["Step"] = other
    barriers = next((each for each in others if "Notes" in found and plain(each.title) == _SECOND_NOTES), None)
    if barriers:
        others.remove(barriers)
        found[SECOND_NOTES] = barriers
    return Header(found, tuple(sorted(others, key=lambda each: each.index)))


def _only_numbers(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    texts = [row[column.index] for row in rows if column.index < len(row) and row[column.index]]
    return bool(texts) and all(re.fullmatch(r"\d+([.]\d+)?[.]?", text) for text in texts)


def _repeats(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    """Does a column say the same in many rows, or nothing, so that it hardly names them?"""
    texts = [row[column.index] for row in rows if column.index < len(row) and row[column.index]]
    return len(rows) > 2 and len({*texts}) <= 0.6 * len(rows)


def _base(title: str) -> str:
    """A title without what stands in brackets, and without a unit behind it."""
    base = _BRACKETS.sub("", title[:100])
    for behind in () if _named(base) else (_UNIT_BEHIND, _WORD_BEHIND):
        if (match := behind.match(base)) and _unit(match[2]):
            return plain(match[1])
    return plain(base)


def column_for(field: str, unit: str, index: int, title: str) -> Column:
    """A column as a person says that it is read: `unit` is that of its bare numbers, blank where its title says it."""
    if field in DURATIONS and unit:
        return Column(index, title, unit, station_time=_base(title) in _STATION_TIME)
    named, said = field_of(title[:100])
    return _column(field, said if named == field or said else "", index, title)


def _column(field: str, unit: str, index: int, title: str) -> Column:
    if field in DURATIONS:
        known = _unit(unit)
        return Column(index, title, known, "" if known else unit, station_time=_base(title) in _STATION_TIME)
    return Column(index, title, per_cent=plain(unit) == "%")
