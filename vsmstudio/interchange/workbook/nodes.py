"""What stands on maps: streams and maps that rows name, steps, queues and endpoints, and what passes between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vsmstudio.export.tables.inputs.flow import NODE_WORDS
from vsmstudio.export.tables.inputs.labels import NO_NAME, PATH, fold
from vsmstudio.interchange import cells
from vsmstudio.interchange.facts import Facts, Place
from vsmstudio.interchange.naming import Names as RowNames
from vsmstudio.interchange.workbook.found import InputRow, InputRows, Standing
from vsmstudio.interchange.workbook.reading import ALSO, Reading
from vsmstudio.interchange.workbook.renamed import former_names
from vsmstudio.interchange.workbook.values import choice, value_of
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    EndpointRole,
    Flow,
    FlowKind,
    LinkKind,
    Map,
    MapState,
    Queue,
    Record,
    Service,
    ServiceKind,
    Step,
)  # fmt: skip

_KINDS: dict[str, type[Record]] = {"step": Step, "queue": Queue, "start": Endpoint, "end": Endpoint}


def read_maps(reading: Reading, held: InputRows) -> None:
    """The sheet of maps. Their streams are made where they are new."""
    for row, key, _ in reading.identify(held, [Map] * len(held.rows)):
        fields: dict[str, Any] = {}
        reading.fields[key] = (Map, fields)
        reading.fill(held, row, fields, held.sheet.columns)
        if "stream" not in fields:
            reading.problem(held, row, "Stream", "the map has no stream; name one")
        reading.names.call(key, "map", [fields.get("name", "")], fields.get("stream", ""))


def read_nodes(reading: Reading, held: InputRows) -> dict[Id, list[Standing]]:
    """The sheet of steps, by map."""
    kinds = [_kind(reading, held, row) for row in held.rows]
    found: dict[Id, list[Standing]] = {}
    above: tuple[Id, Id] | None = None
    for (row, key, _), kind in zip(reading.identify(held, [_KINDS[each] for each in kinds]), kinds, strict=True):
        above = _place(reading, held, row, above)
        fields: dict[str, Any] = {"map": above[1]}
        reading.fields[key] = (_KINDS[kind], fields)
        _fill(reading, held, row, kind, fields)
        if not row.said("Step") and not row.key and kind == "step":
            reading.problem(held, row, "Step", "the step has no name; write one, or delete the row")
        found.setdefault(above[1], []).append(Standing(row, key, above[1], kind))
        if kind == "step":
            reading.names.call(key, "step", [_path(reading, above, row.texts.get("Step", ""))], PATH)
            reading.names.call(key, "step", [row.texts.get("Step", "")], ALSO)  # as clients call it
    return found


def link_nodes(reading: Reading, held: InputRows, nodes: dict[Id, list[Standing]]) -> None:
    """Services and systems that rows of steps name, where the sheet of links does not have them."""
    for each in (each for listed in nodes.values() for each in listed if each.kind == "step"):
        reading.link_columns(held, each.row, each.key)
        for name in cells.names(each.row.said("Systems")):
            _system(reading, name, each.key)


def _fill(reading: Reading, held: InputRows, row: InputRow, kind: str, fields: dict[str, Any]) -> None:
    columns = [each for each in held.sheet.columns if not each.only or kind in each.only]
    if kind == "queue" and row.said("Wait"):
        columns = [each for each in columns if each.title != "LT"]
    reading.fill(held, row, fields, [each for each in columns if each.title not in {"Stream", "Map"}])
    if kind == "queue" and "lead_time" in fields:
        fields["wait"] = fields.pop("lead_time")
    if kind in {"start", "end"}:
        fields["role"] = EndpointRole(kind)
        fields |= {"unit": fields.pop("performer")} if "performer" in fields else {}
        if row.said("Stands for"):
            try:
                fields["kind"] = EndpointKind(choice(row.said("Stands for"), held.sheet.column("Stands for")))
            except ValueError as error:
                reading.problem(held, row, "Stands for", str(error))
    if kind == "step" and (owner := fields.get("owner")) and row.said("Owner unit"):
        person = reading.fields[owner][1]
        if owner not in reading.at and person.get("unit") is None:  # one that was made just now
            person["unit"] = reading.named(row.said("Owner unit"), ("unit",))


def _kind(reading: Reading, held: InputRows, row: InputRow) -> str:
    word = cells.word(row.said("Kind"))
    if word in cells.BLANK or cells.KINDS.get(word):
        return cells.KINDS.get(word, "step")
    reading.problem(held, row, "Kind", f"write {', '.join(NODE_WORDS[:3])} or {NODE_WORDS[3]}")
    return "step"


def _place(reading: Reading, held: InputRows, row: InputRow, above: tuple[Id, Id] | None) -> tuple[Id, Id]:
    """The stream and map of a row; blank ones are those of the row above, new ones are made."""
    stream, name = row.said("Stream"), row.said("Map")
    if above is not None and not stream and not name:
        return above
    home = above[0] if above is not None and not stream else _stream(reading, held, row)
    try:
        found = reading.names.find(name, ("map",), home) if name else _first_map(reading, home)
    except ValueError as error:
        reading.problem(held, row, "Map", str(error))
        found = _first_map(reading, home)
    if found is None:
        state = cells.STATES.get(cells.word(row.said("State")), MapState.CURRENT)
        found, called = new_id(), name or f"{state.value.capitalize()} state"
        reading.names.take(found, "map")
        reading.names.call(found, "map", [called], home)
        reading.fields[found] = (Map, {"stream": home, "name": called, "state": state})
        reading.made.setdefault("map", []).append(called)
    return home, found


def _stream(reading: Reading, held: InputRows, row: InputRow) -> Id:
    try:
        found = reading.named(row.said("Stream"), ("stream",))
    except ValueError as error:
        reading.problem(held, row, "Stream", str(error))
        found = None
    return found or reading.named(reading.title, ("stream",)) or reading.named("Value stream", ("stream",)) or new_id()


def _first_map(reading: Reading, home: Id) -> Id | None:
    """The map that rows without one belong to: the first current one of their stream."""
    if home in reading.first_maps:
        return reading.first_maps[home]
    maps = [key for key, (kind, fields) in reading.fields.items() if kind is Map and fields.get("stream") == home]
    current = [key for key in maps if reading.fields[key][1].get("state", MapState.CURRENT) is MapState.CURRENT]
    if found := next(iter(current or maps), None):
        reading.first_maps[home] = found
    return found


def _path(reading: Reading, place: tuple[Id, Id], name: str) -> str:
    fields = (reading.fields[each][1] for each in place)
    return PATH.join((*(str(each.get("name", "")) for each in fields), name))


def _system(reading: Reading, name: str, step: Id) -> None:
    before = len(reading.fields)
    service = reading.named(name, ("service",))
    if service is not None:
        if len(reading.fields) > before:
            reading.fields[service] = (Service, {**reading.fields[service][1], "kind": ServiceKind.IT})
        reading.link(LinkKind.UNDERPINS, service, step)


# --- flows --------------------------------------------------------------------------------------------------------------


class Flows:
    """The flows of a workbook: those of their own sheet, and those that rows of steps name besides."""

    def __init__(self, reading: Reading, nodes: dict[Id, list[Standing]]) -> None:
        self.reading, self.nodes = reading, nodes
        self.found: dict[tuple[Id, Id, str], tuple[Id, dict[str, Any]]] = {}
        self._names = {key: _MapNames(listed) for key, listed in nodes.items()}

    def read(self, held: InputRows) -> None:
        """The sheet of flows."""
        self._know_former_names(held)
        columns = [each for each in held.sheet.columns if each.title not in {"Stream", "Map", "From", "To"}]
        for row, key, _ in self.reading.identify(held, [Flow] * len(held.rows)):
            fields: dict[str, Any] = {}
            self.reading.fill(held, row, fields, columns)
            try:
                home = self._map(row)
                ends = [self._end(home, row, title) for title in ("From", "To")]
            except _Cell as error:
                self.reading.problem(held, row, error.title, str(error))
                continue
            about = (*ends, str(fields.get("kind", FlowKind.WORK)))
            if about in self.found:
                self.reading.problem(held, row, "From", "this connection stands in another row; delete one of them")
                continue
            fields |= {"map": home, "source": ends[0], "target": ends[1]}
            self.found[ends[0], ends[1], about[2]] = (key, fields)

    def _know_former_names(self, held: InputRows) -> None:
        """Take in what steps were called that somebody renamed in the sheet of steps alone."""
        ways: dict[Id, list[tuple[str, str, bool]]] = {}
        for row in held.rows:
            try:
                home = self._map(row)
            except _Cell:
                continue  # told when the row is read
            work = cells.word(row.said("Kind")) in {"", FlowKind.WORK}
            ways.setdefault(home, []).append((row.said("From"), row.said("To"), work))
        for home, listed in self.nodes.items():
            if all(
                self._is_known(home, way[0], to=False) and self._is_known(home, way[1], to=True)
                for way in ways.get(home, ())
            ):
                continue
            former = former_names(listed, ways[home])
            self._names[home] = _MapNames(listed, former)
            for each in listed:
                if each.key not in former:
                    continue
                place = (self.reading.fields[home][1].get("stream", ""), home)
                if each.kind == "step":
                    path = _path(self.reading, place, former[each.key])
                    self.reading.names.call(each.key, "step", [path], PATH)
                old, new = former[each.key][:60], each.row.said("Step")[:60]
                note = f"“{old}” is called “{new}” now, also where other rows still name it as before."
                self.reading.notes.append(f"{self.reading.at[each.key][0].source}, row {each.row.line}: {note}")

    def _is_known(self, home: Id, text: str, to: bool) -> bool:
        try:
            return len(self._names[home].all(text, to)) == 1
        except ValueError:
            return False

    def _map(self, row: InputRow) -> Id:
        try:
            stream = self.reading.names.find(row.said("Stream"), ("stream",))
        except ValueError as error:
            raise _Cell("Stream", str(error)) from None
        if stream is None:
            raise _Cell("Stream", "there is no stream of this name")
        try:
            found = self.reading.names.find(row.said("Map"), ("map",), stream)
        except ValueError as error:
            raise _Cell("Map", str(error)) from None
        if found is None:
            raise _Cell("Map", "the stream has no map of this name")
        return found

    def _end(self, home: Id, row: InputRow, title: str) -> Id:
        try:
            found = self._names[home].all(row.said(title), title == "To") if home in self._names else []
        except ValueError as error:
            raise _Cell(title, str(error)) from None
        if len(found) != 1:
            raise _Cell(title, "name one step, queue, start or end of the map")
        return found[0].key

    def add_named(self, held: InputRows) -> None:
        """Connections that rows of steps name and the sheet of flows does not have."""
        for listed in self.nodes.values():
            for each in listed:
                for source in self._listed(held, each, "Predecessors"):
                    split = self.reading.fields[source.key][1].get("split")
                    share = each.row.said("Share") if str(split) == "one" else ""
                    self._add(held, each, source.key, each.key, FlowKind.WORK, share)
                chances = each.row.said("Rework %").split(";")
                for at, target in enumerate(self._listed(held, each, "Rework to")):
                    chance = chances[at].strip().removesuffix("%").strip() if at < len(chances) else ""
                    self._add(
                        held,
                        each,
                        each.key,
                        target.key,
                        FlowKind.REWORK,
                        chance if chance in cells.BLANK else chance + "%",
                    )

    def _listed(self, held: InputRows, each: Standing, title: str) -> Sequence[Standing]:
        said = each.row.said(title)
        if fold(said) in NO_NAME:
            return ()
        try:
            return self._names[each.map].all(said, title != "Predecessors")
        except ValueError as error:
            self.reading.problem(held, each.row, title, str(error))
            return ()

    def _add(self, held: InputRows, each: Standing, source: Id, target: Id, kind: FlowKind, part: str) -> None:
        if (source, target, str(kind)) in self.found:
            return
        fields: dict[str, Any] = {"map": each.map, "source": source, "target": target, "kind": kind}
        title, field = ("Rework %", "probability") if kind is FlowKind.REWORK else ("Share", "share")
        try:
            if part:
                fields[field] = value_of(part, held.sheet.column("Share"))
        except ValueError as error:
            self.reading.problem(held, each.row, title, str(error))
        self.found[source, target, str(kind)] = (key := new_id(), fields)
        self.reading.at[key] = (held, each.row)


class _Cell(Exception):
    """What is wrong with a cell of the column `title`."""

    def __init__(self, title: str, reason: str) -> None:
        super().__init__(reason)
        self.title = title


class _MapNames:
    """The nodes of one map by key, name, and id in brackets; a customer at both ends is the one that fits."""

    def __init__(self, listed: Sequence[Standing], former: Mapping[Id, str] | None = None) -> None:
        self._former = former or {}
        self._rows: dict[int, Standing] = {}
        self._into, self._out_of = (RowNames(self._facts(listed, end)) for end in ("end", "start"))

    def _facts(self, listed: Sequence[Standing], into: str) -> list[Facts]:
        """Rows as step tables know them, whose names skip ends; where work goes to, starts are skipped in their place."""
        found = []
        for each in listed:
            kind = each.kind if into == "end" else {"start": "end", "end": "start"}.get(each.kind, each.kind)
            key, name = (" ".join(each.row.said(title).split()) for title in ("Id", "Step"))
            for called in ((key, name), (f"[{each.key}]", ""), ("", self._former.get(each.key, ""))):
                if called == ("", ""):
                    continue
                facts = Facts("", each.row.line, Place("", "", MapState.CURRENT), called[1], kind=kind, key=called[0])
                self._rows[id(facts)] = each
                found.append(facts)
        return found

    def all(self, text: str, to: bool) -> list[Standing]:
        """The nodes that a cell names, each once. Raises `ValueError`."""
        text = text.replace("\n", " ")
        rows = (self._out_of if to else self._into).rows(text)
        return list({self._rows[id(row)].key: self._rows[id(row)] for row in rows}.values())
