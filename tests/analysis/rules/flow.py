"""Cases of `flow.*`."""

from __future__ import annotations

from tests.analysis.maps import changed, flow_changed, put
from tests.analysis.rules.case import Case, engaged
from tests.builders import document, draw
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Convention, Map, MapState, ValueClass

WAIT, WASTE, DRIFT = "flow.longest-wait", "flow.waste", "flow.drift"


def delayed(delay: str) -> Document:
    return flow_changed(document("A 3h/3h -> B 3h/3h"), "A", "B", delay=Duration(delay))


def future(text: str) -> Document:
    held = put(document("A 1h/1h"), Map(id="next", stream="stream", name="Ideal", state=MapState.FUTURE))
    return draw(held, "next", text)


def classed(text: str = "A 1h -> B 2h -> C 3h; A -> D 1h -> C", **classes: ValueClass) -> Document:
    held = document(text)
    for key, value in classes.items():
        held = changed(held, key, value_class=value)
    return held


def told(documented: str, done: str) -> Document:
    return changed(document("A 1h"), "A", as_documented=documented, as_done=done)


def loaded(minutes: float, people: float | None = 1, unit: float | None = None) -> Document:
    """A step of so many minutes for each of 48 items in a day of 480 minutes: takt is 10 minutes."""
    held = changed(document(f"A {minutes}min/1d @Desk"), "stream", demand=48)
    held = changed(held, "A", people=people)
    return changed(held, "unit-Desk", people=unit)


NECK = "flow.bottleneck"
CASES = (
    Case(NECK, "fires", "over 85 %", loaded(9), ("medium A",)),
    Case(NECK, "fires", "over 100 %", loaded(11), ("critical A",)),
    Case(NECK, "fires", "a unit", loaded(11, None, 1), ("critical unit-Desk",)),
    Case(NECK, "fires", "a unit and its step", loaded(18, 2, 2), ("medium A", "medium unit-Desk")),
    Case(NECK, "silent", "people enough", loaded(11, 2)),
    Case(NECK, "silent", "nobody knows how many they are", loaded(11, None)),
    Case(NECK, "threshold", "exactly 85 %", loaded(8.5)),
    Case(NECK, "threshold", "exactly 100 %", loaded(10), ("medium A",)),
    Case(NECK, "threshold", "a more careful engagement", engaged(loaded(7), bottleneck_threshold=0.6), ("medium A",)),
    Case(WAIT, "fires", "before a step", document("A 1h/7h -> B 3h/3h"), ("medium A",)),
    Case(WAIT, "fires", "typed", changed(document("A /7h -> B 3h/3h"), "A", wait=Duration("6h")), ("medium A",)),
    Case(WAIT, "fires", "in a queue", document("A 1h/1h -> [Q 3h] -> B 1h/"), ("medium Q",)),
    Case(WAIT, "fires", "between steps", delayed("5h"), ("medium {A→B}",)),
    Case(WAIT, "fires", "by the waits convention", document("A 1h/7h -> B 3h/3h", Convention.WAITS), ("medium A",)),
    Case(WAIT, "fires", "in a future map, apart", future("A2 1h/7h -> B2 3h/3h"), ("medium A2 (future)",)),
    Case(WAIT, "silent", "work, not waiting", document("A 7h/7h -> B 3h/3h")),
    Case(WAIT, "silent", "beside the critical path", document("A 1h/1h -> B 9h/9h -> D 1h/1h; A -> C 10min/8h -> D")),
    Case(WAIT, "threshold", "exactly 40 %", document("A 3h/7h -> B 3h/3h")),
    Case(WAIT, "threshold", "just over 40 %", document("A 179min/7h -> B 3h/3h"), ("medium A",)),
    Case(WAIT, "threshold", "a laxer engagement", engaged(document("A 1h/7h -> B 3h/3h"), longest_wait=0.6)),
    Case(WASTE, "fires", "on the critical path", classed(B=ValueClass.NVA, C=ValueClass.NVA), ("medium map/NVA",)),
    Case(WASTE, "fires", "necessary ones apart", classed(B=ValueClass.NVA, C=ValueClass.NNVA),
         ("medium map/NNVA", "medium map/NVA")),
    Case(WASTE, "silent", "value is added", classed(A=ValueClass.VA, B=ValueClass.VA)),
    Case(WASTE, "silent", "nobody said", classed()),
    Case(WASTE, "threshold", "beside the critical path", classed(D=ValueClass.NVA)),
    Case(DRIFT, "fires", "they differ", told("By letter", "By phone"), ("low A",)),
    Case(DRIFT, "silent", "they agree", told("By letter", "By letter")),
    Case(DRIFT, "threshold", "they differ in capitals and spaces", told("By  letter.", "by letter")),
    Case(DRIFT, "threshold", "one is blank", told("By letter", " ")),
)  # fmt: skip
