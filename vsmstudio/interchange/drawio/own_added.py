"""What somebody drew on one of our pages in draw.io since it was written: new boxes, arrows and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vsmstudio.interchange.drawio.cells import Cell, Page, counted
from vsmstudio.interchange.drawio.joining import join
from vsmstudio.interchange.drawio.own_fields import KIND
from vsmstudio.interchange.drawio.records import Units, new_records
from vsmstudio.interchange.drawio.sorting import sort_page
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Node, Note, Record


@dataclass(slots=True)
class Added:
    """New records; texts that were put into boxes, by the box's record; and what is to be said."""

    records: list[Record] = field(default_factory=list)
    words: dict[Id, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def drawn_since(page: Page, held: Map, known: Mapping[str, Node | Note], name: str) -> Added:
    """What is new on a page, whose own cells are `known` by the records that they stand for."""
    new = [cell for cell in page.vertices if _is_new(cell)]
    edges = [cell for cell in page.edges if _is_new(cell)]
    if not new and not edges:
        return Added()
    old = [_stand_in(cell, known[cell.key]) for cell in page.vertices if cell.key in known]
    by_key = {cell.key: cell for cell in old}
    for cell in new:
        if cell.parent is not None and cell.parent.key in by_key:
            cell.parent = by_key[cell.parent.key]
    out = sort_page(replace(page, vertices=(*old, *new), edges=tuple(edges)), name)
    joined = join(out, known.keys())
    units = Units()
    added = Added(new_records(out, joined, held, units, known))
    added.records += units.records()
    for key, box in joined.steps.items():
        if key in known and (lines := [*box.title[1:], *box.figures.notes]):
            added.words[known[key].id] = lines
    kinds = Counter(record.word for record in added.records if record.type != "placement")
    if kinds:
        said = ", ".join(counted(count, word) for word, count in sorted(kinds.items()))
        added.notes.append(f"{name}, page “{page.name[:60]}”: {said} drawn since and added.")
    loose = sum(fate == "loose" for key, fate in out.fate.items() if key not in known)
    if loose:
        added.notes.append(
            f"{name}, page “{page.name[:60]}”: {counted(loose, 'new arrow')} joined no two boxes and was left out."
        )
    return added


def _is_new(cell: Cell) -> bool:
    """Neither ours nor a part of what is only drawn."""
    if KIND in cell.attrs or cell.hidden:
        return False
    return not any(outer.attrs.get(KIND) in {"drawn", "part"} for outer in cell.around)


def _stand_in(cell: Cell, record: Node | Note) -> Cell:
    """A plain box in the place of one that is known."""
    shape = "note" if isinstance(record, Note) else ""
    name = record.text if isinstance(record, Note) else record.name
    return Cell(cell.key, False, cell.order, (" ".join(name.split()) or "-",), shape, area=cell.area)
