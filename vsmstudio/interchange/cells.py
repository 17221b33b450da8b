"""One cell read as a number, a share, a duration or a word. Raises `ValueError` with what is accepted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from vsmstudio.interchange.columns import WORDS_OF_UNITS, Column
from vsmstudio.model.durations import LONGEST_TEXT, Duration, parse
from vsmstudio.model.records import MapState, Split, ValueClass

BLANK = frozenset({"", "-", "–", "—"})
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?(?:e[+-]?\d+)?|[.,]\d+)$", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?![\d])")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+$")
_DOTTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.,])")
_ABOUT = re.compile(r"(?:[~≈]|(?:ca|circa|approx|approximately|about|around|etwa|rund|env|environ|aprox|ongeveer)\b\.?)\s*(?=\d)",
                    re.IGNORECASE)  # fmt: skip
_UNITLESS = re.compile(r"[\d.,\s–—-]+$")
_BOTH = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+)(?![\d.,])"
)  # no doubt which is which
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d):([0-5]\d)(?:[.]0+)?$")  # 01:30 alone could be minutes and seconds
_FOREIGN = re.compile(
    r"(?<=\d)(\s*)(" + "|".join(sorted(map(re.escape, WORDS_OF_UNITS), key=len, reverse=True)) + r")\b\.?",
    re.IGNORECASE,
)

UNKNOWN = BLANK | {
    "n/a",
    "na",
    "#n/a",
    "n.a.",
    "tbd",
    "tbc",
    "?",
    "unknown",
    "k.a.",
    "n.v.t.",
}  # a figure that nobody knows
NONE = BLANK | {"none", "n/a", "na", "nil", "--"}  # what stands for no predecessor
TOTAL = re.compile(
    r"((grand|overall|sub)[ -]?)?totals?( (lead|process|processing|cycle)?[ -]?time)?|sum"
    r"|((gesamt|zwischen)[ -]?)?summe|gesamt|(sous-)?total( général| general)?|somme|suma|totaal|(totale|tot)",
    re.IGNORECASE,
)

KINDS: Mapping[str, str] = {
    "": "step", "step": "step", "activity": "step", "task": "step", "process": "step", "processstep": "step",
    "queue": "queue", "inventory": "queue", "buffer": "queue", "inbox": "queue", "start": "start", "end": "end",
}  # fmt: skip
STATES: Mapping[str, MapState] = {
    "": MapState.CURRENT, "current": MapState.CURRENT, "currentstate": MapState.CURRENT, "asis": MapState.CURRENT,
    "future": MapState.FUTURE, "futurestate": MapState.FUTURE, "tobe": MapState.FUTURE,
}  # fmt: skip
SPLITS: Mapping[str, Split] = {"": Split.ALL, "all": Split.ALL, "one": Split.ONE}
CLASSES: Mapping[str, ValueClass | None] = {
    "": None, "va": ValueClass.VA, "valueadding": ValueClass.VA, "valueadded": ValueClass.VA,
    "valueadd": ValueClass.VA, "nnva": ValueClass.NNVA, "bva": ValueClass.NNVA, "bnva": ValueClass.NNVA,
    "necessary": ValueClass.NNVA, "necessarynonva": ValueClass.NNVA, "necessarynonvalueadding": ValueClass.NNVA,
    "necessarynonvalueadded": ValueClass.NNVA, "businessvalueadded": ValueClass.NNVA,
    "businessvalueadding": ValueClass.NNVA, "nva": ValueClass.NVA, "waste": ValueClass.NVA, "nonva": ValueClass.NVA,
    "nonvalueadding": ValueClass.NVA, "nonvalueadded": ValueClass.NVA, "nonvalueadd": ValueClass.NVA,
}  # fmt: skip


_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "j", "oui", "o", "si", "sí", "s", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "nee"})


def word(text: str) -> str:
    """A word of a fixed list for comparing: case, spaces and hyphens do not count."""
    return re.sub(r"[\s\-–_]+", "", text).casefold()


def yes_or_no(text: str) -> bool | None:
    """Yes or no in the words of several languages; None where the cell is blank."""
    if text in BLANK:
        return None
    said = word(text)
    if said in _YES or said in _NO:
        return said in _YES
    raise ValueError("write yes or no")


def number(text: str, decimal_comma: bool = False) -> float | None:
    """A plain number that is 0 or more; None where the cell is blank, or says that it is not known."""
    if text.casefold() in UNKNOWN:
        return None
    about = _ABOUT.match(text)
    text = _without_thousands(text[about.end() :] if about else text)
    if _THOUSANDS.match(text) or (decimal_comma and _DOTTED.fullmatch(text)):
        raise ValueError("it can be read in two ways; write 1500 or 1.5, without a thousands mark")
    if not _NUMBER.match(text):
        raise ValueError("it is no number; write a number that is 0 or more, such as 3 or 2.5")
    value = float(text.replace(",", "."))
    if not math.isfinite(value) or value > 1e15:
        raise ValueError("it is too large for a number")
    return value


def _without_thousands(text: str) -> str:
    """Numbers without the marks between their thousands, where these cannot be taken for a decimal mark.

    >>> _without_thousands("1.200,5 h"), _without_thousands("12,000.25"), _without_thousands("1 500"), _without_thousands("1,500")
    ('1200.5 h', '12000.25', '1500', '1,500')
    """
    text = _SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    return _BOTH.sub(
        lambda found: re.sub(r"\D", "", (parts := re.split(r"[.,](?=\d+$)", found[0]))[0]) + "." + parts[1], text
    )


def per_cent_column(texts: Iterable[str], column: Column) -> bool:
    """Are the figures of a column per cent? Where a % sign stands anywhere, or a value is above 1."""
    if column.per_cent:
        return True
    for text in texts:
        if "%" in text:
            return True
        try:
            value = number(text)
        except ValueError:
            continue
        if value is not None and value > 1:
            return True
    return False


def share(text: str, per_cent: bool, decimal_comma: bool = False) -> float | None:
    """A share (0..1); None where the cell is blank."""
    try:
        value = number(text.removesuffix("%").rstrip(), decimal_comma)
    except ValueError:
        value = math.inf
    if value is None:
        return None
    value = hundredth(value) if per_cent else value
    if value > 1:
        raise ValueError("it is no share; write 0 to 100 %, such as 85 %")
    return value


def points(text: str) -> float:
    """What a share gains or loses (-1..1). Raises `ValueError` with what is accepted.

    >>> points("10 %"), points("-0.05"), points("−5%"), points("12,5")
    (0.1, -0.05, -0.05, 0.125)
    """
    plain = text.replace("−", "-").removesuffix("%").strip().replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        value = math.inf
    if not abs(value) <= 100:
        raise ValueError("write points of a share, such as 10 %")
    return float(Decimal(plain).scaleb(-2)) if text.endswith("%") or abs(value) > 1 else value


def hundredth(value: float) -> float:
    """A per cent as a share, exact to the digit that was typed."""
    return float(Decimal(repr(value)).scaleb(-2)) if math.isfinite(value) else value


def duration(text: str, column: Column, decimal_comma: bool = False) -> tuple[Duration | None, bool]:
    """A duration, and whether it was a bare number that was read as minutes."""
    if text.casefold() in UNKNOWN:
        return None, False
    if about := _ABOUT.match(text):  # a typed duration is an estimate anyhow
        text = text[about.end() :]
    if decimal_comma and _DOTTED.search(_BOTH.sub("", text)):
        raise ValueError("it can be read in two ways; write 1500 or 1,5, without a thousands mark")
    bare = text not in BLANK and _UNITLESS.match(text) is not None
    if bare and column.unknown_unit:
        raise ValueError(
            f"the unit “{column.unknown_unit[:30]}” of the column is not known; write s, min, h, d, wk, mo, cd or cwk"
        )
    return parse(in_our_units(text), unit=column.unit), bare and column.unit is None


def in_our_units(text: str) -> str:
    """A duration with the units and marks of other languages and of spreadsheets' clocks as they are written here.

    >>> in_our_units("3 Tage"), in_our_units("01:30:00"), in_our_units("1 500 min")
    ('3 d', '1h 30min', '1500 min')
    """
    if len(text) > LONGEST_TEXT:
        return text
    if clock := _CLOCK.fullmatch(text):
        parts = [(int(clock[at]), unit) for at, unit in ((1, "h"), (2, "min"), (3, "s"))]
        return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0 min"
    text = _without_thousands(text)
    return _FOREIGN.sub(lambda found: found[1] + WORDS_OF_UNITS[found[2].casefold()], text)


def names(text: str) -> tuple[str, ...]:
    """Names separated by `;`, each once."""
    found = (" ".join(each.split()) for each in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(each for each in found if each not in BLANK))


def rework(text: str, decimal_comma: bool = False) -> tuple[float | None, ...]:
    """Chances of rework (0..1), always per cent, separated by `;`; together under 100 %. `-` is one that is not known."""
    found: list[float | None] = []
    for part in text.split(";"):
        try:
            value = number(part.strip().removesuffix("%").rstrip(), decimal_comma)
        except ValueError:
            raise ValueError("it is no per cent; write such as 10, or 10; 5 for two steps") from None
        if value is not None:
            found.append(hundredth(value))
        elif part.strip():
            found.append(None)
    if sum(each or 0 for each in found) >= 1 - 1e-9:
        raise ValueError("work would never be done; rework from one step has to stay under 100 %")
    return tuple(found)
