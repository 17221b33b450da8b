"""Ways and connections of one block of a schedule, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.export.xlsx.blocks import Block, LiveMap, is_critical
from vsmstudio.export.xlsx.schedule_sheets import Cells, Schedule
from vsmstudio.export.xlsx.written import Written
from vsmstudio.model.document import Document


class Connections:
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
            self.find(sheet, row, self.cells.flows)
        if choice:
            sheet.put(row, "share", self.read(sheet, row, self.cells.flows["share"]), record.share)
            rows = [made.flow_rows[number, 0, each] for each in siblings]
            sheet.put(row, "chance", self._chance(row, sorted(rows)), graph.chance[flow])
        whole = f"={made.flows.here('delay', made.flow_rows[number, 0, flow])}"
        sheet.put(row, "delay", whole if way else self.number_in(sheet, row, self.cells.flows["delay"]), delay)
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

    def find(self, sheet: Written, row: int, cells: Mapping[str, str]) -> None:
        """Where the record of a row stands on its own sheet, however that is sorted."""
        listed = cells["id"]
        sheet.put(
            row,
            "row",
            f"=MATCH({sheet.here('id', row)},{listed},0)",
            float(self.cells.rows[str(sheet.value("id", row))]),
        )

    def read(self, sheet: Written, row: int, column: str) -> str:
        """What stands in a column for the record of a row; blank where that is blank."""
        found = f"INDEX({column},{sheet.here('row', row)})"
        return f'=IF({found}="","",{found})'

    def number_in(self, sheet: Written, row: int, column: str) -> str:
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
            earlier = self.before(self.entered[entry])
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

    def before(self, at: int) -> tuple[str, float] | None:
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
                self.find(sheet, row, self.cells.flows)
            for key, typed in (("chance", "probability"), ("delay", "delay")):
                value = (flow.probability or 0.0) if key == "chance" else self.live.rework_delays[at]
                whole = f"={sheet.here(key, made.rework_rows[number, 0, at])}"
                sheet.put(row, key, whole if way else self.number_in(sheet, row, self.cells.flows[typed]), value)
            here, back = self.node("place", a), self.node("place", b)
            counts = f'=IF(OR({here}="",{back}=""),0,IF({back}<={here},{sheet.here("chance", row)},0))'
            sheet.put(row, "counts", counts, block.counts.get(at, 0.0))
            again = f'IF(rework_rule="once",N({self.node("adds", a)}),N({self.node("before", a)})-N({self.node("before", b)}))'
            words = f"({sheet.here('delay', row)}+{self.node('start', a)}-{self.node('start', b)}+{again})"
            count = sheet.here("counts", row)
            sheet.put(row, "takes", f"=IF({count}=0,0,{count}*{words})", block.takes.get(at, 0.0))
