"""The plan: a roadmap of native shapes, the table behind it, and what is asked of the client next."""

from __future__ import annotations

from vsmstudio.export.asking import asks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pptx.atoms import Paragraph, Run, said
from vsmstudio.export.pptx.listing import draw_table
from vsmstudio.export.pptx.measure import cut, height
from vsmstudio.export.pptx.native import Transform, group, natives
from vsmstudio.export.pptx.sizes import BOTTOM, LEFT, MIDDLE
from vsmstudio.export.pptx.stage import Stage
from vsmstudio.export.pptx.tables import Col, Grid
from vsmstudio.export.tables.around.improvements import roadmap as planned
from vsmstudio.export.tables.shown import blank
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day
from vsmstudio.model.improvements import ordered
from vsmstudio.notation.roadmap import roadmap
from vsmstudio.notation.roadmap_plan import parts, plan_of
from vsmstudio.notation.shapes import Rect

_WIDE = 1160.0  # pixels that the roadmap is drawn in before it is fitted to the slide
_FIRST, _SIZE = 5, 16.0


def draw_plan(stage: Stage, report: Report) -> None:
    """What is still to be done; nothing where there is no plan."""
    table = planned(report.document, report.analysis, report.on)
    if not table.rows:
        return
    from vsmstudio.export.pdf.engagement.plan import plan_lead

    title = "Improvement plan"
    slide = stage.slide(title, plan_lead(report, ordered(report.document)), table.note)
    cols = [
        Col("horizon", 72, color="muted"),
        Col("due", 108, write=_day),
        Col("improvement", 300, bold=True, lines=3),
        Col("owner", 160, write=lambda value: str(value or "◆ Nobody"), role=_owner, lines=2),
        Col("method", 90, color="muted", write=blank),
        Col("lead_time", 74, "LT saved", "right"),
        Col("state", 66),
        Col("standing", 130, "", color="gap", write=blank, lines=2),
    ]
    draw_table(stage, slide, slide.top - 2, Grid(table, cols, report.calendar, size=10), title, table.note)


def draw_roadmap(stage: Stage, report: Report) -> None:
    """The plan on a time axis; nothing while nothing in it has a date."""
    plan = plan_of(report.document, report.on)
    bars = [bar for each in plan.groups for bar in each.bars]
    if not any(bar.due or bar.done_on or bar.review_on for bar in bars):
        return
    from vsmstudio.export.pdf.engagement.plan import roadmap_lead

    lead = roadmap_lead(report)
    room = Rect(LEFT, 104, MIDDLE, BOTTOM - 104)
    found = parts(plan, room.height * _WIDE / MIDDLE)
    for index, part in enumerate(found):
        title = "Roadmap" if not index else "Roadmap (continued)"
        slide = stage.slide(
            title, lead, "Improvements that are not dropped and workshops, by the days that the plan says."
        )
        drawn = roadmap(part, _WIDE)
        scale = min(MIDDLE / drawn.area.width, room.height / max(drawn.area.height, 1))
        to = Transform(scale, room.x - drawn.area.x * scale, room.y - drawn.area.y * scale)
        for element in drawn.elements:
            made = natives(slide.ink, element.shapes, to)
            if made:
                name = element.tip or element.kind.capitalize()
                slide.add(group(slide.ink, made, name, element.tip) if len(made) > 1 else made[0])


def draw_asked(stage: Stage, report: Report) -> None:
    """What is asked of the board, and what comes next."""
    document = report.document
    asked = asks(document, report.analysis, report.on)
    table = planned(document, report.analysis, report.on)
    coming = [row for row in table.rows if row[table.at("due")]]
    coming.sort(key=lambda row: (str(row[table.at("due")]), str(row[table.at("improvement")])))
    if not asked and not coming:
        return
    both = bool(asked and coming)
    slide = stage.slide("What we ask of you", "What is to be decided, and what comes next.",
                        "From the engagement's own words or the findings on owners, and from the plan's dates.")  # fmt: skip
    width = (MIDDLE - 24) / 2 if both else MIDDLE
    if asked:
        lines, room = [], BOTTOM - slide.top - 60
        size = _SIZE if len(asked) <= _FIRST else 12.0
        for ask in asked[:8]:
            words = cut(ask, size, width - 48, False, 4)
            room -= height(words, size, width - 48) + 6
            if room < 0:
                break
            lines.append(Paragraph((Run(words, size),), before=6, bullet=True))
        paragraphs = [said("We ask you to decide", 14, "accent", True), *lines]
        high = BOTTOM - slide.top - max(room, 0.0) - 6
        slide.add(slide.panel(Rect(LEFT, slide.top, width, high), paragraphs, "The ask", "accent_soft",
                              inset=(18, 16)))  # fmt: skip
    if coming:
        x = LEFT + (width + 24 if both else 0)
        y = slide.heading("Next steps", slide.top, x, width)
        cols = [Col("due", 132, "", write=_day, color="muted"), Col("improvement", 220, "", bold=True, lines=2),
                Col("owner", 130, "", write=lambda value: str(value or "◆ Nobody"), role=_owner, lines=2)]  # fmt: skip
        order = [table.rows.index(row) for row in coming]
        grid = Grid(table.of_rows(order), cols, report.calendar, width, 11)
        first = grid.parts(BOTTOM - y, BOTTOM - y)[0]
        slide.add(grid.draw(slide.ink, y, *first, x, "Next steps"))


def _day(value: Cell) -> str:
    return day(value) if value is not None and not isinstance(value, (str, int, float)) else "no date"


def _owner(value: Cell) -> str:
    return "ink" if value else "gap"
