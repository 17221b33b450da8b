"""The sheets of the schedule while they are written: where blocks stand, and from which cells inputs come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.export.xlsx.written import Written
from vsmstudio.model.ids import Id


@dataclass
class Cells:
    """The columns that inputs stand in, on sheets whose rows may be sorted and are known by their hidden ids.

    `steps`, `flows` and `streams` are cells by key, `id` among them; `words` are what steps' owners and performers are called,
    and `streams_say` what is known of streams (`pace`, `takt`, `demand`).
    """

    steps: Mapping[str, str]
    flows: Mapping[str, str]
    streams: Mapping[str, str]
    words: Mapping[tuple[Id, str], str | None]
    streams_say: Mapping[tuple[Id, str], float | None]
    rows: Mapping[Id, int]  # on its sheet, from 1


@dataclass
class Schedule:
    """The three sheets, and where the blocks of each map stand on them."""

    nodes: Written
    flows: Written
    ways: Written
    node_rows: dict[tuple[int, int, int], int]  # (map number, way, node) -> row
    flow_rows: dict[tuple[int, int, int], int]
    rework_rows: dict[tuple[int, int, int], int]
    way_rows: dict[tuple[int, int], int]

    def node(self, key: str, number: int, node: int, way: int = 0) -> str:
        """A cell of a node of a map."""
        return self.nodes.cell(key, self.node_rows[number, way, node])

    def block(self, key: str, number: int, count: int, way: int = 0) -> str:
        """A column of all nodes of a map; they stand together."""
        first = min(row for (at, each, _), row in self.node_rows.items() if (at, each) == (number, way))
        return self.nodes.span(key, first, first + count - 1)
