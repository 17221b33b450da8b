"""What a roadmap shows: improvements with their dates in groups, workshops, and the days of its axis; cut to a height."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from vsmstudio.model.dates import MONTHS, months_later
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import kept
from vsmstudio.model.records import Horizon, Improvement, ImprovementState, Workshop

By = Literal["horizon", "owner"]
ROW, GROUP, NAME = 30.0, 26.0, 268.0  # heights of rows and headings, width of the names
RIGHT, AXIS, EVENT, LEGEND = 64.0, 40.0, 17.0, 30.0
EVENT_ROWS = 3
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
    bars = [
        (each, Bar(each.id, each.name, document.name(each.owner) if each.owner else "", each.state, each.due,
                   each.done_on, each.review_on))
        for each in kept(document)
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
    room = max(height - head_height(plan) - LEGEND, GROUP + 2 * ROW)
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


def x_of(plan: Plan, day: date, scale: float) -> float:
    """Where a day lies, in pixels."""
    return NAME + (day - plan.first).days * scale


def head_height(plan: Plan) -> float:
    """How high the axis is with the workshops over it."""
    return AXIS + (EVENT * EVENT_ROWS + 6 if plan.events else 0.0)


def short(day: date) -> str:
    """A day beside a mark: `14 Feb`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
