"""How a sheet is read, as data: what table it is, where its titles stand, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

STEPS = "steps"
TABLES = (STEPS, "services", "people", "units", "customers", "suppliers", "costs", "contracts", "applications", "revenue",
          "streams", "maps", "flows", "links", "engagement", "stakeholders", "workshops", "measures", "experience",
          "improvements", "earlier orders", "earlier places", "objections")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is read as. `field` is a title of `fields_of`; None: kept among the notes (`note`), or left out.

    `unit`: of bare durations (`min`, `d`), the order of a date (`dmy`, `mdy`), what money is times (`mo`, `k`, `m`).
    """

    index: int
    title: str
    field: str | None = None
    unit: str | None = None
    note: bool = True


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is read. `table` is one of `TABLES`, blank where the sheet is left out; `header` the place of its titles
    among the rows (from 0), -1 where it has none."""

    sheet: str
    table: str
    header: int
    columns: tuple[ColumnUse, ...]


class FieldInfo(NamedTuple):
    """What a column of a table may be read as: the title of ours, a sentence about it, and what its cells hold.

    `kind` is text, number, share, duration, money, date, choice, reference or references.
    """

    title: str
    words: str
    kind: str
