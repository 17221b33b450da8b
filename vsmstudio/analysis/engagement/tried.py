"""Figures of a current map with improvements applied: worked out once, and kept while what they rest on stays."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from vsmstudio.analysis.comparison import COMPARED, value
from vsmstudio.analysis.engagement.plan import Planned
from vsmstudio.analysis.known import Known
from vsmstudio.analysis.map_analysis import figures_of
from vsmstudio.analysis.results import Analysis, Figures
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Link, LinkKind

CONTRIBUTED = tuple(each for each in COMPARED if each.key != "cost_per_unit")  # that one needs the money of all streams
MOST = 4000  # figures kept of one map; a room that orders 60 improvements anew leaves up to 60 of them behind

By = Mapping[str, float | None]
"""Figures by key, of `CONTRIBUTED`."""


class Tried:
    """What improvements made of one map, by what was applied, in that order. None: it changed nothing."""

    def __init__(self, current: Id, rests_on: tuple[object, ...], origins: list[Link]) -> None:
        self._current, self._rests_on, self._origins = current, rests_on, origins
        self._found: dict[tuple[Hashable, ...], By | None] = {}

    def holds(self, rests_on: tuple[object, ...], origins: list[Link]) -> bool:
        """Is it about these facts of both maps, and these origins of their steps?"""
        return all(a is b for a, b in zip(self._rests_on, rests_on, strict=True)) and self._origins == origins

    def of(self, applied: tuple[Hashable, ...], altered: Document) -> By:
        """The figures once these were applied, which made `altered` of the document."""
        found = self._found.get(applied)
        return found if found is not None else self._keep(applied, altered)

    def after(self, applied: tuple[Hashable, ...], altered: Callable[[], Document | None]) -> By | None:
        """The figures once these were applied; `altered` is asked what they make of the document where that is not known."""
        if applied in self._found:
            return self._found[applied]
        document = altered()
        if document is not None:
            return self._keep(applied, document)
        self._found[applied] = None
        return None

    def _keep(self, applied: tuple[Hashable, ...], altered: Document) -> By:
        if len(self._found) >= MOST:
            self._found.clear()
        found = self._found[applied] = read(figures_of(altered, self._current))
        return found


def tried(document: Document, analysis: Analysis, current: Id, ahead: Id | None) -> Tried:
    """What was tried of a current map on its way to a future map (None: by claims), by an earlier analysis too."""
    known = analysis.known
    facts = known.facts if isinstance(known, Known) and known.document is document else {}
    origins = [each for each in document.all(Link) if each.kind is LinkKind.CAME_FROM]
    keys = (current, ahead) if ahead else (current,)
    rests_on = tuple(facts.get(key) for key in keys)
    if not isinstance(known, Known) or any(each is None for each in rests_on):
        return Tried(current, rests_on, origins)
    held = known.tried.get(keys)
    if not isinstance(held, Tried) or not held.holds(rests_on, origins):
        held = known.tried[keys] = Tried(current, rests_on, origins)
    return held


def key_of(how: str, each: Planned) -> Hashable:
    """What the figures after an improvement depend on besides the maps: how it is applied, to what, what it claims."""
    claims = each.improvement
    return (
        how, each.steps, each.ahead, claims.expected_lead_time, claims.expected_process_time, claims.expected_ca
    )  # fmt: skip


def read(figures: Figures) -> dict[str, float | None]:
    """The figures that are compared, by key."""
    return {each.key: value(figures, each.key) for each in CONTRIBUTED}
