"""Blocks of cells of the steps table: copied as a spreadsheet takes them, pasted as one would, filled down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vsmstudio.gui.panels.deeds import next_step
from vsmstudio.gui.panels.steps_columns import COLUMNS, Column, change_of, takes
from vsmstudio.interchange import columns as headings
from vsmstudio.interchange.clip_text import TooMuch, write_cells
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import NODE_KINDS, Queue, Record, Step
from vsmstudio.model.rules import Refused

# the columns by the names that a step table has for them
HEADINGS = {
    "name": "Step", "performer": "Performer", "owner": "Owner", "process_time": "PT", "lead_time": "LT", "wait": "Wait",
    "ca": "%C&A", "people": "People", "value_class": "VA", "split": "Split", "services": "Services",
}  # fmt: skip
_BY_HEADING = {HEADINGS[each.field]: each for each in COLUMNS if each.field in HEADINGS}
MOST_ROWS = 1_000  # that are added at once
_LONGEST = 32_767  # characters in a cell, as in a spreadsheet
_NAMED = 3  # cells that are named where they are left out

Cells = Sequence[Sequence[str]]


class Target(NamedTuple):
    """What a column of pasted cells goes into: a column of the table (None: none), and the unit of its bare numbers."""

    column: Column | None
    unit: str = ""


@dataclass
class Outcome:
    """What pasting comes to: the document as it grows, how many cells went in, and which were left out."""

    document: Document
    records: dict[Id, tuple[Record | None, Record | None]] = field(default_factory=dict)
    cells: int = 0
    left_out: list[str] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Let a change follow what was done so far."""
        self.document = self.document.apply(change)
        for key, (before, after) in change.records.items():
            self.records[key] = (self.records[key][0] if key in self.records else before, after)

    def change(self, verb: str) -> Change:
        label = f"{verb} {self.cells} {'cell' if self.cells == 1 else 'cells'}"
        return Change(label, {key: pair for key, pair in self.records.items() if pair[0] != pair[1]})

    @property
    def words(self) -> str:
        """Which cells were left out, as a sentence; nothing where all went in."""
        if not self.left_out:
            return ""
        more = len(self.left_out) - _NAMED
        named = "; ".join(self.left_out[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
        return f"{self.cells} {'cell' if self.cells == 1 else 'cells'} went in. Left out: {named}."


def as_text(document: Document, keys: Sequence[Id], columns: Sequence[Column], whole: bool) -> str:
    """Cells as text that can be typed again; of whole rows with their header, as a step table."""
    rows = [[column.text(document, document.node(key)) if _has(document, key, column) else "" for column in columns]
            for key in keys]  # fmt: skip
    if whole:
        queues = [isinstance(document.get(key), Queue) for key in keys]
        rows = [
            [*row, "queue" if queue else ""] if any(queues) else row for row, queue in zip(rows, queues, strict=True)
        ]
        titles = [HEADINGS.get(column.field, column.title) for column in columns]
        rows.insert(0, [*titles, "Kind"] if any(queues) else titles)
    return write_cells(rows)


def _has(document: Document, key: Id, column: Column) -> bool:
    return takes(column, document.node(key))


def targets_of(first: Sequence[str], columns: Sequence[Column]) -> list[Target] | None:
    """Where the columns of a table go by the names in its first row; None where that is no header."""
    found = [headings.field_of(cell[:100]) for cell in first]
    titles = {column.title.casefold(): column for column in columns}
    known = [
        Target(titles.get(cell.strip().casefold()) or _BY_HEADING.get(name or ""), unit)
        for cell, (name, unit) in zip(first, found, strict=True)
    ]
    named = [each.column.field for each in known if each.column is not None]
    return known if len(named) > 1 and len(set(named)) == len(named) else None


def pasted(
    document: Document, map_id: Id, keys: Sequence[Id], row: int, columns: Sequence[Column], cells: Cells
) -> Outcome:
    """Cells laid over the table from a row on, into `columns` from left to right; rows beyond the last make new steps.

    A first row of column names says where each column goes. Cells that cannot stand are left out; the rest go in.
    Raises `TooMuch` where that would be a great many new steps.
    """
    if (many := row + len(cells) - len(keys)) > MOST_ROWS:
        raise TooMuch(
            f"That would add {many:,} steps; the table takes {MOST_ROWS:,} at once. Paste them onto the map, or import the file."
        )
    targets = targets_of(cells[0], columns) if len(cells) > 1 else None
    if targets is not None:
        cells = cells[1:]
    else:
        width = max(map(len, cells))
        targets = [Target(column) for column in columns[:width]]
        targets += [Target(None)] * (width - len(targets))
    out, rows = Outcome(document), list(keys)
    for at, texts in enumerate(cells, start=row):
        if at >= len(rows):
            if not any(text.strip() for text in texts):
                continue
            rows.append(_add_row(out, map_id, rows[-1] if rows else "", texts, targets))
        for target, text in zip(targets, texts, strict=False):
            _fill_in(out, rows[at], target, text)
    return out


def _add_row(out: Outcome, map_id: Id, after: Id, texts: Sequence[str], targets: Sequence[Target]) -> Id:
    """A new step behind the last row, with its name where the cells give one."""
    named = [
        text for target, text in zip(targets, texts, strict=False) if target.column and target.column.field == "name"
    ]
    name = " ".join((named or [""])[0][:_LONGEST].split())
    node = Step(id=new_id(), map=map_id, name=name or "New step")
    out.add(next_step(out.document, after, node) if after else edits.add_node(out.document, node, 0, 0))
    return node.id


def _fill_in(out: Outcome, key: Id, target: Target, text: str) -> None:
    """Write one cell. What cannot stand there is left out and named."""
    column, node = target.column, out.document.node(key)
    name = out.document.name(key)[:30] or node.word
    if column is None or not takes(column, node):
        if text.strip() and (column is None or not column.computed):
            what = f"{column.title} of {name}" if column is not None else f"a cell of {name}"
            out.left_out.append(f"{what} “{_short(text)}”")
        return
    if len(text) > _LONGEST:
        out.left_out.append(f"{column.title} of {name} “{_short(text[:_LONGEST])}”")
        return
    if target.unit and text.strip().replace(".", "", 1).replace(",", "", 1).isdigit():
        text = f"{text} {target.unit}"
    if text.strip() == column.text(out.document, node).strip():  # it says so already, in other spaces perhaps
        out.cells += 1
        return
    try:
        out.add(change_of(out.document, column, key, text))
        out.cells += 1
    except (ValueError, Refused):
        out.left_out.append(f"{column.title} of {name} “{_short(text)}”")


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 24 else shown[:23] + "…"


def filled(document: Document, cells: Sequence[tuple[Id, Column]], text: str) -> Outcome:
    """One value in several cells."""
    out = Outcome(document)
    for key, column in cells:
        _fill_in(out, key, Target(column), text)
    return out


def filled_down(document: Document, keys: Sequence[Id], rows: Sequence[int], columns: Sequence[Column]) -> Outcome:
    """The first of some rows in those below it; of a single row what stands above it. Names stay as they are."""
    out = Outcome(document)
    first, *below = rows if len(rows) > 1 else [rows[0] - 1, *rows]
    source = document.get(keys[first]) if first >= 0 else None
    if not isinstance(source, NODE_KINDS):
        return out
    for column in columns:
        if column.field != "name" and takes(column, source):
            text = column.text(document, source)
            for row in below:
                if takes(column, document.node(keys[row])):
                    _fill_in(out, keys[row], Target(column), text)
    return out
