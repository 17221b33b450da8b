"""What was found on a page as records: a map with its nodes, flows, notes and places, and the units that lanes name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.arrows import SHARE, Link
from vsmstudio.interchange.drawio.boxes import Box, Sorted
from vsmstudio.interchange.drawio.cells import Cell
from vsmstudio.interchange.drawio.figures import duration_of
from vsmstudio.interchange.drawio.joining import Joined
from vsmstudio.interchange.drawio.scale import scaled
from vsmstudio.interchange.drawio.shapes import Role
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    Kept,
    Map,
    Node,
    Note,
    NoteKind,
    Person,
    Placement,
    Queue,
    Record,
    Side,
    Split,
    Step,
    Unit,
    ValueClass,
)
from vsmstudio.notation.note import LONGEST as LONGEST_NOTE
from vsmstudio.notation.note import note_size
from vsmstudio.notation.shapes import Rect
from vsmstudio.notation.sizes import size_of, snapped

_STEP_FIELDS = ("process_time", "lead_time", "wait", "ca", "people", "crew", "availability", "batch")
_CLASSES = {"va": ValueClass.VA, "nva": ValueClass.NVA, "nnva": ValueClass.NNVA, "bva": ValueClass.NNVA}
_LONGEST_NAME = 400
_ENDS = {EndpointRole.START: "Start", EndpointRole.END: "End"}


class Units:
    """The units and people that drawings name, each made once."""

    def __init__(self) -> None:
        self._units: dict[str, Unit] = {}
        self._people: dict[str, Person] = {}

    def unit(self, name: str, parent: Id | None = None) -> Id | None:
        if not name:
            return None
        held = self._units.get(words.plain(name))
        if held is None:
            held = Unit(id=new_id(), name=name[:_LONGEST_NAME], side=_side(name), parent=parent)
            self._units[words.plain(name)] = held
        return held.id

    def of_lane(self, lane: Cell | None) -> Id | None:
        """The unit of a lane, under that of the pool around it."""
        if lane is None:
            return None
        pool = next((cell for cell in lane.around if cell.lines and cell.children and not cell.is_edge), None)
        parent = self.unit(pool.text) if pool is not None and words.plain(pool.text) != words.plain(lane.text) else None
        return self.unit(lane.text, parent)

    def person(self, name: str) -> Id | None:
        if not name:
            return None
        held = self._people.setdefault(words.plain(name), Person(id=new_id(), role=name))
        return held.id

    def records(self) -> Iterable[Record]:
        return [*self._units.values(), *self._people.values()]

    def sides(self) -> str:
        """What was guessed of the units, as a sentence; blank without units."""
        if not self._units:
            return ""
        by_side = {side: [unit.name for unit in self._units.values() if unit.side is side] for side in Side}
        said = [f"{', '.join(names[:8])} ({side.value})" for side, names in by_side.items() if names]
        return f"lanes became units: {'; '.join(said)[:600]}; correct the sides that are wrong"


def _side(name: str) -> Side:
    if re.search(r"\bI(C)?T\b", name) or re.search(r"\binformation technology\b|\bEDV\b", name, re.IGNORECASE):
        return Side.IT
    if words.SUPPLIER.search(name):
        return Side.SUPPLIER
    whole = re.fullmatch(rf"\W*({words.CUSTOMER.pattern})\w{{0,3}}\W*", name, re.IGNORECASE)
    return Side.CUSTOMER if whole else Side.BUSINESS


def records_of(out: Sorted, joined: Joined, held: Map, units: Units) -> list[Record]:
    """All records of a page's map, `held` included."""
    return _Making(out, joined, held, units).records()


def new_records(out: Sorted, joined: Joined, held: Map, units: Units, known: Mapping[str, Node | Note]) -> list[Record]:
    """Records of what was added to a page of ours, where it was drawn; boxes that are `known` have theirs already."""
    return _Making(out, joined, held, units).added(known)


class _Making:
    def __init__(self, out: Sorted, joined: Joined, held: Map, units: Units) -> None:
        self.out, self.joined, self.map, self.units = out, joined, held, units
        self.ids: dict[str, Id] = {}
        self.nodes: dict[str, Step | Queue | Endpoint] = {}

    def records(self) -> list[Record]:
        lanes = any(box.lane is not None for box in self.joined.steps.values())
        for key, box in self.joined.steps.items():
            self.nodes[key] = self._step(box)
        for key, box in self.joined.queues.items():
            self.nodes[key] = self._queue(key, box)
        for key, (box, kind, role) in self.joined.ends.items():
            name = _name(box) or _ENDS[role]
            said = _notes(box.figures.notes)
            self.nodes[key] = Endpoint(id=new_id(), map=self.map.id, name=name, kind=kind, role=role, notes=said)
        flows = self._flows()
        notes = self._all_notes()
        places = self._places(notes)
        kept = [
            Kept(id=new_id(), format="drawio", kind="cell", key=f"{self.out.page.key}/{key}"[:300], about=record.id)
            for key, record in {**self.nodes, **notes}.items()
            if "\0" not in key
        ]
        held = msgspec.structs.replace(self.map, lanes=lanes)
        return [held, *self.nodes.values(), *flows, *notes.values(), *places, *kept]

    def added(self, known: Mapping[str, Node | Note]) -> list[Record]:
        nodes = {key: node for key, node in known.items() if not isinstance(node, Note)}
        self.nodes.update(nodes)
        for key, box in self.joined.steps.items():
            if key not in known:
                self.nodes[key] = self._step(box)
        for key, box in self.joined.queues.items():
            self.nodes[key] = self._queue(key, box)
        for key, (box, kind, role) in self.joined.ends.items():
            self.nodes[key] = Endpoint(id=new_id(), map=self.map.id, name=_name(box), kind=kind, role=role)
        for key in known:
            self.out.notes.pop(key, None)
        made: dict[str, Node | Note] = {key: node for key, node in self.nodes.items() if key not in known}
        made |= self._all_notes()
        areas = {**self.joined.areas, **{key: box.area for key, box in self.out.notes.items()}}
        places = []
        for key, record in made.items():
            area = areas.get(key) or self.out.texts[key].area
            width, height = note_size(record) if isinstance(record, Note) else size_of(record)
            x, y = snapped(area.center[0] - width / 2), snapped(area.center[1] - height / 2)
            places.append(Placement(id=new_id(), node=record.id, x=x, y=y))
        return [*made.values(), *self._flows(), *places]

    def _step(self, box: Box) -> Step:
        figures = box.figures
        values: dict[str, Any] = {name: figures.values[name] for name in _STEP_FIELDS if name in figures.values}
        if figures.station and values.get("people") and "process_time" in values:
            values.setdefault("crew", values["people"])  # a station's time: all its people work on one item
        notes = list(figures.notes)
        if "quantity" in figures.values:
            notes.append(f"Inventory: {figures.values['quantity']:g}")
        performer = self.units.unit(figures.performer) or self.units.of_lane(box.lane)
        return Step(
            id=new_id(), map=self.map.id, name=_name(box), performer=performer, owner=self.units.person(figures.owner),
            split=self.joined.splits.get(box.key, Split.ALL), notes=_notes(notes),
            value_class=_CLASSES.get(figures.values.get("value_class", "")), **values,
        )  # fmt: skip

    def _queue(self, key: str, box: Box) -> Queue:
        values, figures = box.figures.values, box.figures
        notes = [
            *figures.notes,
            *(f"{name}: {figures.values[name]:g}" for name in ("people", "batch") if name in values),
        ]
        return Queue(
            id=new_id(), map=self.map.id, name=_name(box), wait=values.get("wait"), quantity=values.get("quantity"),
            split=self.joined.splits.get(key, Split.ALL), notes=_notes(notes),
        )  # fmt: skip

    def _flows(self) -> list[Flow]:
        found = []
        chances: dict[str, float] = {}
        for link in self.joined.links:
            source = self.nodes[link.source]
            fields = said_at(link, source.split is Split.ONE)
            if link.kind is FlowKind.REWORK:
                chance = fields.get("probability")
                if chance is not None:
                    chances[link.source] = chances.get(link.source, 0.0) + chance
                    if chances[link.source] >= 1 - 1e-9:
                        fields["probability"] = None
            fields |= {"source": source.id, "target": self.nodes[link.target].id}
            fields |= {"kind": link.kind, "mode": link.mode, "medium": link.medium}
            found.append(Flow(id=new_id(), map=self.map.id, **fields))
        return found

    def _all_notes(self) -> dict[str, Note]:
        found: dict[str, Note] = {}
        boxes = dict(self.out.notes)
        for key, cell in self.out.texts.items():
            boxes[key] = Box(key, Role.NOTE, cell.area, list(cell.lines), cell=cell)
            self.out.fate[key] = "note"
        for order, (key, box) in enumerate(boxes.items(), start=1):
            kind = NoteKind.BURST if box.role is Role.BURST else NoteKind.NOTE
            about = self.nodes.get(self.joined.about.get(key, ""))
            text = "\n".join([*box.title, *box.figures.notes])[:LONGEST_NOTE]
            found[key] = Note(
                id=new_id(),
                map=self.map.id,
                kind=kind,
                text=text,
                about=about.id if about else None,
                order=float(order),
            )
        return found

    def _places(self, notes: dict[str, Note]) -> list[Placement]:
        areas = dict(self.joined.areas)
        sizes = {key: size_of(node) for key, node in self.nodes.items()}
        for key, note in notes.items():
            box = self.out.notes.get(key)
            areas[key] = box.area if box else self.out.texts[key].area
            sizes[key] = note_size(note)
        if self.joined.runs_down:  # the canvas leads from left to right
            areas = {key: Rect(area.y, area.x, area.height, area.width) for key, area in areas.items()}
        records = {**self.nodes, **notes}
        return [Placement(id=new_id(), node=records[key].id, x=x, y=y) for key, (x, y) in scaled(areas, sizes).items()]


def said_at(link: Link, one: bool) -> dict[str, Any]:
    """What is written at an arrow: its share or chance, a time on the way, and else what is handed over."""
    fields: dict[str, Any] = {}
    rest = []
    for line in link.lines:
        match = SHARE.search(line)
        share = float(match[1].replace(",", ".")) / 100 if match else None
        name = "probability" if link.kind is FlowKind.REWORK else "share" if one and link.kind is FlowKind.WORK else ""
        if share is not None and name and 0 <= share <= 1 and name not in fields:
            fields[name] = share
            line = (line[: match.start()] + line[match.end() :]).strip(" ()[]:,;–-") if match else line
        elif link.kind is FlowKind.WORK and "delay" not in fields:
            time = duration_of(line.lstrip("+ "))
            if time is not None and not time[1]:
                fields["delay"] = time[0]
                continue
        if line:
            rest.append(line)
    if rest:
        fields["handoff_what"] = " ".join(rest)[:500]
    return fields


def _name(box: Box) -> str:
    return box.name[:_LONGEST_NAME]


def _notes(lines: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(lines))[:LONGEST_NOTE]


__all__ = ["Units", "new_records", "records_of", "said_at"]
