"""The schedule by formulas: forward and backward pass over the connections of each map, and of each way through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vsmstudio.export.tables.labels import map_cells
from vsmstudio.export.xlsx.blocks import Block, LiveMap
from vsmstudio.export.xlsx.schedule_columns import FLOWS, NODES, WAYS
from vsmstudio.export.xlsx.schedule_nodes import Nodes
from vsmstudio.export.xlsx.schedule_passes import write_handoffs, write_visits
from vsmstudio.export.xlsx.schedule_sheets import Cells, Schedule
from vsmstudio.export.xlsx.visits import Visited
from vsmstudio.export.xlsx.written import Written
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Endpoint


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
            here = Nodes(document, made, live, block, cells)
            here.write_ways(first, len(live.blocks))
            here.write_flows()
            here.write_rework()
            for node in block.nodes:
                here.write_node(node)
        write_handoffs(made, live, cells)
        if (found := visits.get(live.number)) is not None:
            write_visits(made, live, found)
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
    for at in block.flows if way else sorted(range(len(graph.flows)), key=_as_listed(live)):
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


def _as_listed(live: LiveMap) -> Callable[[int], tuple[int, bool, str, Id]]:
    graph = live.graph
    place = {node: at for at, node in enumerate(graph.order)}

    def key(flow: int) -> tuple[int, bool, str, Id]:
        node = graph.nodes[graph.target[flow]]
        return (place[graph.source[flow]], not isinstance(node, Endpoint), node.name, node.id)

    return key
