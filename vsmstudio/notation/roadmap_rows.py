"""A row of the roadmap: a name with its owner, then what is left until it is due, what is over, or when it was done."""

from __future__ import annotations

from datetime import date

from vsmstudio.model.records import ImprovementState
from vsmstudio.notation import text
from vsmstudio.notation.parts import BODY, LABEL, diamond
from vsmstudio.notation.roadmap_plan import (
    NAME,
    NOBODY,
    ROW,
    Bar,
    Plan,
    short,
    x_of,
)
from vsmstudio.notation.shapes import Box, Oval, Poly, Shape, Words


def draw_row(plan: Plan, bar: Bar, y: float, scale: float, width: float) -> list[Shape]:
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
        x = x_of(plan, end, scale)
        if bar.due and bar.due != end:
            due = x_of(plan, bar.due, scale)
            late = end > bar.due
            shapes.append(Poly(((due, middle), (x, middle)), stroke="critical" if late else "good", line=1.4))
            shapes.append(diamond(due, middle, 11, fill="sheet", stroke="line", line=1.2))
        shapes.append(Oval(x - 6, middle - 6, 12, 12, fill="good"))
        shapes.append(
            Poly(((x - 2.8, middle), (x - 0.6, middle + 2.4), (x + 3, middle - 2.6)), stroke="sheet", line=1.5)
        )
        right, said = x + 8, (f"Done {short(end)}", "good", False)
    elif bar.due is None:
        shapes += _said(x_of(plan, today, scale) + 8, middle, "No due date", "gap", width, gap=True)
        right = x_of(plan, today, scale) + 110
    else:
        due, now = x_of(plan, bar.due, scale), x_of(plan, today, scale)
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
        x = x_of(plan, bar.review_on, scale)
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


def tip(bar: Bar, today: date) -> str:
    said = [bar.name, bar.owner or "no owner", bar.state.value]
    if bar.due:
        said.append(f"{'overdue since' if bar.due < today and not bar.done else 'due'} {bar.due.isoformat()}")
    if bar.done_on:
        said.append(f"done {bar.done_on.isoformat()}")
    if bar.review_on:
        said.append(f"measured again {bar.review_on.isoformat()}")
    return ", ".join(said)
