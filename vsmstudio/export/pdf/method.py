"""The last page: how everything was calculated."""

from __future__ import annotations

from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.paper import Paper
from vsmstudio.export.tables import FIGURES, listed_maps
from vsmstudio.export.tables.words import CONVENTIONS, REWORK, covered, percent
from vsmstudio.model.durations import number

_SOURCES = (
    "Definitions follow Martin & Osterling, Value Stream Mapping (2014), and Rother & Shook, Learning to See. "
    "The critical path is the longest way of any alternative that can happen."
)


def draw_method(paper: Paper, report: Report) -> None:
    """Calendar, conventions, the rework rule, thresholds, definitions and what the figures cover."""
    title = "How it was calculated"
    engagement, calendar = report.document.engagement, report.calendar
    y = paper.open_page(
        title, "A blank is neither zero nor 100 %: it adds nothing, and each figure says how many steps it covers."
    )
    said: list[tuple[str, str]] = [
        (
            "Calendar",
            f"1 d is {number(calendar.hours_per_day)} h, 1 wk is {number(calendar.days_per_week)} d, a year has "
            f"{number(calendar.weeks_per_year)} wk. All times are working time unless calendar days are named.",
        )
    ]
    for held_map in listed_maps(report.document, report.analysis):
        held = report.analysis.maps[held_map.id]
        said.append(
            (
                report.named(held_map),
                f"{CONVENTIONS[held_map.convention]} Covered: PT {covered(held.coverage.process_time)} and LT "
                f"{covered(held.coverage.lead_time)} on the path; %C&A {covered(held.coverage.ca)} and PT "
                f"{covered(held.coverage.total_process_time)} of all.",
            )
        )
        said += [("", note) for note in held.notes]
    said.append(("Rework", REWORK[engagement.rework] + " Lead time is that of the first pass."))
    said.append(
        (
            "Thresholds",
            f"%C&A at a handoff is poor under {percent(engagement.quality_threshold)}, very poor under "
            f"{percent(engagement.quality_floor)}.",
        )
    )
    said += [(figure.name, figure.meaning) for figure in FIGURES]
    said.append(("Sources", _SOURCES))
    for name, words in said:
        y = paper.entry(name, words, y, title)
