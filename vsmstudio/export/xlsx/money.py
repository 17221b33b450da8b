"""Money as live formulas: from what was typed of costs, contracts, shares and revenue to every sum, share and margin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from vsmstudio.analysis.hidden_cost import COST_PARTS
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.inputs.written import ID_KEY
from vsmstudio.export.tables.money_flow import ID, WAYS
from vsmstudio.export.xlsx.live import Sheets, as_of, known_sum, or_blank
from vsmstudio.export.xlsx.money_reports import MONEY, SHARES, add_reports
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind

_NEAR = "1E-9"  # shares that differ by less are equal


def add_money(sheets: Sheets, document: Document, analysis: Analysis, on: date) -> None:
    """Every formula of money. `on` is the as-of date, on which contracts run or not."""
    blocks = _blocks(sheets)
    if "contracts" in sheets and sheets.read_back("contracts"):
        _contracts(sheets, as_of(sheets, document, on), blocks.get(LinkKind.COVERS, range(0)))
    if SHARES in sheets:
        _shares(sheets, blocks)
    if MONEY in sheets:
        _services(sheets, blocks)
        add_reports(sheets, document, analysis)
    if "customers" in sheets and sheets.read_back("revenue"):
        _customers(sheets)


def _blocks(sheets: Sheets) -> dict[LinkKind, range]:
    """The rows of the cost shares of each kind."""
    if SHARES not in sheets:
        return {}
    ways = {words: way for way, words in WAYS.items()}
    found: dict[LinkKind, range] = {}
    for words, rows in groupby(enumerate(sheets.at(SHARES).table.values("way")), key=lambda pair: pair[1]):
        listed = [row for row, _ in rows]
        found[ways[str(words)]] = range(listed[0], listed[-1] + 1)
    return found


def _contracts(sheets: Sheets, today: str, covered: range) -> None:
    """Whether each runs, and what of its value services get."""

    def standing(row: int) -> str:
        start, end = (sheets.here("contracts", key, row) for key in ("start", "end"))
        ended, later = (f'AND({end}<>"",{end}<{today})', f'AND({start}<>"",{start}>{today})')
        return f'IF({ended},"ended",IF({later},"not started","running"))'

    def part(row: int) -> str:
        if not covered:
            return "0"
        shares, of = (sheets.span(SHARES, key, covered[0], covered[-1]) for key in ("share", "of id"))
        return f"SUMIFS({shares},{of},{sheets.here('contracts', ID_KEY, row)})"

    def running(row: int, words: str) -> str:
        value, stands = (sheets.here("contracts", key, row) for key in ("value", "standing"))
        return f'IF(AND({stands}="running",{value}<>""),{words},"")'

    covers = sheets.at("contracts").table.values("services")
    sheets.fill("contracts", "standing", standing)
    for row, services in enumerate(covers):
        value = sheets.here("contracts", "value", row)
        if services:
            sheets.put("contracts", row, "assigned", running(row, f"{value}*{part(row)}"))
        sheets.put("contracts", row, "unassigned", running(row, f"{value}*{_rest(part(row))}"))


def _rest(parts: str) -> str:
    """The part that nobody bears; what rounding leaves is none."""
    return f"IF(1-{parts}>{_NEAR},1-{parts},0)"


def _shares(sheets: Sheets, blocks: dict[LinkKind, range]) -> None:
    """Typed shares as they stand among the links, shares in effect, and what they come to."""
    links, table = sheets.read_back("typed Links"), sheets.at(SHARES).table
    services = {str(key): row for row, key in enumerate(sheets.at(MONEY).table.ids)} if MONEY in sheets else {}
    for way, rows in blocks.items():
        typed, of = (sheets.span(SHARES, key, rows[0], rows[-1]) for key in ("typed", "of id"))
        for row in rows:
            here = sheets.here(SHARES, "of id", row)
            if links and table.ids[row]:
                link = sheets.here(SHARES, ID, row)
                sheets.put(SHARES, row, "typed", sheets.typed("typed Links", "typed Share", link))
            mine, sum_ = sheets.here(SHARES, "typed", row), f"SUMIFS({typed},{of},{here})"
            blank = f'(COUNTIFS({of},{here})-COUNTIFS({of},{here},{typed},">=0"))'
            words = f'IF({sum_}>1,N({mine})/{sum_},IF({mine}="",(1-{sum_})/{blank},{mine}))'
            sheets.put(SHARES, row, "share", words)
            owner = str(table.rows[row][table.at("of id")])
            if way is LinkKind.COVERS:
                if sheets.read_back("contracts"):
                    sheets.put(SHARES, row, "whole", _running_value(sheets, here))
            elif owner in services:
                column = "tco" if way is LinkKind.RESTS_ON else "own"
                sheets.put(SHARES, row, "whole", sheets.cell(MONEY, column, services[owner]))
            whole, share = (sheets.here(SHARES, key, row) for key in ("whole", "share"))
            sheets.put(SHARES, row, "amount", or_blank(f"{whole}*{share}", whole))


def _running_value(sheets: Sheets, contract: str) -> str:
    stands, value = (sheets.found("contracts", key, contract) for key in ("standing", "value"))
    return f'IFERROR(IF(AND({stands}="running",{value}<>""),{value},""),"")'


def _services(sheets: Sheets, blocks: dict[LinkKind, range]) -> None:
    """What each service costs, bears, passes on and earns."""
    covered, resting, carried = (_rows_of(sheets, blocks.get(way), end) for way, end in (
        (LinkKind.COVERS, "by id"), (LinkKind.RESTS_ON, "by id"), (LinkKind.CARRIED_BY, "of id")
    ))  # fmt: skip
    costs, revenue = sheets.read_back("costs"), sheets.read_back("revenue")

    def here(key: str, row: int) -> str:
        return sheets.here(MONEY, key, row)

    for row, service in enumerate(sheets.at(MONEY).table.ids):
        if costs:
            sheets.put(MONEY, row, "typed", _typed(sheets, here(ID, row)))
        for column, rows in (("contracts", covered.get(service)), ("borne", resting.get(service))):
            if rows:
                sheets.put(MONEY, row, column, known_sum(sheets.span(SHARES, "amount", rows[0], rows[-1])))
        typed, contracts, own, borne = (here(key, row) for key in ("typed", "contracts", "own", "borne"))
        sheets.put(MONEY, row, "own", known_sum(f"{typed}:{contracts}"))
        all_own = f"SUM({sheets.range(MONEY, 'own')})"
        sheets.put(MONEY, row, "part", or_blank(f'IF({all_own}=0,"",{own}/{all_own})', own))
        sheets.put(MONEY, row, "tco", known_sum(f"{own},{borne}"))
        if rows := carried.get(service):
            shares, amounts = (sheets.span(SHARES, key, rows[0], rows[-1]) for key in ("share", "amount"))
            sheets.put(MONEY, row, "allocated", or_blank(f"SUM({amounts})", own))
            sheets.put(MONEY, row, "unallocated", or_blank(f"{own}*{_rest(f'SUM({shares})')}", own))
        else:
            sheets.put(MONEY, row, "allocated", or_blank("0", own))
            sheets.put(MONEY, row, "unallocated", or_blank(own, own))
        if revenue:
            sheets.put(MONEY, row, "revenue", _paid(sheets, "service", here("label", row)))
        earned, margin = here("revenue", row), here("margin", row)
        sheets.put(MONEY, row, "margin", or_blank(f"{earned}-{here('tco', row)}", earned, here("tco", row)))
        sheets.put(MONEY, row, "margin part", or_blank(f'IF({earned}=0,"",{margin}/{earned})', margin))


def _rows_of(sheets: Sheets, block: Sequence[int] | None, end: str) -> dict[Id, list[int]]:
    """The rows of a block by the service at one of their ends; those of one service stand side by side."""
    found: dict[Id, list[int]] = {}
    table = sheets.at(SHARES).table if block else None
    for row in block or ():
        assert table is not None
        found.setdefault(str(table.rows[row][table.at(end)]), []).append(row)
    return found


def _typed(sheets: Sheets, key: str) -> str:
    """What was typed of a service's cost, all categories of it."""
    first, last = COST_PARTS[0], COST_PARTS[-2]
    whole = sheets.range("costs", first).rsplit(":", 1)[0] + ":" + sheets.range("costs", last).rsplit(":", 1)[1]
    cells = f"INDEX({whole},MATCH({key},{sheets.range('costs', ID_KEY)},0),0)"
    return f'IFERROR({known_sum(cells)},"")'


def _paid(sheets: Sheets, end: str, label: str) -> str:
    """The revenue of a service, or from a customer, by what the sheet of revenue calls it."""
    names, amounts = (sheets.range("revenue", key) for key in (end, "amount"))
    known = f"SUMPRODUCT(({names}={label})*ISNUMBER({amounts}))"
    return f'IF({known}=0,"",SUMPRODUCT(--({names}={label}),{amounts}))'


def _customers(sheets: Sheets) -> None:
    """What each customer pays, of all."""
    whole = f"SUM({sheets.range('revenue', 'amount')})"

    def part(row: int) -> str:
        paid = sheets.here("customers", "revenue", row)
        return or_blank(f'IF({whole}=0,"",{paid}/{whole})', paid)

    sheets.fill("customers", "revenue", lambda row: _paid(sheets, "customer", sheets.here("customers", "label", row)))
    sheets.fill("customers", "part", part)
