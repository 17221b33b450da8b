"""What was promised and what came, as cells and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsmstudio.analysis.comparison import Delta, Judged, Kind, StepState
from vsmstudio.analysis.engagement.follow_up import Followed, FollowedImprovement, FollowedStep, FollowUp
from vsmstudio.analysis.engagement.measures import progress
from vsmstudio.analysis.matching import Fate
from vsmstudio.export.tables.compared import value_words
from vsmstudio.export.tables.words import UNKNOWN, percent, plural
from vsmstudio.gui.pages.cols import Col
from vsmstudio.gui.panels.cells import Cell, Head, Row
from vsmstudio.gui.panels.compare_rows import FATES
from vsmstudio.gui.panels.specs import Spec, options
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Measure, MeasureKind
from vsmstudio.notation.promise_bars import Bar

SIGNS = {Judged.BETTER: "▲ ", Judged.WORSE: "▼ ", Judged.SAME: "= "}
_COLORS = {Judged.BETTER: "good", Judged.WORSE: "critical"}
_EFFECTS = {
    "lead_time": "lead time",
    "process_time": "processing time",
    "ca": "%C&A",
    "cost": "cost a year",
    "experience": "experience",
}
STEP_HEADS = (
    Head("", "What became of the step", 80),
    Head("At the baseline", "The step as it stood then", 150, wide=True),
    Head("Now", "What stands in its place, by where it came from and never by name", 150, wide=True),
    Head("Added then", "What it added to lead time", 90, right=True),
    Head("Adds now", "What it adds to lead time", 90, right=True),
)


def figure_heads(baseline: str, now: str) -> tuple[Head, ...]:
    """The columns of figures, under what the maps are called."""
    return (
        Head("Figure", "What is followed up", 170, wide=True),
        Head(baseline, "At the baseline", 100, wide=True, right=True),
        Head("Promised", "By the future map; without one, by what the improvements expected", 100, wide=True, right=True),
        Head(now, "As it is now", 100, wide=True, right=True),
        Head("Came", "The part of the promised change that came", 100, wide=True, right=True),
        Head("Against the baseline", "▲ better, ▼ worse, = as it was", 130, wide=True),
    )  # fmt: skip


def figure_rows(document: Document, found: FollowUp) -> tuple[Row, ...]:
    """Every figure that is known on one side at least."""
    known = [each for each in found.figures if each.baseline is not None or each.now is not None]
    return tuple(_figure(document, each) for each in known)


def _figure(document: Document, each: Followed) -> Row:
    color = _COLORS.get(each.judged, "muted")
    return (
        Cell(each.title, strong=each.key == "lead_time"),
        Cell(amount(document, each, each.baseline)),
        Cell(amount(document, each, each.promised)),
        Cell(amount(document, each, each.now), strong=True),
        Cell(came_words(each)),
        Cell(f"{SIGNS.get(each.judged, '')}{judged(each.judged)}", color=color),
    )


def amount(document: Document, each: Followed, value: float | None) -> str:
    """A figure as people read it."""
    calendar, currency = document.engagement.calendar, document.engagement.currency
    like = Delta(each.key, each.title, each.kind, each.baseline, each.now, None, None, each.judged)
    return value_words(value, like, calendar, currency)


def judged(value: Judged) -> str:
    return "as it was" if value is Judged.SAME else value.value


def came_words(each: Followed) -> str:
    """How much of the promise came; where that was to make the figure worse, only that it did not."""
    if each.kept is not None and each.kept < 0 and each.judged is Judged.BETTER:
        return "better than that"
    return UNKNOWN if each.kept is not None and each.kept > 0 and each.judged is Judged.WORSE else kept_words(each.kept)


def kept_words(kept: float | None) -> str:
    """How much of what was promised came.

    >>> kept_words(1.0), kept_words(0.5), kept_words(0.0), kept_words(-0.2), kept_words(None)
    ('all of it', '50 %', 'none of it', 'the other way', '–')
    """
    if kept is None:
        return UNKNOWN
    if kept < -0.005:
        return "the other way"
    if kept < 0.005:
        return "none of it"
    if 0.995 <= kept <= 1.005:
        return "all of it"
    return percent(kept) if kept < 1 else f"more, {percent(kept)}"


def improvement_columns(found: Mapping[Id, FollowedImprovement]) -> tuple[Col, ...]:
    """Improvements with what each promised and what came of it. `found` is by improvement; it is asked again each time."""

    def effects(document: Document, key: Id, side: str) -> str:
        calendar, currency = document.engagement.calendar, document.engagement.currency
        held = found.get(key)
        if held is None:
            return ""
        said = [
            effect_words(each.key, each.kind, value, calendar, currency)
            for each in held.effects
            if (value := each.promised if side == "promised" else each.now) is not None
        ]
        return "; ".join(said)

    return (
        Col(Spec("name", "Improvement"), 180, 2, bold=True, computed=True),
        Col(Spec("state", "State"), 80, 0, text=lambda d, r: r.state.value, computed=True),
        Col(Spec("name", "Promised"), 130, 1, text=lambda d, r: effects(d, r.id, "promised"), computed=True),
        Col(Spec("name", "Came"), 130, 1, text=lambda d, r: effects(d, r.id, "now"), computed=True),
        Col(Spec("name", "In words"), 130, 1, text=lambda d, r: found[r.id].sentence if r.id in found else "", computed=True),
        Col(Spec("lesson", "Lesson", "long"), 160, 3, "What to tell others; typed in place"),
    )  # fmt: skip


def effect_words(key: str, kind: Kind, value: float, calendar: Calendar, currency: str) -> str:
    """An effect, above 0 better: `3 d lead time`, `18 points %C&A`."""
    what = _EFFECTS.get(key, key)
    below = "−" if value < 0 else ""
    if key == "ca":
        return f"{below}{_points(value * 100)} {what}"
    if kind == "minutes":
        return f"{below}{show(abs(value), calendar)} {what}"
    if key == "cost":
        return f"{below}{number(abs(value), 0)} {currency} {what}"
    return f"{below}{_points(value)} {what}"


def _points(value: float) -> str:
    said = number(abs(value), 1)
    return f"{said} {'point' if said == '1' else 'points'}"


MEASURE_COLUMNS = (
    Col(Spec("name", "Measure"), 190, 2, bold=True, computed=True),
    Col(Spec("kind", "Kind", "choice", options(*((each, each.value.capitalize()) for each in MeasureKind))), 90, 0,
        computed=True),
    Col(Spec("baseline", "Baseline", "signed"), 90, 0, shown=lambda d, r: _in_unit(r, r.baseline)),
    Col(Spec("target", "Target", "signed"), 90, 0, "What was promised", shown=lambda d, r: _in_unit(r, r.target)),
    Col(Spec("actual", "Now", "signed"), 90, 0, "Typed in place", shown=lambda d, r: _in_unit(r, r.actual),
        gap=lambda d, r: r.baseline is not None and r.actual is None, blank="Measure"),
    Col(Spec("measured_on", "Measured on", "date"), 130, 0),
    Col(Spec("name", "What came"), 160, 2, text=lambda d, r: _came(r), computed=True),
)  # fmt: skip


def _in_unit(measure: Measure, value: float | None) -> str:
    return "" if value is None else f"{number(value)} {measure.unit}".strip()


def _came(measure: Measure) -> str:
    it = progress(measure)
    return f"{SIGNS.get(it.judged, '')}{it.sentence}"


def step_rows(document: Document, steps: Sequence[FollowedStep]) -> tuple[Row, ...]:
    """What became of the steps: those that came and went first, then those that stayed."""
    ranks = {Fate.GONE: 0, Fate.NEW: 1}
    listed = sorted(steps, key=lambda each: ranks.get(each.fate, 2))
    return tuple(_step(document, each) for each in listed)


def _step(document: Document, each: FollowedStep) -> Row:
    key = each.after[0].step if each.after else each.before[0].step if each.before else ""
    key = key if key in document else ""
    moved = each.fate in (Fate.GONE, Fate.NEW)
    return (
        Cell(FATES[each.fate], key, color="" if moved else "muted", strong=moved),
        Cell(_names(each.before), key),
        Cell(_names(each.after), key),
        Cell(_adds(each.before, document.engagement.calendar), key),
        Cell(_adds(each.after, document.engagement.calendar), key),
    )


def _names(states: Sequence[StepState]) -> str:
    return ", ".join(f"{each.number} {each.name or 'Unnamed'}".strip() for each in states)


def _adds(states: Sequence[StepState], calendar: Calendar) -> str:
    known = [each.adds for each in states if each.adds is not None]
    return show(sum(known), calendar) if known else UNKNOWN if states else ""


def steps_words(found: FollowUp) -> str:
    """`1 step went, 1 came, 11 stayed`."""
    gone = sum(len(each.before) for each in found.steps if each.fate is Fate.GONE)
    new = sum(len(each.after) for each in found.steps if each.fate is Fate.NEW)
    kept = sum(max(len(each.before), len(each.after)) for each in found.steps) - gone - new
    return f"{plural(gone, 'step')} went, {new} came, {kept} stayed"


def lead_time_bars(document: Document, found: FollowUp) -> list[Bar]:
    """Lead time then, as promised, and now; nothing where it is not known on both sides."""
    held = next((each for each in found.figures if each.key == "lead_time"), None)
    if held is None or held.baseline is None or held.now is None:
        return []
    promised = [Bar("Promised", held.promised, amount(document, held, held.promised), "promised")]
    return [
        Bar("Lead time, baseline", held.baseline, amount(document, held, held.baseline), "was"),
        *(promised if held.promised is not None else []),
        Bar("Now", held.now, amount(document, held, held.now), "now"),
    ]
