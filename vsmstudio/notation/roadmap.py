"""When each improvement is due, done and measured again, on one time axis, with workshops above and today's line.

A bar runs from today to the due date: the time that is left. Overdue, it runs from the due date to today. A hollow diamond is
a due date, a disc the day when it was done, a triangle the day when its effect is measured again. Rows stand by horizon (now,
next, later) or by owner; what has no date says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from vsmstudio.model.dates import MONTHS, months_later
from vsmstudio.model.document import Document
from vsmstudio.model.edits import in_order
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Horizon, Improvement, ImprovementState, Workshop
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.shapes import Box, Element, Oval, Picture, Poly, Rect, Shape, Words

By = Literal["horizon", "owner"]
ROW, GROUP, NAME = 30.0, 26.0, 268.0  # heights of rows and headings, width of the names
_RIGHT, _AXIS, _EVENT, _LEGEND = 64.0, 40.0, 17.0, 30.0
_EVENT_ROWS = 3
HORIZONS = {Horizon.NOW: "Now", Horizon.NEXT: "Next", Horizon.LATER: "Later"}
HEADINGS = (*HORIZONS.values(), "Done", "Not said when")
NOBODY = "Nobody yet"


class Bar(NamedTuple):
    """One improvement with its dates."""

    key: Id
    name: str
    owner: str
    state: ImprovementState
    due: date | None
    done_on: date | None
    review_on: date | None

    @property
    def done(self) -> bool:
        return self.state is ImprovementState.DONE


class Group(NamedTuple):
    """A heading with its rows."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a roadmap shows: groups of rows, workshops as (day, words), and the days that its axis begins and ends with."""

    groups: tuple[Group, ...]
    events: tuple[tuple[date, str], ...]
    first: date
    last: date
    today: date

    @property
    def height(self) -> float:
        """How high its rows are, headings included."""
        return sum(GROUP + ROW * len(group.bars) for group in self.groups)


def heading(each: Improvement) -> str:
    """Under which of `HEADINGS` an improvement stands: its horizon; without one, whether it is done."""
    done = each.state is ImprovementState.DONE
    return HORIZONS[each.horizon] if each.horizon else "Done" if done else "Not said when"


def plan_of(document: Document, today: date, by: By = "horizon") -> Plan:
    """The roadmap of all improvements that are not dropped, in the room's order, and of the dated workshops.

    Workshops of more than a year before everything else are left out, so that the axis stays readable.
    """
    held = sorted(document.all(Improvement), key=in_order)
    kept = [each for each in held if each.state is not ImprovementState.DROPPED]
    bars = [
        (each, Bar(each.id, each.name, document.name(each.owner) if each.owner else "", each.state, each.due,
                   each.done_on, each.review_on))
        for each in kept
    ]  # fmt: skip
    if by == "horizon":
        groups = [(words, tuple(bar for each, bar in bars if heading(each) == words)) for words in HEADINGS]
    else:
        owners = dict.fromkeys(
            bar.owner for _, bar in sorted(bars, key=lambda pair: (not pair[1].owner, pair[1].owner))
        )
        groups = [(owner or NOBODY, tuple(bar for _, bar in bars if bar.owner == owner)) for owner in owners]
    days = [day for _, bar in bars for day in (bar.due, bar.done_on, bar.review_on) if day]
    earliest = months_later(min([*days, today]), -12)
    events = sorted(
        (each.date, each.name or each.kind.value.capitalize())
        for each in document.all(Workshop)
        if each.date and each.date >= earliest
    )
    days += [day for day, _ in events] + [today]
    first, last = min(days).replace(day=1), months_later(max(days).replace(day=1), 1)
    if last < months_later(first, 3):
        last = months_later(first, 3)
    return Plan(tuple(Group(*each) for each in groups if each[1]), tuple(events), first, last, today)


def parts(plan: Plan, height: float) -> list[Plan]:
    """The plan cut into plans whose drawings are at most so high; a group that goes on says so."""
    room = max(height - _head(plan) - _LEGEND, GROUP + 2 * ROW)
    found: list[list[Group]] = [[]]
    left = room
    for group in plan.groups:
        bars, title = group.bars, group.title
        while bars:
            if left < GROUP + ROW * min(2, len(bars)) and found[-1]:
                found.append([])
                left = room
            count = max(1, int((left - GROUP) // ROW))
            found[-1].append(Group(title, bars[:count]))
            left -= GROUP + ROW * min(count, len(bars))
            bars, title = bars[count:], f"{group.title} (continued)"
    return [replace(plan, groups=tuple(each)) for each in found]


def roadmap(plan: Plan, width: float = 960.0) -> Picture:
    """The drawing: an element `axis`, one for each improvement by its id, one for each heading, and the legend."""
    width = max(width, NAME + 260.0)
    scale = (width - NAME - _RIGHT) / max((plan.last - plan.first).days, 1)
    top = _head(plan)
    bottom = top + plan.height
    whole = Rect(0, 0, width, bottom + _LEGEND)
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
            shapes = tuple(_row(plan, bar, y, scale, width))
            elements.append(Element(bar.key, "node", shapes, Rect(0, y, width, ROW), z=2, tip=_tip(bar, plan.today)))
            y += ROW
    axis = Element("axis", "caption", tuple(_axis(plan, scale, top, bottom, width)), whole, z=1)
    legend = Element("legend", "caption", tuple(_legend(plan, bottom + 20)), Rect(0, bottom, width, _LEGEND))
    heads = [each for each in elements if each.z == 0]
    return Picture((*heads, axis, *(each for each in elements if each.z), legend), whole)


def _x(plan: Plan, day: date, scale: float) -> float:
    return NAME + (day - plan.first).days * scale


def _head(plan: Plan) -> float:
    return _AXIS + (_EVENT * _EVENT_ROWS + 6 if plan.events else 0.0)


def short(day: date) -> str:
    """A day beside a mark: `14 Feb`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _axis(plan: Plan, scale: float, top: float, bottom: float, width: float) -> list[Shape]:
    """Months (quarters, years) with fine lines down the rows, workshops over them, and today."""
    shapes: list[Shape] = []
    line = top - 8
    every = next((step for step in (1, 3, 6, 12, 24, 60, 120) if step * 30.4 * scale >= 44), 240)
    day, last = plan.first, -1.0
    while day <= plan.last:
        x = _x(plan, day, scale)
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
    shapes.append(Poly(((NAME, line), (width - _RIGHT, line)), stroke="outline"))
    x = _x(plan, plan.today, scale)
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
    ends = [NAME - 8.0] * _EVENT_ROWS
    for day, label in plan.events:
        x = _x(plan, day, scale)
        words = text.shorten(f"{short(day)} {label}", LABEL, 190)
        wide = text.width(words, LABEL)
        turned = x + 9 + wide > width
        left = x - 9 - wide if turned else x + 9
        row = next((at for at, end in enumerate(ends) if left - 4 > end), None)
        shapes.append(diamond(x, line, 8, fill="line"))
        if row is None or left < NAME - 6:
            continue
        ends[row] = max(x + 5, left + wide + 6)
        y = 22 + row * _EVENT
        shapes.append(Poly(((x, y), (x, line - 18)), stroke="outline"))
        flag = ((x, y), (x - 6, y + 4), (x, y + 8)) if turned else ((x, y), (x + 6, y + 4), (x, y + 8))
        shapes.append(Poly(flag, fill="line", closed=True))
        planned = day > plan.today
        shapes.append(Box(left - 1, y - 1, wide + 2, 14, fill="sheet"))
        shapes.append(Words(left, y + 9, words, LABEL, "muted" if planned else "ink"))
    return shapes


def _row(plan: Plan, bar: Bar, y: float, scale: float, width: float) -> list[Shape]:
    """A row: name and owner, then what is left, over or done."""
    middle = y + ROW / 2
    color = "muted" if bar.done else "ink"
    owner = bar.owner or NOBODY
    shapes: list[Shape] = [
        Poly(((0, y + ROW), (width, y + ROW)), stroke="hairline"),
        Words(8, y + 13, text.shorten(bar.name, BODY, NAME - 20, bold=True), BODY, color, bold=True),
        Words(8 if bar.owner else 18, y + 26, text.shorten(owner, LABEL - 0.5, NAME - 30), LABEL - 0.5,
              "muted" if bar.owner else "gap"),
    ]  # fmt: skip
    if not bar.owner:
        shapes.append(diamond(12, y + 22, 7, fill="gap"))
    today, right = plan.today, 0.0
    said: tuple[str, str, bool] | None = None
    if bar.done:
        end = bar.done_on or bar.due
        if end is None:
            return [*shapes, *_said(NAME + 8, middle, "Done, no date", "muted", width)]
        x = _x(plan, end, scale)
        if bar.due and bar.due != end:
            due = _x(plan, bar.due, scale)
            late = end > bar.due
            shapes.append(Poly(((due, middle), (x, middle)), stroke="critical" if late else "good", line=1.4))
            shapes.append(diamond(due, middle, 11, fill="sheet", stroke="line", line=1.2))
        shapes.append(Oval(x - 6, middle - 6, 12, 12, fill="good"))
        shapes.append(
            Poly(((x - 2.8, middle), (x - 0.6, middle + 2.4), (x + 3, middle - 2.6)), stroke="sheet", line=1.5)
        )
        right, said = x + 8, (f"Done {short(end)}", "good", False)
    elif bar.due is None:
        shapes += _said(_x(plan, today, scale) + 8, middle, "No due date", "gap", width, gap=True)
        right = _x(plan, today, scale) + 110
    else:
        due, now = _x(plan, bar.due, scale), _x(plan, today, scale)
        over = bar.due < today
        running = bar.state is ImprovementState.RUNNING
        left, wide = min(due, now), max(abs(due - now), 1.0)
        fill = "critical_soft" if over else "accent" if running else "accent_soft"
        edge = "critical" if over else "accent"
        dash = (3.0, 2.0) if over else ()
        shapes.append(Box(left, middle - 5, wide, 10, fill=fill, stroke=edge, radius=2, dash=dash))
        shapes.append(diamond(due, middle, 13, fill="sheet", stroke="critical" if over else "accent", line=1.8))
        words = f"Overdue since {short(bar.due)}" if over else short(bar.due)
        right, said = max(due + 8, now if over else 0.0), (words, "critical" if over else "ink", over)
    if bar.review_on:
        x = _x(plan, bar.review_on, scale)
        shapes.append(Poly(((x - 6, middle + 5), (x + 6, middle + 5), (x, middle - 6)), stroke="line", fill="sheet",
                           closed=True, line=1.3))  # fmt: skip
        if said and x - 8 < right + 6 + text.width(said[0], LABEL, said[2]):
            right = max(right, x + 8)
    if said:
        shapes += _said(right + 5, middle, said[0], said[1], width, bold=said[2])
    return shapes


def _said(
    x: float, middle: float, words: str, color: str, width: float, gap: bool = False, bold: bool = False
) -> list[Shape]:
    """Words beside a mark, on a ground of their own, moved left where the drawing ends."""
    wide = text.width(words, LABEL, bold) + (11 if gap else 0)
    x = min(x, width - wide - 4)
    shapes: list[Shape] = [Box(x - 2, middle - 7, wide + 4, 14, fill="sheet")]
    if gap:
        shapes.append(diamond(x + 4, middle, 7, fill="gap"))
    return [*shapes, Words(x + (11 if gap else 0), middle + 4, words, LABEL, color, bold=bold)]


def _tip(bar: Bar, today: date) -> str:
    said = [bar.name, bar.owner or "no owner", bar.state.value]
    if bar.due:
        said.append(f"{'overdue since' if bar.due < today and not bar.done else 'due'} {bar.due.isoformat()}")
    if bar.done_on:
        said.append(f"done {bar.done_on.isoformat()}")
    if bar.review_on:
        said.append(f"measured again {bar.review_on.isoformat()}")
    return ", ".join(said)


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
