"""A discovered stream as a document: steps, work and rework, performers; not laid out."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

from vsmstudio.interchange.event_log.discover import discover
from vsmstudio.interchange.event_log.discovery import Activity, Discovery
from vsmstudio.interchange.event_log.durations import measured
from vsmstudio.interchange.event_log.flows import Way, drawn
from vsmstudio.interchange.event_log.log import Log
from vsmstudio.interchange.event_log.opening import completed, open_log, peek
from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.interchange.event_log.wording import import_notes, step_notes, stream_notes
from vsmstudio.interchange.imported import Imported
from vsmstudio.interchange.log_choices import LogSettings
from vsmstudio.interchange.settings import Settings
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id, new_id
from vsmstudio.model.records import (
    Endpoint,
    EndpointKind,
    EndpointRole,
    Engagement,
    Flow,
    FlowKind,
    Map,
    Record,
    Split,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip


def read_file(path: Path, choices: LogSettings | None = None, settings: Settings | None = None) -> Imported:
    """A log as a document, its columns guessed save those that are said. Raises `BadSource`."""
    choices = choices or LogSettings()
    head = peek(path)
    log = open_log(path, completed(choices.columns, head.guess), head=head)
    return imported(discover(log, choices), settings or Settings(), title_of(path), log)


def title_of(path: PurePath) -> str:
    """The stream's name where none is said: the file's, without its endings."""
    name = path.name
    for ending in (".gz", ".xes", ".csv", ".tsv", ".txt", ".xml"):
        if name.casefold().endswith(ending):
            name = name[: -len(ending)]
    return " ".join(name.replace("_", " ").split())[:120] or "Event log"


def imported(found: Discovery, settings: Settings, title: str, log: Log | None = None) -> Imported:
    """The document of a discovery, with notes for the person; `log` adds what was noticed when it was read.

    Durations are measured: P5, the typical value and P95 as a range in minutes or hours, so no calendar distorts them. A
    new engagement takes the log's clock for its calendar. `settings` go before what was discovered.
    """
    choices = found.settings
    calendar = {"hours_per_day": choices.hours_per_day, "days_per_week": float(choices.days_per_week)}
    engagement = Engagement(id=new_id(), **{"title": title, **calendar, **settings.engagement})
    demand, per = (settings.demand, settings.demand_per) if settings.demand else (_demand(found), "wk")
    stream = ValueStream(
        id=new_id(), name=title, demand=demand, demand_per=per, available=settings.available,
        trigger="The first event of a case in the log.", notes=stream_notes(found), order=1.0,
    )  # fmt: skip
    drawn_map = Map(
        id=new_id(), stream=stream.id, convention=settings.convention, order=1.0,
        date=found.last.astype("datetime64[D]").item(),
    )  # fmt: skip
    units = {name: Unit(id=new_id(), name=name) for name in _units(found)}
    work, rework = drawn(found.work), drawn(found.rework)
    leaving = [sum(way.source == at for way in work) for at in (None, *range(len(found.steps)))]
    nodes: list[Step | Endpoint] = [
        _step(found, place, drawn_map.id, units, leaving[place + 1] > 1) for place in range(len(found.steps))
    ]
    start = Endpoint(
        id=new_id(), map=drawn_map.id, name="Case begins", kind=EndpointKind.TRIGGER, role=EndpointRole.START,
        split=_split(leaving[0] > 1),
    )  # fmt: skip
    end = Endpoint(id=new_id(), map=drawn_map.id, name="Case ends", kind=EndpointKind.CUSTOMER, role=EndpointRole.END)
    ids = [node.id for node in nodes]
    flows = [_flow(way, drawn_map.id, ids, start.id, end.id, leaving) for way in (*work, *rework)]
    records: list[Record] = [engagement, stream, drawn_map, *units.values(), start, *nodes, end, *flows]
    problems = log.problems if log is not None else ()
    return Imported(Document(records), import_notes(found, log), problems)


def _demand(found: Discovery) -> float | None:
    return None if found.demand is None else float(f"{found.demand:.4g}")


def _units(found: Discovery) -> list[str]:
    return sorted({step.performer for step in found.steps if step.performer})


def _split(several: bool) -> Split:
    return Split.ONE if several else Split.ALL


def _step(found: Discovery, place: int, drawn_map: Id, units: dict[str, Unit], splits: bool) -> Step:
    step, typical = found.steps[place], found.settings.typical
    held: dict[str, Any] = {}
    if step.performer:
        held["performer"] = units[step.performer].id
    if step.people:
        held["people"] = float(step.people)
    return Step(
        id=new_id(), map=drawn_map, name=step.name, split=_split(splits),
        process_time=measured(step.visit_process, typical), lead_time=measured(_lead(step, found), typical),
        ca=round(step.once, 4), notes=step_notes(found, place), **held,
    )  # fmt: skip


def _lead(step: Activity, found: Discovery) -> Spread | None:
    """The lead time of a step; unknown where most of its executions stand at the open end of their case."""
    unknown = step.open >= (1.0 if found.settings.typical == "mean" else 0.5)
    return None if step.process is None and unknown else step.visit_lead


def _flow(way: Way, drawn_map: Id, ids: list[Id], start: Id, end: Id, leaving: list[int]) -> Flow:
    source = start if way.source is None else ids[way.source]
    target = end if way.target is None else ids[way.target]
    if way.rework:
        return Flow(
            id=new_id(), map=drawn_map, source=source, target=target, kind=FlowKind.REWORK,
            probability=round(way.probability or 0.0, 6),
        )  # fmt: skip
    several = leaving[0 if way.source is None else way.source + 1] > 1
    return Flow(id=new_id(), map=drawn_map, source=source, target=target, share=way.share if several else None)
