"""The figures of each map as live formulas over the sheets on which their parts stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from vsmstudio.export.xlsx.gathering import Gathered
from vsmstudio.export.xlsx.inputs_read import STEPS
from vsmstudio.export.xlsx.schedule_sheets import Schedule
from vsmstudio.export.xlsx.timing import PATH, fixed
from vsmstudio.export.xlsx.working import CAPACITY
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

_CAPACITY = {"labour_hours_per_year": "hours", "fte": "fte", "labour_cost_per_year": "cost"}
_WAYS = {"expected_lead_time": "lead", "expected_lead_time_with_rework": "reworked"}


class Here(NamedTuple):
    """A map's number and stream, and the cells of its figures by key."""

    number: int
    stream: Id
    cells: Mapping[str, str]


def figure_words(held: Gathered, document: Document, here: Here, key: str) -> str | None:
    """The formula (without `=`) of a figure that is known; None where a spreadsheet cannot work it out."""
    timing = held.timing
    if timing is None or here.number not in timing.maps:
        return None
    made, number, live = timing.schedule, here.number, held.live
    row = made.way_rows[number, 0]
    lead = here.cells["lead_time"]
    if key == "lead_time":
        return made.ways.cell("lead", row)
    if key in ("process_time", "va_ratio", "owner_coverage", "activity_ratio"):
        return _of_path(held, here, key, lead) if PATH in live else None
    if key == "handoffs":
        nodes = len(timing.maps[number].graph.nodes)
        return f"SUM({made.block('handoffs', number, nodes)})" if nodes else None
    if key == "handoffs_on_path":
        crossing = f"{live.range(PATH, 'crosses')},{live.range(PATH, 'map_no')},{number}"
        return f"SUMIFS({crossing})" if PATH in live else None
    if key == "total_process_time":
        return f"SUMIFS({live.range(STEPS, 'pt')},{live.range(STEPS, 'map_no')},{number})"
    if key == "steps":
        kind = live.range(STEPS, "typed Kind")
        return f'COUNTIFS({live.range(STEPS, "map_no")},{number},{kind},"step")'
    if key in ("rolled_ca", "lead_time_probability", "most_likely_lead_time", *_WAYS):
        return _of_ways(made, timing.maps[number].alternatives, len(timing.maps[number].ways), number, key)
    if key == "takt":
        return made.ways.cell("takt", row)
    if key == "work_in_process":
        return f"{lead}/{made.ways.cell('pace', row)}"
    return _of_work(held, document, here, key)


def _of_path(held: Gathered, here: Here, key: str, lead: str) -> str:
    live = held.live

    def sum_of(column: str, where: str = "", word: str = "") -> str:
        also = f',{live.range(PATH, where)},"{word}"' if where else ""
        return f"SUMIFS({live.range(PATH, column)},{live.range(PATH, 'map_no')},{here.number}{also})"

    if key == "process_time":
        return sum_of("pt")
    if key == "activity_ratio":
        return f'IF({lead}=0,"",{here.cells["process_time"]}/{lead})'
    if key == "va_ratio":
        return f'IF({lead}=0,"",{sum_of("pt", "va", "VA")}/{lead})'
    return f'IF({lead}=0,"",MIN(1,{sum_of("adds", "owned", "yes")}/{lead}))'


def _of_ways(made: Schedule, alternatives: bool, ways: int, number: int, key: str) -> str | None:
    row = made.way_rows[number, 0]
    cell = made.ways.cell
    if not alternatives:
        only = {
            "rolled_ca": "quality",
            "expected_lead_time": "lead",
            "most_likely_lead_time": "lead",
            "expected_lead_time_with_rework": "reworked",
        }
        return cell(only[key], row) if key in only else f'IF({cell("lead", row)}="","",1)'
    if not ways:
        return None
    spans = {
        each: made.ways.span(each, row + 1, row + ways)
        for each in ("probability", "lead", "reworked", "likeliest", "quality")
    }
    chance, lead = spans["probability"], spans["lead"]
    if key == "rolled_ca":
        return f"SUMPRODUCT({chance},{spans['quality']})"
    if key == "most_likely_lead_time":
        return f"MAX({spans['likeliest']})"
    if key == "lead_time_probability":
        return f"SUMPRODUCT({chance}*ISNUMBER({lead})*({lead}>={cell('least', row)}))"
    return f"SUMPRODUCT({chance},{spans[_WAYS[key]]})/SUMPRODUCT({chance}*ISNUMBER({lead}))"


def _of_work(held: Gathered, document: Document, here: Here, key: str) -> str | None:
    live, timing, number = held.live, held.timing, here.number
    if CAPACITY not in live or timing is None or timing.visits.get(number) is None:
        return None
    rows = [row for row, each in enumerate(live.at(CAPACITY).table.values("map_no")) if each == number]
    if not rows:
        return None
    if key == "highest_utilisation":
        return f"MAX({live.span(CAPACITY, 'utilisation', rows[0], rows[-1])})"
    if key in _CAPACITY:
        return f"SUM({live.span(CAPACITY, _CAPACITY[key], rows[0], rows[-1])})"
    if key == "cost_per_unit":
        demand = fixed(timing.schedule.ways.cell("demand", timing.schedule.way_rows[number, 0]))
        carried = "0"
        if "by stream" in live and here.stream in live.at("by stream").table.ids:
            carried = f"N({live.cell('by stream', 'own', live.at('by stream').table.ids.index(here.stream))})"
        return f"(N({here.cells['labour_cost_per_year']})+{carried})/{demand}"
    return None
