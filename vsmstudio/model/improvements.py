"""The improvements in the room's order, and which of them came of which finding, note or barrier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Improvement, ImprovementState, LinkKind, Source

OPEN_STATES = (ImprovementState.OPEN, ImprovementState.RUNNING)


@dataclass(frozen=True)
class Planned:
    """The improvements of a document by where they came from. Those that were dropped count as none."""

    by_finding: dict[tuple[str, Id | None, str], Improvement]
    by_source: dict[tuple[Source, Id], Improvement]

    def of_finding(self, rule: str, subject: Id, aspect: str = "") -> Improvement | None:
        """The improvement that came of a finding."""
        return self.by_finding.get((rule, subject, aspect))

    def of_note(self, note: Id) -> Improvement | None:
        """The improvement that came of a kaizen burst or note."""
        return self.by_source.get((Source.BURST, note))

    def of_barrier(self, step: Id) -> Improvement | None:
        """The improvement that removes the barriers of a step."""
        return self.by_source.get((Source.BARRIER, step))


def planned(document: Document) -> Planned:
    """Look up once what is in the plan. Of several from one source the first in the room's order stands."""
    by_finding: dict[tuple[str, Id | None, str], Improvement] = {}
    by_source: dict[tuple[Source, Id], Improvement] = {}
    for each in kept(document):
        if each.rule:
            by_finding.setdefault((each.rule, each.about, each.aspect), each)
        if each.source is not None and each.about is not None:
            by_source.setdefault((each.source, each.about), each)
    return Planned(by_finding, by_source)


def ordered(document: Document) -> list[Improvement]:
    """All improvements as the room ranked them; those without a rank behind, as they were written."""
    return sorted(document.all(Improvement), key=_in_order)


def kept(document: Document) -> list[Improvement]:
    """The improvements that are not dropped, in the room's order."""
    return [each for each in ordered(document) if each.state is not ImprovementState.DROPPED]


def places(document: Document) -> dict[Id, int]:
    """The place of each improvement in the room's order, from 1. What was dropped or never ranked has none.

    Ranks may leave gaps, and after a merge two improvements may share one; places do neither.
    """
    ranked = [each for each in kept(document) if each.rank is not None]
    return {each.id: at for at, each in enumerate(ranked, 1)}


def _in_order(each: Improvement) -> tuple[float, float, str, Id]:
    return (float("inf") if each.rank is None else each.rank, each.order, each.name, each.id)


def changing(document: Document, key: Id) -> list[Improvement]:
    """The improvements that change a step, service or stream, or that came of it, in the room's order."""
    linked = {link.source for link in document.links_to(key, LinkKind.CHANGES)}
    return [each for each in ordered(document) if each.id in linked or each.about == key]


def days_overdue(improvement: Improvement, today: date) -> int:
    """By how many days one that is not done is past its due date; 0 where it is not."""
    if improvement.state not in OPEN_STATES or improvement.due is None:
        return 0
    return max(0, (today - improvement.due).days)
