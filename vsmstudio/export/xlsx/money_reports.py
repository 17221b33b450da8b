"""The sheets that tell of money, as formulas over the money of each service and its shares."""

from __future__ import annotations

from vsmstudio.analysis.hidden_cost import COST_PARTS, DEVELOPMENT
from vsmstudio.analysis.impact import impacts
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.inputs.written import ID_KEY
from vsmstudio.export.tables.money_flow import ID
from vsmstudio.export.xlsx.live import Sheets, known_sum, or_blank
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id

SHARES, MONEY = "cost shares", "money"
_MOST = 100  # cells that one sum names


def add_reports(sheets: Sheets, document: Document, analysis: Analysis) -> None:
    """Every formula of the sheets that read the money of services."""
    rows: dict[Id, int] = {key: row for row, key in enumerate(sheets.at(MONEY).table.ids)}
    _taken_over(sheets, rows, "costs", {"contracts": "contracts", "own": "own"})
    money = ("own", "tco", "revenue", "unallocated", "margin")
    _taken_over(sheets, rows, "portfolio", {key: key for key in money})
    if "hidden" in sheets:
        _hidden(sheets, rows)
    if "allocation" in sheets:
        _allocation(sheets, rows)
    if "by stream" in sheets and sheets.read_back("costs"):
        _by_stream(sheets)
    if "dependencies" in sheets and SHARES in sheets:
        _dependencies(sheets)
    if "impact" in sheets:
        _impact(sheets, rows, document, analysis)


def _taken_over(sheets: Sheets, rows: dict[Id, int], sheet: str, columns: dict[str, str]) -> None:
    """Figures of services as they stand in the sheet of their money."""
    if sheet not in sheets:
        return
    for row, service in enumerate(sheets.at(sheet).table.ids):
        for column, there in columns.items():
            cell = sheets.cell(MONEY, there, rows[service])
            # A cell that is not worked out may be empty, which reads as 0.
            worked_out = (rows[service], there) in sheets.formulas.get(MONEY, {})
            sheets.put(sheet, row, column, cell if worked_out else or_blank(cell, cell))


def _hidden(sheets: Sheets, rows: dict[Id, int]) -> None:
    """What development shows of each service, and what it hides."""
    _taken_over(sheets, rows, "hidden", {"contracts": "contracts", "borne": "borne", "tco": "tco"})
    for row, service in enumerate(sheets.at("hidden").table.ids):
        if sheets.read_back("costs"):
            for part in COST_PARTS[:-1]:
                column = "shown" if part == DEVELOPMENT else part
                sheets.put("hidden", row, column, sheets.typed("costs", part, sheets.cell(MONEY, ID, rows[service])))
        first, last, shown, hides, own = (
            sheets.here("hidden", key, row) for key in (COST_PARTS[1], COST_PARTS[-1], "shown", "hidden", "own")
        )
        sheets.put("hidden", row, "hidden", known_sum(f"{first}:{last}"))
        sheets.put("hidden", row, "own", known_sum(f"{shown},{hides}"))
        sheets.put("hidden", row, "share", or_blank(f'IF({own}=0,"",{hides}/{own})', shown, hides))


def _allocation(sheets: Sheets, rows: dict[Id, int]) -> None:
    """What streams carry of each service."""
    own = {"own": "own", "allocated": "allocated", "unallocated": "unallocated"}
    table = sheets.at("allocation").table
    streams = {column.key for column in table.columns}
    at = {each: row for row, each in enumerate(table.ids)}
    _taken_over(sheets, rows, "allocation", own)
    if SHARES in sheets:
        shares = sheets.at(SHARES).table
        ends = zip(shares.values("of id"), shares.values("by id"), strict=True)
        for row, (service, stream) in enumerate(ends):
            if service in at and stream in streams:
                sheets.put("allocation", at[str(service)], str(stream), sheets.cell(SHARES, "amount", row))
    for row in range(len(table.rows)):
        whole, carried, rest = (sheets.here("allocation", key, row) for key in own)
        sheets.put("allocation", row, "check", f"ROUND(SUM({whole})-SUM({carried},{rest}),6)")


def _by_stream(sheets: Sheets) -> None:
    """What each stream carries by category of cost; the row without an id is what none carries."""
    if SHARES not in sheets:
        return
    of, by, share = (sheets.range(SHARES, key) for key in ("of id", "by id", "share"))
    keys = sheets.range("costs", ID_KEY)
    for row, stream in enumerate(sheets.at("by stream").table.ids):
        here = sheets.here("by stream", ID, row)
        for part in COST_PARTS:
            cost = sheets.range("costs", part)
            if stream:
                known = f'SUMPRODUCT(({by}={here})*({share}>0)*COUNTIFS({keys},{of},{cost},">=0"))'
                carried = f"SUMPRODUCT(({by}={here})*{share}*SUMIF({keys},{of},{cost}))"
                sheets.put("by stream", row, part, f'IF({known}=0,"",{carried})')
            else:
                carried = (
                    f'SUMPRODUCT(({sheets.range(SHARES, "way")}="service to stream")*{share}*SUMIF({keys},{of},{cost}))'
                )
                sheets.put("by stream", row, part, f"SUM({cost})-{carried}")
        first, last = (sheets.here("by stream", key, row) for key in (COST_PARTS[0], COST_PARTS[-1]))
        sheets.put("by stream", row, "own", known_sum(f"{first}:{last}"))


def _dependencies(sheets: Sheets) -> None:
    """The share of each dependency and what it comes to; what closes a ring has none."""
    rows = {key: row for row, key in enumerate(sheets.at(SHARES).table.ids) if key}
    for row, link in enumerate(sheets.at("dependencies").table.ids):
        if link in rows:
            sheets.put("dependencies", row, "share", sheets.cell(SHARES, "typed", rows[link]))
            sheets.put("dependencies", row, "bears", sheets.cell(SHARES, "amount", rows[link]))


def _impact(sheets: Sheets, rows: dict[Id, int], document: Document, analysis: Analysis) -> None:
    """What is earned with the services that a failure reaches."""
    found = impacts(document, analysis)
    for row, service in enumerate(sheets.at("impact").table.ids):
        falling = [each for each in (service, *found[service].with_it) if each in rows]
        if 0 < len(falling) <= _MOST:
            cells = ",".join(sheets.cell(MONEY, "revenue", rows[each]) for each in falling)
            sheets.put("impact", row, "revenue", known_sum(cells))
