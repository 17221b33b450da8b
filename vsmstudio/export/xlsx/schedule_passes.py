"""How often work passes each step of a schedule, and where it is handed on."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.handoffs import passings
from vsmstudio.export.xlsx.blocks import LiveMap
from vsmstudio.export.xlsx.schedule_sheets import Cells, Schedule
from vsmstudio.export.xlsx.visits import Return, Visited
from vsmstudio.model.ids import Id


def write_handoffs(made: Schedule, live: LiveMap, cells: Cells) -> None:
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


def write_visits(made: Schedule, live: LiveMap, found: Visited) -> None:
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
