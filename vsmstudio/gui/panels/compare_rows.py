"""Two maps compared, as cells: what differs, and what became of each step."""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.analysis.comparison import Comparison, Delta, Judged, StepChange, StepState
from vsmstudio.analysis.matching import Fate
from vsmstudio.export.tables.compared import difference_words, judged_words, value_words
from vsmstudio.export.tables.labels import owner_words
from vsmstudio.export.tables.words import UNKNOWN, money, percent, spoken
from vsmstudio.gui.panels.cells import Cell, Head, LazyRows, Row
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, Person

_COLORS = {Judged.BETTER: "good", Judged.WORSE: "critical"}
FATES = {
    Fate.KEPT: "Kept",
    Fate.MERGED: "Merged",
    Fate.SPLIT: "Split",
    Fate.REGROUPED: "Regrouped",
    Fate.GONE: "Gone",
    Fate.NEW: "New",
}
STEP_HEADS = (
    Head("", "What became of the step", 64),
    Head("Step before", "As it stands on the earlier map", 130, wide=True),
    Head("Step after", "What stands in its place on the later map, by where it came from and never by name", 130, wide=True),
    Head("Adds before", "What it adds to lead time by the earlier map's convention", 80, right=True),
    Head("Adds after", "What it adds to lead time by the later map's convention", 80, right=True),
    Head("PT before", "Processing time on the earlier map", 72, right=True),
    Head("PT after", "Processing time on the later map", 68, right=True),
    Head("Owner before", "Who is accountable on the earlier map", 118, wide=True),
    Head("Owner after", "Who is accountable on the later map", 118, wide=True),
)  # fmt: skip


def delta_heads(before: str, after: str) -> tuple[Head, ...]:
    """The columns of differences, under the names of the maps."""
    return (
        Head("Figure", "What is compared", 168, wide=True),
        Head(before, "On the earlier map", 104, wide=True, right=True),
        Head(after, "On the later map", 104, wide=True, right=True),
        Head("Difference", "After − before; press it for how it came about", 96, wide=True, right=True),
        Head("", "How much of the figure before that is", 60, wide=True, right=True),
        Head("Judged", "In brackets: blank figures may turn it around", 104, wide=True),
    )


def delta_rows(document: Document, found: Comparison) -> tuple[Row, ...]:
    """Every figure of both maps."""
    return tuple(_delta(document, found, each) for each in found.deltas)


def _delta(document: Document, found: Comparison, delta: Delta) -> Row:
    calendar, currency = document.engagement.calendar, document.engagement.currency
    color = _COLORS.get(delta.judged, "muted")
    weighs = delta.judged in _COLORS
    change = delta.change if delta.change is not None and abs(delta.change) > 1e-9 else None
    figure = f"compare:{found.after}:{delta.key}"
    explained = "" if delta.key.startswith("findings_") else delta.key
    open_ = "; ".join(
        f"{name}: {covers[0]} of {covers[1]} steps known"
        for name, covers in (("Before", delta.before_covers), ("After", delta.after_covers))
        if covers is not None and covers[0] < covers[1]
    )
    return (
        Cell(delta.title, hint=f"{delta.title}. {open_}" if open_ else ""),
        Cell(value_words(delta.before, delta, calendar, currency), found.before, explained),
        Cell(value_words(delta.after, delta, calendar, currency), found.after, explained),
        Cell(difference_words(delta, calendar, currency), found.before, figure, color, strong=weighs),
        Cell("" if change is None else f"{'+' if change > 0 else '−'}{percent(abs(change))}", color="muted"),
        Cell(judged_words(delta), color=color, hint=open_),
    )


def step_rows(document: Document, found: Comparison) -> LazyRows:
    """What became of every step."""
    return LazyRows(len(found.steps), lambda at: _change(document, found.steps[at]))


def _change(document: Document, change: StepChange) -> Row:
    calendar = document.engagement.calendar
    first_before = change.before[0].step if change.before else ""
    first_after = change.after[0].step if change.after else ""
    either = first_after or first_before

    def sums(states: Sequence[StepState], of: str) -> str:
        known = [value for state in states if (value := getattr(state, of)) is not None]
        return show(sum(known), calendar) if known else UNKNOWN if states else ""

    def owners(states: Sequence[StepState], key: Id) -> Cell:
        people = [document.of(Person, state.owner) for state in states]
        said = dict.fromkeys(_owner(person) for person in people)
        whole = dict.fromkeys(owner_words(document, state.owner) or "Nobody" for state in states)
        gap = any(person is None or person.vacant for person in people)
        return Cell(", ".join(said), key, gap=gap, hint=", ".join(whole))

    return (
        Cell(FATES[change.fate], either, color="" if change.fate is not Fate.KEPT else "muted"),
        Cell(_names(change.before), first_before or either),
        Cell(_names(change.after), either),
        Cell(sums(change.before, "adds"), first_before or either),
        Cell(sums(change.after, "adds"), either),
        Cell(sums(change.before, "process_time"), first_before or either),
        Cell(sums(change.after, "process_time"), either),
        owners(change.before, first_before or either),
        owners(change.after, either),
    )


def _owner(person: Person | None) -> str:
    """An owner in few words; the tooltip has the name beside the role."""
    if person is None:
        return "Nobody"
    return f"Vacant: {person.label}" if person.vacant else person.label


def _names(states: Sequence[StepState]) -> str:
    return ", ".join(f"{state.number} {state.name or 'Unnamed'}".strip() for state in states)


def lead_words(document: Document, found: Comparison) -> str:
    """What the later map takes instead of the earlier one, in a sentence."""
    delta, calendar = found.delta("lead_time"), document.engagement.calendar
    after = document.the(Map, found.after).name
    if delta.judged is Judged.INCOMPARABLE:
        return "The two maps read lead time by different conventions, so their lead times cannot be compared."
    if delta.before is None or delta.after is None:
        return "The lead time of one of the two is not known yet. Fill in LT of its steps."
    if delta.judged is Judged.SAME:
        return f"Both take {spoken(delta.after, calendar)}."
    change = f", {percent(abs(delta.change))} {'less' if delta.change < 0 else 'more'}" if delta.change else ""
    return f"“{after}” takes {spoken(delta.after, calendar)} instead of {spoken(delta.before, calendar)}{change}."


def freed_words(document: Document, found: Comparison) -> str:
    """The work and money that the later map needs less, or more, in a year."""
    freed = found.freed
    if freed.hours is None:
        return "Fill in demand and PT on both maps: the hours and money that are freed appear here."
    if abs(freed.hours) < 0.5:
        return "It takes as much work as before."
    parts = [f"{abs(freed.hours):,.0f} h a year"]
    if freed.fte is not None:
        parts.append(f"{number(abs(freed.fte))} FTE")
    if freed.money is not None:
        parts.append(f"{money(abs(freed.money), document.engagement.currency)} a year")
    verb = "It frees" if freed.hours > 0 else "It needs more:"
    return f"{verb} {', '.join(parts)}."


def fates_words(found: Comparison) -> str:
    """How many steps were kept, merged, split, are new or gone."""
    counts = dict.fromkeys(FATES, 0)
    for each in found.steps:
        counts[each.fate] += max(len(each.before), len(each.after))
    said = [f"{count:,} {FATES[fate].lower()}" for fate, count in counts.items() if count]
    return f"Matched steps: {', '.join(said)}" if said else "Matched steps"
