"""The improvements of one stream in plan order, and which of its steps each of them changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vsmstudio.analysis.dependencies import Dependencies
from vsmstudio.analysis.engagement.touching import Touched, touched
from vsmstudio.analysis.results import ServiceUse
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import kept
from vsmstudio.model.records import Improvement, ImprovementState, Map, Step


@dataclass(frozen=True, slots=True)
class Planned:
    """One improvement and what it changes of one stream. `steps` are of the current map, `ahead` of the future map.

    `done`: it was done before the current map was drawn, which shows its effect already.
    """

    improvement: Improvement
    steps: tuple[Id, ...]
    ahead: tuple[Id, ...]
    done: bool


def plan(
    document: Document,
    stream: Id,
    current: Map | None,
    future: Map | None,
    uses: Mapping[Id, ServiceUse],
    depends: Dependencies | None = None,
) -> tuple[Planned, ...]:
    """The improvements that touch a stream and are not dropped, as the room ordered them.

    An improvement changes the steps that it names, and those that rest on its services; one that names the stream alone
    changes all of its steps. What another improvement names itself is left to that one.
    """
    live = kept(document)
    touching = {each.id: touched(document, each.id, uses, depends) for each in live}
    own = {each.id: _own(document, touching[each.id], current, future) for each in live}
    found = []
    for each in live:
        if stream not in touching[each.id].reached:
            continue
        taken = {key for other, (steps, _) in own.items() if other != each.id for key in steps}
        steps, ahead = own[each.id]
        loose = _loose(document, touching[each.id], stream, current, bool(steps or ahead))
        steps = tuple(dict.fromkeys((*steps, *(key for key in loose if key not in taken))))
        found.append(Planned(each, steps, ahead, _done(each, current)))
    return tuple(found)


def _own(
    document: Document, touches: Touched, current: Map | None, future: Map | None
) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
    """The steps that an improvement names, on the current and on the future map."""
    here = current.id if current else None
    ahead = future.id if future else None
    return (
        tuple(key for key in touches.current if document.the(Step, key).map == here),
        tuple(key for key in touches.named if document.the(Step, key).map == ahead),
    )


def _loose(document: Document, touches: Touched, stream: Id, current: Map | None, names: bool) -> tuple[Id, ...]:
    """The steps that an improvement changes without naming them: those on its services, else all of its stream."""
    if current is None:
        return ()
    through = tuple(key for key in touches.through if document.the(Step, key).map == current.id)
    if through or names or stream not in touches.streams:
        return through
    return tuple(step.id for step in document.steps(current.id))


def _done(each: Improvement, current: Map | None) -> bool:
    if each.state is not ImprovementState.DONE or each.done_on is None or current is None or current.date is None:
        return False
    return each.done_on <= current.date
