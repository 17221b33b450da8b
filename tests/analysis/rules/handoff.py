"""Cases of `handoff.*`."""

from __future__ import annotations

from tests.analysis.maps import changed, flow_changed
from tests.analysis.rules.case import Case, engaged
from tests.builders import document
from vsmstudio.model.document import Document
from vsmstudio.model.records import Handoff


def answered(answer: Handoff, text: str = "A 1h @X -> B 1h @Y") -> Document:
    return flow_changed(document(text), "A", "B", handoff=answer)


def quality(percent: float, performer: str = "Y") -> Document:
    return document(f"A 1h/1h/{percent}% @X -> B 1h @{performer}")


def pair(held: Document, rule: str, severity: str) -> tuple[str, ...]:
    """The finding is about the first flow (or step) between X and Y, whatever its id."""
    subject = next(flow.id for flow in held.flows("map") if flow.source == "A") if rule == "handoff.unagreed" else "A"
    return (f"{severity} {subject}/unit-X:unit-Y",)


_NONE = answered(Handoff.NONE)
_BACK = document("A 1h @X -> B 1h @Y -> C 1h @X")
CASES = (
    Case("handoff.dead-end", "fires", "a branch that leads nowhere", document("(S) -> A 1h -> (E); A -> B 1h"), ("high B",)),
    Case("handoff.dead-end", "silent", "meant to end here",
         changed(document("(S) -> A 1h -> (E); A -> B 1h"), "B", ends_here=True)),
    Case("handoff.dead-end", "threshold", "a map without end", document("(S) -> A 1h -> B 1h")),
    Case("handoff.unreachable", "fires", "nothing leads there", document("(S) -> A 1h -> (E); B 1h -> A"), ("high B",)),
    Case("handoff.unreachable", "silent", "through a queue", document("(S) -> [Q 1h] -> A 1h -> (E)")),
    Case("handoff.unreachable", "threshold", "a map without start", document("A 1h -> (E); B 1h -> A")),
    Case("handoff.loop", "fires", "work leads back", document("A 1h -> B 1h -> A"), ("critical A",)),
    Case("handoff.loop", "silent", "a chain", document("A 1h -> B 1h")),
    Case("handoff.loop", "threshold", "rework leads back", document("A 1h -> B 1h; B ~10%~> A")),
    Case("handoff.unagreed", "fires", "nothing is agreed", _NONE, pair(_NONE, "handoff.unagreed", "medium")),
    Case("handoff.unagreed", "silent", "agreed", answered(Handoff.AGREED)),
    Case("handoff.unagreed", "threshold", "not asked yet", answered(Handoff.NOT_ASKED)),
    Case("handoff.unagreed", "threshold", "within a unit", answered(Handoff.NONE, "A 1h @X -> B 1h @X")),
    Case("handoff.poor-quality", "fires", "under 80 %", quality(79.9), ("medium A",)),
    Case("handoff.poor-quality", "fires", "under 50 %", quality(49.9), ("high A",)),
    Case("handoff.poor-quality", "silent", "within a unit", quality(40, "X")),
    Case("handoff.poor-quality", "threshold", "exactly 80 %", quality(80)),
    Case("handoff.poor-quality", "threshold", "exactly 50 %", quality(50), ("medium A",)),
    Case("handoff.poor-quality", "threshold", "a stricter engagement", engaged(quality(90), quality_threshold=0.95),
         ("medium A",)),
    Case("handoff.ping-pong", "fires", "there and back", _BACK, pair(_BACK, "handoff.ping-pong", "low")),
    Case("handoff.ping-pong", "silent", "onward", document("A 1h @X -> B 1h @Y -> C 1h @Z")),
    Case("handoff.ping-pong", "threshold", "back after two units", document("A 1h @X -> B 1h @Y -> C 1h @Z -> D 1h @X")),
)  # fmt: skip
