"""What each improvement contributes to the way from the current map to the future map (DOMAIN section 8)."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vsmstudio.analysis.engagement.checks import Check as Check
from vsmstudio.analysis.engagement.checks import checks
from vsmstudio.analysis.engagement.claims import claimed, claims_figures
from vsmstudio.analysis.engagement.plan import Planned, plan
from vsmstudio.analysis.engagement.taking_over import Alteration
from vsmstudio.analysis.engagement.tried import CONTRIBUTED as CONTRIBUTED
from vsmstudio.analysis.engagement.tried import By, key_of, read, tried
from vsmstudio.analysis.map_analysis import figures_of
from vsmstudio.analysis.results import Analysis
from vsmstudio.analysis.simulation import Cancelled
from vsmstudio.model.document import Document
from vsmstudio.model.durations import number, show
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Map, MapState


class Applied(StrEnum):
    """Where the figures came from that an improvement was given."""

    FUTURE = "from the future map"
    CLAIM = "as claimed"
    DONE = "already in the current map"
    NOTHING = "nothing to apply"


@dataclass(frozen=True, slots=True)
class Share:
    """What one improvement does after those before it in the plan.

    `differences` are after − before by figure (keys of `CONTRIBUTED`); None where it is not known. `steps` are the current
    steps that it changed. `sentence` says what it did in one line.
    """

    improvement: Id
    applied: Applied
    steps: tuple[Id, ...]
    differences: Mapping[str, float | None]
    checks: tuple[Check, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """The way from `current` to `future` (map ids) in parts. `before` and `after` are figures by key; without a future map
    `after` is what all claims together give.

    For each figure the parts' differences and `rest`, which no improvement explains, add up to `whole` = after − before.
    `notes` are sentences that a reader must know.
    """

    stream: Id
    current: Id | None
    future: Id | None
    before: Mapping[str, float | None] = field(default_factory=dict)
    after: Mapping[str, float | None] = field(default_factory=dict)
    shares: tuple[Share, ...] = ()
    rest: Mapping[str, float | None] = field(default_factory=dict)
    whole: Mapping[str, float | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def of(self, improvement: Id) -> Share | None:
        """What one improvement contributes; None where it changes nothing of this stream."""
        return next((each for each in self.shares if each.improvement == improvement), None)


def future_of(document: Document, stream: Id) -> Map | None:
    """The future map that a stream is on its way to: of several the first listed."""
    return next((each for each in document.maps if each.stream == stream and each.state is MapState.FUTURE), None)


def way_to(document: Document, stream: Id) -> Alteration | None:
    """The way from a stream's current map to its future map, not yet begun; None where one of the two is missing."""
    current, ahead = document.current_map(stream), future_of(document, stream)
    return Alteration(document, current.id, ahead.id) if current and ahead else None


def contributions_of(
    document: Document,
    analysis: Analysis,
    stream: Id,
    future: Id | None = None,
    progress: Callable[[float], bool] | None = None,
) -> Contribution:
    """The improvements of a stream in plan order applied to its current map, each one's difference noted.

    The steps of each take over the figures of the future map's steps that came from them. `future` is a future map of the
    stream; None: the first listed. Where there is none, the steps get what each improvement claims.
    `progress` is told the share done (0..1); where it answers False this raises `Cancelled`.
    """
    current = document.current_map(stream)
    ahead = document.of(Map, future) if future else future_of(document, stream)
    if current is None or current.id not in analysis.maps:
        return Contribution(stream, None, ahead.id if ahead else None, notes=("There is no current map to start from",))
    planned = plan(document, stream, current, ahead, analysis.services, analysis.dependencies)
    critical = analysis.maps[current.id].critical_nodes
    before = read(analysis.maps[current.id].figures)
    earlier = tried(document, analysis, current.id, ahead.id if ahead else None)
    so_far: tuple[Hashable, ...] = ()
    alteration = Alteration(document, current.id, ahead.id) if ahead else None
    held = alteration.held if alteration else document
    figures: By = before
    last: dict[str, float | None] = dict(before)  # the latest that is known of each figure
    shares = []
    for at, each in enumerate(planned):
        if progress is not None and not progress(at / len(planned)):
            raise Cancelled
        applied, steps, altered = Applied.NOTHING, each.steps, held
        if each.done:
            applied = Applied.DONE
        elif alteration is not None:
            steps = alteration.take_over(each.steps, each.ahead)
            altered = alteration.held
            applied = Applied.FUTURE if steps or altered is not held else Applied.NOTHING
        elif each.steps and claims_figures(each.improvement):
            altered, applied = claimed(held, each.improvement, each.steps, critical), Applied.CLAIM
        if not each.done:
            so_far = (*so_far, key_of(applied, each))
        if altered is not held:
            held = altered
            figures = earlier.of(so_far, held)
        differences = _differences(last, figures)
        last.update({key: now for key, now in figures.items() if now is not None})
        known = differences if applied in (Applied.FUTURE, Applied.CLAIM) else {}
        checked = (
            () if applied is Applied.DONE else checks(document, each, current.id, ahead.id if ahead else None, known)
        )
        sentence = _sentence(document, each, applied, differences)
        shares.append(Share(each.improvement.id, applied, steps, differences, checked, sentence))
    after = figures
    if ahead is not None:
        there = analysis.maps.get(ahead.id)
        after = read(there.figures if there else figures_of(document, ahead.id))
    whole = _differences(before, after)
    return Contribution(
        stream=stream,
        current=current.id,
        future=ahead.id if ahead else None,
        before=before,
        after=after,
        shares=tuple(shares),
        rest={key: _rest(whole[key], [each.differences[key] for each in shares]) for key in whole},
        whole=whole,
        notes=tuple(_notes(current, ahead, shares)),
    )


def alone(
    document: Document, analysis: Analysis, stream: Id, each: Planned, ahead: Alteration | None
) -> tuple[Applied, dict[str, float | None]]:
    """What one improvement does to a stream's current map by itself: by the future map, else as it claims.

    `ahead` is the stream's way to its future map, not yet begun; None where it has none.
    """
    current = document.current_map(stream)
    if current is None or current.id not in analysis.maps or each.done:
        return (Applied.DONE if each.done else Applied.NOTHING), {}
    before = read(analysis.maps[current.id].figures)
    earlier = tried(document, analysis, current.id, ahead.future if ahead else None)
    if ahead is not None:
        taken = earlier.after((key_of(Applied.FUTURE, each),), lambda: _taken_over(ahead, each))
        differences = _differences(before, taken) if taken else {}
        if any(differences.values()):
            return Applied.FUTURE, differences
    if not each.steps or not claims_figures(each.improvement):
        return Applied.NOTHING, {}
    critical = analysis.maps[current.id].critical_nodes
    after = earlier.after(
        (key_of(Applied.CLAIM, each),), lambda: claimed(document, each.improvement, each.steps, critical)
    )
    return Applied.CLAIM, _differences(before, after or before)


def _taken_over(way: Alteration, each: Planned) -> Document | None:
    """The current map with what one improvement takes over from the future map; None where that is nothing."""
    alteration = way.again()
    alteration.take_over(each.steps, each.ahead)
    return None if alteration.held is way.held else alteration.held


def _differences(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for key, was in before.items():
        now = after[key]
        found[key] = None if was is None or now is None else now - was
    return found


def _rest(whole: float | None, parts: list[float | None]) -> float | None:
    """What the parts leave of the whole; what is less than a rounding error of it is nothing."""
    if whole is None:
        return None
    known = [each for each in parts if each is not None]
    rest = whole - math.fsum(known)
    return 0.0 if abs(rest) <= 1e-9 * max(1.0, abs(whole), *map(abs, known)) else rest


def _sentence(document: Document, each: Planned, applied: Applied, differences: Mapping[str, float | None]) -> str:
    """What an improvement does in one line: `Takes 2 d off lead time and adds 12 points to rolled %C&A`."""
    if applied is Applied.DONE:
        return "Its effect is in the current map already"
    if applied is Applied.NOTHING:
        return (
            "It changes no step of this stream"
            if not (each.steps or each.ahead)
            else "Nothing is left for it to change"
        )
    said = []
    for key, name in (("lead_time", "lead time"), ("total_process_time", "total processing time")):
        change = differences[key]
        if change is not None and abs(change) >= 1e-6:
            time = show(abs(change), document.engagement.calendar)
            said.append(f"takes {time} off {name}" if change < 0 else f"adds {time} to {name}")
    quality = differences["rolled_ca"]
    if quality is not None and abs(quality) >= 0.0005:
        amount = number(abs(quality) * 100)
        points = f"{amount} point" if amount == "1" else f"{amount} points"
        said.append(f"adds {points} to rolled %C&A" if quality > 0 else f"takes {points} off rolled %C&A")
    if not said:
        return "It changes neither lead time nor total processing time nor rolled %C&A"
    words = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{words[:1].upper()}{words[1:]}"


def _notes(current: Map, ahead: Map | None, shares: list[Share]) -> list[str]:
    found = []
    if ahead is None:
        found.append("There is no future map: each improvement is applied as it claims")
    elif ahead.convention is not current.convention:
        found.append(
            f"{current.name} reads lead time by the convention {current.convention.value}, {ahead.name} by "
            f"{ahead.convention.value}: what differs by that is not explained"
        )
    if not shares:
        found.append("No improvement touches this stream")
    return found
