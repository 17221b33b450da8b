"""When each improvement is due, done and measured again, on one time axis, with workshops above and today's line.

A bar runs from today to the due date: the time that is left. Overdue, it runs from the due date to today. A hollow diamond is
a due date, a disc the day when it was done, a triangle the day when its effect is measured again. Rows stand by horizon (now,
next, later) or by owner; what has no date says so.
"""

from __future__ import annotations

from datetime import date

from vsmstudio.model.dates import MONTHS, months_later
from vsmstudio.model.records import ImprovementState
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.roadmap_plan import (
    EVENT,
    EVENT_ROWS,
    GROUP,
    LEGEND,
    NAME,
    RIGHT,
    ROW,
    Plan,
    head_height,
    short,
    x_of,
)
from vsmstudio.notation.roadmap_plan import HEADINGS as HEADINGS
from vsmstudio.notation.roadmap_plan import By as By
from vsmstudio.notation.roadmap_plan import heading as heading
from vsmstudio.notation.roadmap_plan import parts as parts
from vsmstudio.notation.roadmap_plan import plan_of as plan_of
from vsmstudio.notation.roadmap_rows import draw_row, tip
from vsmstudio.notation.shapes import Box, Element, Oval, Picture, Poly, Rect, Shape, Words


def roadmap(plan: Plan, width: float = 960.0) -> Picture:
    """The drawing: an element `axis`, one for each improvement by its id, one for each heading, and the legend."""
    width = max(width, NAME + 260.0)
    scale = (width - NAME - RIGHT) / max((plan.last - plan.first).days, 1)
    top = head_height(plan)
    bottom = top + plan.height
    whole = Rect(0, 0, width, bottom + LEGEND)
    elements: list[Element] = []
    y = top
    for at, group in enumerate(plan.groups):
        words = text.shorten(group.title, BODY, NAME - 12, bold=True)
        head = (
            Box(0, y + 2, width, GROUP - 4, fill="head", radius=3),
            Words(8, y + 17, words, BODY, bold=True),
            Words(width - 8, y + 17, str(len(group.bars)), LABEL, "muted", align="right"),
        )
        elements.append(Element(f"group-{at}", "caption", head, Rect(0, y, width, GROUP), z=0))
        y += GROUP
        for bar in group.bars:
            shapes = tuple(draw_row(plan, bar, y, scale, width))
            elements.append(Element(bar.key, "node", shapes, Rect(0, y, width, ROW), z=2, tip=tip(bar, plan.today)))
            y += ROW
    axis = Element("axis", "caption", tuple(_axis(plan, scale, top, bottom, width)), whole, z=1)
    legend = Element("legend", "caption", tuple(_legend(plan, bottom + 20)), Rect(0, bottom, width, LEGEND))
    heads = [each for each in elements if each.z == 0]
    return Picture((*heads, axis, *(each for each in elements if each.z), legend), whole)


def _axis(plan: Plan, scale: float, top: float, bottom: float, width: float) -> list[Shape]:
    """Months (quarters, years) with fine lines down the rows, workshops over them, and today."""
    shapes: list[Shape] = []
    line = top - 8
    every = next((step for step in (1, 3, 6, 12, 24, 60, 120) if step * 30.4 * scale >= 44), 240)
    day, last = plan.first, -1.0
    while day <= plan.last:
        x = x_of(plan, day, scale)
        if (day.month - 1) % min(every, 12) == 0 and (every <= 12 or day.year % (every // 12) == 0):
            shapes.append(Poly(((x, line), (x, bottom)), stroke="hairline"))
            named = day.month == 1 or last < 0
            words = str(day.year) if every >= 12 else MONTHS[day.month - 1][:3] + (f" {day.year}" if named else "")
            if x + 4 > last and x + 4 + text.width(words, LABEL) < width:
                shapes.append(Words(x + 4, line - 5, words, LABEL, "muted", bold=named))
                last = x + 4 + text.width(words, LABEL) + 4
        day = months_later(day, 1)
        if day.year >= date.max.year - 1:
            break
    shapes.append(Poly(((NAME, line), (width - RIGHT, line)), stroke="outline"))
    x = x_of(plan, plan.today, scale)
    words = f"As of {short(plan.today)}"
    wide = text.width(words, LABEL, True)
    left = min(max(x - wide / 2 - 5, NAME), width - wide - 10)
    shapes += [
        Poly(((x, line - 18), (x, bottom)), stroke="accent", line=1.6, dash=(4, 3)),
        Box(left, 0, wide + 10, 16, fill="accent", radius=3),
        Words(left + 5, 12, words, LABEL, "on_accent", bold=True),
    ]
    if line - 18 > 16:
        shapes.append(Poly(((x, 16), (x, line - 18)), stroke="accent", line=1.6, dash=(4, 3)))
    return [*shapes, *_events(plan, scale, top, width)]  # over the lines, that none strikes through words


def _events(plan: Plan, scale: float, top: float, width: float) -> list[Shape]:
    """Workshops as flags over the axis, in rows so that no two touch; those without room keep their mark on the axis."""
    if not plan.events:
        return []
    shapes: list[Shape] = [Words(8, 32, "Workshops and reviews", LABEL, "muted", bold=True)]
    line = top - 8
    ends = [NAME - 8.0] * EVENT_ROWS
    for day, label in plan.events:
        x = x_of(plan, day, scale)
        words = text.shorten(f"{short(day)} {label}", LABEL, 190)
        wide = text.width(words, LABEL)
        turned = x + 9 + wide > width
        left = x - 9 - wide if turned else x + 9
        row = next((at for at, end in enumerate(ends) if left - 4 > end), None)
        shapes.append(diamond(x, line, 8, fill="line"))
        if row is None or left < NAME - 6:
            continue
        ends[row] = max(x + 5, left + wide + 6)
        y = 22 + row * EVENT
        shapes.append(Poly(((x, y), (x, line - 18)), stroke="outline"))
        flag = ((x, y), (x - 6, y + 4), (x, y + 8)) if turned else ((x, y), (x + 6, y + 4), (x, y + 8))
        shapes.append(Poly(flag, fill="line", closed=True))
        planned = day > plan.today
        shapes.append(Box(left - 1, y - 1, wide + 2, 14, fill="sheet"))
        shapes.append(Words(left, y + 9, words, LABEL, "muted" if planned else "ink"))
    return shapes


def _legend(plan: Plan, y: float) -> list[Shape]:
    """What the marks mean, as far as they occur."""
    bars = [bar for group in plan.groups for bar in group.bars]
    open_ones = [bar for bar in bars if not bar.done and bar.due]
    entries: list[tuple[str, tuple[Shape, ...]]] = []
    if any(bar.due for bar in bars):
        entries.append(("due", (diamond(6, y, 11, fill="sheet", stroke="accent", line=1.6),)))
    if any(bar.state is ImprovementState.RUNNING for bar in open_ones):
        entries.append(("time left, running", (Box(0, y - 4, 16, 8, fill="accent", stroke="accent", radius=2),)))
    if any(bar.state is ImprovementState.OPEN and bar.due and bar.due >= plan.today for bar in open_ones):
        entries.append(("time left, not begun", (Box(0, y - 4, 16, 8, fill="accent_soft", stroke="accent", radius=2),)))
    if any(bar.due and bar.due < plan.today for bar in open_ones):
        sample = Box(0, y - 4, 16, 8, fill="critical_soft", stroke="critical", radius=2, dash=(3, 2))
        entries.append(("overdue", (sample,)))
    if any(bar.done for bar in bars):
        entries.append(("done", (Oval(0, y - 5, 10, 10, fill="good"),)))
    if any(bar.review_on for bar in bars):
        tip = Poly(((0, y + 4), (10, y + 4), (5, y - 5)), stroke="line", fill="sheet", closed=True, line=1.2)
        entries.append(("measured again", (tip,)))
    if plan.events:
        entries.append(("workshop or review", (diamond(5, y, 8, fill="line"),)))
    shapes: list[Shape] = []
    x = 8.0
    for words, drawn in entries:
        shapes += [_shifted(each, x) for each in drawn]
        shapes.append(Words(x + 21, y + 4, words, LABEL, "muted"))
        x += 21 + text.width(words, LABEL) + 18
    return shapes


def _shifted(shape: Shape, dx: float) -> Shape:
    if isinstance(shape, Poly):
        moved = tuple((x + dx, y) for x, y in shape.points)
        return Poly(moved, shape.stroke, shape.fill, shape.line, shape.closed, shape.radius, shape.arrow, shape.dash)
    if isinstance(shape, Box):
        return Box(shape.x + dx, shape.y, shape.width, shape.height, shape.fill, shape.stroke, shape.line, shape.radius,
                   shape.rounded, shape.dash)  # fmt: skip
    if isinstance(shape, Oval):
        return Oval(shape.x + dx, shape.y, shape.width, shape.height, shape.fill, shape.stroke, shape.line)
    return shape
