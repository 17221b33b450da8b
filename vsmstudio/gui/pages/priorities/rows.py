"""What the list of priorities says of each improvement, and the orders in which it can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from vsmstudio.analysis.engagement.priorities import Priority
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.money import short_money
from vsmstudio.model.records import Improvement, ImprovementKind, ImprovementState, Ranked, Ranking
from vsmstudio.notation.effort_plot import Placed

ROOM = "room"
SORTS: tuple[tuple[str, str], ...] = (
    (ROOM, "The room's order"),
    ("lead_time", "Lead time it takes off"),
    ("owner_gaps", "Owner gaps it touches"),
    ("experience", "Poorest experience"),
    ("cost", "Money saved a year"),
    ("ratio", "Benefit against effort"),
)
_BY: dict[str, Callable[[Priority], float]] = {
    "lead_time": lambda each: -(each.lead_time or 0.0),
    "owner_gaps": lambda each: -len(each.owner_gaps),
    "experience": lambda each: each.lowest_rating if each.lowest_rating is not None else 9.0,
    "cost": lambda each: -(each.cost or 0.0),
    "ratio": lambda each: -_ratio(each),
}


class Line(NamedTuple):
    """One improvement of the list. `gap`: it supports no stream; `quiet`: it is done."""

    key: Id
    place: str
    moved: str
    name: str
    about: str
    gap: bool
    quiet: bool
    lead_time: str
    owner_gaps: str
    experience: str
    cost: str
    effort: str


def in_sort(held: Sequence[Priority], sort: str) -> list[Priority]:
    """In the room's order, or by a computed effect; what ties stays in the room's order."""
    return sorted(held, key=_BY[sort]) if sort in _BY else list(held)


def in_round(document: Document, held: Sequence[Priority], ranking: Id) -> list[Priority]:
    """As an earlier order had them; those that it did not have behind."""
    places = {each.improvement: each.place for each in document.all(Ranked) if each.ranking == ranking}
    return sorted(held, key=lambda each: places.get(each.improvement, float("inf")))


def rounds(document: Document) -> list[Ranking]:
    """The orders that were kept, the latest first."""
    return list(reversed(document.all(Ranking)))


def lines(document: Document, held: Sequence[Priority]) -> list[Line]:
    """Each improvement in words, numbered as the room ranked it."""
    return [_line(document, each) for each in held]


def _line(document: Document, each: Priority) -> Line:
    improvement = document.the(Improvement, each.improvement)
    done = improvement.state is ImprovementState.DONE
    streams = ", ".join(document.name(key) for key in each.streams)
    about = ["◆ Supports no stream" if each.supports_nothing else streams]
    if improvement.kind is ImprovementKind.INITIATIVE:
        about.append("runs already")
    if done:
        about.insert(0, "Done")
    return Line(
        key=each.improvement,
        place=str(each.rank) if each.rank is not None else "–",
        moved=moved_words(each),
        name=improvement.name,
        about=" · ".join(about),
        gap=each.supports_nothing and not done,
        quiet=done,
        lead_time=_lead_time(document, each),
        owner_gaps=str(len(each.owner_gaps)) if each.owner_gaps else "–",
        experience=number(each.lowest_rating) if each.lowest_rating is not None else "–",
        cost=_saved(each.cost),
        effort=number(each.effort) if each.effort is not None else "–",
    )


def moved_words(each: Priority) -> str:
    """How far it went since the earlier order: `▲2`, `▼1`, `=`; blank where it was in none."""
    if each.moved is None:
        return ""
    return f"▲{each.moved}" if each.moved > 0 else f"▼{-each.moved}" if each.moved < 0 else "="


def _lead_time(document: Document, each: Priority) -> str:
    if each.lead_time is None:
        return "–"
    calendar = document.engagement.calendar
    if abs(each.lead_time) < 1e-6:
        return "none" if not each.critical_steps else "0"
    return f"{'−' if each.lead_time > 0 else '+'}{show(abs(each.lead_time), calendar)}"


def spoken(line: Line) -> str:
    """A row in one sentence, for those who listen."""
    moved = line.moved.replace("▲", "up ").replace("▼", "down ").replace("=", "as before")
    parts = [f"{line.place}. {line.name}", line.about.replace("◆ ", ""), moved]
    parts += [f"lead time {line.lead_time}", f"owner gaps {line.owner_gaps}", f"lowest rating {line.experience}"]
    return ", ".join(part for part in (*parts, f"saves {line.cost}", f"effort {line.effort}") if part)


def _saved(value: float | None) -> str:
    """Money in few letters; what costs more than it saves with a minus."""
    return "–" if value is None else f"{'−' if value < 0 else ''}{short_money(abs(value))}"


def placed(document: Document, held: Sequence[Priority]) -> list[Placed]:
    """Those that stand on the plot, as the plot wants them."""
    found = []
    for each in held:
        if each.effort is None or each.benefit is None:
            continue
        improvement = document.the(Improvement, each.improvement)
        found.append(
            Placed(
                each.improvement, str(each.rank or "–"), improvement.name, each.effort, each.benefit,
                improvement.kind is ImprovementKind.INITIATIVE, improvement.state is ImprovementState.DONE,
                each.supports_nothing,
            )
        )  # fmt: skip
    return found


def _ratio(each: Priority) -> float:
    if each.effort is None or each.benefit is None:
        return -1.0
    return each.benefit / max(each.effort, 0.5)
