"""All sheets of the workbook with the formulas of their cells, before any of them is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vsmstudio.export.prepared import Prepared
from vsmstudio.export.xlsx import durations
from vsmstudio.export.xlsx.around import add_around
from vsmstudio.export.xlsx.cells import safe_title
from vsmstudio.export.xlsx.inputs_read import FLOWS, STEPS, STREAMS, add_inputs, with_columns
from vsmstudio.export.xlsx.live import Sheets
from vsmstudio.export.xlsx.money import add_money
from vsmstudio.export.xlsx.names import engagement_names
from vsmstudio.export.xlsx.schedule_columns import FLOWS_NOTE, NODES_NOTE, WAYS_NOTE
from vsmstudio.export.xlsx.sheet import Placed
from vsmstudio.export.xlsx.sheets import Sheet, sheets
from vsmstudio.export.xlsx.timing import PATH, Timing, add_timing, live_maps, with_path_rows
from vsmstudio.export.xlsx.working import CAPACITY, add_capacity, add_units, with_hidden

OWN = ("README", "Summary")  # sheets that are no tables


@dataclass
class Gathered:
    """The sheets in their order, where they stand, their formulas, the names of cells, and the maps that are worked out."""

    listed: list[Sheet]
    placed: Mapping[str, Placed]
    live: Sheets
    names: dict[str, str]
    timing: Timing | None


def gather(ready: Prepared, on: date) -> Gathered:
    """Everything that the workbook holds."""
    document, analysis = ready.document, ready.analysis
    maps = live_maps(document, analysis)
    listed = [_made_ready(ready, each) for each in sheets(ready, on)]
    listed = [
        each._replace(table=with_path_rows(document, maps, each.table)) if each.key == PATH else each for each in listed
    ]
    placed = _placed(listed)
    live = Sheets(placed)
    names = engagement_names(document, placed.get("typed Engagement"))
    add_inputs(live, document)
    add_money(live, document, analysis, on)
    add_around(live, document, on)
    timing = add_timing(live, document, analysis, maps)
    if timing is not None:
        shown = (document.current_map(stream.id) for stream in document.streams)
        add_capacity(live, timing, {each.id for each in shown if each})
        add_units(live)
    units, formulas, named = durations.units(document.engagement.calendar)
    working = []
    if timing is not None:
        made = timing.schedule
        working += [
            ("schedule", made.nodes.table(NODES_NOTE), made.nodes.live, "node"),
            ("connections", made.flows.table(FLOWS_NOTE), made.flows.live, "to"),
            ("ways", made.ways.table(WAYS_NOTE), made.ways.live, "way"),
        ]
    if any(live.read_back(each) for each in (STEPS, FLOWS, STREAMS)):
        working.append(("units of time", units, formulas, "word"))
        names |= named
    at = next((place for place, each in enumerate(listed) if each.key == "explained"), len(listed))
    for place, (key, table, cells, freeze) in enumerate(each for each in working if each[1].rows):
        listed.insert(at + place, Sheet(key, table, freeze, calculated=True))
        live.formulas[key] = cells
    return Gathered(listed, _placed(listed), live, names, timing)


def _made_ready(ready: Prepared, each: Sheet) -> Sheet:
    if each.key == CAPACITY:
        return each._replace(table=with_hidden(ready.document, ready.analysis, each.table))
    return each._replace(table=with_columns(ready.typed, each.key, each.table))


def _placed(listed: list[Sheet]) -> dict[str, Placed]:
    """Where each table stands: on a sheet of its title."""
    taken = {title.casefold() for title in OWN}
    return {each.key: Placed(safe_title(each.table.title, taken), each.table) for each in listed}
