"""The nodes of one block of a schedule, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping

from vsmstudio.export.xlsx.blocks import is_critical
from vsmstudio.export.xlsx.schedule_flows import Connections
from vsmstudio.model.records import Convention, Endpoint, Queue, Step


class Nodes(Connections):
    """One block, its nodes too."""

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
        self.find(sheet, row, self.cells.steps)
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
            sheet.put(row, key, self.read(sheet, row, self.cells.steps[key]), value)

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
            earlier = self.before(self.entered[node, None])
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
