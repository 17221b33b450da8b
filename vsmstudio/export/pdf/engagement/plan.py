"""The improvement plan: what is taken up now, next and later, by whom, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.export.pdf.blocks import Block, draw_blocks
from vsmstudio.export.pdf.context import Report
from vsmstudio.export.pdf.engagement.effects import effects
from vsmstudio.export.pdf.engagement.plain import somebody, table
from vsmstudio.export.pdf.painter import paint
from vsmstudio.export.pdf.paper import LEFT, MIDDLE, Paper
from vsmstudio.export.pdf.tabling import Col, Grid, blank, spread
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.table import Cell
from vsmstudio.export.tables.words import day, plural
from vsmstudio.model.improvements import OPEN_STATES, days_overdue, ordered, places
from vsmstudio.model.records import Improvement, ImprovementKind, ImprovementState, LinkKind
from vsmstudio.notation.roadmap import HEADINGS, heading, parts, plan_of, roadmap
from vsmstudio.notation.shapes import Rect

_SIZE = 8.4
_WIDTHS = (
    960.0,
    1040.0,
    1120.0,
)  # pixels that the roadmap is drawn in before it is fitted to the page: as few as need be


def draw_plan(paper: Paper, report: Report) -> None:
    """All improvements by horizon; nothing where there is none."""
    held = ordered(report.document)
    if not held:
        return
    title = "Improvement plan"
    y = paper.open_page(title, plan_lead(report, held))
    blocks = []
    for words in HEADINGS:
        own = [each for each in held if heading(each) == words]
        if own:
            blocks.append(_block(report, own, words if len(own) < len(held) or words != HEADINGS[-1] else ""))
    draw_blocks(paper, title, y, blocks)


def draw_roadmap(paper: Paper, report: Report) -> None:
    """The plan on a time axis; nothing while nothing in it has a date."""
    plan = plan_of(report.document, report.on)
    bars = [bar for group in plan.groups for bar in group.bars]
    if not any(bar.due or bar.done_on or bar.review_on for bar in bars):
        return
    title = "Roadmap"
    y = paper.open_page(title, roadmap_lead(report), level=1)
    cut = [(width, parts(plan, (paper.bottom - y) * width / MIDDLE)) for width in _WIDTHS]
    width, pages = min(cut, key=lambda each: (len(each[1]), each[0]))
    for at, part in enumerate(pages):
        if at:
            y = paper.continued(title)
        paint(paper, roadmap(part, width), Rect(LEFT, y, MIDDLE, paper.bottom - y + 4))


def plan_lead(report: Report, held: Sequence[Improvement]) -> str:
    """How many are done, running and open, and what stands in the way."""
    states = [sum(each.state is state for each in held) for state in ImprovementState]
    words = ("open", "running", "done", "dropped")
    counted = [f"{count} {word}" for count, word in zip(states, words, strict=True) if count]
    said = f"{plural(len(held), 'improvement')}: {', '.join(reversed(counted))}"
    going = [each for each in held if each.state in OPEN_STATES]
    late = sum(days_overdue(each, report.on) > 0 for each in going)
    unowned = sum(owner_words(report.document, each.owner) is None for each in going)
    more = [f"{late} {'is' if late == 1 else 'are'} overdue"] if late else []
    more += [f"{unowned} {'has' if unowned == 1 else 'have'} no owner"] if unowned else []
    return f"{said}; {' and '.join(more)}." if more else f"{said}; each that is under way has an owner and is on time."


def roadmap_lead(report: Report) -> str:
    """What comes next, and what has no date."""
    going = [each for each in report.document.all(Improvement) if each.state in OPEN_STATES]
    coming = sorted((each.due, each.name) for each in going if each.due and each.due >= report.on)
    undated = sum(each.due is None for each in going)
    last = f"; {plural(undated, 'improvement')} {'has' if undated == 1 else 'have'} no date yet" if undated else ""
    late = [each for each in going if days_overdue(each, report.on)]
    if coming:
        when, name = coming[0]
        return f"“{_short(name)}” is due next, on {day(when)}{last}."
    if late:
        return f"{plural(len(late), 'improvement')} should have been done by now{last}."
    return f"Nothing is due any more{last}."


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:58].rstrip() + "…"


def _block(report: Report, own: Sequence[Improvement], head: str) -> Block:
    document, calendar = report.document, report.calendar
    currency = document.engagement.currency
    ranks = places(document)
    rows: list[list[Cell]] = []
    for each in own:
        changes = [document.name(link.target) for link in document.links_from(each.id, LinkKind.CHANGES)]
        running = "Running initiative: " if each.kind is ImprovementKind.INITIATIVE else ""
        due = day(each.due) + (", overdue" if days_overdue(each, report.on) else "")
        state = each.state.value + (f" {day(each.done_on)}" if each.done_on else "")
        came = [effects(each, "actual", calendar, currency), each.lesson.strip()]
        review = f"Measured again on {day(each.review_on)}" if each.review_on and each.review_on > report.on else ""
        rows.append([
            str(ranks.get(each.id, "")) or None, running + each.name, "; ".join(changes) or None,
            each.method.value if each.method else None, owner_words(document, each.owner), due or None,
            effects(each, "expected", calendar, currency) or None, state,
            ". ".join(words.rstrip(".") for words in (*came, review) if words) or None,
        ])  # fmt: skip
    flagged = [
        at
        for at, each in enumerate(own)
        if each.state in OPEN_STATES and (days_overdue(each, report.on) or not rows[at][4])
    ]
    columns = (
        ("place", "#"), ("name", "Improvement"), ("changes", "Changes"), ("method", "How"), ("owner", "Owner"),
        ("due", "Due"), ("expected", "Expected"), ("state", "State"), ("came", "What came, and the lesson"),
    )  # fmt: skip
    cols = [
        Col("place", 22, align="right", size=_SIZE, color="muted", write=blank),
        Col("name", 136, size=_SIZE, bold=True),
        Col("changes", 94, size=_SIZE, color="muted"),
        Col("method", 50, size=_SIZE, color="muted"),
        Col("owner", 84, size=_SIZE, write=somebody),
        Col("due", 84, size=_SIZE),
        Col("expected", 110, size=_SIZE),
        Col("state", 66, size=_SIZE),
        Col("came", 128, size=_SIZE, lines=9),
    ]
    shown = table(columns, rows, flagged, [each.id for each in own])
    return Block(Grid(shown, spread(cols, MIDDLE), calendar, even=False), head)
