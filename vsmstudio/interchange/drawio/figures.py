"""Figures in the texts of a drawing: `C/T = 45 s`, `Durchlaufzeit: 3 Tage`, `2 operators`, `I = 200 pcs / 2 d`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.words import LABELS, PIECES, UNITS, plain
from vsmstudio.model.durations import BadDuration, Duration, parse

_SEPARATED = re.compile(r"(.{1,60}?)\s*[:=：＝≈]\s*(.*)$")
_JOINED = re.compile(r"([^\d]{1,60}?)\s*(\d.*)$")
_COUNTED = re.compile(r"(?:x\s*)?(\d+(?:[.,]\d+)?)\s*(?:x\s+)?([^\d]+)$")
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{0,40})[)\]）]")
_PART = re.compile(r"\s*[;|·•/、]\s+|,\s+|\s[/|]\s|\t+|\s{3,}")
_ABOUT = re.compile(
    r"^(?:~|≈|±|ca\.?|c\.|circa|approx\.?|about|around|env\.?|environ|aprox\.?|约|約|max\.?|min\.(?=\s*\d)|ø|avg\.?)\s*",
    re.IGNORECASE,
)
_NUMBER = r"\d+(?:[.,]\d+)?"
_AMOUNT = re.compile(rf"({_NUMBER})\s*([^\d\s,;()/+–—-]+(?:\s?[^\d\s,;()/+–—-]+)?)?\s*")
_PER_PIECE = re.compile(r"\s*(/|\bper\b|\bpro\b|\bpar\b|\bpor\b)\s*[^\d/]+$", re.IGNORECASE)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?!\d)")
_SHORT_BUT_SURE = frozenset(
    {"c/t", "ct", "l/t", "lt", "p/t", "pt", "zz", "dlz", "w/t", "wt", "c/o", "c&a", "%ca", "lz", "bz"}
)
_TEXTS = {words.OWNER, words.PERFORMER}
_TIMES = {words.PT, words.CYCLE, words.LT, words.WAIT}
_CLASSES = {"va", "nnva", "nva", "bva"}


@dataclass(slots=True)
class Figures:
    """What some lines say. `values` are fields of a step or queue; `notes` are lines with no field, as written.

    `bare` lines gave a time without a unit, read as minutes. `performer` and `owner` are names.
    """

    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    performer: str = ""
    owner: str = ""
    station: bool = False  # the time is a station's: all its people work on one item

    def __bool__(self) -> bool:
        return bool(self.values or self.performer or self.owner)

    def add(self, other: Figures) -> None:
        """Take over what `other` says and this does not; what they say differently becomes a note."""
        for name, value in other.values.items():
            if self.values.setdefault(name, value) != value:
                self.notes.append(f"{name.replace('_', ' ')}: {getattr(value, 'text', value)}")
        self.notes += other.notes
        self.bare += other.bare
        self.performer = self.performer or other.performer
        self.owner = self.owner or other.owner
        self.station = self.station or other.station


def is_figure(line: str) -> bool:
    """Does a line give a figure, as those of a data box do?"""
    return bool(_read(line))


def are_data(lines: Sequence[str]) -> bool:
    """Are these the lines of a data box: most of them figures, or labels that nobody filled in?"""
    found = sum(is_figure(line) or _is_empty(line) for line in lines)
    return found > 0 and 2 * found > len(lines)


def are_named_data(lines: Sequence[str]) -> bool:
    """Are these the lines of a data box with a name in front, as where a step and its data are one box?"""
    return len(lines) > 1 and not is_figure(lines[0]) and not _is_empty(lines[0]) and lines[0][-1] not in ":="


def _is_empty(line: str) -> bool:
    match = _SEPARATED.match(line)
    return match is not None and not match[2].strip() and _kind(match[1])[0] is not None


def read_lines(lines: Iterable[str]) -> tuple[list[str], Figures]:
    """(the lines in front of the first figure: a name; what the figures say, with the lines behind as notes)."""
    name: list[str] = []
    found = Figures()
    begun = False
    for line in lines:
        parts = _read(line)
        if parts:
            begun = True
            for part in parts:
                found.add(part)
        elif _is_empty(line):
            begun = True
        elif begun:
            found.notes.append(line)
        else:
            name.append(line)
    return name, found


def read_queue(lines: Sequence[str]) -> tuple[list[str], Figures]:
    """(the name of an inventory, what waits there): bare numbers are pieces, times are waits, `I` is its sign."""
    name: list[str] = []
    found = Figures()
    for line in lines:
        if plain(line) in {"i", "!"} or (plain(line) == "e" and len(lines) > 1):  # e: estoque, existencias, en-cours
            continue
        pieces = [part for part in re.split(r"(?:[;/|()]|(?<!\d),|,(?!\d))\s*|\s[–-]\s", line) if part.strip()]
        read = [_in_queue(part) for part in pieces]
        if pieces and all(each is not None for each in read):
            for each in read:
                if each is not None:
                    found.add(each)
            continue
        whole = _in_queue(line)
        if whole is not None:
            found.add(whole)
        elif match := re.match(rf"(\D{{2,60}}?)[\s:]+({_NUMBER}\s*\D{{1,12}})$", line):
            last = _in_queue(match[2])
            name.append(match[1].strip(" :") if last else line)
            found.add(last or Figures())
        else:
            name.append(line)
    return name, found


def _in_queue(text: str) -> Figures | None:
    """What a part of an inventory's label says; None where it is a word."""
    text = text.strip()
    for each in _read(text):
        values = dict(each.values)
        for late in (words.LT, words.PT):
            if late in values:
                values[words.WAIT] = values.pop(late)
        each.values = values
        return each
    amount = amount_of(text)
    if amount is not None:
        return Figures({words.QUANTITY: amount})
    time = duration_of(text)
    if time is not None and not time[1]:
        return Figures({words.WAIT: time[0]})
    return None


def amount_of(text: str) -> float | None:
    """A number of pieces: `200`, `1 200 pcs`, `3.360 Stück`; None where it is anything else."""
    text = _ABOUT.sub("", text.strip().removeprefix("(").removesuffix(")"))
    text = _SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    match = re.match(r"(\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)\s*(\D*)$", text)
    if match is None or (match[2].strip() and plain(match[2]) not in PIECES):
        return None
    digits = match[1]
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", digits):  # pieces are whole: 3.360 and 3,360 are thousands
        digits = re.sub(r"[.,]", "", digits)
    value = float(digits.replace(",", "."))
    return value if value <= 1e12 else None


def duration_of(text: str, unit: str = "") -> tuple[Duration, bool] | None:
    """(a time in whatever language, whether it had no unit); None where the text is no time.

    >>> duration_of("3 Tage"), duration_of("1 Std 30 Min."), duration_of("soon")
    ((Duration(text='3 d', measured=False), False), (Duration(text='1 h 30 min', measured=False), False), None)
    """
    text = _PER_PIECE.sub("", _ABOUT.sub("", _BRACKETS.sub("", text[:100]).strip()))
    text = _SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    made, at, units = "", 0, 0
    while at < len(text):
        match = _AMOUNT.match(text, at)
        if match is None:
            return None
        word = plain(match[2] or "").rstrip(".")
        known = UNITS.get(word) or UNITS.get(word.split(" ")[0]) if word else None
        if word and known is None:
            return None
        units += known is not None
        made += f"{match[1]} {known or ''}".strip() + " "
        at = match.end()
        dash = re.match(r"\s*[-–—~]\s*|\s*(to|bis|à|a|until)\s+", text[at:])
        if dash and at + dash.end() < len(text):
            made = made.rstrip() + "-"
            at += dash.end()
    made = made.strip()
    if not made:
        return None
    try:
        duration = parse(made if units else f"{made} {UNITS.get(plain(unit), '')}".strip())
    except BadDuration:
        return None
    return (duration, not units and plain(unit) not in UNITS) if duration is not None else None


def share_of(text: str) -> float | None:
    """A share: `85 %`, `0.85`, `85`; None where it is none."""
    match = re.fullmatch(rf"[~≈]?\s*({_NUMBER})\s*(%|％|per cent|percent|prozent|pct)?", text.strip().casefold())
    if match is None:
        return None
    if not match[2] and re.search(r"[.,]\d{3}$", match[1]):
        return None  # thousands
    value = float(match[1].replace(",", "."))
    value = value / 100 if match[2] or value > 1 else value
    return value if 0 <= value <= 1 else None


def _read(line: str) -> list[Figures]:
    """What a line says: one figure, or several that stand side by side; empty where it is no line of figures."""
    if len(line) > 200 or not line:
        return []
    parts = [part.strip() for part in _PART.split(line) if part.strip()]
    read = [each for part in parts if (each := _one(part)) is not None] if len(parts) > 1 else []
    if read and len(read) == len(parts):
        return read
    one = _one(line)
    return [one] if one is not None else []


def _kind(label: str) -> tuple[str | None, str]:
    """(what a label names, a unit that stands with it in brackets)."""
    inside = [each.strip() for each in _BRACKETS.findall(label)]
    base = plain(_BRACKETS.sub("", label)).strip(" .:=-•*")
    kind = LABELS.get(base) or LABELS.get(base.replace(" ", "")) or LABELS.get(base + ".")
    if kind is None:
        kind = next((LABELS[plain(each)] for each in inside if plain(each) in LABELS), None)
        kind = kind if kind is None or len(base) < 40 else None
    return kind, next((each for each in inside if plain(each) in UNITS), "")


def _one(text: str) -> Figures | None:
    """A single figure; None where the text is none."""
    bare = text.strip(" •*-–")
    if plain(bare) in _CLASSES:
        return Figures({"value_class": plain(bare)})
    if match := _SEPARATED.match(bare):
        kind, unit = _kind(match[1])
        if kind is not None:
            return _figure(kind, match[2].strip(), unit, bare)
    if match := _JOINED.match(bare):
        kind, unit = _kind(match[1])
        word = plain(_BRACKETS.sub("", match[1]))
        sure = len(word) > 2 or word in _SHORT_BUT_SURE or not word.isascii()
        if kind is not None and kind not in _TEXTS and sure and (kind != words.QUANTITY or len(word) > 2):
            return _figure(kind, match[2].strip(), unit, bare)
    if match := _COUNTED.match(bare):
        kind, _ = _kind(match[2])
        if kind in {words.PEOPLE, words.OTHER} and len(plain(match[2])) > 1:
            return _figure(kind, match[1], "", bare)
    return None


def _figure(kind: str, value: str, unit: str, line: str) -> Figures | None:
    if kind in _TEXTS:
        return _named(kind, value) if value and not value[0].isdigit() else None
    if not any(each.isdigit() for each in value):
        return None
    if kind in _TIMES:
        time = duration_of(value, unit)
        if time is None:
            return Figures(notes=[line]) if kind != words.WAIT else None
        name = words.PT if kind == words.CYCLE else kind
        return Figures({name: time[0]}, bare=[line] if time[1] else [], station=kind == words.CYCLE)
    if kind in {words.CA, words.AVAILABILITY}:
        share = share_of(value)
        if share is None or (kind == words.AVAILABILITY and share == 0):
            return Figures(notes=[line])
        return Figures({kind: share})
    if kind == words.QUANTITY:
        return _quantity(value, line)
    if kind in {words.PEOPLE, words.CREW, words.BATCH}:
        match = re.match(rf"({_NUMBER})(?!\s*[-–%\d])", value)
        number = float(match[1].replace(",", ".")) if match else 0.0
        return Figures({kind: number}) if 0 < number <= 1e9 else Figures(notes=[line])
    return Figures(notes=[line])


def _quantity(value: str, line: str) -> Figures:
    found = Figures()
    for part in re.split(r"\s*[/;(]\s*|,\s+|\s=\s", value.rstrip(") ")):
        amount, time = amount_of(part), duration_of(part)
        if amount is not None:
            found.add(Figures({words.QUANTITY: amount}))
        elif time is not None and not time[1]:
            found.add(Figures({words.WAIT: time[0]}))
        else:
            return Figures(notes=[line])
    return found


def _named(kind: str, value: str) -> Figures | None:
    name = " ".join(value.split())[:200]
    if len(name) > 60:
        return None
    return Figures(owner=name) if kind == words.OWNER else Figures(performer=name)


def loose_times(lines: Sequence[str]) -> Iterator[Duration]:
    """The times of a text that holds nothing else, such as stand at a timeline."""
    for line in lines:
        time = duration_of(line)
        if time is None or time[1]:
            return
        yield time[0]
