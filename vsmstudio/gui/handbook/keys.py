"""Keys as this computer's keyboard shows them."""

from __future__ import annotations

import re
import sys

_MAC = {
    "Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧", "Meta": "⌃", "Del": "⌫", "Delete": "⌫", "Enter": "↩", "Return": "↩", "Esc": "⎋",
    "Tab": "⇥", "Backspace": "⌫",
}  # fmt: skip
_ORDER = "⌃⌥⇧⌘"
_NAMES = re.compile(r"\b(" + "|".join(_MAC) + r")\b")


def shown(keys: str, *, mac: bool = sys.platform == "darwin") -> str:
    """Keys or a gesture in the signs of the platform.

    >>> shown("Ctrl+Shift+N", mac=True), shown("Ctrl and wheel", mac=True), shown("Ctrl+Shift+N", mac=False)
    ('⇧⌘N', '⌘ and wheel', 'Ctrl+Shift+N')
    """
    if not mac:
        return keys
    return ", ".join(_signs(part) for part in keys.split(", "))


def _signs(part: str) -> str:
    if " " in part:
        return _NAMES.sub(lambda found: _MAC[found[0]], part)
    plus = part.endswith("++")
    names = [*part[:-2].split("+"), "+"] if plus else part.split("+")
    signs = [_MAC.get(name, name) for name in names]
    held = [sign for sign in signs[:-1] if sign in _ORDER]
    return "".join([*sorted(held, key=_ORDER.index), *(sign for sign in signs[:-1] if sign not in _ORDER), signs[-1]])
