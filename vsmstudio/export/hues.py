"""Colours of a brand that can be read: contrasts as WCAG 2.2 counts them, and the roles that follow from an accent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vsmstudio.notation.theme import LIGHT

READABLE = 4.5  # to one: the least contrast of words [WCAG 2.2, 1.4.3]
_WHITE, _INK = "#FFFFFF", LIGHT["ink"]
_WORDS = ("ink", "muted", "critical", "gap", "good")  # what stands on the tint of the accent, besides itself

Rgb = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Of two colours `#RRGGBB`, from 1 to 21."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def branded(accent: str) -> Mapping[str, str]:
    """The light theme with a brand's accent `#RRGGBB`.

    `brand` is the colour itself, for areas, with `on_brand` for words on it. `accent` is the nearest shade of it that can be
    read on white and on every tint; `accent_soft` its tint.
    """
    soft = _tint(accent)
    grounds = (_WHITE, soft, LIGHT["head"], LIGHT["canvas"])
    said = _until(accent, 0.0, grounds)
    on_ink = _until(accent, 1.0, (_INK,))
    return {
        **LIGHT,
        "accent": said,
        "accent_strong": _mixed(said, "#000000", 0.18),
        "accent_soft": soft,
        "selected": soft,
        "on_accent": _WHITE,
        "accent_on_ink": on_ink,
        "brand": accent,
        "on_brand": max((_WHITE, _INK), key=lambda each: contrast(each, accent)),
    }


def _tint(accent: str) -> str:
    """As much of the accent on white as leaves all words readable."""
    for percent in range(10, 0, -1):
        tint = _mixed(_WHITE, accent, percent / 100)
        if all(contrast(LIGHT[role], tint) >= READABLE for role in _WORDS):
            return tint
    return LIGHT["head"]


def _until(color: str, end: float, grounds: tuple[str, ...]) -> str:
    """The first shade on the way to black (0) or white (1) that is readable on all grounds."""
    goal = _WHITE if end else "#000000"
    for step in range(101):
        shade = _mixed(color, goal, step / 100)
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            return shade
    return goal


def _mixed(one: str, other: str, share: float) -> str:
    """`share` (0..1) of the other in the one."""
    parts = (a + (b - a) * share for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{round(each * 255):02X}" for each in parts)


def _rgb(color: str) -> Rgb:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
