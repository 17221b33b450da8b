"""How a sum of money is divided among those that bear it."""

from __future__ import annotations

from collections.abc import Sequence

NEAR = 1e-9  # shares that differ by less are equal


def portions(typed: Sequence[float | None]) -> list[float]:
    """The parts (0..1) that each one bears: those typed, and blank ones divide the rest evenly.

    Parts over 100 % together are scaled to 100 %, and leave nothing for blank ones. Where none is blank and the parts
    stay under 100 %, nobody bears the rest.

    >>> portions([0.5, None, None]), portions([0.75, 0.75, None]), portions([0.25])
    ([0.5, 0.25, 0.25], [0.5, 0.5, 0.0], [0.25])
    """
    known = sum(share for share in typed if share is not None)
    if known > 1:
        return [(share or 0.0) / known for share in typed]
    blank = sum(share is None for share in typed)
    rest = (1 - known) / blank if blank else 0.0
    return [rest if share is None else share for share in typed]


def unborne(parts: Sequence[float]) -> float:
    """The part (0..1) that nobody bears; what rounding leaves is none."""
    rest = 1 - sum(parts)
    return rest if rest > NEAR else 0.0


def typed_over(typed: Sequence[float | None]) -> float | None:
    """The sum of the typed parts where it is over 100 %; None where it is not."""
    known = sum(share for share in typed if share is not None)
    return known if known > 1 + NEAR else None
