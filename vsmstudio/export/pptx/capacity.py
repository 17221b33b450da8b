"""What demand takes of each step's time, as a chart that can be edited, against all the time that its people have."""

from __future__ import annotations

from vsmstudio.export.leads import capacity_sentence
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import one_line
from vsmstudio.export.pptx.charts import Series, draw_chart
from vsmstudio.export.pptx.path import short
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE, SMALL
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tiles import draw_tiles
from vsmstudio.export.sentences import Headline
from vsmstudio.export.tables.capacity import capacity
from vsmstudio.export.tables.words import covered, money, percent
from vsmstudio.model.durations import number, show
from vsmstudio.model.records import Map
from vsmstudio.notation.shapes import Rect

MOST = 18
_TALL = 0.4  # of takt: a column that holds its figure within


def draw_capacity(stage: Stage, report: Report, held_map: Map) -> None:
    """Tiles and chart of a map; nothing where no step can be held against takt."""
    held, engagement = report.analysis.maps[held_map.id], report.document.engagement
    share = held.capacity.highest_utilisation
    if share is None:
        return
    table = capacity(report.document, report.analysis, [held_map.id])
    title = f"Capacity: {report.named(held_map)}"
    slide = stage.slide(title, capacity_sentence(report.document, held), table.note)
    figures, coverage = held.figures, held.coverage
    people = covered(coverage.labour_hours_per_year)
    hours = figures.labour_hours_per_year
    tiles = (
        Headline(percent(share), "Highest utilisation", f"{covered(coverage.utilisation)} known", bool(table.flagged)),
        Headline(show(figures.takt, report.calendar), "Takt", "available time ÷ demand"),
        Headline(
            number(figures.fte) if figures.fte is not None else "–",
            "Full-time equivalents",
            f"{number(hours, 0)} h a year; {people}" if hours is not None else "",
        ),
        Headline(money(figures.labour_cost_per_year, engagement.currency), "Labour cost a year",
                 covered(coverage.labour_cost_per_year)),
    )  # fmt: skip
    y = draw_tiles(slide, slide.top, tiles) + 8
    names = [
        one_line(f"{n or ''} {step}") for n, step in zip(table.values("number"), table.values("step"), strict=True)
    ]
    found = [
        (name, float(value), at)
        for at, (name, value) in enumerate(zip(names, table.values("utilisation"), strict=True))
        if isinstance(value, (int, float))
    ]
    whole = len(found)
    if whole > MOST:
        kept = sorted(found, key=lambda each: (-each[1], each[2]))[:MOST]
        found = sorted(kept, key=lambda each: each[2])
    limit = engagement.bottleneck_threshold + 1e-9
    calm = [value if value <= limit else None for _, value, _ in found]
    over = [value if value > limit else None for _, value, _ in found]
    series = [
        Series("Utilisation", calm, "accent", True),
        Series(
            f"Utilisation over {percent(engagement.bottleneck_threshold)}", over, "critical", True, inside=limit > _TALL
        ),
        Series("All the time that its people have (takt)", [1.0] * len(found), "ink", line=True),
    ]
    if not any(each is not None for each in over):
        del series[1]
    shown = [short(name, len(found)) for name, _, _ in found]
    about = f"Utilisation of {len(found)} steps of {report.named(held_map)}; 100 % is takt."
    top = max(1.2, max(value for _, value, _ in found) * 1.12)
    note = f"The {MOST} steps with the highest utilisation, of {whole}." if whole > MOST else ""
    area = Rect(LEFT, y, MIDDLE, BOTTOM - y - (16 if note else 0))
    draw_chart(
        slide, area, "columns", shown, series, "Utilisation", about, "0 %", top, size=10 if len(found) < 14 else 9
    )
    if note:
        slide.paragraph(note, LEFT, BOTTOM - 14, MIDDLE, SMALL, "muted", lines=1)
