"""What each improvement does, beside the order that the room gave them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from vsmstudio.analysis.engagement.contribution import Applied, alone, future_of, way_to
from vsmstudio.analysis.engagement.plan import Planned, plan
from vsmstudio.analysis.engagement.touching import touched
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import Cancelled
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.improvements import kept, places
from vsmstudio.model.records import Ranked, Ranking, Step


@dataclass(frozen=True, slots=True)
class Priority:
    """One improvement or running initiative, as it can be weighed against the others.

    `rank` is its place in the room's order, from 1 (None: not ranked); `earlier` its place in the order before that.
    `lead_time` is what it alone takes off the lead time of its streams (minutes, below 0 it adds; None unknown), and
    `applied` where that comes from: the future map, else what it claims, applied to its steps. `claimed_lead_time` is what
    it says. `steps` are those that it changes on current maps, `critical_steps` those of them on a critical path.
    `owner_gaps` are the keys of open findings on owners of what it changes; `lowest_rating` is the lowest rating by any
    audience of its steps. `cost` is money saved a year, as it says. `effort` and `benefit` are its place on the plot
    (0..10). `streams` are those that it supports: none of them stands out.
    """

    improvement: Id
    rank: int | None
    earlier: int | None
    lead_time: float | None
    claimed_lead_time: float | None
    steps: tuple[Id, ...]
    critical_steps: tuple[Id, ...]
    services: tuple[Id, ...]
    streams: tuple[Id, ...]
    owner_gaps: tuple[str, ...]
    lowest_rating: float | None
    cost: float | None
    effort: float | None
    benefit: float | None
    applied: Applied

    @property
    def supports_nothing(self) -> bool:
        """Does it support no stream?"""
        return not self.streams

    @property
    def moved(self) -> int | None:
        """Places up since the earlier order, below 0 down; None where it was not in both."""
        return None if self.rank is None or self.earlier is None else self.earlier - self.rank


class Gain(NamedTuple):
    """What one improvement alone takes off the lead time of its streams (minutes; None unknown), and where that comes from."""

    lead_time: float | None = None
    applied: Applied = Applied.NOTHING


def gains(document: Document, analysis: Analysis, progress: Callable[[float], bool] | None = None) -> dict[Id, Gain]:
    """The gain of each improvement that is not dropped. Each is tried on whole maps: on large ones that takes seconds.

    `progress` is told the share done (0..1); where it answers False this raises `Cancelled`.
    """
    planned = _planned(document, analysis)
    ways = {stream: way_to(document, stream) for stream in planned}
    live = kept(document)
    found = {}
    for at, each in enumerate(live):
        if progress is not None and not progress(at / len(live)):
            raise Cancelled
        parts = [
            alone(document, analysis, stream, by_improvement[each.id], ways[stream])
            for stream, by_improvement in planned.items()
            if each.id in by_improvement
        ]
        known = [change for _, figures in parts if (change := figures.get("lead_time")) is not None]
        found[each.id] = Gain(0.0 - sum(known) if known else None, _applied([applied for applied, _ in parts]))
    return found


def priorities(document: Document, analysis: Analysis, gained: Mapping[Id, Gain] | None = None) -> tuple[Priority, ...]:
    """All improvements that are not dropped, in the room's order; those that it did not rank behind.

    `gained` are their gains, where these are known already; one that it leaves out is not known.
    """
    weighed = gains(document, analysis) if gained is None else gained
    earlier = earlier_places(document)
    now = places(document)
    found = []
    for each in kept(document):
        touches = touched(document, each.id, analysis.services, analysis.dependencies)
        gain = weighed.get(each.id, Gain())
        steps = touches.steps
        found.append(
            Priority(
                improvement=each.id,
                rank=now.get(each.id),
                earlier=earlier.get(each.id),
                lead_time=gain.lead_time,
                claimed_lead_time=each.expected_lead_time.minutes(document.engagement.calendar)
                if each.expected_lead_time
                else None,
                applied=gain.applied,
                steps=steps,
                critical_steps=tuple(key for key in steps if _critical(document, analysis, key)),
                services=touches.services,
                streams=touches.reached,
                owner_gaps=_owner_gaps(analysis, {*steps, *touches.services, *touches.streams}),
                lowest_rating=min(
                    (touch.rating for key in steps for touch in document.touchpoints(key) if touch.rating is not None),
                    default=None,
                ),
                cost=each.expected_cost,
                effort=each.effort,
                benefit=each.benefit,
            )
        )
    return tuple(found)


def earlier_places(document: Document) -> dict[Id, int]:
    """The places of improvements in the latest order that the room kept, by improvement; empty where it kept none."""
    orders = document.all(Ranking)
    if not orders:
        return {}
    last = orders[-1].id
    return {each.improvement: round(each.place) for each in document.all(Ranked) if each.ranking == last}


def _planned(document: Document, analysis: Analysis) -> dict[Id, dict[Id, Planned]]:
    """By stream what each improvement changes of it."""
    found = {}
    for stream in document.streams:
        current, ahead = document.current_map(stream.id), future_of(document, stream.id)
        listed = plan(document, stream.id, current, ahead, analysis.services, analysis.dependencies)
        found[stream.id] = {each.improvement.id: each for each in listed}
    return found


def _applied(of_streams: list[Applied]) -> Applied:
    """Where the computed gain comes from: the first of these that holds for one of the streams."""
    return next((each for each in Applied if each in of_streams), Applied.NOTHING)


def _critical(document: Document, analysis: Analysis, step: Id) -> bool:
    result = analysis.maps.get(document.the(Step, step).map)
    return result is not None and result.figures.lead_time is not None and step in result.critical_nodes


def _owner_gaps(analysis: Analysis, changed: set[Id]) -> tuple[str, ...]:
    """Open findings on owners of some records, with gaps on the path that hold one of them."""
    found = []
    for finding in analysis.findings:
        if finding.rule.startswith("owner.") and not finding.future:
            about = {finding.subject, *finding.evidence.get("steps", ())}
            if not about.isdisjoint(changed):
                found.append(finding.key)
    return tuple(found)
