"""A table over as many slides as it needs, each with its title."""

from __future__ import annotations

from vsmstudio.export.pptx.sizes import BOTTOM, HIGH, LEFT, MIDDLE, SMALL
from vsmstudio.export.pptx.stage import Slide, Stage
from vsmstudio.export.pptx.tables import Grid

_NOTE = 26.0


def draw_table(stage: Stage, slide: Slide, y: float, grid: Grid, title: str, notes: str = "", note: str = "") -> float:
    """The table from `y` on a slide downwards, and on further slides headed by `title`; the y under its end.

    `note` is said in small words under its last row.
    """
    end = BOTTOM - (_NOTE if note else 0.0)
    grid = min(grid.closer(), key=lambda each: len(each.parts(end - y, end - HIGH)))
    parts = grid.parts(end - y, end - HIGH)
    if len(parts) > 1 and parts[0][1] < min(3, len(grid.heights)) and y > HIGH + 60:
        slide, y = stage.slide(f"{title} (continued)", notes=notes), HIGH
        parts = grid.parts(end - y, end - HIGH)
    for number, (first, last) in enumerate(parts):
        if number:
            slide = stage.slide(f"{title} (continued)", notes=notes)
            y = HIGH
        slide.add(grid.draw(slide.ink, y, first, last, name=grid.table.title))
        y += grid.height(first, last)
    if note:
        y = slide.paragraph(note, LEFT, y + 5, MIDDLE, SMALL, "muted", lines=2)
    return y
