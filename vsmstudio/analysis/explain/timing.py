"""How lead time and processing time came about, and the ratios made of them."""

from __future__ import annotations

from vsmstudio.analysis.explain.explanation import Explanation, Input, Role
from vsmstudio.analysis.explain.subject import Explained
from vsmstudio.analysis.explain.words import MARTIN_OSTERLING, ROTHER_SHOOK, covered
from vsmstudio.analysis.results import PathPart
from vsmstudio.model.durations import typed
from vsmstudio.model.records import Convention, Endpoint, Queue, Step, ValueClass

RULES = {
    Convention.SERVICE: (
        "Lead times along the critical path added up. A step's LT holds the wait in front of it and its PT; a queue adds "
        "its wait, and a connection its own delay.",
        MARTIN_OSTERLING,
    ),
    Convention.WAITS: (
        "Waits along the critical path added up: each step's own wait, each queue's and each connection's delay. "
        "Processing time is shown beside it.",
        ROTHER_SHOOK,
    ),
    Convention.WAITS_PROCESSING: (
        "Waits and processing along the critical path added up: each step's own wait and its PT, each queue's wait and "
        "each connection's delay.",
        "",
    ),
}


def lead_time(about: Explained) -> Explanation:
    """Σ of what lies along the first critical path."""
    rule, source = RULES[about.convention]
    figures, cover = about.result.figures, about.result.coverage.lead_time
    notes = list(about.result.notes)
    if about.result.critical_path_count > 1:
        notes.insert(0, f"{about.result.critical_path_count:,} paths are equally long; this is the first by name")
    if len(about.result.scenarios) > 1:
        chance = about.words(figures.lead_time_probability, "ratio")
        notes.insert(
            0, f"Work goes one way or another here: this is the longest way, which happens in {chance} of cases"
        )
    if figures.lead_time is None:
        notes.append("It is unknown: nobody has said how long anything along the path takes")
    return about.explained(
        "lead_time",
        "Lead time",
        figures.lead_time,
        "minutes",
        rule,
        "LT = Σ (what each step and queue on the path adds + delays)",
        lead_time_inputs(about),
        source=source,
        path=about.path,
        covers=covered(*cover),
        notes=tuple(notes),
    )


def lead_time_inputs(about: Explained) -> list[Input]:
    """What lies along the path, each with what it adds."""
    inputs = []
    for part in about.parts:
        if part.delay:
            inputs.append(_delay(about, part))
        if not isinstance(about.document.get(part.node), Endpoint) or part.adds:
            inputs.append(adds(about, part))
    return inputs


def _delay(about: Explained, part: PathPart) -> Input:
    words = about.words(part.delay, "minutes")
    return Input(f"On the way to {about.name(part.node)}", words, part.delay, record=part.node, note="delay")


def adds(about: Explained, part: PathPart) -> Input:
    """What a step or queue adds to lead time, and how that was found."""
    node = about.document.get(part.node)
    note = ""
    if part.adds is None:
        note = "blank: adds nothing"
    elif isinstance(node, Step):
        note = how_a_step_adds(about, node)
    elif isinstance(node, Queue):
        note = how_a_queue_adds(node, part.adds)
    return Input(about.name(part.node), about.words(part.adds, "minutes"), part.adds, record=part.node, note=note)


def how_a_step_adds(about: Explained, step: Step) -> str:
    """From which typed figures a step's part of lead time was made."""
    if about.convention is Convention.SERVICE and step.lead_time is not None:
        return f"LT {typed(step.lead_time)}"
    parts = []
    if step.wait is not None:
        parts.append(f"wait {typed(step.wait)}")
    elif about.convention is not Convention.SERVICE and step.lead_time is not None and step.process_time is not None:
        parts.append(f"LT {typed(step.lead_time)} − PT {typed(step.process_time)}")
    if about.convention is Convention.WAITS:
        return " ".join(parts)
    if step.process_time is not None:
        parts.append(f"PT {typed(step.process_time)}")
    if not parts and step.lead_time is not None:
        parts.append(f"LT {typed(step.lead_time)}")
    at_least = ", at least: the wait is blank" if step.process_time is not None and len(parts) == 1 else ""
    return " + ".join(parts) + at_least


def how_a_queue_adds(queue: Queue, minutes: float) -> str:
    """From which typed figure a queue's wait was made."""
    if queue.wait is not None:
        return f"wait {typed(queue.wait)}"
    if minutes == 0 and queue.quantity:
        return "its wait is held by the LT of the next step"
    return f"{queue.quantity:,g} waiting ÷ demand" if queue.quantity is not None else ""


def process_time(about: Explained) -> Explanation:
    """ΣPT along the path."""
    return about.explained(
        "process_time",
        "Processing time",
        about.result.figures.process_time,
        "minutes",
        "Processing times of the steps along the critical path added up.",
        "PT = Σ PT of the steps on the path",
        [_worked(about, part) for part in _steps_on_path(about)],
        source=MARTIN_OSTERLING,
        path=about.path,
        covers=covered(*about.result.coverage.process_time),
    )


def _steps_on_path(about: Explained) -> list[PathPart]:
    return [part for part in about.parts if isinstance(about.document.get(part.node), Step)]


def _worked(about: Explained, part: PathPart) -> Input:
    note = "blank: adds nothing" if part.process_time is None else ""
    words = about.words(part.process_time, "minutes")
    return Input(about.name(part.node), words, part.process_time, record=part.node, note=note)


def total_process_time(about: Explained) -> Explanation:
    """ΣPT of all steps."""
    inputs = []
    for step in about.steps:
        minutes = step.process_time.minutes(about.calendar) if step.process_time else None
        note = "blank: adds nothing" if minutes is None else ""
        inputs.append(Input(about.name(step.id), about.words(minutes, "minutes"), minutes, record=step.id, note=note))
    return about.explained(
        "total_process_time",
        "Total processing time",
        about.result.figures.total_process_time,
        "minutes",
        "Processing times of all steps added up, parallel ones and alternatives included.",
        "Total PT = Σ PT of all steps",
        inputs,
        covers=covered(*about.result.coverage.total_process_time),
    )


def activity_ratio(about: Explained) -> Explanation:
    """ΣPT ÷ ΣLT."""
    figures = about.result.figures
    return about.explained(
        "activity_ratio",
        "Activity ratio",
        figures.activity_ratio,
        "ratio",
        "The part of lead time in which somebody works on the item.",
        "AR = Σ PT ÷ Σ LT, along the critical path",
        [
            about.figure("process_time", "Processing time", figures.process_time, "minutes"),
            about.figure("lead_time", "Lead time", figures.lead_time, "minutes", Role.DIVISOR),
        ],
        source=MARTIN_OSTERLING,
        path=about.path,
        covers=covered(*about.result.coverage.process_time),
    )


def va_ratio(about: Explained) -> Explanation:
    """ΣPT of value-adding steps ÷ ΣLT."""
    figures = about.result.figures
    inputs = []
    for part in _steps_on_path(about):
        step = about.document.the(Step, part.node)
        if step.value_class is ValueClass.VA:
            inputs.append(_worked(about, part))
        else:
            word = {ValueClass.NNVA: "necessary, adds no value", ValueClass.NVA: "adds no value"}
            note = word[step.value_class] if step.value_class else "value not asked"
            inputs.append(Input(about.name(part.node), about.words(0.0, "minutes"), 0.0, record=part.node, note=note))
    inputs.append(about.figure("lead_time", "Lead time", figures.lead_time, "minutes", Role.DIVISOR))
    notes = (
        () if figures.va_ratio is not None else ("It is unknown until steps say whether they add value, and how long",)
    )
    return about.explained(
        "va_ratio",
        "Value-adding ratio",
        figures.va_ratio,
        "ratio",
        "The part of lead time in which value is added, also called process cycle efficiency.",
        "VA ratio = Σ PT of value-adding steps ÷ Σ LT, along the critical path",
        inputs,
        path=about.path,
        covers=covered(*about.result.coverage.process_time),
        notes=notes,
    )
