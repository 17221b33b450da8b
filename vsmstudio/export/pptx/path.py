"""The critical path as a waterfall that can be edited: where the lead time goes, and where nobody answers for it."""

from __future__ import annotations

from typing import NamedTuple

from vsmstudio.export.leads import path_sentence
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.charts import Series, draw_chart
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE, SMALL
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.sentences import beside_the_headline
from vsmstudio.export.tables.path import path
from vsmstudio.export.tables.table import Table
from vsmstudio.export.tables.words import plural
from vsmstudio.model.durations import Calendar, show
from vsmstudio.model.records import Map
from vsmstudio.notation import text
from vsmstudio.notation.shapes import Rect

MOST = 18  # bars beside each other; on a longer path the shortest parts share one
_UNITS = (("d", "working days"), ("h", "hours"), ("min", "minutes"))


class Bar(NamedTuple):
    """A part of the path: minutes before it, its own, and those of them that nobody answers for."""

    name: str
    begin: float
    minutes: float
    nobody: float
    parts: int = 1


def draw_path(stage: Stage, report: Report, held_map: Map) -> None:
    """One slide; nothing where no path has a time."""
    held = report.analysis.maps[held_map.id]
    table = path(report.document, report.analysis, [held_map.id])
    bars = bars_of(table)
    total = held.figures.lead_time
    if not bars or not total:
        return
    beside = beside_the_headline(report.document, held)
    notes = " ".join([f"Each bar begins where the one before it ends. {table.note}", *beside])
    slide = stage.slide(f"Critical path: {report.named(held_map)}", path_sentence(report.document, held), notes)
    unit, words = unit_of(total, report.calendar)
    by = report.calendar.minutes_in(unit)
    names = [each.name for each in bars] + ["Lead time"]
    owned = [(each.minutes - each.nobody) / by or None for each in bars]
    nobody = [each.nobody / by or None for each in bars]
    said = [show(each.minutes, report.calendar) for each in bars] + [show(total, report.calendar)]
    series = [
        Series("Before", [*(each.begin / by for each in bars), 0.0]),
        Series(f"Adds to lead time ({words})", [*owned, None], "accent"),
        Series("Nobody is accountable", [*nobody, None], "gap_line"),
        Series("Lead time", [*(None for _ in bars), total / by], "muted"),
        Series("Reads as", [*((each.begin + each.minutes) / by for each in bars), total / by], line=True, words=said),
    ]
    if not any(value for value in nobody):
        series = [each for each in series if each.name != "Nobody is accountable"]
    about = f"Waterfall of the critical path of {report.named(held_map)}, in {words}."
    note = " ".join([*beside, table.note if any(each.nobody for each in bars) else ""]).strip()
    under = height(cut(note, SMALL, MIDDLE, False, 2), SMALL, MIDDLE) if note else -4
    high = BOTTOM - slide.top - under - 4
    draw_chart(
        slide, Rect(LEFT, slide.top, MIDDLE, high), "stacked", [short(each, len(names)) for each in names], series,
        "Critical path", about, number_format(unit), size=10 if len(names) < 14 else 9, gap=35,
        axis=axis_format(unit, total / by),
    )  # fmt: skip
    if note:
        slide.paragraph(note, LEFT, BOTTOM - under, MIDDLE, SMALL, "muted", lines=2)


def bars_of(table: Table) -> list[Bar]:
    """The parts that add something; of more than fit the shortest share bars with those beside them."""
    found: list[Bar] = []
    at = 0.0
    keys = ("number", "node", "adds", "owned")
    for number, node, adds, owned in zip(*(table.values(key) for key in keys), strict=True):
        if not isinstance(adds, (int, float)) or not adds:
            continue
        found.append(
            Bar(one_line(f"{number or ''} {node or ''}"), at, float(adds), float(adds) if owned == "no" else 0.0)
        )
        at += adds
    if len(found) <= MOST:
        return found
    least = sorted((each.minutes for each in found), reverse=True)[MOST // 2 - 1]
    joined: list[list[Bar]] = []
    for each in found:
        small = each.minutes < least
        if small and joined and joined[-1][0].minutes < least:
            joined[-1].append(each)
        else:
            joined.append([each])
    bars = [_together(each) for each in joined]
    while len(bars) > MOST:  # large ones lie between the small ones
        place = min(range(len(bars) - 1), key=lambda n: bars[n].minutes + bars[n + 1].minutes)
        bars[place : place + 2] = [_together(bars[place : place + 2])]
    return bars


def _together(parts: list[Bar]) -> Bar:
    if len(parts) == 1:
        return parts[0]
    count = sum(each.parts for each in parts)
    minutes, nobody = (sum(values) for values in zip(*((each.minutes, each.nobody) for each in parts), strict=True))
    return Bar(plural(count, "part"), parts[0].begin, minutes, nobody, count)


def unit_of(minutes: float, calendar: Calendar) -> tuple[str, str]:
    """The unit that an axis up to so many minutes is read in, and its name."""
    return next((each for each in _UNITS if minutes >= 2 * calendar.minutes_in(each[0])), _UNITS[-1])


def number_format(unit: str) -> str:
    """Figures with their unit; what is too small to be read says so."""
    return f'[<0.05]"<0.1 {unit}";0.0" {unit}"'


def axis_format(unit: str, most: float) -> str:
    """Figures at an axis that reaches so far."""
    return f'0" {unit}"' if most >= 5 else f'0.0" {unit}"'


def short(name: str, count: int) -> str:
    """A name under an axis with so many of them: as much as may stand there in two lines or three."""
    return text.shorten(name, 10, max(2.0 * MIDDLE / max(count, 1), 90))
