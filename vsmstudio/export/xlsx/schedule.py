"""The schedule by formulas: forward and backward pass over the connections of each map, and of each way through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmstudio.analysis.handoffs import passings
from vsmstudio.export.tables.labels import map_cells
from vsmstudio.export.tables.table import Column, Kind, map_columns
from vsmstudio.export.xlsx.blocks import Block, LiveMap, is_critical
from vsmstudio.export.xlsx.visits import Return, Visited
from vsmstudio.export.xlsx.written import Written
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Convention, Endpoint, Queue, Step

_WAY = Column("way", "Way", Kind.COUNT, width=5)
_MINUTES = Kind.MINUTES
NODES = (
    *map_columns(),
    _WAY,
    Column("number", "No.", width=5),
    Column("node", "Node", width=28),
    Column("kind", "Kind", width=9),
    Column("pt", "PT", _MINUTES, "min", 9),
    Column("lt", "LT", _MINUTES, "min", 9),
    Column("wait", "Wait", _MINUTES, "min", 9),
    Column("quantity", "Quantity", Kind.NUMBER, width=9),
    Column("adds", "Adds to LT", _MINUTES, "min", 10),
    Column("start", "Earliest start", _MINUTES, "min", 10),
    Column("finish", "Earliest finish", _MINUTES, "min", 10),
    Column("rest", "From start to the end", _MINUTES, "min", 11),
    Column("slack", "Slack", _MINUTES, "min", 9),
    Column("place", "Place on the path", Kind.COUNT, width=9),
    Column("va", "VA", width=7),
    Column("ca", "%C&A", Kind.RATIO, width=8),
    Column("owner", "Owner", width=22),
    Column("performer", "Performer", width=18),
    Column("handoffs", "Handoffs from here", Kind.COUNT, width=9),
    Column("end", "Done at an end", _MINUTES, "min", 10),
    Column("before", "Rework before", _MINUTES, "min", 10),
    Column("after", "Rework until done", _MINUTES, "min", 10),
    Column("runs", "Chance to run", Kind.RATIO, width=9),
    Column("visits", "Visits", Kind.NUMBER, width=9),
    Column("entered", "A path began earlier", Kind.COUNT, width=10),
    Column("id", "Id of its record", width=14, hidden=True),
    Column("row", "Row on its sheet", Kind.COUNT, width=9, hidden=True),
)
FLOWS = (
    *map_columns(),
    _WAY,
    Column("from", "From", width=26),
    Column("to", "To", width=26),
    Column("kind", "Kind", width=9),
    Column("share", "Share as typed", Kind.RATIO, width=9),
    Column("chance", "Share or chance", Kind.RATIO, width=9),
    Column("delay", "Delay", _MINUTES, "min", 9),
    Column("arrives", "Arrives", _MINUTES, "min", 10),
    Column("onward", "On to the end", _MINUTES, "min", 10),
    Column("tight", "Critical", Kind.COUNT, width=8),
    Column("taken", "On the path", Kind.COUNT, width=8),
    Column("place", "Next place", Kind.COUNT, width=8),
    Column("carried", "Rework carried", _MINUTES, "min", 10),
    Column("entered", "A path began earlier", Kind.COUNT, width=10),
    Column("counts", "Chance on the path", Kind.RATIO, width=10),
    Column("takes", "Repeats", _MINUTES, "min", 10),
    Column("id", "Id of its record", width=14, hidden=True),
    Column("row", "Row on its sheet", Kind.COUNT, width=9, hidden=True),
)
WAYS = (
    *map_columns(),
    _WAY,
    Column("words", "Choices", width=60),
    Column("probability", "Probability", Kind.RATIO, width=11),
    Column("lead", "Lead time", _MINUTES, "min", 12),
    Column("reworked", "With rework", _MINUTES, "min", 12),
    Column("likeliest", "If likeliest", _MINUTES, "min", 12),
    Column("quality", "Rolled %C&A", Kind.RATIO, width=10),
    Column("least", "Critical from", _MINUTES, "min", 12),
    Column("pace", "Minutes from one item to the next", Kind.NUMBER, "min", 12),
    Column("takt", "Takt", _MINUTES, "min", 10),
    Column("demand", "Demand", Kind.NUMBER, "a year", 11),
    Column("id", "Id of its stream", width=14, hidden=True),
)
NODES_NOTE = (
    "Earliest finish is the latest arrival of what leads here plus what the node adds; from start to the end is the same from "
    "behind; slack is lead time less both. Way 0 is the map as a whole, others are its alternatives one by one."
)
FLOWS_NOTE = (
    "What passes between nodes, ordered as paths are listed. Of several critical ways the path takes the first."
)
WAYS_NOTE = "One row for each map as a whole (way 0), and one for each of its alternatives."


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


def schedule(
    document: Document, maps: Sequence[LiveMap], visits: Mapping[int, Visited | None], cells: Cells
) -> Schedule:
    """Write the schedule of all maps. `visits` are by number of map."""
    made = Schedule(
        Written("Schedule", NODES), Written("Connections", FLOWS), Written("Ways", WAYS), {}, {}, {}, {}
    )  # fmt: skip
    for live in maps:
        for block in live.blocks:
            _add_rows(document, made, live, block)
    for live in maps:
        first = made.way_rows[live.number, 0]
        for block in live.blocks:
            here = _Here(document, made, live, block, cells)
            here.write_ways(first, len(live.blocks))
            here.write_flows()
            here.write_rework()
            for node in block.nodes:
                here.write_node(node)
        _write_handoffs(made, live, cells)
        if (found := visits.get(live.number)) is not None:
            _write_visits(made, live, found)
    return made


def _add_rows(document: Document, made: Schedule, live: LiveMap, block: Block) -> None:
    graph, number, way = live.graph, live.number, block.way
    about = dict(zip(("map_no", "stream", "map"), map_cells(document, number, live.map), strict=True))
    for at in block.nodes:
        node = graph.nodes[at]
        key = live.held.numbers.get(node.id)
        made.node_rows[number, way, at] = made.nodes.add(
            **about, way=way, number=key, node=node.name, kind=node.type, id=node.id
        )
    for at in block.flows if way else sorted(range(len(graph.flows)), key=_as_listed(live, block)):
        ends = (graph.nodes[graph.source[at]].name, graph.nodes[graph.target[at]].name)
        said = {**about, "way": way, "from": ends[0], "to": ends[1], "kind": "work", "id": graph.flows[at].id}
        made.flow_rows[number, way, at] = made.flows.add(**said)
    for at, flow in enumerate(graph.rework):
        ends = (document.name(flow.source), document.name(flow.target))
        said = {**about, "way": way, "from": ends[0], "to": ends[1], "kind": "rework", "id": flow.id}
        made.rework_rows[number, way, at] = made.flows.add(**said)
    chosen = [
        f"{document.name(graph.flows[at].source)} → {document.name(graph.flows[at].target)}" for at in block.chosen
    ]
    words = "; ".join(chosen) if way else "The map as a whole"
    made.way_rows[number, way] = made.ways.add(
        **about, way=way, words=words or "No choice is reached", id=live.map.stream
    )


def _as_listed(live: LiveMap, block: Block):  # type: ignore[no-untyped-def]
    graph = live.graph
    place = {node: at for at, node in enumerate(graph.order)}

    def key(flow: int) -> tuple[int, bool, str, Id]:
        node = graph.nodes[graph.target[flow]]
        return (place[graph.source[flow]], not isinstance(node, Endpoint), node.name, node.id)

    return key


class _Here:
    """One block, and the words for its cells."""

    def __init__(self, document: Document, made: Schedule, live: LiveMap, block: Block, cells: Cells) -> None:
        self.document, self.made, self.live, self.block, self.cells = document, made, live, block, cells
        self.graph = live.graph
        self.at = (live.number, block.way)
        self.flows = [at for number, way, at in made.flow_rows if (number, way) == self.at]
        self.into: dict[int, list[int]] = {}
        self.out: dict[int, list[int]] = {}
        for flow in self.flows:
            self.out.setdefault(self.graph.source[flow], []).append(flow)
            self.into.setdefault(self.graph.target[flow], []).append(flow)
        self.entered = {entry: place for place, entry in enumerate(block.entries)}
        self.lead, self.least = (made.ways.cell(key, made.way_rows[self.at]) for key in ("lead", "least"))

    def node(self, key: str, node: int) -> str:
        return self.made.nodes.cell(key, self.made.node_rows[(*self.at, node)])

    def own(self, key: str, node: int) -> str:
        return self.made.nodes.here(key, self.made.node_rows[(*self.at, node)])

    def flow(self, key: str, flow: int) -> str:
        return self.made.flows.cell(key, self.made.flow_rows[(*self.at, flow)])

    def rework(self, key: str, at: int) -> str:
        return self.made.flows.cell(key, self.made.rework_rows[(*self.at, at)])

    def arrivals(self, key: str, node: int) -> str:
        return ",".join(self.flow(key, each) for each in self.into.get(node, ()))

    # --- ways ---------------------------------------------------------------------------------------------------------

    def write_ways(self, first: int, blocks: int) -> None:
        made, block, (number, way) = self.made, self.block, self.at
        row, sheet = made.way_rows[self.at], made.ways
        begin = made.node_rows[number, way, block.nodes[0]] if block.nodes else 0
        ends, after, ca = (
            made.nodes.span(key, begin, begin + len(block.nodes) - 1, fixed=False) for key in ("end", "after", "ca")
        )
        chances = [made.flows.cell("chance", made.flow_rows[number, 0, flow]) for flow in block.chosen]
        sheet.put(row, "probability", f"={'*'.join(chances) or '1'}", block.probability)
        sheet.put(row, "lead", f'=IF(COUNT({ends})=0,"",MAX({ends}))', block.lead_time)
        lead = sheet.here("lead", row)
        sheet.put(row, "least", f'=IF({lead}="","",{lead}-MAX(0.000001,{lead}*1E-12))', block.least)
        if self.graph.rework:
            words = f'=IF(OR({lead}="",COUNTIF({after},"endless")>0),"",{lead}+MAX(0,{after}))'
            sheet.put(row, "reworked", words, block.reworked)
        else:
            sheet.put(row, "reworked", f"={lead}", block.lead_time)
        sheet.put(row, "quality", f"=IF(COUNT({ca})=0,1,PRODUCT({ca}))", block.quality)
        if not way and self.cells.streams:
            for key in ("pace", "takt", "demand"):
                found = f"INDEX({self.cells.streams[key]},MATCH({sheet.here('id', row)},{self.cells.streams['id']},0))"
                sheet.put(row, key, f"={found}", self.cells.streams_say.get((self.live.map.stream, key)))
        if way:
            all_ = sheet.span_here("probability", first + 1, first + blocks - 1)
            most = max(each.probability for each in self.live.ways)
            likely = block.lead_time if block.probability >= most - 1e-12 else None
            own = sheet.here("probability", row)
            sheet.put(row, "likeliest", f'=IF({own}>=MAX({all_})-1E-12,{lead},"")', likely)

    # --- connections --------------------------------------------------------------------------------------------------

    def write_flows(self) -> None:
        for flow in self.flows:
            self._write_times(flow)
            self._write_path(flow)

    def _write_times(self, flow: int) -> None:
        made, graph, block, (number, way) = self.made, self.graph, self.block, self.at
        sheet, row, record = made.flows, made.flow_rows[(*self.at, flow)], graph.flows[flow]
        a, b = graph.source[flow], graph.target[flow]
        delay, times = self.live.adding.delay[flow], self.live.times
        siblings = graph.out[a]
        choice = graph.nodes[a].split.value == "one" and len(siblings) > 1 and not way
        if not way:
            self._find(sheet, row, self.cells.flows)
        if choice:
            sheet.put(row, "share", self._read(sheet, row, self.cells.flows["share"]), record.share)
            rows = [made.flow_rows[number, 0, each] for each in siblings]
            sheet.put(row, "chance", self._chance(row, sorted(rows)), graph.chance[flow])
        whole = f"={made.flows.here('delay', made.flow_rows[number, 0, flow])}"
        sheet.put(row, "delay", whole if way else self._number(sheet, row, self.cells.flows["delay"]), delay)
        finish, own = self.node("finish", a), sheet.here("delay", row)
        runs = flow in block.flows and a in block.early
        stops = f'OR({finish}="",{sheet.here("chance", row)}=0)' if choice else f'{finish}=""'
        arrives = block.early[a] + times[a] + delay if runs else None
        sheet.put(row, "arrives", f'=IF({stops},"",{finish}+{own})', arrives)
        onward = delay + block.rest[b] if runs and b in block.rest else None
        rest = self.node("rest", b)
        sheet.put(row, "onward", f'=IF(OR({sheet.here("arrives", row)}="",{rest}=""),"",{own}+{rest})', onward)
        ahead = sheet.here("onward", row)
        sheet.put(row, "tight", f'=IF({ahead}="",0,IF({finish}+{ahead}>={self.least},1,0))', float(flow in block.tight))

    def _find(self, sheet: Written, row: int, cells: Mapping[str, str]) -> None:
        """Where the record of a row stands on its own sheet, however that is sorted."""
        listed = cells["id"]
        sheet.put(
            row,
            "row",
            f"=MATCH({sheet.here('id', row)},{listed},0)",
            float(self.cells.rows[str(sheet.value("id", row))]),
        )

    def _read(self, sheet: Written, row: int, column: str) -> str:
        """What stands in a column for the record of a row; blank where that is blank."""
        found = f"INDEX({column},{sheet.here('row', row)})"
        return f'=IF({found}="","",{found})'

    def _number(self, sheet: Written, row: int, column: str) -> str:
        """The same as a number, 0 where it is blank."""
        return f"=N(INDEX({column},{sheet.here('row', row)}))"

    def _chance(self, row: int, siblings: Sequence[int]) -> str:
        sheet = self.made.flows
        cells, mine = sheet.span_here("share", siblings[0], siblings[-1]), sheet.here("share", row)
        count = len(siblings)
        part = f'IF({mine}="",MAX(0,1-SUM({cells}))/({count}-COUNT({cells})),{mine})'
        whole = f"IF(COUNT({cells})={count},SUM({cells}),MAX(1,SUM({cells})))"
        return f"=IF({whole}<=0,1/{count},{part}/{whole})"

    def _write_path(self, flow: int) -> None:
        made, graph, block = self.made, self.graph, self.block
        sheet, row, a = made.flows, made.flow_rows[(*self.at, flow)], graph.source[flow]
        tight, taken = sheet.here("tight", row), sheet.here("taken", row)
        place = self.node("place", a)
        if (entry := (a, flow)) in self.entered:
            earlier = self._entered(self.entered[entry])
            if earlier is not None:
                sheet.put(row, "entered", f"={earlier[0]}", earlier[1])
            before = f"{sheet.here('entered', row)}=0," if earlier is not None else ""
            words = f"=IF(AND({before}{tight}=1),1,0)"
        else:
            out = self.out[a]
            rows = [made.flow_rows[(*self.at, each)] for each in out[: out.index(flow)]]
            earlier_ones = f",SUM({sheet.span_here('tight', rows[0], rows[-1])})=0" if rows else ""
            words = f'=IF(AND({tight}=1,{place}<>""{earlier_ones}),1,0)'
        is_taken = flow in block.taken
        sheet.put(row, "taken", words, float(is_taken))
        follows = float(block.place[a] + 1) if is_taken else None
        sheet.put(row, "place", f'=IF({taken}=1,{place}+1,"")', follows)
        if graph.rework:
            carried = block.more[a][1] if is_taken and a in block.more else 0.0
            sheet.put(row, "carried", f"=IF({taken}=1,N({self.node('after', a)}),0)", carried)

    def _entered(self, at: int) -> tuple[str, float] | None:
        """Whether a path began at an entry before this one."""
        if at == 0:
            return None
        node, flow = self.block.entries[at - 1]
        slack = self.node("slack", node)
        is_first = f"IF(COUNT({slack})=1,IF({slack}=0,1,0),0)"
        mark = self.flow("tight", flow) if flow is not None else is_first
        began = flow in self.block.tight if flow is not None else is_critical(self.block, node)
        if at == 1:
            return mark, float(began)
        before = self.flow("entered", flow) if flow is not None else self.node("entered", node)
        earlier = self._began(at - 1)
        return f"MAX({before},{mark})", float(began or earlier)

    def _began(self, at: int) -> bool:
        block = self.block
        return any(
            (flow in block.tight if flow is not None else is_critical(block, node)) for node, flow in block.entries[:at]
        )

    def write_rework(self) -> None:
        made, graph, block, (number, way) = self.made, self.graph, self.block, self.at
        for at, flow in enumerate(graph.rework):
            sheet, row = made.flows, made.rework_rows[(*self.at, at)]
            a, b = graph.index[flow.source], graph.index[flow.target]
            if not way:
                self._find(sheet, row, self.cells.flows)
            for key, typed in (("chance", "probability"), ("delay", "delay")):
                value = (flow.probability or 0.0) if key == "chance" else self.live.rework_delays[at]
                whole = f"={sheet.here(key, made.rework_rows[number, 0, at])}"
                sheet.put(row, key, whole if way else self._number(sheet, row, self.cells.flows[typed]), value)
            here, back = self.node("place", a), self.node("place", b)
            counts = f'=IF(OR({here}="",{back}=""),0,IF({back}<={here},{sheet.here("chance", row)},0))'
            sheet.put(row, "counts", counts, block.counts.get(at, 0.0))
            again = f'IF(rework_rule="once",N({self.node("adds", a)}),N({self.node("before", a)})-N({self.node("before", b)}))'
            words = f"({sheet.here('delay', row)}+{self.node('start', a)}-{self.node('start', b)}+{again})"
            count = sheet.here("counts", row)
            sheet.put(row, "takes", f"=IF({count}=0,0,{count}*{words})", block.takes.get(at, 0.0))

    # --- nodes --------------------------------------------------------------------------------------------------------

    def write_node(self, node: int) -> None:
        made, graph, block, (number, way) = self.made, self.graph, self.block, self.at
        sheet, row, record = made.nodes, made.node_rows[(*self.at, node)], graph.nodes[node]
        adds = self.live.adding.adds[node]
        if not way:
            self._write_said(node, row)
        words = f"={sheet.here('adds', made.node_rows[number, 0, node])}" if way else self._adds(node, row)
        sheet.put(row, "adds", words, adds)
        here = {
            key: sheet.here(key, row)
            for key in ("adds", "start", "finish", "rest", "slack", "place", "before", "after")
        }
        arrivals = self.arrivals("arrives", node)
        if node in graph.starts:
            start = f"=MAX(0,{arrivals})" if arrivals else "=0"
        else:
            start = f'=IF(COUNT({arrivals})=0,"",MAX({arrivals}))' if arrivals else '=""'
        sheet.put(row, "start", start, block.early.get(node))
        finish = block.finish(self.live.times, node)
        sheet.put(row, "finish", f'=IF({here["start"]}="","",{here["start"]}+N({here["adds"]}))', finish)
        self._write_rest(node, row, here)
        is_known = block.lead_time is not None and node in block.rest
        slack = 0.0 if is_critical(block, node) else None
        if is_known and slack is None:
            slack = (block.lead_time or 0.0) - block.early[node] - block.rest[node]
        gone = f"{here['start']}+{here['rest']}"
        later = f"{self.lead}-{here['start']}-{here['rest']}"
        words = f'=IF(OR({here["rest"]}="",{self.lead}=""),"",IF({gone}>={self.least},0,{later}))'
        sheet.put(row, "slack", words, slack if is_known else None)
        self._write_place(node, row, here)
        if node in graph.ends:
            sheet.put(row, "end", f"={here['finish']}", finish)
        if isinstance(record, Step):
            ca = record.ca if node in block.early else None
            source = f"INDEX({self.cells.steps['ca']},{sheet.here('row', made.node_rows[number, 0, node])})"
            sheet.put(row, "ca", f'=IF(OR({here["start"]}="",{source}=""),"",{source})', ca)
        if graph.rework:
            self._write_more(node, row, here)

    def _write_said(self, node: int, row: int) -> None:
        """What was typed of a node, from its sheet."""
        sheet, record = self.made.nodes, self.graph.nodes[node]
        if isinstance(record, Endpoint):
            return
        calendar = self.document.engagement.calendar
        self._find(sheet, row, self.cells.steps)
        wait = record.wait.minutes(calendar) if record.wait else None
        said: dict[str, float | str | None] = {"wait": wait}
        if isinstance(record, Step):
            said["lt"] = record.lead_time.minutes(calendar) if record.lead_time else None
            said["pt"] = self.live.adding.process_time[node]
            said["va"] = record.value_class.value if record.value_class else None
            said["owner"] = self.cells.words.get((record.id, "owner"))
            said["performer"] = self.cells.words.get((record.id, "performer"))
        elif isinstance(record, Queue):
            said["quantity"] = record.quantity
        for key, value in said.items():
            sheet.put(row, key, self._read(sheet, row, self.cells.steps[key]), value)

    def _adds(self, node: int, row: int) -> str:
        record, sheet = self.graph.nodes[node], self.made.nodes
        if isinstance(record, Endpoint):
            return "=0"
        pt, lt, wait = (sheet.here(key, row) for key in ("pt", "lt", "wait"))
        convention = self.live.map.convention
        if isinstance(record, Queue):
            return self._waits(node, row, wait, convention is Convention.SERVICE)
        if convention is Convention.SERVICE:
            return f'=IF({lt}<>"",{lt},IF(COUNT({wait},{pt})=0,"",SUM({wait},{pt})))'
        own = f"IF(COUNT({lt},{pt})=2,MAX(0,{lt}-{pt})"
        if convention is Convention.WAITS:
            return f'=IF({wait}<>"",{wait},{own},""))'
        return f'=IF({wait}<>"",{wait}+N({pt}),{own}+{pt},IF({pt}<>"",{pt},{lt})))'

    def _waits(self, node: int, row: int, wait: str, by_lead_time: bool) -> str:
        sheet, number = self.made.nodes, self.live.number
        quantity, pace = sheet.here("quantity", row), self.made.ways.cell("pace", self.made.way_rows[number, 0])
        lasts = f'IF(N({pace})=0,"",{quantity}*{pace})'
        if by_lead_time and self.graph.out[node]:
            steps = self.graph.steps_ahead(node)
            cells = ",".join(sheet.here("lt", self.made.node_rows[number, 0, each]) for each in steps)
            if cells:
                lasts = f"IF(COUNT({cells})={len(steps)},0,{lasts})"
        return f'=IF({wait}<>"",{wait},IF({quantity}="","",{lasts}))'

    def _write_rest(self, node: int, row: int, here: Mapping[str, str]) -> None:
        made, block, out = self.made, self.block, self.out.get(node, ())
        rows = [made.flow_rows[(*self.at, each)] for each in out]
        onward = made.flows.span("onward", rows[0], rows[-1], fixed=False) if rows else ""
        time = f"N({here['adds']})"
        if node in self.graph.ends:
            words = f'=IF({here["start"]}="","",{time})'
        elif onward:
            words = f'=IF(OR({here["start"]}="",COUNT({onward})=0),"",{time}+MAX({onward}))'
        else:
            words = '=""'
        made.nodes.put(row, "rest", words, block.rest.get(node))

    def _write_place(self, node: int, row: int, here: Mapping[str, str]) -> None:
        made, block = self.made, self.block
        sheet, gives = made.nodes, block.place.get(node)
        out = [each for each in self.out.get(node, ()) if (node, each) in self.entered]
        if (node, None) in self.entered:
            earlier = self._entered(self.entered[node, None])
            if earlier is not None:
                sheet.put(row, "entered", f"={earlier[0]}", earlier[1])
            before = f",{sheet.here('entered', row)}=0" if earlier is not None else ""
            words = f'=IF(COUNT({here["slack"]})=0,"",IF(AND({here["slack"]}=0{before}),1,""))'
        elif out:
            rows = [made.flow_rows[(*self.at, each)] for each in out]
            words = f'=IF(SUM({made.flows.span("taken", rows[0], rows[-1], fixed=False)})>0,1,"")'
        elif places := self.arrivals("place", node):
            words = f'=IF(COUNT({places})=0,"",MAX({places}))'
        else:
            words = '=""'
        sheet.put(row, "place", words, None if gives is None else float(gives))

    def _write_more(self, node: int, row: int, here: Mapping[str, str]) -> None:
        sheet, block = self.made.nodes, self.block
        carried = self.arrivals("carried", node)
        before, after = block.more.get(node, (None, None))
        sheet.put(row, "before", f'=IF({here["place"]}="","",{f"SUM({carried})" if carried else 0})', before)
        leaving = [at for at, flow in enumerate(self.graph.rework) if self.graph.index[flow.source] == node]
        if not leaving:
            sheet.put(row, "after", f"={here['before']}", after)
            return
        counts, takes = (",".join(self.rework(key, at) for at in leaving) for key in ("counts", "takes"))
        time = f"N({here['adds']})"
        own = f'IF(rework_rule="once",SUM({takes}),({time}+SUM({takes}))/(1-SUM({counts}))-{time})'
        words = f'=IF({here["place"]}="","",IF(SUM({counts})>=1-1E-9,"endless",{here["before"]}+{own}))'
        endless = after is not None and sum(block.counts.get(at, 0.0) for at in leaving) >= 1 - 1e-9
        sheet.put(row, "after", words, "endless" if endless else after)


def _write_handoffs(made: Schedule, live: LiveMap, cells: Cells) -> None:
    """To how many next steps each step passes work on to another performer; both must be known."""
    graph, number = live.graph, live.number
    takers: dict[Id, dict[Id, None]] = {}
    for each in passings(graph):
        takers.setdefault(each.giver.id, {})[each.taker.id] = None
    for step, onto in takers.items():
        row = made.node_rows[number, 0, graph.index[step]]
        own, said = made.nodes.here("performer", row), cells.words.get((step, "performer"))
        others = [made.nodes.here("performer", made.node_rows[number, 0, graph.index[each]]) for each in onto]
        count = sum(said not in (None, word) for each in onto if (word := cells.words.get((each, "performer"))))
        words = "+".join(f'({other}<>"")*({other}<>{own})' for other in others)
        made.nodes.put(row, "handoffs", f'=IF({own}="",0,{words})', float(count))


def _write_visits(made: Schedule, live: LiveMap, found: Visited) -> None:
    """How often each node is passed, over the whole map."""
    graph, number = live.graph, live.number
    ways = live.ways if live.alternatives else live.blocks[:1]
    cells = [made.ways.cell("probability", made.way_rows[number, each.way]) for each in ways]
    for node in range(len(graph.nodes)):
        row = made.node_rows[number, 0, node]
        runs = sorted(found.runs[node])
        chance = sum(ways[at].probability for at in runs)
        if len(runs) == len(ways) and not live.alternatives:
            words = f'=IF({made.nodes.here("start", row)}="",0,1)'
        else:
            words = f"={'+'.join(cells[at] for at in runs) or '0'}"
        made.nodes.put(row, "runs", words, chance)
        onto = found.onto.get(node, ())
        made.nodes.put(row, "visits", _visits_words(made, live, node, onto, cells), found.gives[node])


def _visits_words(made: Schedule, live: LiveMap, node: int, onto: Sequence[Return], cells: Sequence[str]) -> str:
    number = live.number
    first = made.nodes.here("runs", made.node_rows[number, 0, node])
    if not onto:
        return f"={first}"
    own, others, once, counted = [], [], [], []
    for each in onto:
        new, old = each.adds[node]
        share = f"({new.words(cells)}-{old.words(cells)})"
        share = {"(1-0)": "1", "(0-1)": "-1"}.get(share, share)
        chance = made.flows.cell("chance", made.rework_rows[number, 0, each.rework])
        source = made.node_rows[number, 0, each.source]
        once.append(f"{chance}*{made.nodes.here('runs', source)}*{share}")
        if each.source == node:
            own.append(f"{chance}*{share}")
            counted.append(chance)
        else:
            others.append(f"{chance}*{made.nodes.here('visits', source)}*{share}")
    until = f"({'+'.join([first, *others])})"
    if own:
        until += f"/(1-{'-'.join(own)})"
    words = f'IF(rework_rule="once",{"+".join([first, *once])},{until})'
    if counted:
        return f'=IF(SUM({",".join(counted)})>=1-1E-9,"",{words})'
    return f'=IFERROR({words},"")'
