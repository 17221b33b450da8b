"""When each station of the tour is done: seen from what the person really did."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vsmstudio.gui.acts.help import ACTS
from vsmstudio.gui.tour.now import Now
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind, Step

HANDBOOK = next(act.name for act in ACTS if act.keys == "F1")


def _looked(now: Now) -> bool:
    return now.view != now.view_before


def _added(now: Now) -> bool:
    return now.added is not None


def _timed(now: Now) -> bool:
    step, was = now.step, _was(now)
    return step is not None and step.lead_time is not None and (was is None or step.lead_time != was.lead_time)


def _explained(now: Now) -> bool:
    card = now.window.explaining.card
    return card is not None and card.isVisible()


def _owned(now: Now) -> bool:
    return now.step is not None and now.step.owner is not None


def _underpinned(now: Now) -> bool:
    step = now.step
    return step is not None and len(_under(now.document, step.id)) > len(_under(now.sample, step.id))


def _was(now: Now) -> Step | None:
    """The step as it is in the sample; None where the person added it."""
    return now.sample.of(Step, now.step.id) if now.step is not None else None


def _under(document: Document, step: Id) -> list[Id]:
    return [each.id for each in document.all(Link) if each.kind is LinkKind.UNDERPINS and each.target == step]


DONE: Mapping[str, Callable[[Now], bool]] = {
    "look": _looked,
    "add": _added,
    "times": _timed,
    "explain": _explained,
    "finding": lambda now: bool(now.shown),
    "owner": _owned,
    "service": _underpinned,
    "handbook": lambda now: HANDBOOK in now.did,
    "deliver": lambda now: "deliver" in now.did,
    "end": lambda now: False,
}
