"""What was looked at: streams, maps, and who was in the room; then the charter of each stream."""

from __future__ import annotations

from datetime import date

from vsmstudio.analysis.engagement.attendance import present
from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.charter import PER, draw_charters
from vsmstudio.export.pdf.engagement.plain import table
from vsmstudio.export.pdf.paper import MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.labels import listed_maps, owner_words
from vsmstudio.export.tables.table import Kind
from vsmstudio.export.tables.words import day, plural
from vsmstudio.model.durations import number
from vsmstudio.model.records import LinkKind, Map, MapState, ValueStream, Workshop

_TITLE = "Scope"
_SHORT = {"service": "with processing", "waits": "waiting alone", "waits+processing": "waiting and processing"}


def draw_scope(paper: Paper, report: Report) -> None:
    """The page of the whole engagement, and a charter for each stream that has one."""
    if report.document.streams:
        y = paper.open_page(_TITLE, _lead(report))
        blocks = [_streams(report), _maps(report), _people(report)]
        draw_blocks(paper, _TITLE, y, [each for each in blocks if each])
    draw_charters(paper, report)


def _lead(report: Report) -> str:
    document = report.document
    held = _held(report)
    said = f"{plural(len(document.streams), 'value stream')} in {plural(len(document.maps), 'map')}"
    if not held:
        return f"{said}; no workshop is written down."
    days = sorted(each.date for each in held if each.date)
    when = f" from {day(days[0])} to {day(days[-1])}" if len(days) > 1 else f" on {day(days[0])}" if days else ""
    return f"{said}, made in {plural(len(held), 'workshop')}{when}."


def _held(report: Report) -> list[Workshop]:
    """The workshops that were held by the as-of date."""
    return [each for each in report.document.all(Workshop) if present(report.document, each, report.on).held]


def _streams(report: Report) -> Block:
    document = report.document
    rows = []
    for each in document.streams:
        customers = "; ".join(document.name(link.target) for link in document.links_from(each.id, LinkKind.SERVES))
        demand = f"{number(each.demand)} {PER[each.demand_per]}" if each.demand else None
        ends = " → ".join(" ".join(words.split()) for words in (each.first_step, each.last_step) if words.strip())
        rows.append(
            (
                each.name or "A stream without a name",
                customers or None,
                demand,
                ends or each.trigger or None,
                each.case or each.in_scope or None,
                each.out_of_scope or None,
                owner_words(document, each.owner),
            )
        )
    columns = (
        ("stream", "Value stream"), ("customers", "Customers"), ("demand", "Demand"), ("ends", "From where to where"),
        ("case", "The case that is mapped"), ("out", "Out of scope"), ("owner", "Owner"),
    )  # fmt: skip
    cols = [
        Col("stream", 112, bold=True),
        Col("customers", 90),
        Col("demand", 64),
        Col("ends", 150, lines=4),
        Col("case", 150, lines=4),
        Col("out", 120, color="muted", lines=4),
        Col("owner", 110),
    ]
    grid = Grid(
        table(columns, rows, [at for at, row in enumerate(rows) if not row[1]]), spread(cols, MIDDLE), report.calendar
    )
    return Block(grid, "What was looked at")


def _maps(report: Report) -> Block | None:
    document = report.document
    listed = listed_maps(document, report.analysis)
    if not listed:
        return None
    rows = [
        (
            document.name(each.stream),
            each.name,
            _state(report, each),
            day(_date(report, each)) or None,
            _SHORT[each.convention.value],
            len(document.steps(each.id)),
        )
        for each in listed
    ]
    columns = (
        ("stream", "Value stream"), ("map", "Map"), ("state", "State"), ("date", "As of"), ("convention", "Lead time is"),
        ("steps", "Steps", Kind.COUNT),
    )  # fmt: skip
    cols = [
        Col("stream", 170, bold=True),
        Col("map", 200),
        Col("state", 110, color="muted"),
        Col("date", 110),
        Col("convention", 130, color="muted"),
        Col("steps", 50, align="right"),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "Maps")


def _state(report: Report, held: Map) -> str:
    if held.state is MapState.FUTURE:
        return "future"
    return "earlier" if report.earlier(held) else "current"


def _date(report: Report, held: Map) -> date | None:
    return held.date or (report.on if held.state is MapState.CURRENT else None)


def _people(report: Report) -> Block | None:
    """For each stream how often it was looked at, and who was there."""
    document = report.document
    rows = []
    for stream in document.streams:
        looked = {link.source for link in document.links_to(stream.id, LinkKind.LOOKED_AT)}
        held = [each for each in _held(report) if each.id in looked]
        if not held:
            continue
        days = sorted(each.date for each in held if each.date)
        there = [present(document, each, report.on) for each in held]
        people = dict.fromkeys(document.name(key) for each in there for key in each.people)
        units = dict.fromkeys(document.name(key) for each in there for key in each.units)
        when = " – ".join(dict.fromkeys(day(each) for each in (days[0], days[-1]))) if days else None
        rows.append(
            (_name(stream), len(held), when, "; ".join(sorted(people)) or None, "; ".join(sorted(units)) or None)
        )
    if not rows:
        return None
    columns = (
        ("stream", "Value stream"), ("count", "Workshops", Kind.COUNT), ("when", "When"), ("people", "People who were there"),
        ("units", "Units that were there"),
    )  # fmt: skip
    cols = [
        Col("stream", 112, bold=True),
        Col("count", 62, align="right"),
        Col("when", 110),
        Col("people", 290, lines=6),
        Col("units", 220, lines=6, write=blank),
    ]
    return Block(Grid(table(columns, rows), spread(cols, MIDDLE), report.calendar), "Who was in the room")


def _name(stream: ValueStream) -> str:
    return stream.name or "A stream without a name"
