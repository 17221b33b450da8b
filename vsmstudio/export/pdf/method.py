"""Appendix: the calendar, rules and thresholds behind the figures, and what they do not hold."""

from __future__ import annotations

from collections.abc import Iterator

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.export.tables.labels import listed_maps
from vsmstudio.export.tables.settings import THRESHOLDS, settings
from vsmstudio.export.tables.words import CONVENTIONS, REWORK, covered, money, yearly
from vsmstudio.model.durations import number
from vsmstudio.model.records import Improvement

_SOURCES = (
    "Definitions follow Martin & Osterling, Value Stream Mapping (2014), and Rother & Shook, Learning to See. The service "
    "portfolio follows ITIL, rework Laguna & Marklund, ranges van Slyke (1963), work in process Little's law."
)
_PATH = (
    "The critical path is the longest way of any alternative that can happen. With alternatives, its probability, the most "
    "likely and the expected lead time stand beside it. Every figure is defined under Definitions and formulas."
)
_MONEY = (
    "A contract counts with its whole value a year where it runs on the as-of date, else not at all. A cost goes to streams and "
    "services evenly where no share is set."
)
_IMPROVEMENTS = (
    "An improvement is applied after those before it in the plan: its steps get the figures of the future map where that has "
    "them, else what it claims. Effort and benefit are as the room placed them."
)
_STATES = "Steps of two maps are matched by the steps that they came from, never by name."
_EARLIER = "Of an earlier current map the report shows the map; a baseline's figures stand in the follow-up, all in the workbook."


def draw_method(paper: Paper, report: Report) -> None:
    """Calendar, conventions, rules, thresholds, sources, and what figures do not cover."""
    title = "How it was calculated"
    y = paper.open_page(
        title, "A blank is neither zero nor 100 %: it adds nothing, and each figure says how many steps it covers."
    )
    for name, words in _entries(report):
        y = paper.entry(name, words, y, title)


def _entries(report: Report) -> Iterator[tuple[str, str]]:
    document, analysis = report.document, report.analysis
    engagement, calendar = document.engagement, report.calendar
    yield (
        "Calendar",
        f"1 d is {number(calendar.hours_per_day)} h, 1 wk is {number(calendar.days_per_week)} d, a year has "
        f"{number(calendar.weeks_per_year)} wk. All times are working time unless calendar days are named. A person works "
        f"{number(engagement.productive_hours, 0)} productive hours a year.",
    )
    # Of an earlier state the figures stand in the follow-up.
    listed = [each for each in listed_maps(document, analysis) if not report.earlier(each)]
    conventions = {each.convention for each in listed}
    if len(conventions) == 1:
        yield "Convention", CONVENTIONS[listed[0].convention]
    for held_map in listed:
        cover = analysis.maps[held_map.id].coverage
        said = f"{CONVENTIONS[held_map.convention]} " if len(conventions) > 1 else ""
        yield (
            report.named(held_map),
            f"{said}Covered: PT {covered(cover.process_time)} and LT "
            f"{covered(cover.lead_time)} on the path; %C&A {covered(cover.ca)} and PT {covered(cover.total_process_time)} of "
            f"all; utilisation {covered(cover.utilisation)}.",
        )
    yield "Critical path", _PATH
    yield "Rework", REWORK[engagement.rework] + " Lead time is that of the first pass."
    for basis in dict.fromkeys(each.basis for each in analysis.simulations.values()):
        yield (
            "Ranges",
            f"{basis}. Each run draws every range once; LT and PT of one step together. Without a likely value the middle of a "
            "range is the most likely. P50, P85 and P95 are of first-pass lead time.",
        )
    if analysis.money.own is not None or analysis.money.contracts:
        yield "Money", f"{_MONEY} All money is {yearly(document)}."
    states = [_STATES] if len(document.maps) > len(document.streams) else []
    states += [_EARLIER] if any(report.earlier(each) for each in document.maps) else []
    if states:
        yield "States", " ".join(states)
    if document.all(Improvement):
        yield "Improvements", _IMPROVEMENTS
    yield "Thresholds", _thresholds(report)
    for note in _notes(report):
        yield "To bear in mind", note
    yield "Sources", _SOURCES


def _thresholds(report: Report) -> str:
    table = settings(report.document)
    rows = zip(table.ids, table.values("setting"), table.values("value"), strict=True)
    return "; ".join(f"{setting}: {value}" for key, setting, value in rows if key in THRESHOLDS) + "."


def _notes(report: Report) -> Iterator[str]:
    """What figures do not hold: notes of the maps, rings of services, money that belongs to nothing."""
    document, analysis = report.document, report.analysis
    for held_map in listed_maps(document, analysis):
        for note in analysis.maps[held_map.id].notes if not report.earlier(held_map) else ():
            yield f"{report.named(held_map)}: {note.rstrip('.')}."
    if analysis.dependencies.ring_count:
        yield "What closes a ring of services that rest on each other is left out of all costs."
    if analysis.money.unassigned_contracts:
        amount = money(analysis.money.unassigned_contracts, document.engagement.currency)
        yield f"{amount} a year of running contracts is assigned to no service, and in no own cost."
