"""Rows: the main line on one, what hangs on it as straight as can be, in the order of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.model.ids import Id

_SWEEPS = 7  # the last one to the right: what follows stands beside what it follows


def banded_rows(
    columns: Sequence[Sequence[Id]],
    before: Mapping[Id, Sequence[Id]],
    after: Mapping[Id, Sequence[Id]],
    main: set[Id],
    band: Mapping[Id, int],
) -> dict[Id, int]:
    """As `rows_of`, each band by itself and below the one before it. No row is empty."""
    held: dict[int, list[list[Id]]] = {}
    for at, column in enumerate(columns):
        for key in column:
            number = band.get(key, 0)
            if number not in held:
                held[number] = [[] for _ in columns]
            held[number][at].append(key)
    found: dict[Id, int] = {}
    for number in sorted(held):
        rows = rows_of(held[number], before, after, main)
        first = len(set(found.values()))
        level = {row: first + index for index, row in enumerate(sorted(set(rows.values())))}
        found.update((key, level[row]) for key, row in rows.items())
    return found


def loose_rows(columns: Sequence[Sequence[Id]], wanted: Mapping[Id, int], main: set[Id]) -> dict[Id, int]:
    """Rows as near to the wanted ones as each column's order allows. No row is empty."""
    row: dict[Id, int] = {}
    for column in columns:
        _settle(column, wanted, main, row)
    level = {each: index for index, each in enumerate(sorted(set(row.values())))}
    return {key: level[each] for key, each in row.items()}


def rows_of(
    columns: Sequence[Sequence[Id]], before: Mapping[Id, Sequence[Id]], after: Mapping[Id, Sequence[Id]], main: set[Id]
) -> dict[Id, int]:
    """A row for each node, counted from the main line's (0) downwards: each column's own order, each node near the middle of
    its neighbours.
    """
    row: dict[Id, int] = {}
    for column in columns:
        _settle(column, dict.fromkeys(column, 0), main, row)
    former: dict[Id, int] = {}
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        near = before if forward else after
        if not forward:
            if row == former:
                break
            former = dict(row)
        for column in columns if forward else reversed(columns):
            wanted = {}
            for key in column:
                found = sorted(row[each] for each in near.get(key, ()) if each in row)
                wanted[key] = _middle(found) if found else row[key]
            _settle(column, wanted, main, row)
    return row


def _middle(values: list[int]) -> int:
    """The median; of the two in the middle the one nearer to the main line."""
    a, b = values[(len(values) - 1) // 2], values[len(values) // 2]
    return a if abs(a) <= abs(b) else b


def _settle(column: Sequence[Id], wanted: Mapping[Id, int], main: set[Id], row: dict[Id, int]) -> None:
    """Rows that grow along the column, with the least sum of distances from the wanted ones; the main line's node at 0."""
    if len(column) == 1:
        row[column[0]] = 0 if column[0] in main else wanted[column[0]]
        return
    at = next((index for index, key in enumerate(column) if key in main), None)
    if at is None:
        row.update(zip(column, _fit([wanted[key] for key in column]), strict=True))
        return
    row[column[at]] = 0
    above, below = list(reversed(column[:at])), column[at + 1 :]
    row.update((key, -found) for key, found in zip(above, _fit([-wanted[key] for key in above], 1), strict=True))
    row.update(zip(below, _fit([wanted[key] for key in below], 1), strict=True))


def _fit(wanted: Sequence[int], least: int | None = None) -> list[int]:
    """Strictly growing whole numbers nearest to the wanted ones, from `least` on (isotonic regression by pooled medians)."""
    pools: list[list[int]] = []
    for index, each in enumerate(wanted):
        pools.append([each - index])
        while len(pools) > 1 and _median(pools[-1]) < _median(pools[-2]):
            last = pools.pop()
            pools[-1] = sorted(pools[-1] + last)
    found: list[int] = []
    for pool in pools:
        level = _median(pool)
        found += [level if least is None else max(level, least)] * len(pool)
    return [each + index for index, each in enumerate(found)]


def _median(pool: list[int]) -> int:
    return pool[(len(pool) - 1) // 2]
