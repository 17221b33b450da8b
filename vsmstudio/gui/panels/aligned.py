"""Figures of one column in words that line up: all with as many decimal places as the column needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vsmstudio.export.tables.words import UNKNOWN


def amounts(values: Iterable[float | None]) -> Callable[[float | None], str]:
    """Says money of a column: with cents where any amount under a hundred has some; a dash where it is unknown.

    >>> said = amounts([1200.0, 12.5, None])
    >>> said(1200.0), said(12.5), said(-3.0), said(None)
    ('1,200.00', '12.50', '−3.00', '–')
    """
    small = any(value is not None and abs(value) < 99.995 and abs(value - round(value)) >= 0.005 for value in values)
    return lambda value: UNKNOWN if value is None else _signed(value, 2 if small else 0)


def shares(values: Iterable[float | None]) -> Callable[[float | None], str]:
    """Says shares (0..1) of a column as percentages, with a decimal where any is under ten per cent and needs it.

    >>> shares([0.57, 0.0351])(0.57), shares([0.57, 0.2])(0.57), shares([None])(None), shares([0.0001])(0.0001)
    ('57.0 %', '57 %', '–', '< 0.1 %')
    """
    fine = any(
        value is not None and value < 0.0995 and abs(value * 100 - round(value * 100)) >= 0.05 for value in values
    )

    def said(value: float | None) -> str:
        if value is None:
            return UNKNOWN
        return "< 0.1 %" if 0 < value < 0.0005 else f"{_signed(value * 100, 1 if fine else 0)} %"

    return said


def numbers(values: Iterable[float | None], most: int = 2) -> Callable[[float | None], str]:
    """Says numbers of a column, all with as many decimal places as the finest of them needs, and no more than `most`.

    >>> said = numbers([2.833, 1.2, None])
    >>> said(2.833), said(1.2), said(None), numbers([3.0, 2.0])(3.0)
    ('2.83', '1.20', '–', '3')
    """
    shown = [f"{abs(value):.{most}f}".rstrip("0").partition(".")[2] for value in values if value is not None]
    places = max(map(len, shown), default=0)
    return lambda value: UNKNOWN if value is None else _signed(value, places)


def _signed(value: float, places: int) -> str:
    shown = f"{abs(value):,.{places}f}"
    return f"−{shown}" if value < 0 and float(shown.replace(",", "")) else shown
