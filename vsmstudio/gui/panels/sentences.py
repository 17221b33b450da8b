"""Why a record matters, in plain sentences from the analysis."""

from __future__ import annotations

from vsmstudio.analysis.results import Analysis, MapAnalysis
from vsmstudio.export.tables.words import percent, plural
from vsmstudio.gui.panels.joined import owned_by
from vsmstudio.gui.panels.service_sentences import weight_sentences
from vsmstudio.gui.panels.work_sentences import load_sentences, range_sentences, ways_sentences, work_sentences
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Calendar, number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import (
    Application,
    LinkKind,
    Map,
    MapState,
    Person,
    Queue,
    Service,
    Step,
    Unit,
    ValueStream,
)


def why_it_matters(document: Document, analysis: Analysis, key: Id) -> tuple[str, ...]:
    """Sentences about one record, those on its weight first, then what was found about it."""
    record = document.get(key)
    said: list[str] = []
    found = analysis.about(key)
    accepted = [finding for finding in analysis.accepted if finding.subject == key]
    loaded = any(finding.rule == "flow.bottleneck" for finding in (*found, *accepted))  # which tells the same figure
    if isinstance(record, Step | Queue):
        held = analysis.maps.get(record.map)
        if held:
            said += [
                *_on_the_path(document, held, record),
                *ways_sentences(held, key),
                *range_sentences(analysis, record),
            ]
        if held and isinstance(record, Step):
            said += work_sentences(held, record, loaded)
    if isinstance(record, Unit):
        said += load_sentences(analysis, key, loaded)
    if isinstance(record, Step):
        said += _waiting(document, record)
        said += _underpinned(document, key)
    if isinstance(record, Service):
        said += [*_in_use(document, analysis, key), *weight_sentences(document, analysis, key)]
    if isinstance(record, Person):
        said += _accountable(document, key)
    if any(finding.rule == "owner.gap-on-path" for finding in found):  # which says the same of the steps in it
        found = tuple(finding for finding in found if finding not in analysis.absorbed)
    return (
        *said,
        *(finding.message for finding in found),
        *(f"{finding.message} (accepted)" for finding in accepted),
    )


def _on_the_path(document: Document, held: MapAnalysis, node: Step | Queue) -> list[str]:
    calendar = document.engagement.calendar
    times = held.nodes.get(node.id)
    if times is None:
        return []
    said = []
    if held.figures.lead_time is None:
        pass  # no path is critical while nobody knows how long anything takes
    elif times.critical:
        said.append("On the critical path, slack 0")
    elif times.slack is not None:
        near = "Nearly critical" if times.near_critical else "Off the critical path"
        said.append(f"{near}, slack {show(times.slack, calendar)}")
    elif held.path:
        said.append("On no path from start to end")
    part = next((each for each in held.path if each.node == node.id), None)
    total = held.figures.lead_time
    if part and part.adds and total:
        said.append(f"{percent(part.adds / total)} of lead time{_worst(document, node)}")
    elif _worst(document, node):
        said.append("%C&A lowest of all")
    return said


def _worst(document: Document, node: Step | Queue) -> str:
    if not isinstance(node, Step) or node.ca is None:
        return ""
    others = [each.ca for each in document.steps(node.map) if each.ca is not None and each.id != node.id]
    return ", %C&A lowest of all" if others and node.ca < min(others) else ""


def _waiting(document: Document, step: Step) -> list[str]:
    calendar = document.engagement.calendar
    if step.wait is not None:
        return [f"Waiting {long_span(step.wait.minutes(calendar), calendar)}"]
    if step.lead_time is None or step.process_time is None:
        return []
    lead = step.lead_time.minutes(calendar)
    waits = lead - step.process_time.minutes(calendar)
    return [f"Waiting {long_span(waits, calendar)} of {show(lead, calendar)}"] if waits > 0 else []


def long_span(minutes: float, calendar: Calendar) -> str:
    """A duration in two units, so that what is left over a day can be seen: `5 d 6.5 h`."""
    if minutes < calendar.day:
        return show(minutes, calendar)
    days, rest = divmod(minutes, calendar.day)
    hours = number(rest / 60)
    return f"{number(days, 0)} d" if hours == "0" else f"{number(days, 0)} d {hours} h"


def _underpinned(document: Document, step: Id) -> list[str]:
    names = []
    for link in document.links_to(step, LinkKind.UNDERPINS):
        service = document.the(Service, link.source)
        names.append(service.name if service.owner else f"{service.name} (no owner)")
    return [f"Underpinned by {', '.join(sorted(names))}"] if names else []


def _in_use(document: Document, analysis: Analysis, service: Id) -> list[str]:
    links = document.links_from(service, LinkKind.UNDERPINS)
    use = analysis.services.get(service)
    streams = [document.name(key) for key in use.streams] if use else []
    if not links and streams:
        return [f"Supports {', '.join(streams)} through the services that rest on it"]
    if not links:
        return ["Not linked to any stream"]
    paths = [document.name(key) for key in use.on_critical_path_of] if use else []
    maps = [step.map for link in links if (step := document.of(Step, link.target)) is not None]
    planned = sum(document.the(Map, key).state is MapState.FUTURE for key in maps)
    steps = len(maps) - planned
    whole = sum(document.of(ValueStream, link.target) is not None for link in links)
    parts = [plural(steps, "step")] * bool(steps) + [plural(whole, "whole stream")] * bool(whole)
    parts += [f"{plural(planned, 'step')} of future maps"] * bool(planned)
    said = [f"Underpins {' and '.join(parts)}"]
    return said + [f"On the critical path of {', '.join(paths)}"] * bool(paths)


def _accountable(document: Document, person: Id) -> list[str]:
    owned = owned_by(document, person)
    words = ((ValueStream, "value stream"), (Service, "service"), (Application, "application"), (Step, "step"))
    parts = [plural(count, word) for kind, word in words if (count := sum(isinstance(each, kind) for each in owned))]
    return [f"Accountable for {', '.join(parts)}" if parts else "Not accountable for anything yet"]
