"""How much of each kind there is, as part of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vsmstudio.model.difference import type_order
from vsmstudio.model.words import type_words


def counted(found: Counter[str]) -> list[str]:
    """Records counted by their type, the weightiest kind first.

    >>> counted(Counter(service=1, step=1200))
    ['1,200 steps', '1 service']
    """
    return [f"{found[kind]:,} {type_words(kind, found[kind])}" for kind in sorted(found, key=type_order)]


def listed(parts: Sequence[str]) -> str:
    """Several things in a sentence.

    >>> listed(["3 steps"]), listed(["3 steps", "1 unit", "2 links"])
    ('3 steps', '3 steps, 1 unit and 2 links')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
