"""What an improvement touches: steps, services and streams, as its links say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.matching import stands_for
from vsmstudio.analysis.results import ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import LinkKind, Map, Service, Step, ValueStream


@dataclass(frozen=True, slots=True)
class Touched:
    """What one improvement changes. `named` are the steps that it names, `current` the steps of current maps that these
    are or came from; `services` and `streams` are those that it names.

    `through` are the steps of current maps that rest on its services, directly or through others. `reached` are the
    streams that it supports: those that it names, those of its steps, and those that its services reach.
    """

    named: tuple[Id, ...]
    current: tuple[Id, ...]
    services: tuple[Id, ...]
    streams: tuple[Id, ...]
    through: tuple[Id, ...]
    reached: tuple[Id, ...]

    @property
    def steps(self) -> tuple[Id, ...]:
        """The steps of current maps that it changes: its own, and those that rest on its services."""
        return tuple(dict.fromkeys((*self.current, *self.through)))


def touched(
    document: Document, improvement: Id, uses: Mapping[Id, ServiceUse], depends: Dependencies | None = None
) -> Touched:
    """What an improvement touches. `uses` are those of every service, `depends` how services rest on one another."""
    changed = [document.get(link.target) for link in document.links_from(improvement, LinkKind.CHANGES)]
    steps = [each for each in changed if isinstance(each, Step)]
    services = [each.id for each in changed if isinstance(each, Service)]
    streams = [each.id for each in changed if isinstance(each, ValueStream)]
    current = [key for step in steps for key in _on_current(document, step)]
    of_steps = [held.stream for step in steps if (held := document.of(Map, step.map)) is not None]
    of_services = [stream for key in services if key in uses for stream in uses[key].streams]
    reached = {key for key in (*streams, *of_steps, *of_services) if document.of(ValueStream, key)}
    return Touched(
        named=tuple(step.id for step in steps),
        current=tuple(dict.fromkeys(current)),
        services=tuple(services),
        streams=tuple(streams),
        through=_resting(document, services, depends) if services else (),
        reached=tuple(stream.id for stream in document.streams if stream.id in reached),
    )


def _on_current(document: Document, step: Step) -> list[Id]:
    """The steps of the stream's current map that a step is or came from."""
    held = document.of(Map, step.map)
    current = document.current_map(held.stream) if held else None
    if current is None:
        return []
    return [step.id] if step.map == current.id else stands_for(document, step.id, current.id)


def _resting(document: Document, services: list[Id], depends: Dependencies | None) -> tuple[Id, ...]:
    """The steps of current maps that rest on some services."""
    above = dict.fromkeys(services)
    if depends is not None:
        for key in services:
            above.update(dict.fromkeys(depends.resting_on(key)))
    current = {each.id for stream in document.streams if (each := document.current_map(stream.id)) is not None}
    found: dict[Id, None] = {}
    for key in above:
        for link in document.links_from(key, LinkKind.UNDERPINS):
            step = document.of(Step, link.target)
            if step is not None and step.map in current:
                found[step.id] = None
    return tuple(found)
