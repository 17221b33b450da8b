"""Who buys and who is paid: revenue by customer, contracts by supplier, as rows of tables."""

from __future__ import annotations

from math import fsum

from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.results import Analysis
from vsmstudio.export.tables.words import UNKNOWN, day, part_known
from vsmstudio.gui.panels.aligned import amounts
from vsmstudio.gui.panels.cells import Cell, Head, Row
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Contract, Revenue

REVENUE_HEADS = (
    Head("Customer", "Who pays", 180, wide=True),
    Head("For", "The services that are paid for", 260, wide=True),
    Head("Revenue", "A year", 110, right=True),
)
CONTRACT_HEADS = (
    Head("Supplier", "Who is paid", 150, wide=True),
    Head("Contract", "What was agreed", 180, wide=True),
    Head("Ends", "Its last day", 172),
    Head("A year", "Its yearly value", 96, right=True),
    Head("Given to services", "What running contracts cost services; the rest is given to none", 116, right=True),
)


def revenue_rows(document: Document) -> list[Row]:
    """Each customer with what they pay for, the largest first, then all together."""
    lines: dict[Id | None, list[Revenue]] = {}
    for each in document.all(Revenue):
        lines.setdefault(each.customer, []).append(each)
    sums = {key: _known([each.amount for each in held]) for key, held in lines.items()}
    every = [each.amount for each in document.all(Revenue)]
    total = _known(every)
    say = amounts([*sums.values(), total])
    rows: list[Row] = []
    for key in sorted(lines, key=lambda each: (sums[each] is None, -(sums[each] or 0.0), document.name(each))):
        names = ", ".join(dict.fromkeys(document.name(each.service) for each in lines[key]))
        name = document.name(key) or "No customer named"
        rows.append((Cell(name, key or "", gap=key is None), Cell(names, key or ""), Cell(say(sums[key]), key or "")))
    if len(rows) > 1:
        covers = part_known((sum(each is not None for each in every), len(every)), "line")
        rows.append((Cell("All customers", strong=True), Cell(covers), Cell(say(total), strong=True)))
    return rows


def contract_rows(document: Document, analysis: Analysis) -> list[Row]:
    """Each contract under its supplier; only those that run cost anything, and all of them together do."""
    held = sorted(document.all(Contract), key=lambda each: (document.name(each.supplier), each.name, each.id))
    given: dict[Id, float | None] = {}
    for each in held:
        found = analysis.money.contracts.get(each.id)
        runs = found is not None and found.standing is Standing.RUNNING and found.value is not None
        given[each.id] = fsum(found.assigned.values()) if found is not None and runs else None
    running = [each for each in held if given[each.id] is not None]
    total = _known([each.annual_value for each in running])
    say = amounts([*(each.annual_value for each in held), *given.values(), total])
    rows: list[Row] = []
    for each in held:
        ended = each.id in analysis.money.contracts and analysis.money.contracts[each.id].standing is Standing.ENDED
        loose = given[each.id] is not None and (each.annual_value or 0.0) - (given[each.id] or 0.0) > 0.005
        until = f"Ended {day(each.end)}" if ended else day(each.end) or UNKNOWN
        rows.append((
            Cell(document.name(each.supplier) or "No supplier named", each.id, gap=not each.supplier),
            Cell(each.name or "Unnamed contract", each.id),
            Cell(until, each.id, gap=ended),
            Cell(say(each.annual_value), each.id),
            Cell(say(given[each.id]), each.id, gap=loose),
        ))  # fmt: skip
    if len(running) > 1:
        given_all = _known(list(given.values()))
        words = f"All {len(running)} that run"
        rows.append(
            (
                Cell(words, strong=True),
                Cell(""),
                Cell(""),
                Cell(say(total), strong=True),
                Cell(say(given_all), strong=True),
            )
        )
    return rows


def _known(values: list[float | None]) -> float | None:
    known = [each for each in values if each is not None]
    return fsum(known) if known else None
