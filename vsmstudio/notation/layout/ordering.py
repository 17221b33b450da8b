"""The order of each column from top to bottom: the person's own, changed only where that leaves fewer crossings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

from vsmstudio.model.ids import Id
from vsmstudio.notation.layout.crossings import crossings
from vsmstudio.notation.layout.engine import PITCH
from vsmstudio.notation.layout.graph import Graph
from vsmstudio.notation.layout.rows import banded_rows, loose_rows

Columns = list[list[Id]]
_MANY = 600  # nodes from which on fewer orders are tried


class Ordering:
    """Finds the order of the columns of one part of a graph.

    `heights` says how high its placed nodes stand now; `band` which nodes belong in one lane, by its number from the top;
    `wish` how high an engine would have them.
    """

    def __init__(
        self,
        graph: Graph,
        part: Sequence[Id],
        main: Sequence[Id],
        heights: Mapping[Id, float],
        band: Mapping[Id, int],
        wish: Mapping[Id, float] | None,
    ) -> None:
        self._part, self._heights, self._wish = list(part), heights, wish
        self._columns = {key: graph.columns[key] for key in part}
        self._index = {key: graph.index[key] for key in part}
        self._before = {key: list(graph.before[key]) for key in part}
        self._after = {key: list(graph.after[key]) for key in part}
        self._band = dict(band)
        self._edges = [(key, each) for key in part for each in graph.after[key]]
        self._real = list(part)
        self._last: tuple[Columns, dict[Id, int]] | None = None
        self._stand_in: dict[Id, Id] = {}
        self._main = {*main, *self._passing(main)}

    def _passing(self, main: Sequence[Id]) -> Iterator[Id]:
        """Where the main line leaps over columns, it holds its row there, too."""
        for a, b in pairwise(main):
            if self._band.get(a) != self._band.get(b):
                continue
            last = a
            for column in range(self._columns[a] + 1, self._columns[b]):
                key = f"{a}\0{column}"
                self._stand_in[key] = a
                self._columns[key], self._index[key] = column, self._index[a]
                self._before[key], self._after[key] = [last], [b]
                if a in self._band:
                    self._band[key] = self._band[a]
                self._part.append(key)
                last = key
                yield key

    def best(self) -> dict[Id, int]:
        """The rows of the nodes, from which their order in each column follows.

        What stands above its sibling stays above. Another order must have fewer crossings, and is sought again from the one
        found until there is none; so the result, tidied again, stays as it is.
        """
        columns = self._standing()
        rows = self._rows(columns)
        least = self._crossings(rows)
        stands, whole = self._heights, False
        while least:
            count, found = least, (columns, rows)
            for each in self._others(columns, stands):
                crossing = self._crossings(each[1])
                if crossing < count:
                    count, found = crossing, each
            if count == least and whole:
                break
            least, (columns, rows), whole = count, found, True
            stands = {key: float(at) for column in columns for at, key in enumerate(column)}  # every node has its place
        return rows

    def _rows(self, columns: Columns) -> dict[Id, int]:
        if self._last is None or self._last[0] is not columns:
            self._last = (columns, banded_rows(columns, self._before, self._after, self._main, self._band))
        return self._last[1]

    def _crossings(self, rows: Mapping[Id, int]) -> int:
        return crossings(self._columns, rows, self._edges)

    def _standing(self) -> Columns:
        """The columns as the nodes stand; those without a place after their siblings, else by the records."""
        height: dict[Id, float] = {}
        for key in sorted(self._part, key=lambda each: (self._columns[each], self._index[each])):
            at = self._heights.get(self._stand_in.get(key, key))  # where the main line passes, it is as high as there
            if at is None:
                families = (self._after[parent] for parent in self._before[key])
                siblings = [height[each] for family in families for each in family if each in height]
                at = max([*siblings, *(height[each] for each in self._before[key])], default=0.0)
            height[key] = at
        return self._sorted(height)

    def _sorted(self, height: Mapping[Id, float]) -> Columns:
        columns: Columns = [[] for _ in range(max(self._columns.values(), default=-1) + 1)]
        for key in sorted(self._part, key=lambda each: (self._band.get(each, 0), height[each], self._index[each])):
            columns[self._columns[key]].append(key)
        return columns

    # --- other orders -------------------------------------------------------------------------------------------------

    def _others(self, columns: Columns, stands: Mapping[Id, float]) -> Iterator[tuple[Columns, dict[Id, int]]]:
        """Orders to try in which siblings keep their heights' order, as far as both have a height in `stands`."""
        held = self._constraints(stands)
        if self._wish:
            begin = self._kept(columns, {key: self._wish[self._stand_in.get(key, key)] for key in self._part}, held)
            yield begin, self._rows(begin)
            if not self._band:
                yield begin, self._loose(begin)
            yield from self._swept(begin, held)
        yield from self._swept(columns, held)

    def _loose(self, columns: Columns) -> dict[Id, int]:
        """Rows as far apart as the engine has them, which leaves room for what passes between."""
        assert self._wish
        main, wanted = 0.0, {}
        for column in columns:
            height = {key: self._wish[self._stand_in.get(key, key)] for key in column}
            main = next((height[key] for key in column if key in self._main), main)
            wanted.update({key: round((each - main) / PITCH) for key, each in height.items()})
        return loose_rows(columns, wanted, self._main)

    def _swept(self, columns: Columns, held: Mapping[Id, Sequence[Id]]) -> Iterator[tuple[Columns, dict[Id, int]]]:
        """Each node near the mean of its neighbours, a column after the other, to the right and back."""
        for sweep in range(4 if len(self._part) < _MANY else 2):
            near = self._before if sweep % 2 == 0 else self._after
            rows = self._rows(columns)
            mean = {
                key: sum(rows[each] for each in near[key]) / len(near[key]) if near[key] else float(rows[key])
                for key in self._part
            }
            columns = self._kept(columns, mean, held)
            yield columns, self._rows(columns)

    def _constraints(self, stands: Mapping[Id, float]) -> dict[Id, list[Id]]:
        """What must stay below each node: those of its siblings that stand next lower."""
        below: dict[Id, list[Id]] = {}
        for near in (self._after, self._before):
            for key in self._real:
                families: dict[int, dict[float, list[Id]]] = {}
                for each in near[key]:
                    if each in stands:
                        families.setdefault(self._columns[each], {}).setdefault(stands[each], []).append(each)
                for family in families.values():
                    for a, b in pairwise(sorted(family)):
                        for upper in family[a]:
                            below.setdefault(upper, []).extend(family[b])
        return below

    def _kept(self, columns: Columns, wish: Mapping[Id, float], held: Mapping[Id, Sequence[Id]]) -> Columns:
        """Each column by a wish, as far as bands and constraints allow."""
        made: Columns = []
        for column in columns:
            position = {key: at for at, key in enumerate(column)}
            waits = dict.fromkeys(column, 0)
            for key in column:
                for each in held.get(key, ()):
                    waits[each] += 1
            ready = [(wish[key], position[key], key) for key in column if not waits[key]]
            heapify(ready)
            order = []
            while ready:
                key = heappop(ready)[2]
                order.append(key)
                for each in held.get(key, ()):
                    waits[each] -= 1
                    if not waits[each]:
                        heappush(ready, (wish[each], position[each], each))
            made.append(sorted(order, key=lambda each: self._band.get(each, 0)))
        return made
