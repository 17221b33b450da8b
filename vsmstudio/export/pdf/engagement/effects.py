"""What an improvement is to bring and what it brought, in a few words."""

from __future__ import annotations

from typing import Literal

from vsmstudio.export.tables.words import money
from vsmstudio.model.durations import Calendar, Duration, number, show
from vsmstudio.model.records import EFFECTS, Improvement

Which = Literal["expected", "actual"]
NAMES = {"lead_time": "LT", "process_time": "PT", "ca": "%C&A", "cost": "cost", "experience": "experience"}


def effects(held: Improvement, which: Which, calendar: Calendar, currency: str) -> str:
    """Its effects: `LT −4 d; %C&A +10 points; cost −60,000 EUR a year`. Empty where it names none."""
    said = [effect_words(key, amount, calendar, currency) for key in EFFECTS
            if (amount := minutes_or_number(getattr(held, f"{which}_{key}"), calendar)) is not None]  # fmt: skip
    return "; ".join(said)


def minutes_or_number(value: Duration | float | None, calendar: Calendar) -> float | None:
    """A field of effects as a number: minutes of a duration, else what it says."""
    return value.minutes(calendar) if isinstance(value, Duration) else value


def effect_words(key: str, amount: float, calendar: Calendar, currency: str) -> str:
    """One effect with its sign as a reader expects it: less time and cost is better, more quality and experience is."""
    name = NAMES[key]
    if key in {"lead_time", "process_time"}:
        return f"{name} {_signed(-amount, show(abs(amount), calendar))}"
    if key == "ca":
        return f"{name} {_signed(amount, number(abs(amount) * 100, 1))} points"
    if key == "cost":
        return f"{name} {_signed(-amount, money(abs(amount), currency))} a year"
    return f"{name} {_signed(amount, number(abs(amount), 1))}"


def value_words(key: str, amount: float | None, calendar: Calendar, currency: str) -> str:
    """The amount of an effect alone: `4 d`, `10 points`, a dash where it is unknown."""
    if amount is None:
        return "–"
    sign = "−" if amount < 0 else ""
    if key in {"lead_time", "process_time"}:
        return sign + show(abs(amount), calendar)
    if key == "ca":
        return f"{sign}{number(abs(amount) * 100, 1)} points"
    return money(amount, currency) if key == "cost" else f"{sign}{number(abs(amount), 1)}"


def _signed(amount: float, words: str) -> str:
    return f"{'+' if amount > 0 else '−' if amount < 0 else '±'}{words}"
