"""What stands on a map, said in sentences: "Step 4, Approve, lead time 2 days, no owner"."""

from __future__ import annotations

import re

from vsmstudio.analysis.results import Analysis, Finding
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.model.dates import day
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration, number, typed
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    NODE_KINDS,
    Endpoint,
    EndpointRole,
    Flow,
    FlowKind,
    FlowMode,
    Improvement,
    Link,
    LinkKind,
    Map,
    MapState,
    Node,
    Note,
    Person,
    Queue,
    Record,
    Service,
    ServiceKind,
    Step,
    ValueStream,
)
from vsmstudio.model.words import capitalised, link_verb, one_line, type_words

_UNITS = {
    "s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "cd": "calendar day",
    "cwk": "calendar week", "y": "year",
}  # fmt: skip
_AMOUNT = re.compile(r"([\d.,]+(?:\s*[-–]\s*[\d.,]+)*)\s+([a-z]+)")
_TEXT = 200  # characters of a text inside a sentence


def sentence(document: Document, analysis: Analysis, key: Id) -> str:
    """One thing on a map in one sentence; blank where there is nothing to say of it."""
    record = document.get(key)
    if isinstance(record, NODE_KINDS):
        said = _node(document, analysis, record)
    elif isinstance(record, Flow):
        said = _flow(document, analysis, record)
    elif isinstance(record, Service):
        said = _service(document, record)
    elif isinstance(record, Link):
        said = [
            f"{_called(document, record.source)} {link_verb(record.kind)} {_reference(document, analysis, record.target)}"
        ]
    elif isinstance(record, ValueStream):
        said = ["Value stream", _named(record.name, "unnamed"), _owner(document, record.owner)]
    elif isinstance(record, Note):
        said = _note(document, analysis, record)
    elif isinstance(record, Improvement):
        due = f"due {day(record.due)}" if record.due else ""
        said = ["Improvement", _named(record.name, "unnamed"), record.state.value, _owner(document, record.owner), due]
    else:
        said = [_any(document, record)]
    return ", ".join(part for part in said if part)


def map_sentence(document: Document, analysis: Analysis, map_id: Id) -> str:
    """A whole map: its stream, its state, and how much there is on it."""
    held = document.of(Map, map_id)
    if held is None:
        return "No map"
    state = "current state" if held.state is MapState.CURRENT else _named(held.name, "future state")
    steps = plural(len(document.steps(map_id)), "step")
    return f"Map of {_called(document, held.stream)}, {state}, {steps}"


def finding_sentence(finding: Finding) -> str:
    """A finding with its weight and what is to be done."""
    grade = f"{finding.severity.word.capitalize()} finding"
    said = [f"{grade}, accepted" if finding.accepted else grade, finding.message.rstrip(".")]
    todo = "" if finding.accepted else finding.recommendation.rstrip(".")
    return ": ".join(said) + (f". To do: {todo}" if todo else "") + "."


def findings_about(analysis: Analysis, key: Id) -> str:
    """What was found about one thing, the gravest first; blank where nothing was."""
    found = sorted(analysis.about(key), key=lambda each: each.severity)
    return " ".join(finding_sentence(each) for each in found)


def spoken(duration: Duration | None) -> str:
    """A duration as one says it: `2 days`, `3 to 5 days`, `2 to 6 days, likely 3`; blank where none was typed."""
    if duration is None:
        return ""
    return _AMOUNT.sub(_amount, typed(duration)).replace("–", "").strip()


def _amount(found: re.Match[str]) -> str:
    figures = re.split(r"\s*[-–]\s*", found[1])
    unit = _UNITS.get(found[2], found[2])
    words = unit if figures == ["1"] or unit not in _UNITS.values() else f"{unit}s"
    if len(figures) == 1:
        return f"{figures[0]} {words}"
    likely = f", likely {figures[1]}" if len(figures) > 2 else ""
    return f"{figures[0]} to {figures[-1]} {words}{likely}"


# --- one kind after another ------------------------------------------------------------------------------------------


def _node(document: Document, analysis: Analysis, node: Node) -> list[str]:
    if isinstance(node, Step):
        return _step(document, analysis, node)
    if isinstance(node, Queue):
        waiting = f"{number(node.quantity)} waiting" if node.quantity is not None else ""
        wait = f"wait {spoken(node.wait)}" if node.wait else ""
        return ["Queue", one_line(node.name), waiting, wait, _critical(analysis, node)]
    return _endpoint(document, node)


def _step(document: Document, analysis: Analysis, step: Step) -> list[str]:
    held = analysis.maps.get(step.map)
    number_of = held.numbers.get(step.id, "") if held else ""
    performer = document.name(step.performer)
    return [
        f"Step {number_of}".strip(),
        _named(step.name, "unnamed"),
        f"performed by {one_line(performer)}" if performer else "",
        f"processing time {spoken(step.process_time)}" if step.process_time else "",
        f"lead time {spoken(step.lead_time)}" if step.lead_time else "",
        f"wait {spoken(step.wait)}" if step.wait else "",
        f"{percent(step.ca)} complete and accurate" if step.ca is not None else "",
        _owner(document, step.owner),
        _critical(analysis, step),
        *(
            f"rated {number(each.rating)} of 5 by {each.audience.value}s"
            for each in document.touchpoints(step.id)
            if each.rating is not None
        ),
    ]


def _endpoint(document: Document, node: Endpoint) -> list[str]:
    name = one_line(node.name) or one_line(document.name(node.unit))
    role = "the stream starts here" if node.role is EndpointRole.START else "the stream ends here"
    starts = f"{one_line(document.name(node.starts))} goes on from here" if node.starts in document else ""
    return [capitalised(node.kind.value), name, role, starts]


def _flow(document: Document, analysis: Analysis, flow: Flow) -> list[str]:
    source, target = _reference(document, analysis, flow.source), _reference(document, analysis, flow.target)
    held = analysis.maps.get(flow.map)
    way = f"from {source} back to {target}" if flow.kind is FlowKind.REWORK else f"from {source} to {target}"
    is_critical = held is not None and held.figures.lead_time is not None and flow.id in held.critical_flows
    return [
        f"{capitalised(flow.kind.value)} {way}",
        flow.mode.value if flow.mode is not FlowMode.PUSH else "",
        flow.medium.value if flow.medium else "",
        f"{percent(flow.share)} of items" if flow.share is not None else "",
        f"{percent(flow.probability)} of the time" if flow.probability is not None else "",
        f"delay {spoken(flow.delay)}" if flow.delay else "",
        "on the critical path" if is_critical else "",
    ]


def _service(document: Document, service: Service) -> list[str]:
    kind = {ServiceKind.IT: "IT service", ServiceKind.INTERNAL: "Internal service"}.get(
        service.kind, "Customer-facing service"
    )
    steps = sum(
        isinstance(document.get(each.target), Step) for each in document.links_from(service.id, LinkKind.UNDERPINS)
    )
    return [
        kind,
        _named(service.name, "unnamed"),
        f"underpins {plural(steps, 'step')}" if steps else "",
        _owner(document, service.owner),
    ]


def _note(document: Document, analysis: Analysis, note: Note) -> list[str]:
    about = f"about {_reference(document, analysis, note.about)}" if note.about in document else ""
    done = "done" if note.done else ""
    return [capitalised(note.word), one_line(note.text, _TEXT) or "nothing written yet", about, done]


def _any(document: Document, record: Record | None) -> str:
    if record is None:
        return ""
    return f"{capitalised(type_words(record.type))}, {one_line(document.name(record.id))}"


# --- parts of sentences ----------------------------------------------------------------------------------------------


def _named(name: str, otherwise: str) -> str:
    return one_line(name, _TEXT) or otherwise


def _called(document: Document, key: Id) -> str:
    return one_line(document.name(key)) or "something"


def _reference(document: Document, analysis: Analysis, key: Id | None) -> str:
    """A thing inside a sentence about another one: `step 4, Approve`, without more about it."""
    record = document.get(key)
    if record is None:
        return "something"
    if isinstance(record, Step):
        held = analysis.maps.get(record.map)
        known = held.numbers.get(record.id, "") if held else ""
        return f"step {known} {_named(record.name, 'unnamed')}".replace("step  ", "step ")
    if isinstance(record, Queue) and not record.name:
        return "a queue"
    return _called(document, record.id)


def _owner(document: Document, owner: Id | None) -> str:
    person = document.of(Person, owner)
    if person is None:
        return "no owner"
    return f"owner {one_line(person.label)}" + (", vacant" if person.vacant else "")


def _critical(analysis: Analysis, node: Step | Queue) -> str:
    held = analysis.maps.get(node.map)
    known = held is not None and held.figures.lead_time is not None
    return "on the critical path" if held is not None and known and node.id in held.critical_nodes else ""
