"""Times as live formulas: the schedule of every map, its critical path, its alternatives, and what each step has to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.inputs.written import ADDED, ID_KEY
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.table import Cell, Column, Kind, Table
from vsmstudio.export.xlsx import durations
from vsmstudio.export.xlsx.blocks import MOST_ROWS, LiveMap, live_map
from vsmstudio.export.xlsx.inputs_read import FLOWS, STEPS, STREAMS
from vsmstudio.export.xlsx.live import Sheets
from vsmstudio.export.xlsx.schedule import schedule
from vsmstudio.export.xlsx.schedule_sheets import Cells, Schedule
from vsmstudio.export.xlsx.visits import Visited, visited
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Step

PATH, ALTERNATIVES = "path", "alternatives"
_ADDED_PATH = (
    Column("begins", "Begins", Kind.NUMBER, "d", 10, hidden=True),
    Column("lasts", "Lasts", Kind.NUMBER, "d", 10, hidden=True),
    Column("row", "Row of the schedule", Kind.COUNT, width=9, hidden=True),
    Column("down", "Answers onward", width=12, hidden=True),
    Column("up", "Answers back", width=12, hidden=True),
    Column("by", "Performer of the step", width=12, hidden=True),
    Column("crosses", "Handoff to here", Kind.COUNT, width=9, hidden=True),
)
_NOBODY = "–"


@dataclass
class Timing:
    """The maps that formulas can work out, by number, with their visits, and the sheets on which that is done."""

    maps: dict[int, LiveMap]
    visits: dict[int, Visited | None]
    schedule: Schedule


def live_maps(document: Document, analysis: Analysis) -> dict[int, LiveMap]:
    """The maps that formulas can work out, by their numbers."""
    room, found = MOST_ROWS, {}
    for number, shown in enumerate(listed_maps(document, analysis), start=1):
        live = live_map(document, number, shown, analysis.maps[shown.id], room)
        if live is not None:
            found[number] = live
            room -= len(live.ways) * len(live.graph.nodes)
    return found


def with_path_rows(document: Document, maps: Mapping[int, LiveMap], table: Table) -> Table:
    """The path's table with columns that its formulas need, and blank rows for a path with more nodes than today's."""
    columns = (*table.columns, *_ADDED_PATH)
    rows: list[tuple[Cell, ...]] = []
    ids: list[Id] = []
    flagged = set()
    listed, day = list(enumerate(table.rows)), document.engagement.calendar.day
    for number in dict.fromkeys(row[0] for row in table.rows):
        own = [(at, row) for at, row in listed if row[0] == number]
        for at, row in own:
            if at in table.flagged:
                flagged.add(len(rows))
            adds, whole = row[table.at("adds")], row[table.at("cumulative")]
            lasts = adds if isinstance(adds, (int, float)) else 0.0
            begins = whole - lasts if isinstance(whole, (int, float)) else 0.0
            rows.append((*row, begins / day, lasts / day, *(None,) * 5))
            ids.append(table.ids[at])
        live = maps.get(number) if isinstance(number, int) else None
        for _ in range(_longest(live) - len(own) if live else 0):
            rows.append((*own[0][1][:3], *(None,) * (len(columns) - 3)))
            ids.append("")
    return replace(table, columns=columns, rows=tuple(rows), ids=tuple(ids), flagged=frozenset(flagged))


def _longest(live: LiveMap) -> int:
    """The most nodes that any path of a map has."""
    graph = live.graph
    most = [1] * len(graph.nodes)
    for node in graph.order:
        for flow in graph.out[node]:
            most[graph.target[flow]] = max(most[graph.target[flow]], most[node] + 1)
    return max(most, default=0)


def add_timing(sheets: Sheets, document: Document, analysis: Analysis, maps: dict[int, LiveMap]) -> Timing | None:
    """The formulas of times, on the sheets that are there; None where nothing can be worked out."""
    if not maps or not sheets.read_back(STEPS):
        return None
    rule = document.engagement.rework
    visits = {
        number: visited(
            live, rule, {live.graph.index[step]: load.visits for step, load in live.held.capacity.steps.items()}
        )
        for number, live in maps.items()
    }
    made = schedule(document, list(maps.values()), visits, _cells(sheets, document))
    timing = Timing(maps, visits, made)
    _steps(sheets, timing)
    if PATH in sheets:
        _path(sheets, timing)
    if ALTERNATIVES in sheets:
        _alternatives(sheets, timing)
    return timing


def _cells(sheets: Sheets, document: Document) -> Cells:
    steps = sheets.at(STEPS).table
    typed = {"pt": "pt", "lt": "lt", "wait": "wait", "ca": "ca", "va": "va"}
    typed |= {"owner": "owner", "performer": "performer"}
    of_steps = {key: sheets.range(STEPS, each) for key, each in typed.items()}
    of_steps |= {"quantity": sheets.range(STEPS, f"{ADDED}Quantity"), "id": sheets.range(STEPS, ID_KEY)}
    rows = {key: at for at, key in enumerate(steps.ids, start=1)}
    of_flows, of_streams, say = {}, {}, {}
    if sheets.read_back(FLOWS):
        of_flows = {
            "id": sheets.range(FLOWS, ID_KEY),
            "delay": sheets.range(FLOWS, "delay"),
            "share": sheets.range(FLOWS, f"{ADDED}Share"),
            "probability": sheets.range(FLOWS, f"{ADDED}Probability"),
        }
        rows |= {key: at for at, key in enumerate(sheets.at(FLOWS).table.ids, start=1)}
    if sheets.read_back(STREAMS):
        of_streams = {key: sheets.range(STREAMS, key) for key in ("pace", "takt", "demand")}
        of_streams["id"] = sheets.range(STREAMS, ID_KEY)
        table = sheets.at(STREAMS).table
        for row, key in enumerate(table.ids):
            for each in ("pace", "takt", "demand"):
                value = table.rows[row][table.at(each)]
                say[key, each] = value if isinstance(value, (int, float)) else None
    words = {
        (key, each): str(said) if said else None
        for each in ("owner", "performer")
        for key, said in zip(steps.ids, steps.values(each), strict=True)
    }
    return Cells(of_steps, of_flows, of_streams, words, say, rows)


def fixed(cell: str) -> str:
    """A cell of another sheet that stays when rows are sorted: `'Ways'!$G$4`."""
    sheet, _, at = cell.rpartition("!")
    letters = at.rstrip("0123456789")
    return f"{sheet}!${letters}${at[len(letters) :]}"


def _steps(sheets: Sheets, timing: Timing) -> None:
    made = timing.schedule
    rows = {key: at for at, key in enumerate(sheets.at(STEPS).table.ids)}
    for number, live in timing.maps.items():
        for node in live.graph.nodes:
            if not isinstance(node, Step):
                continue
            slack = fixed(made.node("slack", number, live.graph.index[node.id]))
            sheets.put(STEPS, rows[node.id], "slack", f'IF({slack}="","",{slack})')
            sheets.put(STEPS, rows[node.id], "critical", f'IF({slack}="","no",IF({slack}=0,"yes","no"))')


def _path(sheets: Sheets, timing: Timing) -> None:
    """Each row shows what stands at its place of the path, wherever the path goes."""
    table = sheets.at(PATH).table
    by_map: dict[int, list[int]] = {}
    for at, number in enumerate(table.values("map_no")):
        if isinstance(number, int) and number in timing.maps:
            by_map.setdefault(number, []).append(at)
    for number, rows in by_map.items():
        _path_of(sheets, timing, number, rows)


def _path_of(sheets: Sheets, timing: Timing, number: int, rows: list[int]) -> None:
    made, live = timing.schedule, timing.maps[number]
    count = len(live.graph.nodes)
    columns = {
        key: made.block(key, number, count)
        for key in (
            "place",
            "number",
            "node",
            "kind",
            "adds",
            "start",
            "finish",
            "pt",
            "va",
            "slack",
            "owner",
            "performer",
        )
    }
    order = list(live.blocks[0].nodes)
    at_place = {place: order.index(node) for node, place in live.blocks[0].place.items()}
    lead = made.ways.cell("lead", made.way_rows[number, 0])
    said = list(_answers(live, len(rows)))
    steps = sheets.at(STEPS).table
    owners, performers = (dict(zip(steps.ids, steps.values(key), strict=True)) for key in ("owner", "performer"))
    last = ""
    for place, row in enumerate(rows, start=1):
        _path_row(sheets, columns, lead, place, row, rows)
        formulas = sheets.formulas[PATH]
        found = at_place.get(place)
        words = f'IFERROR(MATCH({place},{columns["place"]},0),"")'
        formulas[row, "row"] = (f"={words}", "" if found is None else float(found + 1))
        for key, gives in zip(("down", "up", "owner", "owned"), _said(owners, live, place, said), strict=True):
            formulas[row, key] = (formulas[row, key][0], gives)
        node, before = said[place - 1], last
        if node is not None and isinstance(step := live.graph.nodes[node], Step):
            last = str(performers.get(step.id) or "")
            crosses = float(bool(before and last and before != last))
        else:
            crosses = 0.0
        formulas[row, "by"] = (formulas[row, "by"][0], last if node is not None else "")
        formulas[row, "crosses"] = (formulas[row, "crosses"][0], crosses if node is not None else "")


def _path_row(sheets: Sheets, columns: Mapping[str, str], lead: str, place: int, row: int, rows: list[int]) -> None:
    here = {
        key: sheets.here(PATH, key, row)
        for key in ("row", "node", "kind", "adds", "delay", "cumulative", "pt", "va", "down", "up")
    }
    at = here["row"]
    found = {key: f"INDEX({cells},{at})" for key, cells in columns.items()}
    first, last = row == rows[0], row == rows[-1]
    before = "0" if first else f"N({sheets.here(PATH, 'cumulative', row - 1)})"

    def put(key: str, words: str) -> None:
        sheets.put(PATH, row, key, f'IF({at}="","",{words})')

    put("order", str(place))
    for key in ("number", "node", "kind", "pt", "va", "slack"):
        put(key, f'IF({found[key]}="","",{found[key]})')
    put("cumulative", found["finish"])
    whole = here["cumulative"]
    put("adds", f'IF(AND({found["adds"]}="",{whole}={before}),"",{whole}-{before})')
    put("delay", f'IF(ABS({found["start"]}-{before})<0.000001,"",{found["start"]}-{before})')
    put("share", f'IF(N({lead})=0,"",N({here["adds"]})/{lead})')
    put("begins", f"{before}/{durations.DAY}")
    put("lasts", f"N({here['adds']})/{durations.DAY}")
    own = f'IF({found["owner"]}="","{_NOBODY}",{found["owner"]})'
    onward = '""' if last else sheets.here(PATH, "down", row + 1)
    back = '""' if first else sheets.here(PATH, "up", row - 1)
    put("down", f'IF({here["kind"]}="step",{own},{onward})')
    put("up", f'IF({here["kind"]}="step",{own},{back})')
    answers = f'IF({here["down"]}<>"",{here["down"]},{here["up"]})'
    by = '""' if first else sheets.here(PATH, "by", row - 1)
    own = found["performer"]
    put("by", f'IF({here["kind"]}="step",IF({own}="","",{own}),{by})')
    put("crosses", f'IF(AND({here["kind"]}="step",{by}<>"",{own}<>"",{by}<>{own}),1,0)')
    is_end = f'AND({here["kind"]}<>"step",{here["kind"]}<>"queue",N({here["adds"]})=0)'
    put("owner", f'IF({is_end},"",IF({answers}="{_NOBODY}","",{answers}))')
    missing = f'OR({answers}="",{answers}="{_NOBODY}",ISNUMBER(SEARCH(", vacant",{answers})))'
    put("owned", f'IF({is_end},"",IF({missing},"no","yes"))')


def _answers(live: LiveMap, rows: int) -> list[int | None]:
    """The node at each place of the path, blank at the end."""
    nodes: list[int | None] = list(live.blocks[0].place)
    return [*nodes, *[None] * (rows - len(nodes))]


def _said(owners: Mapping[Id, Cell], live: LiveMap, place: int, nodes: list[int | None]) -> tuple[str, str, str, str]:
    """What the columns of answers give: onward, back, the owner, and whether there is one."""
    node = nodes[place - 1]
    if node is None:
        return ("", "", "", "")

    def words(each: int | None) -> str:
        if each is None or not isinstance(record := live.graph.nodes[each], Step):
            return ""
        return str(owners.get(record.id) or _NOBODY)

    down = next((said for each in nodes[place - 1 :] if (said := words(each))), "")
    up = next((said for each in reversed(nodes[:place]) if (said := words(each))), "")
    answer = down or up
    whole, adds = live.blocks[0], 0.0
    finish = whole.finish(live.times, node) or 0.0
    previous = nodes[place - 2] if place > 1 else None
    adds = finish - ((whole.finish(live.times, previous) or 0.0) if previous is not None else 0.0)
    if node >= live.graph.marks and not adds:
        return (down, up, "", "")
    missing = answer in ("", _NOBODY) or ", vacant" in answer.casefold()
    return (down, up, "" if answer == _NOBODY else answer, "no" if missing else "yes")


def _alternatives(sheets: Sheets, timing: Timing) -> None:
    """Probability and lead time of each alternative, from the way that takes the same path."""
    table, made = sheets.at(ALTERNATIVES).table, timing.schedule
    left = {number: list(live.ways) for number, live in timing.maps.items()}
    for row, cells in enumerate(table.rows):
        number, chance, lead = (cells[table.at(key)] for key in ("map_no", "probability", "lead_time"))
        if not isinstance(number, int) or not isinstance(chance, float) or not isinstance(lead, float):
            continue
        same = [
            way
            for way in left.get(number, ())
            if way.lead_time is not None
            and abs(way.lead_time - lead) < 1e-6
            and abs(way.probability - chance) < 1e-9
            and str(cells[table.at("way")]) == _words(timing.maps[number], way.place)
        ]
        if not same:
            continue
        left[number].remove(same[0])
        at = made.way_rows[number, same[0].way]
        least = made.ways.cell("least", made.way_rows[number, 0])
        here = made.ways.cell("lead", at)
        sheets.put(ALTERNATIVES, row, "probability", made.ways.cell("probability", at))
        sheets.put(ALTERNATIVES, row, "lead_time", here)
        sheets.put(ALTERNATIVES, row, "longest", f'IF(N({here})>={least},"longest","")')


def _words(live: LiveMap, nodes: Mapping[int, int]) -> str:
    return " → ".join(live.graph.nodes[node].name for node in nodes if node < live.graph.marks)
