"""What each improvement does, beside the order that the room gave them."""

from __future__ import annotations

from dataclasses import dataclass

from vsmstudio.analysis.results import Analysis
from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id


@dataclass(frozen=True, slots=True)
class Priority:
    """One improvement or running initiative, as it can be weighed against the others.

    `rank` is its place in the room's order, from 1 (None: not ranked); `earlier` its place in the order before that.
    `lead_time` is what it alone takes off the lead time of its streams (minutes, below 0 it adds; None unknown);
    `claimed_lead_time` what it says. `steps` are those that it changes on current maps, `critical_steps` those of them on a
    critical path. `owner_gaps` are the keys of open findings on owners of what it changes; `lowest_rating` is the lowest
    rating by any audience of its steps. `cost` is money saved a year, as it says. `effort` and `benefit` are its place on the
    plot (0..10). `streams` are those that it supports: none of them stands out.
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
    sentence: str = ""

    @property
    def supports_nothing(self) -> bool:
        """Does it support no stream?"""
        return not self.streams

    @property
    def moved(self) -> int | None:
        """Places up since the earlier order, below 0 down; None where it was not in both."""
        return None if self.rank is None or self.earlier is None else self.earlier - self.rank


def priorities(document: Document, analysis: Analysis) -> tuple[Priority, ...]:
    """All improvements that are not dropped, in the room's order; those that it did not rank behind."""
    raise NotImplementedError
