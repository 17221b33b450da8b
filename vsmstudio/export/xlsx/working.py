"""What each step has to do, as live formulas: its people's work against takt, labour and its cost."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.inputs.written import ADDED
from vsmstudio.export.tables.table import Column, Kind, Table
from vsmstudio.export.xlsx.inputs_read import STEPS
from vsmstudio.export.xlsx.live import Sheets
from vsmstudio.export.xlsx.timing import Timing, fixed
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

CAPACITY, UNITS = "capacity", "units"
_UNITS = ("units", "typed Units", "typed Customers", "typed Suppliers")
_TITLES = {"Unit", "Customer", "Supplier"}
_TYPED = {
    "pt": "pt",
    "batch": f"{ADDED}Batch",
    "crew": f"{ADDED}Crew",
    "people": "people",
    "availability": f"{ADDED}Availability",
    "performer": "performer",
}


_THRESHOLD = Column("threshold", "Threshold", Kind.RATIO, width=9, hidden=True)
_BUSY = Column("busy", "People kept busy all the time", Kind.NUMBER, width=9, hidden=True)


def with_hidden(document: Document, analysis: Analysis, table: Table) -> Table:
    """The table of capacity with columns for the line that its chart draws, and for what units have to do.

    People of today's maps are kept busy; what other maps ask for is no part of a unit's load.
    """
    threshold = document.engagement.bottleneck_threshold
    busy: dict[Id, float] = {}
    for unit in analysis.units.values():
        busy |= unit.parts
    rows = tuple((*row, threshold, busy.get(key)) for key, row in zip(table.ids, table.rows, strict=True))
    return replace(table, columns=(*table.columns, _THRESHOLD, _BUSY), rows=rows)


def add_units(sheets: Sheets) -> None:
    """What each unit has to do, from the steps that it performs."""
    if CAPACITY not in sheets or not sheets.read_back(UNITS):
        return
    table = sheets.at(UNITS).table
    performers, busy = sheets.range(CAPACITY, "performer"), sheets.range(CAPACITY, "busy")
    for row, needed in enumerate(table.values("needed")):
        if needed is None:
            continue
        unit, people, whole, load = (sheets.here(UNITS, key, row) for key in ("unit", "people", "needed", "load"))
        own = f"({performers}={unit})"
        sheets.put(UNITS, row, "needed", f'IF(SUMPRODUCT({own}*ISNUMBER({busy}))=0,"",SUMPRODUCT({own}*1,{busy}))')
        sheets.put(UNITS, row, "load", f'IF(OR({whole}="",N({people})<=0.000000001),"",{whole}/{people})')
        sheets.put(UNITS, row, "says", f'IF({load}="","",{_over(load)})')


def _over(share: str) -> str:
    return f'IF({share}>1.000000001,"over 100 %",IF({share}>utilisation_threshold+0.000000001,"over threshold",""))'


def add_capacity(sheets: Sheets, timing: Timing, todays: Set[Id]) -> None:
    """Fill the sheet of capacity; steps of maps that no formula can follow keep their values. `todays` are the current maps."""
    if CAPACITY not in sheets:
        return
    table = sheets.at(CAPACITY).table
    steps = {key: at for at, key in enumerate(sheets.at(STEPS).table.ids)}
    spans = _spans(table)
    rates = _rates(sheets)
    for row, key in enumerate(table.ids):
        number = table.rows[row][0]
        if not isinstance(number, int) or timing.visits.get(number) is None or key not in steps:
            continue
        _step(sheets, timing, row, number, key, spans[number], rates, todays)


def _spans(table: Table) -> Mapping[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for row, number in enumerate(table.values("map_no")):
        if isinstance(number, int):
            found[number] = (found.get(number, (row, row))[0], row)
    return found


def _rates(sheets: Sheets) -> list[tuple[str, str]]:
    """(names, hourly costs) of units, as cells; they stand on several sheets."""
    found = []
    for key in _UNITS:
        if not sheets.read_back(key):
            continue
        columns = {column.title: column.key for column in sheets.at(key).table.columns}
        name = next((each for title, each in columns.items() if title in _TITLES), None)
        if name and (cost := columns.get("Cost per hour")):
            found.append((sheets.range(key, name), sheets.range(key, cost)))
    return found


def _step(
    sheets: Sheets,
    timing: Timing,
    row: int,
    number: int,
    key: Id,
    span: tuple[int, int],
    rates: list[tuple[str, str]],
    todays: Set[Id],
) -> None:
    made, live = timing.schedule, timing.maps[number]
    table = sheets.at(CAPACITY).table
    node = live.graph.index[key]
    at = fixed(made.node("row", number, node))
    facts = made.way_rows[number, 0]
    here = {column.key: sheets.here(CAPACITY, column.key, row) for column in table.columns}

    def put(column: str, words: str) -> None:
        sheets.put(CAPACITY, row, column, words)

    for column, typed in _TYPED.items():
        found = f"INDEX({sheets.range(STEPS, typed)},{at})"
        put(column, f'IF({found}="","",{found})')
    put("visits", fixed(made.node("visits", number, node)))
    put("takt", fixed(made.ways.cell("takt", facts)))
    put("threshold", "utilisation_threshold")
    batch, crew, share = (f"IF(N({here[key]})=0,1,{here[key]})" for key in ("batch", "crew", "availability"))
    load = f"{here['pt']}/{batch}*{crew}*{here['visits']}"
    able = f"(N({here['people']})*{share})"
    unknown = f'{here["pt"]}="",{here["visits"]}=""'
    put("per_item", f'IF(OR({unknown},{able}<=0.000000001),"",{load}/{able})')
    put("utilisation", f'IF(OR({here["per_item"]}="",N({here["takt"]})=0),"",{here["per_item"]}/{here["takt"]})')
    if live.map.id in todays:
        put("busy", f'IF(OR({unknown},{here["performer"]}="",N({here["takt"]})=0),"",{load}/({here["takt"]}*{share}))')
    demand = fixed(made.ways.cell("demand", facts))
    put("hours", f'IF(OR({unknown},{demand}=""),"",{load}*{demand}/60)')
    put("fte", f'IF({here["hours"]}="","",{here["hours"]}/productive_hours)')
    sums = [f"SUMPRODUCT(({names}={here['performer']})*1,{costs})" for names, costs in rates]
    known = [f"SUMPRODUCT(({names}={here['performer']})*ISNUMBER({costs}))" for names, costs in rates]
    if rates:
        words = f'{here["performer"]}="",{here["hours"]}="",{"+".join(known)}=0'
        put("cost", f'IF(OR({words}),"",{here["hours"]}*({"+".join(sums)}))')
    _says(sheets, row, here, span)


def _says(sheets: Sheets, row: int, here: Mapping[str, str], span: tuple[int, int]) -> None:
    """Bottleneck, the first of equals, and over the threshold or 100 %."""
    used = here["utilisation"]
    column = sheets.span(CAPACITY, "utilisation", *span)
    over = _over(used)
    first = f"MATCH(MAX({column}),{column},0)={row - span[0] + 1}"
    both = f'IF({over}="","bottleneck","bottleneck, "&{over})'
    lacks = sheets.at(CAPACITY).table.rows[row][sheets.at(CAPACITY).table.at("says")]
    blank = f'"{lacks}"' if isinstance(lacks, str) and lacks.startswith("lacks ") else '""'
    sheets.put(CAPACITY, row, "says", f'IF({used}="",{blank},IF({first},{both},{over}))')
