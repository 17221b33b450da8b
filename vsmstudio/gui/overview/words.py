"""The words of the overview: what a cell says, and what things are counted as."""

from __future__ import annotations

from vsmstudio.analysis.underpinning import Hold, StreamRow, Underpinning
from vsmstudio.model.records import Criticality, ServiceKind

LETTER = {Criticality.HIGH: "H", Criticality.MEDIUM: "M", Criticality.LOW: "L"}
# What a further click makes of a grade: it begins in the middle, as dropping a service on a step does.
NEXT: dict[Criticality | None, Criticality | None] = {
    None: Criticality.MEDIUM,
    Criticality.MEDIUM: Criticality.HIGH,
    Criticality.HIGH: Criticality.LOW,
    Criticality.LOW: None,
}
_KINDS = {
    ServiceKind.CUSTOMER_FACING: ("Customer-facing", "Customer", "Cust."),
    ServiceKind.INTERNAL: ("Internal", "Int."),
    ServiceKind.IT: ("IT",),
}


def kind_words(kind: ServiceKind) -> tuple[str, ...]:
    """What a group of services is called, from the longest to the shortest."""
    return _KINDS[kind]


def count_words(count: int, word: str) -> str:
    """`1 stream`, `3 streams`, `no stream` for none."""
    return f"no {word}" if not count else f"{count:,} {word}{'' if count == 1 else 's'}"


def whole_of(held: Hold, steps: int | None) -> str:
    """What stands under the mark in the cell of a stream with so many steps: `whole` where the service underpins all of it,
    else under how many; nothing in the cell of a step (None)."""
    if steps is None:
        return ""
    return "whole" if held.whole else f"{len(held.steps)}/{steps}"


def cell_words(service: str, name: str, held: Hold | None, stream: StreamRow | None) -> str:
    """What a cell says: `CRM underpins Assess: high`; of a stream also in how many of its steps."""
    if held is None:
        return f"{service} does not underpin {name}"
    if stream is None:
        return f"{service} underpins {name}: {held.grade.value}"
    steps = f"in {len(held.steps)} of {len(stream.steps)} steps" if held.steps else ""
    whole = f"as a whole ({held.whole.criticality.value})" if held.whole else ""
    said = " and ".join(part for part in (whole, steps) if part)
    return f"{service} underpins {name} {said}: {held.grade.value}"


def summary_words(found: Underpinning) -> str:
    """What the matrix holds, and what in it stands alone."""
    bare = sum(not row.holds for row in found.streams)
    unused = sum(not found.streams_of.get(each.id) for each in found.services)
    parts = [count_words(len(found.streams), "stream"), count_words(len(found.services), "service")]
    if bare:
        parts.append(f"{count_words(bare, 'stream')} without services")
    if unused:
        parts.append(f"{count_words(unused, 'service')} underpin{'s' if unused == 1 else ''} no stream")
    return " · ".join(parts)
