"""Work, states, services, money and owners of an analysis as plain lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from vsmstudio.analysis.comparison import Judged
from vsmstudio.analysis.money_results import Standing
from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.analysis.states import comparisons
from vsmstudio.export.tables.capacity import says_of, units
from vsmstudio.export.tables.chains import chains
from vsmstudio.export.tables.compared import difference_words, judged_words, value_words
from vsmstudio.export.tables.contracts import contracts
from vsmstudio.export.tables.costs import allocation
from vsmstudio.export.tables.impact import impact
from vsmstudio.export.tables.people import ownership
from vsmstudio.export.tables.portfolio import portfolio
from vsmstudio.export.tables.table import Cell, Table
from vsmstudio.export.tables.words import UNKNOWN, money, part_known, percent, plural, yearly
from vsmstudio.export.text_engagement import (
    experience_lines,
    follow_up_lines,
    health_lines,
    measure_lines,
    plan_lines,
)  # fmt: skip
from vsmstudio.model.document import Document
from vsmstudio.model.durations import show
from vsmstudio.model.records import Map
from vsmstudio.model.words import one_line

MOST = 20  # lines of one kind


def work_lines(document: Document, held: MapAnalysis) -> Iterator[str]:
    """The bottleneck of a map, and the other steps that are over the threshold."""
    found, threshold = held.capacity, document.engagement.bottleneck_threshold
    if found.bottleneck is None:
        return
    yield f"  Bottleneck: {_name(document, found.bottleneck)}, utilisation {percent(found.highest_utilisation)}"
    busy = [
        f"{_name(document, key)} {percent(load.utilisation)}"
        for key, load in found.steps.items()
        if key != found.bottleneck and says_of(load.utilisation, threshold)
    ]
    if busy:
        yield f"  Also over {percent(threshold)}: {_listed(busy)}"


def further_lines(document: Document, analysis: Analysis, date: datetime.date) -> Iterator[str]:
    """What goes beyond single maps, each part with its heading, an empty line behind each; judged on a date."""
    for heading, lines in (
        ("Value measures", measure_lines(document)),
        ("Experience", experience_lines(document, analysis)),
        ("Current and future", _states(document, analysis)),
        ("Chains of streams", _chains(document, analysis)),
        ("Load of units", _units(document, analysis)),
        ("Services", _services(document, analysis)),
        ("Money", _money(document, analysis)),
        ("If it stops", _stops(document, analysis)),
        ("Who owns what", _owners(document, analysis)),
        ("Improvements", plan_lines(document, analysis)),
        ("Follow-up", follow_up_lines(document, analysis)),
        ("Health check", health_lines(document, date)),
    ):
        said = list(lines)
        if said:
            yield heading
            yield from said
            yield ""


def _states(document: Document, analysis: Analysis) -> Iterator[str]:
    engagement = document.engagement
    for each in comparisons(document, analysis):
        before, after = document.the(Map, each.before), document.the(Map, each.after)
        yield f"  {one_line(document.name(before.stream))}: {one_line(before.name)} → {one_line(after.name)}"
        for delta in each.deltas:
            if delta.judged in {Judged.SAME, Judged.UNKNOWN}:
                continue
            shown = [
                value_words(value, delta, engagement.calendar, engagement.currency)
                for value in (delta.before, delta.after)
            ]
            change = difference_words(delta, engagement.calendar, engagement.currency)
            yield f"    {delta.title:32}{' → '.join(shown)}   {change}, {judged_words(delta)}"
        for note in each.notes:
            yield f"    Note: {note}"


def _chains(document: Document, analysis: Analysis) -> Iterator[str]:
    table = chains(document, analysis)
    for row in table.rows[:MOST]:
        at = dict(zip((column.key for column in table.columns), row, strict=True))
        time = at["lead_time"]
        yield f"  {_line(at['chain'])}: {show(_number(time), document.engagement.calendar)}, {at['covers']}"
    yield from _more(table)


def _units(document: Document, analysis: Analysis) -> Iterator[str]:
    table = units(document, analysis)
    for unit, load, says, covers in _cells(table, "unit", "load", "says", "covers"):
        if load is not None:
            yield f"  {_line(unit):32}{percent(_number(load)):>8}   {covers} steps{f', {says}' if says else ''}"


def _services(document: Document, analysis: Analysis) -> Iterator[str]:
    table = portfolio(document, analysis)
    keys = ("service", "state", "type", "owner", "own", "tco", "revenue", "streams", "share", "fallback")
    for service, state, kind, owner, own, tco, revenue, streams, share, fallback in _cells(table, *keys):
        yield f"  {_line(service)} ({kind}, {state}): {_line(owner) if owner else 'no owner'}"
        said = [
            f"own cost {money(_number(own))}, TCO {money(_number(tco))}" if own is not None or tco is not None else "",
            f"revenue {money(_number(revenue))}" if revenue is not None else "",
            f"supports {_line(streams)}" if streams else "supports no stream",
            f"{percent(_number(share))} of a critical path" if share is not None else "",
            f"fallback {fallback}" if fallback else "fallback not asked",
        ]
        yield f"      {'; '.join(each for each in said if each)}"
    yield from _more(table)


def _money(document: Document, analysis: Analysis) -> Iterator[str]:
    held, unit = analysis.money, yearly(document)
    if held.own is None and held.revenue is None and not held.contracts:
        return
    yield f"  {'Own cost':32}{money(held.own)} {unit} ({part_known(held.own_covers, 'service')})"
    table = allocation(document, analysis)
    for column in table.columns[2:]:
        if column.key in {"allocated", "check"} or not table.rows:
            continue
        amount = table.sum_of(column.key)
        name = "Carried by no stream" if column.key == "unallocated" else f"Carried by {one_line(column.title)}"
        yield f"  {name:32}{money(amount)}"
    if held.development_share is not None:
        yield f"  {'Of it development':32}{percent(held.development_share)}"
    if held.revenue_covers[1]:
        yield f"  {'Revenue':32}{money(held.revenue)} ({part_known(held.revenue_covers, 'line')})"
    for contract, standing, value, end in _cells(contracts(document, analysis), "contract", "standing", "value", "end"):
        until = f", {'ended' if standing == Standing.ENDED.value else 'until'} {end}" if end else ""
        stands = "" if standing == Standing.ENDED.value and end else f", {standing}"
        yield f"  Contract {_line(contract)}: {money(_number(value))}{stands}{until}"


def _stops(document: Document, analysis: Analysis) -> Iterator[str]:
    table = impact(document, analysis)
    keys = ("service", "single", "steps", "critical", "streams", "customers")
    for service, single, steps, critical, streams, customers in _cells(table, *keys):
        mark = "single point of failure; " if single else ""
        reach = f"{plural(int(_number(steps) or 0), 'step')}, {critical} critical"
        ends = f"; for {_line(customers)}" if customers else ""
        yield f"  {_line(service)}: {mark}{reach}; {_line(streams) if streams else 'no stream'}{ends}"
    yield from _more(table)


def _owners(document: Document, analysis: Analysis) -> Iterator[str]:
    if not document.people:
        return
    table = ownership(document, analysis)
    keys = ("person", "total", "n_streams", "n_steps", "n_services")
    for person, total, streams, steps, services in _cells(table, *keys):
        if total:
            counts = ((streams, "stream"), (steps, "step"), (services, "service"))
            yield f"  {_line(person)}: {', '.join(plural(int(_number(n) or 0), one) for n, one in counts if n)}"
    yield from _more(table)


def _cells(table: Table, *keys: str) -> Iterable[Sequence[Cell]]:
    places = [table.at(key) for key in keys]
    return [[row[place] for place in places] for row in table.rows[:MOST]]


def _more(table: Table) -> Iterator[str]:
    if (left := len(table.rows) - MOST) > 0:
        yield f"  and {left:,} more; the workbook lists all"


def _line(value: Cell) -> str:
    return UNKNOWN if value is None else one_line(str(value), 200)


def _name(document: Document, key: str) -> str:
    return one_line(document.name(key))


def _number(value: Cell) -> float | None:
    return value if isinstance(value, (int, float)) else None


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more
