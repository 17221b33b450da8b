"""Our own drawings read back: the same records, as edited in draw.io since. What was drawn anew is read like any drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Any

import msgspec

from vsmstudio.interchange.drawio.cells import Cell, Page, counted, was
from vsmstudio.interchange.drawio.map_page import endpoint_cell, queue_cell
from vsmstudio.interchange.drawio.own_added import drawn_since
from vsmstudio.interchange.drawio.own_edits import Names, edited, with_part
from vsmstudio.interchange.drawio.own_fields import KIND, id_in, record_of
from vsmstudio.interchange.drawio.sheet import pixels
from vsmstudio.interchange.imported import BadSource, Imported
from vsmstudio.model import rules
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    Engagement,
    Flow,
    FlowKind,
    Link,
    Map,
    Note,
    Person,
    Placement,
    Queue,
    Record,
    Step,
    Unit,
    ValueStream,
)
from vsmstudio.model.references import references

_NO_RECORDS = frozenset({"part", "drawn", "data"})
_ON_MAPS = (*NODE_KINDS, Flow, Note)


def is_own(page: Page) -> bool:
    """Did this program write the page?"""
    return KIND in page.attrs or any(KIND in cell.attrs for cell in page.vertices)


def read_own(pages: list[Page], name: str) -> Imported:
    """The document that our own pages hold. Raises `BadSource`."""
    return _Own(name).imported(pages)


class _Own:
    def __init__(self, name: str) -> None:
        self.name = name
        self.records: dict[Id, Record] = {}
        self.names = Names()
        self.called: dict[Id, str] = {}  # what records that are referred to were called
        self.lost: list[str] = []
        self.detached = 0
        self.dropped = 0
        self.said: list[str] = []
        self.at: dict[int, Id] = {}  # cells as objects, and the record of each

    def imported(self, pages: list[Page]) -> Imported:
        found = [(page, cell) for page in pages for cell in (*page.vertices, *page.edges)]
        maps = {id(page): self._map(page) for page in pages}
        for page, cell in found:
            self._take(page, cell)
        for record in list(self.records.values()):
            self.names.know(record)
        for _, cell in found:
            self._edit(cell)
        for page in pages:
            cells = page.by_key
            for cell in page.edges:
                self._ends(cell, cells)
        for page, cell in found:
            self._home(cell, maps[id(page)])
        for record in self.names.made:
            self.records[record.id] = record
        for page in pages:
            held = self.records.get(maps[id(page)] or "")
            if isinstance(held, Map):
                self._add_new(page, held)
        self._mend()
        if len(self.records) > MOST_RECORDS:
            raise BadSource(f"{self.name} holds {len(self.records):,} records; a file holds {MOST_RECORDS:,}.")
        return Imported(Document(self.records), tuple(self._notes()))

    # --- records ------------------------------------------------------------------------------------------------------

    def _map(self, page: Page) -> Id | None:
        """The map that a page is; None where it is none, or the page of lists."""
        attrs = page.attrs
        if attrs.get(KIND) != "map":
            return None
        held = self._record(attrs, id_in(attrs).strip() or new_id())
        if not isinstance(held, Map) or held.id in self.records:
            return None
        if page.name and page.name != attrs.get("page", page.name):
            held = msgspec.structs.replace(held, name=page.name)
        self.records[held.id] = held
        return held.id

    def _take(self, page: Page, cell: Cell) -> None:
        attrs = cell.attrs
        if attrs.get(KIND, "part") in _NO_RECORDS:
            return
        key = id_in(attrs).strip() or new_id()
        copied = key in self.records
        if copied and attrs.get(KIND) in {"service", "stream"} and not self._on(page, key):
            self.at[id(cell)] = key  # it stands under, or over, several maps
            return
        if copied:
            key = new_id()
        record = self._record(attrs, key)
        if record is None or (isinstance(record, Engagement) and self._engaged()):
            return
        self.records[key] = record
        self.at[id(cell)] = key
        for field in ("performer", "owner"):
            if attrs.get(f"{field}-name") and field in attrs:
                self.called[attrs[field]] = attrs[f"{field}-name"]
        if "placement" in attrs:
            taken = copied or not attrs["placement"].strip() or attrs["placement"] in self.records
            self._place(record, cell, new_id() if taken else attrs["placement"])

    def _engaged(self) -> bool:
        return any(isinstance(record, Engagement) for record in self.records.values())

    def _on(self, page: Page, key: Id) -> bool:
        return any(self.at.get(id(cell)) == key for cell in page.vertices)

    def _record(self, attrs: Mapping[str, str], key: Id) -> Record | None:
        try:
            return record_of(attrs, key)
        except ValueError as error:
            self.lost.append(f"{attrs.get(KIND, '')[:30]} “{attrs.get('name', key)[:60]}” ({str(error)[:120]})")
            return None

    def _place(self, record: Record, cell: Cell, key: Id) -> None:
        """Where it was, exactly, or where it was moved to."""
        x, y = cell.area.x, cell.area.y
        attrs = cell.attrs
        if f"{pixels(x)} {pixels(y)}" == attrs.get("at"):
            with suppress(KeyError, ValueError):
                x, y = float(attrs["x"]), float(attrs["y"])
        elif isinstance(record, Queue):
            origin = queue_cell((0.0, 0.0))
            x, y = x - origin.x, y - origin.y
        elif isinstance(record, Endpoint):
            y -= endpoint_cell(record, (0.0, 0.0)).y
        with suppress(ValueError):  # so far away that nothing stands there
            self.records[key] = Placement(id=key, node=record.id, x=x, y=y)

    # --- edits --------------------------------------------------------------------------------------------------------

    def _edit(self, cell: Cell) -> None:
        attrs = cell.attrs
        now = "\n".join(cell.lines)
        if attrs.get("shown", now) == now:
            return
        if attrs.get(KIND) == "part" and cell.parent is not None:
            step = self.records.get(self.at.get(id(cell.parent), ""))
            if isinstance(step, Step):
                part = with_part(step, attrs.get("of", ""), cell.lines, attrs["shown"], self.names)
                self.records[step.id] = part
            return
        record = self.records.get(self.at.get(id(cell), ""))
        if record is not None:
            self.records[record.id] = edited(record, cell.lines, attrs, self.names)

    def _ends(self, cell: Cell, cells: Mapping[str, Cell]) -> None:
        """A connection leads where it is attached now."""
        record = self.records.get(self.at.get(id(cell), ""))
        if not isinstance(record, Flow | Link):
            return
        source, target = self._at(cells.get(cell.source)), self._at(cells.get(cell.target))
        if source is None or target is None:
            del self.records[record.id]
            self.detached += 1
            return
        self.records[record.id] = msgspec.structs.replace(record, source=source, target=target)

    def _at(self, cell: Cell | None) -> Id | None:
        while cell is not None:
            if id(cell) in self.at:
                return self.at[id(cell)]
            cell = cell.parent
        return None

    def _home(self, cell: Cell, map_id: Id | None) -> None:
        """What was moved to another page is on that page's map."""
        record = self.records.get(self.at.get(id(cell), ""))
        if map_id is not None and isinstance(record, _ON_MAPS) and record.map != map_id:
            self.records[record.id] = msgspec.structs.replace(record, map=map_id)

    def _add_new(self, page: Page, held: Map) -> None:
        """Boxes, arrows and notes that somebody drew on the page since."""
        known = {
            cell.key: record
            for cell in page.vertices
            if isinstance(record := self.records.get(self.at.get(id(cell), "")), (*NODE_KINDS, Note))
        }
        added = drawn_since(page, held, known, self.name)
        for record in added.records:
            self._add(record)
        for key, lines in added.words.items():
            step = self.records.get(key)
            if isinstance(step, Step):
                self._add(msgspec.structs.replace(step, notes="\n".join([step.notes, *lines]).strip()))
        self.said += added.notes

    # --- mending ------------------------------------------------------------------------------------------------------

    def _mend(self) -> None:
        """Make whole what people took apart: what is referred to and gone is made again where its name is known."""
        title = PurePath(self.name).name.split(".")[0] or "Drawing"
        if not self._engaged():
            self._add(Engagement(id=new_id(), title=title))
        for record in list(self.records.values()):
            if isinstance(record, Map) and not isinstance(self.records.get(record.stream), ValueStream):
                stream = ValueStream(id=self._free(record.stream), name=title)
                self._add(stream)
                self._add(msgspec.structs.replace(record, stream=stream.id))
            if isinstance(record, Step | Note) and (record.map or "").strip() and record.map not in self.records:
                stream = ValueStream(id=new_id(), name=title)
                self._add(stream)
                self._add(Map(id=record.map or new_id(), stream=stream.id))
            if isinstance(record, Step):
                self._name_again(record)
        while self._cut():
            pass
        self._sound()

    def _name_again(self, step: Step) -> None:
        """Who a step refers to, where the page of lists is gone: by the name that stands with the step."""
        for key in (step.performer, step.owner):
            if key and key.strip() and key not in self.records and key in self.called:
                name = self.called[key]
                self._add(Unit(id=key, name=name) if key == step.performer else Person(id=key, role=name))

    def _free(self, key: Id) -> Id:
        return key if key.strip() and key not in self.records else new_id()

    def _add(self, record: Record) -> None:
        self.records[record.id] = record

    def _cut(self) -> bool:
        """Take out references to what is gone, or what cannot be without it. Does that leave more to do?"""
        before = len(self.records)
        for key, record in list(self.records.items()):
            blank: dict[str, Any] = {}
            for reference, target in references(record):
                held = self.records.get(target)
                if held is not None and held.type in reference.kinds:
                    continue
                if not reference.optional:
                    self.records.pop(key, None)
                    self.dropped += 1
                    break
                blank[reference.field] = None
            else:
                if blank:
                    self.records[key] = msgspec.structs.replace(record, **blank)
        return len(self.records) != before

    def _sound(self) -> None:
        """Leave out connections that the rules forbid, and parents that make a ring."""
        for key in Document(self.records).units_in_rings:
            self._add(msgspec.structs.replace(self.records[key], parent=None))
        document = Document(self.records)
        for record in list(self.records.values()):
            if not isinstance(record, Flow | Link):
                continue
            if not rules.problems_with(document, record):
                continue
            if isinstance(record, Flow) and record.kind is FlowKind.REWORK and record.probability:
                self._add(msgspec.structs.replace(record, probability=None))
                document = Document(self.records)
                if not rules.problems_with(document, self.records[record.id]):
                    continue
            del self.records[record.id]
            self.dropped += 1

    def _notes(self) -> Iterator[str]:
        yield from self.said
        if self.lost:
            yield f"{self.name}: {counted(len(self.lost), 'record')} could not be read: {'; '.join(self.lost[:10])}."
        if self.names.unread:
            yield (
                f"{self.name}: {counted(len(self.names.unread), 'text')} could not be read as a figure, so the figure stayed: "
                f"{', '.join(self.names.unread[:10])}."
            )
        if self.detached:
            yield f"{self.name}: {counted(self.detached, 'connection')} hung loose at an end and {was(self.detached)} left out."
        if self.dropped:
            yield (
                f"{self.name}: {counted(self.dropped, 'record')} {was(self.dropped)} left out, as what they belonged to is gone."
            )
