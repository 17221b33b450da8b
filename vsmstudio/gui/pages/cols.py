"""The columns of a page's table: what a cell shows, what can be typed again, and what typing does to the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vsmstudio.export.tables.words import day, percent
from vsmstudio.gui.panels import deeds, reference
from vsmstudio.gui.panels.reading import (
    plain_number,
    plain_percent,
    plain_points,
    read_date,
    read_number,
    read_percent,
    read_points,
    read_signed,
)
from vsmstudio.gui.panels.specs import Spec
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration, parse, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.money import read_money, show_money
from vsmstudio.model.records import Record

Offers = Callable[[Document], Sequence[reference.Option]]
_OFFERS: dict[str, tuple[Offers, str]] = {
    "person": (reference.people, "people"),
    "unit": (reference.units, "units"),
    "stream": (reference.streams, "streams"),
    "service": (reference.services, "services"),
}
FIGURES = {"number", "positive", "signed", "percent", "points", "money", "duration", "agreed"}


@dataclass(frozen=True)
class Col:
    """One column. It reads and writes the field of its `spec`, unless it is told otherwise.

    `width` is its least width in pixels, `wide` its share of the room that is left. `shown` is what the cell says where that
    is not what would be typed; `text` what can be typed again; `change` what a typed text does (it raises `ValueError` or
    `Refused` with a sentence); `offers` what can be chosen while typing, `between` what
    stands between several of them. A `computed` column is never typed. `gap` says
    whether a cell is marked as one that should be filled, `blank` what stands there then, and `empty`
    what stands where nothing is said otherwise.
    """

    spec: Spec
    width: int = 100
    wide: int = 0
    meaning: str = ""
    shown: Callable[[Document, Any], str] | None = None
    text: Callable[[Document, Any], str] | None = None
    change: Callable[[Document, Id, str], Change] | None = None
    offers: Offers | None = None
    between: str = ""
    computed: bool = False
    gap: Callable[[Document, Any], bool] | None = None
    blank: str = ""
    empty: str = "–"
    bold: bool = False

    @property
    def right(self) -> bool:
        return self.spec.kind in FIGURES

    def options(self, document: Document) -> Sequence[reference.Option]:
        """What is offered while this column is typed."""
        if self.offers is not None:
            return self.offers(document)
        if self.spec.kind == "choice":
            return [reference.Option(words, words) for value, words in self.spec.options if value is not None]
        if self.spec.kind == "flag":
            return [reference.Option(words, words) for words in ("Yes", "No")]
        held = _OFFERS.get(self.spec.kind)
        return held[0](document) if held else ()

    def written(self, document: Document, record: Any) -> str:
        """What can be typed again."""
        return self.text(document, record) if self.text else _written(self.spec, document, record)

    def said(self, document: Document, record: Any) -> str:
        """What the cell shows."""
        if self.shown is not None:
            return self.shown(document, record)
        value = getattr(record, self.spec.field, None) if self.text is None else None
        if isinstance(value, date):
            return day(value)
        if self.spec.kind == "percent" and isinstance(value, float | int):
            return percent(value)
        return self.written(document, record)

    def is_gap(self, document: Document, record: Any) -> bool:
        return self.gap is not None and self.gap(document, record)

    def changed(self, document: Document, key: Id, text: str) -> Change:
        """What typing a text does. Raises `ValueError` or `Refused` with a sentence."""
        if self.change is not None:
            return self.change(document, key, text)
        record = document.records[key]
        value = _read(self.spec, document, record, text)
        if value == getattr(record, self.spec.field):
            return Change("", {})
        what = self.spec.label[:1].lower() + self.spec.label[1:]
        return deeds.set_field(document, [key], self.spec.field, value, self.spec.kind, what)


def _written(spec: Spec, document: Document, record: Record) -> str:
    value: Any = getattr(record, spec.field, None)
    match spec.kind:
        case "person" | "unit" | "stream" | "service" | "node":
            return document.name(value)
        case "choice":
            return next((words for each, words in spec.options if each == value and each is not None), "")
        case "flag":
            return "Yes" if value else ""
        case "duration" | "agreed":
            return typed(value) if value else ""
        case "percent":
            return plain_percent(value)
        case "points":
            return plain_points(value)
        case "number" | "positive" | "signed":
            return plain_number(value)
        case "money":
            return "" if value is None else show_money(value)
        case "date":
            return value.isoformat() if value else ""
        case _:
            return str(value or "")


def _read(spec: Spec, document: Document, record: Record, text: str) -> Any:
    held: Any = getattr(record, spec.field, None)
    match spec.kind:
        case "long":
            return text.strip()
        case "person" | "unit" | "stream" | "service":
            offers, what = _OFFERS[spec.kind]
            found = reference.read_name(text, offers(document), what, held)
            if isinstance(found, reference.New) and spec.kind in {"stream", "service"}:
                raise ValueError(f"“{text[:40]}” is none of the {what}. Choose one from the list (arrow down).")
            return found
        case "choice":
            return _read_choice(spec, text)
        case "flag":
            return text.strip().casefold() in {"yes", "y", "true", "1", "x"}
        case "duration":
            return parse(text, held.measured if isinstance(held, Duration) else False)
        case "agreed":
            return parse(text, False)
        case "percent":
            return read_percent(text)
        case "points":
            return read_points(text)
        case "signed":
            return read_signed(text)
        case "number":
            return read_number(text)
        case "positive":
            return read_number(text, above_zero=True)
        case "money":
            return read_money(text, document.engagement.currency)
        case "date":
            return read_date(text)
        case _:
            return " ".join(text.split())


def _read_choice(spec: Spec, text: str) -> Any:
    """The value whose words these are, or begin with these."""
    said = " ".join(text.split()).casefold()
    blank = any(value is None for value, _ in spec.options)
    if not said and blank:
        return None
    found = [value for value, words in spec.options if words.casefold() == said and said]
    found = found or [value for value, words in spec.options if words.casefold().startswith(said) and said]
    if len(found) != 1:
        raise ValueError(f"Type {either([words for value, words in spec.options if value is not None])}.")
    return found[0]


def either(words: Sequence[str]) -> str:
    """`Now, Next or Later`."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
